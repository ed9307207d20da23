"""What keeps a drafted sentence from being shown, in the reader's language."""

from __future__ import annotations

from typing import get_args

import pytest

from assistant.app.drafts import reason
from assistant.drafting.verification import Problem, ProblemKind


@pytest.mark.parametrize("kind", get_args(ProblemKind))
def test_each_problem_is_told_in_three_languages(kind):
    told = Problem(kind, "1,5 <b>").told
    assert reason(told, "en") == told
    for language in ("de", "ja"):
        words = reason(told, language)
        assert words != told
        assert ("1,5 <b>" in words) == ("1,5 <b>" in told)


def test_what_is_not_known_stays_as_it_is():
    assert reason("something new", "de") == "something new"

"""What keeps a drafted sentence from being shown, in the reader's language."""

from __future__ import annotations

from typing import get_args

import pytest

from assistant.app.drafts import reason
from assistant.types import DraftProblem, DraftProblemKind


@pytest.mark.parametrize("kind", get_args(DraftProblemKind))
def test_each_problem_is_told_in_three_languages(kind):
    told = {one: reason(DraftProblem(kind, "1,5 <b>"), one) for one in ("en", "de", "ja")}
    assert len(set(told.values())) == 3
    worded = kind in ("figure", "name", "word", "added")
    assert {"1,5 <b>" in words for words in told.values()} == {worded}

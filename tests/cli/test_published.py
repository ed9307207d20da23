"""Every published result of tests/cases/cost from the command line, each in one language."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant.cost import calculate
from assistant.types import Language

_LINES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "cost" / "published.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
_LANGUAGES = get_args(Language)


@pytest.mark.parametrize("place", range(len(_LINES)))
def test_a_published_result_comes_out_of_the_command_line(
    run: Callable[..., Any], place: int
) -> None:
    """As Python gives it; tests/cost/test_published.py holds that against the publication."""
    line, language = _LINES[place], _LANGUAGES[place % len(_LANGUAGES)]
    given = [word for item in line["inputs"].items() for word in ("--set", "=".join(item))]

    ran = run("calc", "--formula", line["formula"], *given, "--language", language, "--json")

    found = calculate(line["formula"], line["inputs"])
    assert (ran.status, ran.row["status"], ran.row["language"]) == (0, "calculated", language)
    assert found.result
    for end in ("value", "low", "high"):
        number = getattr(found.result, end)
        assert ran.row["result"][end] == (None if number is None else pytest.approx(float(number)))
    assert ran.row["basis"]

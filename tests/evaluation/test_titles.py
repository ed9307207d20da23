"""What a run is called."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.evaluation.titles import title_of

_RUN: dict[str, Any] = {
    "system": "assistant", "settings": {"judge": True}, "where": [],
    "index": {"name": "articles", "generation": 1},
    "sets": [
        {"name": "one", "items": 3}, {"name": "two", "items": 1}, {"name": "none", "items": 0},
    ],
}  # fmt: skip
_DAY = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({}, "one, two: index articles, with the judge, no chat model, 5 March 2026"),
        (
            {"settings": {"judge": False, "llm": "openai:some-model"}, "where": ["split=held"]},
            "one, two where split=held: index articles, without the judge,"
            " chat model openai:some-model, 5 March 2026",
        ),
        (
            {"settings": {"judge": True, "llm": "local:/home/someone/models/Small-1B.gguf"}},
            "one, two: index articles, with the judge, chat model Small-1B.gguf, 5 March 2026",
        ),
        ({"system": "BM25 alone"}, "one, two: index articles, BM25 alone, 5 March 2026"),
        (
            {"index": {"generation": 1}, "where": ["language=de", "items<=5"]},
            "one, two where language=de and items<=5: with the judge, no chat model, 5 March 2026",
        ),
    ],
)
def test_a_title_names_what_makes_the_run(change: dict[str, Any], title: str) -> None:
    assert title_of(_RUN | change, _DAY) == title


def test_what_an_older_run_does_not_say_is_left_out() -> None:
    assert title_of(_RUN, None).endswith("no chat model")
    bare = {key: value for key, value in _RUN.items() if key != "settings"}
    assert title_of(bare | {"index": {"generation": 1}}, _DAY) == "one, two: 5 March 2026"

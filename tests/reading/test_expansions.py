"""What an abbreviation stands for, from tests/cases/reading/expansions.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.expansions import abbreviations, spells_out

_CASES = Path(__file__).parents[1] / "cases/reading/expansions.jsonl"
_ROWS = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("row", _ROWS, ids=[row["text"] for row in _ROWS])
def test_whether_a_text_spells_it_out(row: dict[str, Any]) -> None:
    assert spells_out(row["text"], row["short"]) is row["spelled"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does TPU stand for?", ("TPU",)),
        ("GPUとTPUは何の略ですか。", ("GPU", "TPU")),
        ("Wofür steht H100?", ()),
        ("What is GPT-4?", ()),
    ],
)
def test_abbreviations_of_a_question(question: str, found: tuple[str, ...]) -> None:
    assert abbreviations(question) == found

"""What a sentence lacks of what a question wants, from tests/cases/*/sought.jsonl."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.quantities import parse
from assistant.reading.sought import Sought
from assistant.types import Evidence

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ["en", "de", "ja"]
_START = 40
"""Offset of the sentence in its document."""


def _rows(language: str) -> list[dict[str, Any]]:
    lines = (_CASES / language / "sought.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _evidence(text: str, language: str, above: str = "") -> Evidence:
    figures = tuple(
        replace(figure, start=figure.start + _START, end=figure.end + _START)
        for figure in parse(text, language)
    )
    return Evidence(
        document="a.txt",
        start=_START,
        end=_START + len(text),
        text=text,
        page=1,
        language=language,
        context=f"{above}\n{text}",
        score=0.5,
        quantities=figures,
        above=above,
    )


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, row, id=f"{row['question']} {row['text']}")
        for language in _LANGUAGES
        for row in _rows(language)
    ],
)
def test_what_a_sentence_lacks(language: str, row: dict[str, Any]) -> None:
    evidence = _evidence(row["text"], language, row.get("above", ""))
    sought = Sought.of(row["question"], language)
    assert sought.lacking(evidence) == row["lacking"]
    assert sought.stated(evidence) == row.get("stated", sought.stated(evidence))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_language_has_cases_of_both_kinds(language: str) -> None:
    assert {bool(row["lacking"]) for row in _rows(language)} == {True, False}


def test_what_follows_a_sentence_is_read_with_it() -> None:
    sought = Sought.of("Which GPU was Orion trained on?", "en")
    alone = _evidence("Orion was trained for a month.", "en")
    assert sought.lacking(alone) > 0
    assert sought.lacking(replace(alone, following=_evidence("It ran on A100s.", "en"))) == 0


def test_a_name_may_stand_right_above() -> None:
    sought = Sought.of("How many litres of water did Tesla use?", "en")
    assert sought.lacking(_evidence("It used 5 litres.", "en", "Tesla's report")) == 0
    assert sought.lacking(_evidence("It used 5 litres.", "en", "Google's report")) == 1

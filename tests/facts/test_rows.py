"""Figures of tables, and of lines whose subject stands in a heading: tests/cases/*/rows.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.disagreements.statements import Stated, stated_facts
from assistant.quantities import parse
from assistant.types import Evidence

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ["en", "de", "ja"]


def _rows(language: str) -> list[dict[str, Any]]:
    lines = (_CASES / language / "rows.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _last_line(document: str, language: str) -> Evidence:
    """The last line of a document as a passage would hold it."""
    start = document.rfind("\n") + 1
    lines = document[:start].split("\n")
    return Evidence(
        document="a.md",
        start=start,
        end=len(document),
        text=document[start:],
        page=1,
        language=language,
        context=document,
        score=0.5,
        quantities=tuple(held for held in parse(document, language) if held.start >= start),
        above="\n".join((lines[0].strip("# "), *lines[-3:])),
    )


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _told(held: Stated, keys: list[str]) -> dict[str, object]:
    assert held.fact is not None
    return {
        key: held.text if key == "text" else _plain(getattr(held.fact, key))
        for key in keys
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, row, id=f"{language}-{row['document'][-60:]}")
        for language in _LANGUAGES
        for row in _rows(language)
    ],
)
def test_facts_of_the_last_line(language: str, row: dict[str, Any]) -> None:
    found = [
        held
        for held in stated_facts([_last_line(row["document"], language)])
        if held.fact and held.fact.metric
    ]
    assert [held.text for held in found] == [wanted["text"] for wanted in row["facts"]]
    for held, wanted in zip(found, row["facts"], strict=True):
        assert _told(held, list(wanted)) == wanted


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_third_of_the_cases_warn(language: str) -> None:
    rows = _rows(language)
    assert 3 * sum("negative" in row for row in rows) >= len(rows)

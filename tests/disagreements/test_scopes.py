"""Which figures are of a whole machine, from tests/cases/*/scopes.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.disagreements import find, survey
from assistant.disagreements.scopes import SYSTEM
from assistant.disagreements.statements import stated_facts
from assistant.types import Evidence

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ["en", "de", "ja"]

Say = Callable[..., Evidence]


def _rows(language: str) -> list[dict[str, Any]]:
    lines = (_CASES / language / "scopes.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, row, id=row["text"])
        for language in _LANGUAGES
        for row in _rows(language)
    ],
)
def test_figures_of_a_whole_machine(say: Say, language: str, row: dict[str, Any]) -> None:
    sentence = say("a.txt", row["text"], language, above=row.get("above", ""))
    of_machine = [held.text for held in stated_facts([sentence]) if SYSTEM in held.fact.bases]
    assert of_machine == row["machine"]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_language_has_cases_of_both_kinds(language: str) -> None:
    assert {bool(row["machine"]) for row in _rows(language)} == {True, False}


_POWER = [
    ("What power does an X200 draw?", "en"),
    ("Welche Leistung zieht eine X200?", "de"),
    ("X200の消費電力は?", "ja"),
]


@pytest.mark.parametrize(("question", "language"), _POWER)
def test_a_chip_and_its_server_are_no_contradiction(say: Say, question: str, language: str) -> None:
    both = [
        say("a.txt", "The chip X200 draws 700 W."),
        say("b.txt", "Ein Server mit acht X200-Chips nimmt 10,2 kW Leistung auf.", "de"),
    ]
    for found in (find(question, language, both), survey(both)):
        (conflict,) = found
        assert (conflict.relation, conflict.differs) == ("not_comparable", ("basis",))
        assert conflict.topic[0] == "power"


@pytest.mark.parametrize(("question", "language"), _POWER)
def test_two_powers_of_one_chip_are_one(say: Say, question: str, language: str) -> None:
    both = [
        say("a.txt", "The chip X200 draws 700 W."),
        say("b.txt", "Der Chip X200 nimmt 350 W Leistung auf.", "de"),
    ]
    for found in (find(question, language, both), survey(both)):
        (conflict,) = found
        assert conflict.relation == "contradicts"


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ("Training costs will reach $100 billion in 2027.", "1 Milliarde", True),
        ("Training costs will reach $100 billion in 2030.", "1 Milliarde", False),
        ("Training costs will reach $1 billion in 2027.", "1 Milliarde", False),
        ("Revenue will reach $100 billion in 2027.", "1 Milliarde", False),
    ],
)
def test_forecasts_for_one_year_are_surveyed(
    say: Say, first: str, second: str, named: bool
) -> None:
    both = [
        say("a.txt", first),
        say("b.txt", f"Die Trainingskosten werden 2027 bei {second} Dollar liegen.", "de"),
    ]
    found = [conflict for conflict in survey(both) if conflict.relation == "contradicts"]
    assert bool(found) is named

"""Items that fit the schema and could not be scored as they are meant, each beside a sound one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.cli.output.evaluation import show_problems
from assistant.embedding import Embedder
from assistant.evaluation.problems import problems
from assistant.index.opening import open_builder
from assistant.settings import load_settings

_TEXT = "A card costs $25,000 and draws 700 watts.\nIn 2023 its share changed by \u221220.\n"
_QUESTION = {"id": "a", "question": "What does a card cost?", "language": "en"}
_SUM = {"id": "k", "calculation": "What is 2 times 5 dollars?", "language": "en", "unit": "USD"}
_CLAIM = {"id": "c", "claim": "A card costs much.", "language": "en", "verdict": "supported"}
_PRICE = {"document": "en.txt", "quote": "costs $25,000", "stance": "supports"}
_GAP = {"positions": [{"source": "en.txt", "value": "5"}, {"source": "en.txt", "value": "6"}]}
_LONGER = "its sources hold it only within a longer number: "
_CONTROL = "a control character stands in the id or the text"

Whats = Callable[[dict[str, Any]], list[str]]


@pytest.fixture(scope="module")
def assistant(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An index of one document."""
    folder = tmp_path_factory.mktemp("unscorable")
    (folder / "en.txt").write_text(_TEXT, encoding="utf-8")
    open_builder(folder / "index", load_settings()).build([folder])
    return Assistant.open(folder / "index")


@pytest.fixture
def whats(assistant: Assistant, tmp_path: Path) -> Whats:
    """``whats(row)``: what is wrong with an item."""

    def found(row: dict[str, Any]) -> list[str]:
        path = tmp_path / "set.jsonl"
        path.write_text(json.dumps(row), encoding="utf-8")
        return [one.what for one in problems(path, assistant)]

    return found


@pytest.mark.parametrize(
    "value", ["25_000", " 25000 ", "２５０００", "25\u00a0000", "NaN", "1e", "."]
)
def test_a_number_in_quotes_is_a_numeral_and_nothing_else(value: str, whats: Whats) -> None:
    assert whats(_SUM | {"value": value}) == ["value must be a number"]


@pytest.mark.parametrize("value", ["25000", "-0.5", "+3.", ".5", "2.5e3", 25000, 2.5])
def test_numerals_are_numbers(value: str | float, whats: Whats) -> None:
    assert whats(_SUM | {"value": value, "tolerance": "0.02"}) == []


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("25,000", []),
        ("$25,000", []),
        ("5,000", [f"{_LONGER}5,000"]),
        ("$25", [f"{_LONGER}$25"]),
        ("costs $25,00", [f"{_LONGER}costs $25,00"]),
        ("202", [f"{_LONGER}202"]),
        ("26,000", ["its sources do not hold: 26,000"]),
    ],
)
def test_a_wording_is_whole_as_answers_must_hold_it(
    wording: str, found: list[str], whats: Whats
) -> None:
    row = {"answerable": True, "sources": ["en.txt"], "expected": [[wording]]}
    assert whats(_QUESTION | row) == found


@pytest.mark.parametrize(
    ("value", "unit", "stands"),
    [(25000, "USD", True), (-25000, "USD", False), (-20, "%", True), (-700, "W", False)],
)
def test_a_negative_figure_stands_there_with_its_sign(
    value: int, unit: str, stands: bool, whats: Whats
) -> None:
    row = {"sources": ["en.txt"], "quantities": [{"value": value, "unit": unit}]}
    told = f"its sources state no figure {value} {unit}"
    assert whats(_QUESTION | row) == ([] if stands else [told])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (_QUESTION | {"sources": ["en.txt"] * 2}, "a source is named twice"),
        (_CLAIM | {"sources": [_PRICE] * 2}, "a source is named twice"),
        (
            _QUESTION | {"sources": ["en.txt"], "expected": [["$25,000"]] * 2},
            "a fact is expected twice",
        ),
        (
            _QUESTION | {"quantities": [{"value": v, "unit": "USD"} for v in (5, "5.0")]},
            "a figure is expected twice",
        ),
        (_QUESTION | {"disagreements": [_GAP] * 2}, "a disagreement is expected twice"),
    ],
)
def test_what_is_listed_twice_counts_twice_and_is_told(
    row: dict[str, Any], found: str, whats: Whats
) -> None:
    assert whats(row) == [found]


def test_what_differs_may_be_listed_side_by_side(whats: Whats) -> None:
    figures = [{"value": 5, "unit": "USD"}, {"value": 5, "unit": "EUR"}]
    facts = {"sources": ["en.txt"], "expected": [["$25,000", "25,000"], ["$25,000"]]}
    assert whats(_QUESTION | {"quantities": figures}) == []
    assert whats(_QUESTION | facts) == []
    assert whats(_CLAIM | {"sources": [_PRICE, _PRICE | {"quote": "$25,000"}]}) == []


def test_nothing_answers_in_no_language(whats: Whats) -> None:
    row = _QUESTION | {"source_language": "ja"}
    assert whats(row | {"answerable": False}) == ["unanswerable, but a source_language is named"]
    assert whats(row) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"question": "What\u0000 does a card cost?"}, [_CONTROL]),
        ({"question": "What does \u001b[31m a card cost?"}, [_CONTROL]),
        ({"id": "a\n"}, [_CONTROL]),
        ({"question": "What does a card\n\tcost?"}, []),
    ],
)
def test_control_characters_stand_in_no_item(
    change: dict[str, str], found: list[str], whats: Whats
) -> None:
    assert whats(_QUESTION | change) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (_QUESTION | {"sources": [""]}, "sources.0 is empty"),
        (_CLAIM | {"sources": [_PRICE | {"document": " "}]}, "sources.0.document is blank"),
        (
            _QUESTION
            | {"disagreements": [{"positions": [_GAP["positions"][0] | {"value": ""}] * 2}]},
            "disagreements.0.positions.0.value is empty",
        ),
        (_QUESTION | {"sources ": []}, "'sources ' is no known field"),
        (_QUESTION | {"": 1}, "'' is no known field"),
        (_QUESTION | {"k" * 500: 1}, f"{'k' * 79}… is no known field"),
    ],
)
def test_names_that_cannot_be_seen_are_told(row: dict[str, Any], found: str, whats: Whats) -> None:
    assert whats(row)[0] == found


def test_a_field_of_an_entry_is_taken_for_none_of_the_item(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    figure = {"value": 5, "unit": "USD", "currency": "USD"}
    path.write_text(json.dumps(_QUESTION | {"quantities": [figure]}), encoding="utf-8")
    (one,) = problems(path, None)
    assert one.what == "quantities.0.currency is no known field"
    assert one.remedy == "leave it out, or put it into note"


def test_a_long_id_is_printed_in_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "set.jsonl"
    row = {"id": "i" * 10_000, "question": "Why is it so?", "language": "fr"}
    path.write_text(json.dumps(row), encoding="utf-8")
    show_problems(path, problems(path, None), json=False)
    first, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"line 1 ({'i' * 79}…): language must be")

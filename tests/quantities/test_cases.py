"""Figures of the cases in tests/cases/*/quantities.jsonl: spans, values, bounds and units."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.quantities import parse
from assistant.types import Quantity

_CASES = Path(__file__).parents[1] / "cases"
_LEAST_HELD = {"en": 0.95, "de": 0.91, "ja": 0.95}
"""Share of the held cases that must come out whole; a little less than do."""
_NUMBERS = ("value", "low", "high")
_FLAGS = ("approximate", "assumed")


def _read(language: str, split: str) -> list[tuple[str, dict[str, Any]]]:
    lines = (_CASES / language / "quantities.jsonl").read_text(encoding="utf-8").split("\n")
    cases = [(number, json.loads(line)) for number, line in enumerate(lines, start=1) if line]
    return [
        (f"{language}-{number}-{case['note']}", case)
        for number, case in cases
        if case["split"] == split
    ]


def _tune() -> list[Any]:
    return [
        pytest.param(language, case, id=name)
        for language in ("en", "de", "ja")
        for name, case in _read(language, "tune")
    ]


def _expected(figure: dict[str, Any]) -> dict[str, Any]:
    plain = {name: figure[name] for name in ("start", "end", "text", "kind", "unit")}
    numbers = {name: _number(figure.get(name)) for name in _NUMBERS}
    return plain | numbers | {name: figure.get(name, False) for name in _FLAGS}


def _found(figure: Quantity) -> dict[str, Any]:
    names = ("start", "end", "text", "kind", "unit", *_FLAGS)
    numbers = {name: _number(getattr(figure, name)) for name in _NUMBERS}
    return {name: getattr(figure, name) for name in names} | numbers


def _number(written: str | Decimal | None) -> object:
    """Thirds and the like have no last digit: nine places are enough for them."""
    if written is None:
        return None
    value = Decimal(written)
    return value if len(value.as_tuple().digits) < 15 else pytest.approx(value, rel=Decimal("1e-9"))


def _is_whole(language: str, case: dict[str, Any]) -> bool:
    found = [_found(figure) for figure in parse(case["text"], language)]
    return found == [_expected(figure) for figure in case["quantities"]]


@pytest.mark.parametrize(("language", "case"), _tune())
def test_the_figures_of_a_text_are_those_of_its_case(language: str, case: dict[str, Any]) -> None:
    found = [_found(figure) for figure in parse(case["text"], language)]

    assert found == [_expected(figure) for figure in case["quantities"]]


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_enough_of_the_held_cases_come_out_whole(language: str) -> None:
    """Nothing but the share is shown: whoever tunes must not see these."""
    cases = [case for _, case in _read(language, "held")]

    share = sum(_is_whole(language, case) for case in cases) / len(cases)

    print(f"{language}: {share:.1%} of {len(cases)} held cases")
    if share < _LEAST_HELD[language]:
        pytest.fail(f"{share:.1%} of the held cases, {_LEAST_HELD[language]:.0%} needed")


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_cases_slice_their_own_texts(language: str) -> None:
    cases = [case for split in ("tune", "held") for _, case in _read(language, split)]
    wrong = sum(
        case["text"][figure["start"] : figure["end"]] != figure["text"]
        for case in cases
        for figure in case["quantities"]
    )

    assert wrong == 0

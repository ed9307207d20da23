"""Microsoft's Recognizers specs, run as they are; every deviation is listed with its reason.

Deviations stand in tests/cases/<language>/quantities_deviations.jsonl. A spec that deviates without
being listed fails, and so does a listed one that no longer deviates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from assistant.quantities import parse
from assistant.types import Quantity

_CASES = Path(__file__).parents[1] / "cases"
_MODELS = ("Number", "NumberRange", "Percent", "Currency", "Dimension")
_KINDS = {
    "Number": ("count", "factor"),
    "Percent": ("percent",),
    "Currency": ("money",),
    "Dimension": ("measure",),
}
"""What a text without results must not hold; a measure is no number to the specs."""
_CURRENCIES = {
    "dollar": "USD",
    "united states dollar": "USD",
    "pound": "GBP",
    "british pound": "GBP",
    "rupee": "INR",
    "franc": "CHF",
    "bitcoin": "XBT",
    "lao kip": "LAK",
}
_HUNDREDTHS = {"cent": "USD", "pence": "GBP"}
_UNITS = {
    "Bit": "bit",
    "Centimeter": "cm",
    "Cubic meter": "m3",
    "Decimeter": "dm",
    "Gigabyte": "GB",
    "Gram": "g",
    "Kilogram": "kg",
    "Kilometer": "km",
    "Kilometer per hour": "km/hour",
    "Liter": "L",
    "Megabyte": "MB",
    "Meter": "m",
    "Meter per second": "m/second",
    "Metric ton": "t",
    "Microgram": "µg",
    "Mile per hour": "mile/hour",
    "Milliliter": "mL",
    "Millimeter": "mm",
    "Picometer": "pm",
    "Square kilometer": "km2",
    "Square meter": "m2",
    "Ton": "t",
}
"""Others are called what they are called here."""
_INTERVAL = re.compile(r"(?P<left>[\[(])(?P<low>[^,]*),(?P<high>[^,]*)(?P<right>[\])])")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _near(found: Decimal | None, wanted: Decimal) -> bool:
    """The specs are rounded to 15 places."""
    return found is not None and abs(found - wanted) <= abs(wanted) * Decimal("1e-9")


def _decimal(written: str, language: str) -> Decimal:
    if language == "de" and "," in written:
        written = written.replace(".", "").replace(",", ".")
    return Decimal(written.rstrip("%"))


@cache
def _currency_names() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").currencies.items()}


def _has_number(model: str, result: dict[str, Any], language: str) -> Callable[[Quantity], bool]:
    """Whether a figure has the number and the unit of a result."""
    resolution = result["Resolution"]
    wanted = _decimal(resolution["value"], language)
    unit = resolution.get("unit", "")
    units: tuple[str | None, ...] = (_UNITS.get(unit, unit.lower()),)
    if model == "Number":
        units = ()
    elif model == "Percent":
        units = ("%", "percentage_point")
    elif unit.casefold() in _HUNDREDTHS:
        units, wanted = (_HUNDREDTHS[unit.casefold()],), wanted / 100
    elif model == "Currency":
        folded = unit.casefold()
        units = (_CURRENCIES.get(folded, _currency_names().get(folded)),)
    return lambda figure: (
        any(_near(number, wanted) for number in (figure.value, figure.low, figure.high))
        and (not units or figure.unit in units)
    )


def _has_bounds(result: dict[str, Any]) -> Callable[[Quantity], bool]:
    """Whether a figure has the bounds of an interval; [30,30] is the plain number 30."""
    match = _INTERVAL.fullmatch(result["Resolution"]["value"])
    assert match is not None
    low = Decimal(match["low"]) if match["low"] else None
    high = Decimal(match["high"]) if match["high"] else None
    if low == high:
        return lambda figure: low is not None and _near(figure.value, low)
    one_sided = low is None or high is None
    leaves_out = (match["left"] if high is None else match["right"]) in "()"
    return lambda figure: (
        all(
            _near(found, wanted) if wanted is not None else found is None
            for found, wanted in ((figure.low, low), (figure.high, high))
        )
        and (not one_sided or figure.exclusive == leaves_out)
    )


def _deviating(model: str, language: str, row: dict[str, Any]) -> Iterator[str]:
    """Yields the texts of results that are not found, and "" where a figure is too many."""
    figures = parse(row["Input"], language)
    for result in row["Results"]:
        if result["Resolution"].get("value") in (None, "null"):
            continue  # a unit without a number: no figure
        fits = (
            _has_bounds(result) if model == "NumberRange" else _has_number(model, result, language)
        )
        start, end = result["Start"], result["End"] + 1
        overlapping = [figure for figure in figures if figure.start < end and start < figure.end]
        if not any(fits(figure) for figure in overlapping):
            yield result["Text"]
    if not row["Results"] and any(_is_of(model, figure) for figure in figures):
        yield ""


def _is_of(model: str, figure: Quantity) -> bool:
    if model == "NumberRange":
        return figure.kind == "count" and (figure.low, figure.high) != (None, None)
    return figure.kind in _KINDS[model]


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize("model", _MODELS)
def test_specs_deviate_exactly_where_listed(model: str, language: str, shared: Path) -> None:
    specs = _rows(shared / "data" / "quantities" / f"{model}Model.{language}.jsonl")
    listed = {
        (row["input"], row["text"])
        for row in _rows(_CASES / language / "quantities_deviations.jsonl")
        if row["model"] == model
    }

    deviating = {(row["Input"], text) for row in specs for text in _deviating(model, language, row)}

    assert deviating - listed == set(), "not listed"
    assert listed - deviating == set(), "listed, but found as the spec has it"


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_every_deviation_has_a_reason(language: str) -> None:
    rows = _rows(_CASES / language / "quantities_deviations.jsonl")

    assert all(set(row) == {"model", "input", "text", "reason"} for row in rows)
    assert all(len(row["reason"]) > 10 for row in rows)
    assert len({(row["model"], row["input"], row["text"]) for row in rows}) == len(rows)

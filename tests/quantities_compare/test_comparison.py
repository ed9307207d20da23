"""How two figures relate, whatever language each is written in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.quantities import compare, parse
from assistant.types import Quantity

_PAIRS = [
    ("$191 million", "en", "1億9100万ドル", "ja", "equal"),
    ("$100 million", "en", "100 Millionen US-Dollar", "de", "equal"),
    ("20-30%", "en", "20 bis 30 %", "de", "equal"),
    ("700 W", "en", "0.7 kW", "en", "equal"),
    ("700 kW", "en", "0,7 MW", "de", "equal"),
    ("1000 kWh", "en", "1MWh", "ja", "equal"),
    ("1 year", "en", "12 Monate", "de", "equal"),
    ("24 hours", "en", "1日間", "ja", "equal"),
    ("100 °C", "en", "212 °F", "en", "equal"),
    ("2.4x", "en", "2,4-fach", "de", "equal"),
    ("$2 per GPU hour", "en", "2 US-Dollar pro GPU-Stunde", "de", "equal"),
    ("0.01 USD/kWh", "en", "10 USD/MWh", "en", "equal"),
    ("0%", "en", "0 %", "de", "equal"),
    ("$78 million", "en", "7840万ドル", "ja", "rounding"),
    ("1.3 GWh", "en", "1.287 MWh", "de", "rounding"),
    ("500 miles", "en", "805 km", "de", "rounding"),
    ("about $25,000", "en", "26.000 US-Dollar", "de", "rounding"),
    ("between 20 and 30%", "en", "25 %", "de", "overlapping"),
    ("more than $100 million", "en", "1億5000万ドル", "ja", "overlapping"),
    ("at least 5", "en", "5", "en", "overlapping"),
    ("billions", "en", "3 Milliarden", "de", "overlapping"),
    ("数億ドル", "ja", "$300 million", "en", "overlapping"),
    ("in 2024", "en", "Mai 2024", "de", "overlapping"),
    ("2025-2026", "en", "2026年", "ja", "overlapping"),
    ("100 million dollars", "en", "1 Milliarde US-Dollar", "de", "scale"),
    ("$40 million", "en", "400万ドル", "ja", "scale"),
    ("$1 to $2 million", "en", "1000万から2000万ドル", "ja", "scale"),
    ("30%", "en", "1,3-fach", "de", "unit"),
    ("200%", "en", "2倍", "ja", "unit"),
    ("30%", "en", "30 Prozentpunkte", "de", "unit"),
    ("half", "en", "50%", "en", "unit"),
    ("5 kg", "en", "5 Liter", "de", "unit"),
    ("100 people", "en", "100 kg", "en", "unit"),
    ("57 million GPU hours", "en", "57 million hours", "en", "unit"),
    ("in 2024", "en", "2024 tokens", "en", "unit"),
    ("$5", "en", "5 Euro", "de", "currency"),
    ("$100", "en", "100円", "ja", "currency"),
    ("in 2027", "en", "2028年", "ja", "year"),
    ("2025-2026", "en", "2028", "de", "year"),
    ("May 2024", "en", "Juni 2024", "de", "different"),
    ("$25,000", "en", "3万ドル", "ja", "different"),
    ("$78 million", "en", "78,6 Mio. US-Dollar", "de", "different"),
    ("about $25,000", "en", "27.000 US-Dollar", "de", "different"),
    ("2.4x", "en", "2.5x", "en", "different"),
    ("between 20 and 30%", "en", "40%", "ja", "different"),
    ("more than $100 million", "en", "weniger als 80 Mio. US-Dollar", "de", "different"),
    ("1.2 million", "en", "13 million", "en", "different"),
    ("0 dollars", "en", "5 dollars", "en", "different"),
    ("-5 °C", "en", "5 °C", "en", "different"),
    ("2x", "en", "2 people", "en", "unit"),
    ("$2 per hour", "en", "$2 per kWh", "en", "unit"),
    ("more than 5", "en", "less than 5", "en", "different"),
]


def _one(text: str, language: str) -> Quantity:
    (only,) = parse(text, language)
    return only


@pytest.mark.parametrize(("first", "language", "second", "other", "relation"), _PAIRS)
def test_pairs(first: str, language: str, second: str, other: str, relation: str) -> None:
    one, two = _one(first, language), _one(second, other)
    assert compare(one, two).relation == relation
    assert compare(two, one).relation == relation


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("$100 million", "$1 billion", "10"),
        ("$1 billion", "$100 million", "0.1"),
        ("1.2 million", "1,200 million", "1000"),
        ("$25,000", "$30,000", "1.2"),
        ("2 kW", "3 MW", "1500"),
        ("5 kg", "5 kg", "1"),
    ],
)
def test_the_ratio_is_second_over_first(first: str, second: str, ratio: str) -> None:
    assert compare(_one(first, "en"), _one(second, "en")).ratio == Decimal(ratio)


@pytest.mark.parametrize(("first", "second"), [("$5", "5 euros"), ("5 kg", "5 m"), ("0 m", "5 m")])
def test_there_is_no_ratio_between_unlike_figures(first: str, second: str) -> None:
    assert compare(_one(first, "en"), _one(second, "en")).ratio is None


@pytest.mark.parametrize(("text", "language"), [pair[:2] for pair in _PAIRS])
def test_a_figure_equals_itself(text: str, language: str) -> None:
    figure = _one(text, language)
    assert compare(figure, figure).relation == "equal"
    assert compare(figure, figure).agrees

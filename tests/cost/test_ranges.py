"""Ranges of results: drawn from uncertain inputs, exact from stated ranges, else absent."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.cost import BASES, calculate
from assistant.cost.facts import grids, parameters, runs
from assistant.cost.formulas import variables
from assistant.cost.inputs import of_parameter
from assistant.cost.sampling import draws
from assistant.errors import InputError
from assistant.types import Language, Quantity

_CASES = Path(__file__).parents[1] / "cases" / "cost"
_ENOUGH: dict[str, dict[str, str]] = json.loads((_CASES / "enough.json").read_text("utf-8"))
"""Inputs that are enough for a formula, by its name."""
_AMORTISED = _ENOUGH["amortised"]
_LANGUAGES = get_args(Language)
_DRAWS = 400
_NUMBER = st.decimals("0.1", "1000", places=2)


def _result(name: str, draws: int = _DRAWS, **inputs: str) -> Quantity:
    found = calculate(name, inputs, draws=draws)
    assert found.status == "calculated", found.missing
    assert found.result
    return found.result


def _ends(name: str, draws: int = _DRAWS, **inputs: str) -> tuple[Decimal, Decimal]:
    result = _result(name, draws, **inputs)
    assert result.low is not None
    assert result.high is not None
    return result.low, result.high


@pytest.mark.parametrize("name", _ENOUGH)
def test_a_range_contains_its_point(name: str) -> None:
    result = _result(name, **_ENOUGH[name])
    if result.low is None:
        assert name == "rental"
        return
    assert result.value is not None
    assert result.high is not None
    assert result.low <= result.value <= result.high
    assert result.low < result.high


@pytest.mark.parametrize("run", sorted(runs()))
@pytest.mark.parametrize("name", BASES)
def test_ranges_of_published_runs_contain_their_point(name: str, run: str) -> None:
    found = calculate(name, {"run": run}, draws=_DRAWS)
    if found.status == "needs_input":
        assert found.missing
        return
    assert found.result
    assert found.result.value is not None
    if found.result.low is not None:
        assert found.result.high is not None
        assert found.result.low <= found.result.value <= found.result.high


@pytest.mark.parametrize("name", _ENOUGH)
def test_the_same_inputs_have_the_same_range(name: str) -> None:
    assert calculate(name, _ENOUGH[name]) == calculate(name, _ENOUGH[name])


def test_more_draws_change_little() -> None:
    few, many = (_ends("amortised", draws, **_AMORTISED) for draws in (10_000, 40_000))
    assert few == pytest.approx(many, rel=Decimal("0.02"))


def test_one_uncertain_input_gives_back_its_published_interval() -> None:
    low, high = _ends("forecast", 10_000, cost="100e6 USD", years="1")
    assert (low, high) == (
        pytest.approx(Decimal(200_000_000), rel=Decimal("0.01")),
        pytest.approx(Decimal(290_000_000), rel=Decimal("0.01")),
    )


def _point(name: str, **inputs: str) -> Decimal:
    value = _result(name, 0, **inputs).value
    assert value is not None
    return value


def test_several_uncertain_inputs_give_less_than_all_their_worst_cases() -> None:
    lows = {"depreciation": "0.10", "interconnect_share": "0.065", "power_ratio": "0.56"}
    highs = {"depreciation": "0.18", "interconnect_share": "0.24", "power_ratio": "1.0"}
    least, most = (_point("amortised", **_AMORTISED | given) for given in (lows, highs))
    low, high = _ends("amortised", 10_000, **_AMORTISED)
    assert least < low < high < most


_DRAWN = {
    name: parameters()[place]
    for name, held in variables().items()
    for place in held.defaults
    if place in parameters() and parameters()[place].distribution
} | {"intensity": grids()["DEU"], "power_ratio": parameters()["power_ratio_gpu"]}


@pytest.mark.parametrize("name", sorted(_DRAWN))
def test_draws_have_the_published_percentiles(name: str) -> None:
    parameter = _DRAWN[name]
    held = of_parameter(name, parameter, "en")
    assert (held.value is None, held.low is None, held.high is None) == (False, False, False)
    low, middle, high = (float(end) for end in (held.low or 0, held.value or 0, held.high or 0))

    drawn = draws(held, 40_000)

    near = {"rel": 0.02, "abs": 0.01 * (high - low)}
    if parameter.distribution == "one_sided":
        far, share = (high, 95) if middle == low else (low, 5)
        assert min(drawn) >= low if middle == low else max(drawn) <= high
        assert np.percentile(drawn, share) == pytest.approx(far, **near)
    else:
        assert np.percentile(drawn, [5, 50, 95]) == pytest.approx([low, middle, high], **near)


def test_no_draw_is_an_impossible_value() -> None:
    for name, parameter in _DRAWN.items():
        low, high = variables()[name].within or (Decimal(0), Decimal("1e30"))
        drawn = draws(of_parameter(name, parameter, "en"))
        assert float(low) <= min(drawn)
        assert max(drawn) <= float(high)


def test_draws_are_the_same_on_every_day() -> None:
    found = draws(of_parameter("growth", parameters()["growth"], "en"), 3)
    assert found == pytest.approx([2.8895, 2.5770, 2.4677], abs=1e-3)


def test_different_inputs_are_drawn_independently() -> None:
    first, second = (draws(of_parameter(name, _DRAWN[name], "en")) for name in ("mfu", "pue"))
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.05


def test_without_draws_there_is_no_range() -> None:
    result = _result("forecast", 0, cost="100e6 USD", years="3")
    assert (result.value, result.low, result.high) == (Decimal("1382400000"), None, None)


_EXACT = [
    ("rental", _ENOUGH["rental"]),
    ("forecast", {"cost": "100e6", "growth": "2.4", "years": "3"}),
    ("how_many", {"budget": "10e9", "unit_price": "25000"}),
    ("emissions", {"energy": "1 GWh", "intensity": "0.4"}),
    ("exchange", {"amount": "1e9 USD", "exchange_rate": "154 JPY/USD"}),
    ("revenue_needed", {"run_rate": "150e9"}),
    ("growth_rate", {"cost": "1e8", "future_cost": "1e11", "years": "3"}),
]


@pytest.mark.parametrize(("name", "inputs"), _EXACT)
def test_exact_inputs_give_no_range(name: str, inputs: dict[str, str]) -> None:
    found = calculate(name, inputs)
    assert found.result
    assert (found.result.low, found.result.high) == (None, None)
    assert found.result.value is not None
    assert found.notes[-1] == "Exact: no input has a spread."


@pytest.mark.parametrize("language", _LANGUAGES)
def test_notes_say_where_a_range_comes_from(language: Language) -> None:
    inputs = {"cost": "100e6 USD", "years": "3"}
    growths = ({}, {"growth": "2.0..2.9"}, {"growth": "2.4"})
    notes = [calculate("forecast", inputs | g, language, draws=9).notes[-1] for g in growths]
    assert len(set(notes)) == 3


@given(*[st.tuples(_NUMBER, _NUMBER).map(sorted)] * 3)
def test_stated_ranges_give_the_exact_ends(
    chip_hours: list[Decimal], price: list[Decimal], index: list[Decimal]
) -> None:
    assume(index[0] < index[1] <= 100)
    found = _result(
        "rental",
        chip_hours=f"{chip_hours[0]}..{chip_hours[1]}",
        price=f"{price[0]}..{price[1]} USD/hour",
        price_index=f"{index[0]}..{index[1]}",
    )
    assert found.value is None
    assert (found.low, found.high) == (
        chip_hours[0] * price[0] * index[0],
        chip_hours[1] * price[1] * index[1],
    )


def test_a_corner_may_join_one_lower_with_one_upper_end() -> None:
    ends = _ends("how_many", budget="1e6..2e6 USD", unit_price="1e3..4e3 USD")
    assert ends == (250, 2000)


def test_a_range_written_backwards_is_the_same() -> None:
    back, forth = (
        calculate("remaining_value", {"age": age, "depreciation": "0.14"})
        for age in ("3..2", "2..3")
    )
    assert back.result == forth.result
    assert back.inputs[1].quantity.low == 2


def test_a_stated_range_beside_a_default_is_drawn_too() -> None:
    low, high = _ends("forecast", 10_000, cost="100e6..200e6 USD", years="3")
    narrow = _ends("forecast", 10_000, cost="150e6 USD", years="3")
    assert low < narrow[0]
    assert high > narrow[1]


def test_a_stated_range_beside_a_default_has_its_ends_without_draws() -> None:
    ends = _ends("forecast", 0, cost="100e6..200e6 USD", years="3")
    assert ends == (Decimal("1382400000"), Decimal("2764800000"))


def test_a_range_is_written_with_digits_that_people_read() -> None:
    result = _result(
        "forecast", cost="40e6", growth="2.0..2.9", start_year="2023.2", target_year="2027"
    )
    assert len(re.sub(r"\D", "", result.text)) < 22


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "6 × 10^24 to 1.2 × 10^25 FLOP"),
        ("de", "6 × 10^24 bis 1,2 × 10^25 FLOP"),
        ("ja", "6 × 10^24から1.2 × 10^25FLOP"),
    ],
)
def test_a_huge_range_is_written_with_powers_of_ten(language: Language, text: str) -> None:
    found = calculate("compute", {"parameters": "1e11", "tokens": "1e13..2e13"}, language)
    assert found.result
    assert found.result.text == text
    huge = calculate("forecast", {"cost": "1e8", "growth": "2..3", "years": "150"}, language)
    assert huge.result
    assert "10^79" in huge.result.text


def test_too_many_ranges_are_refused() -> None:
    ranges = {
        "chip_hours": "1e6..2e6",
        "server_price": "2e4..3e4",
        "years_since_availability": "1..2",
        "energy": "1e6..2e6",
        "electricity_price": "0.1..0.2",
        "depreciation": "0.1..0.2",
        "interconnect_share": "0.1..0.2",
    }
    with pytest.raises(InputError, match="7 inputs are ranges"):
        calculate("amortised", ranges | {"hours_per_year": "8766", "price_index": "1"})

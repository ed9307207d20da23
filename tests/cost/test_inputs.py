"""Values as scripts write them: units, currencies, percentages, and what can be no value."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.cost import calculate
from assistant.errors import (
    ArithmeticRangeError,
    ChipUnknownError,
    CurrencyMixedError,
    FormulaUnknownError,
    InputError,
    InputRangeError,
    InputUnknownError,
    UnitMismatchError,
)
from assistant.quantities import parse
from assistant.types import Language, Quantity

_CASES = Path(__file__).parents[1] / "cases" / "cost"
_ENOUGH: dict[str, dict[str, str]] = json.loads((_CASES / "enough.json").read_text("utf-8"))
"""Inputs that are enough for a formula, by its name."""
_AMORTISED = _ENOUGH["amortised"]
_LANGUAGES = get_args(Language)
_NUMBER = st.decimals("0.1", "1000", places=2)


def _result(name: str, **inputs: str) -> Quantity:
    found = calculate(name, inputs, draws=0)
    assert found.status == "calculated", found.missing
    assert found.result
    return found.result


def _value(name: str, **inputs: str) -> Decimal:
    value = _result(name, **inputs).value
    assert value is not None
    return value


def _ends(name: str, **inputs: str) -> tuple[Decimal, Decimal]:
    result = _result(name, **inputs)
    assert result.low is not None
    assert result.high is not None
    return result.low, result.high


_SAME = [
    ("energy", "server_power", "1 kW", "1000 W"),
    ("energy", "server_power", "1 kW", "0.001 MW"),
    ("energy", "hours", "36 hours", "1.5 days"),
    ("energy", "hours", "36 hour", "2160 minutes"),
    ("rental", "hours", "336 h", "2 weeks"),
    ("rental", "price", "2 USD/chip_hour", "2 USD/hour"),
    ("rental", "price", "2 USD/chip_hour", "48 USD/day"),
    ("rental", "price", "2 USD/chip_hour", "$2"),
    ("rental", "price", "2 USD/chip_hour", "$2 per GPU hour"),
    ("rental", "price", "2 USD/chip_hour", "2"),
    ("rental", "chips", "1000", "1_000"),
    ("rental", "chips", "1000", "1,000"),
    ("rental", "chips", "1000", "1e3"),
    ("rental", "chips", "1000", "one thousand"),
    ("amortised", "chip_hours", "1e6 chip_hour", "1e6 hours"),
    ("amortised", "chip_hours", "1e6 chip_hour", "1 million GPU hours"),
    ("amortised", "server_price", "25000 USD", "$25,000"),
    ("amortised", "electricity_price", "0.08 USD/kWh", "80 USD/MWh"),
    ("amortised", "years_since_availability", "1.5 year", "18 months"),
    ("amortised", "interconnect_share", "0.19", "19 %"),
    ("amortised", "interconnect_share", "0.19", "19%"),
    ("amortised", "interconnect_share", "0.19", "19 percent"),
    ("development", "staff_share", "0.4", "40 %"),
    ("emissions", "energy", "5 GWh", "5000 MWh"),
    ("emissions", "energy", "5 GWh", "5e6 kWh"),
    ("emissions", "energy", "3.6 kWh", "12.96 MJ"),
    ("emissions", "intensity", "369 gCO2e/kWh", "0.369 kgCO2e/kWh"),
    ("emissions", "intensity", "369 g/kWh", "0.369 kg/kWh"),
    ("emissions", "intensity", "369 g/kWh", "369 kg/MWh"),
    ("emissions", "intensity", "369 g/kWh", "0.369"),
    ("water", "water_intensity", "3 L/kWh", "3 m3/MWh"),
    ("chip_hours_from_compute", "peak", "989.4 TFLOP/s", "989.4e12 FLOP/s"),
    ("chip_hours_from_compute", "peak", "989.4 TFLOP/s", "0.9894 PFLOP/s"),
    ("chip_hours_from_compute", "mfu", "0.34", "34 %"),
    ("forecast", "growth", "2.4", "140 %"),
    ("forecast", "growth", "2.4", "140 percent"),
    ("forecast", "growth", "0.5", "-50 %"),
    ("forecast", "years", "3", "36 months"),
    ("remaining_value", "depreciation", "0.14", "0.14 1/year"),
    ("remaining_value", "depreciation", "0.14", "0.14/year"),
]


@pytest.mark.parametrize(("name", "key", "one", "other"), _SAME)
def test_a_unit_does_not_change_the_result(name: str, key: str, one: str, other: str) -> None:
    first = _value(name, **_ENOUGH[name] | {key: one})
    second = _value(name, **_ENOUGH[name] | {key: other})
    assert second == pytest.approx(first, rel=Decimal("1e-14"))


def test_a_loss_in_percent_is_what_is_lost_in_a_year() -> None:
    left = _value("remaining_value", age="1", depreciation="27.6 %")
    assert left == pytest.approx(Decimal("0.724"), abs=Decimal("1e-12"))
    half = _value("remaining_value", age="2", depreciation="50 percent")
    assert half == pytest.approx(Decimal("0.25"), abs=Decimal("1e-12"))


@pytest.mark.parametrize(
    ("name", "inputs", "unit"),
    [
        ("energy", {"chip_hours": "999", "power": "1 kW", "pue": "1"}, "kWh"),
        ("energy", {"chip_hours": "1000", "power": "1 kW", "pue": "1"}, "MWh"),
        ("emissions", {"energy": "1 kWh"}, "kgCO2e"),
        ("emissions", {"energy": "1 GWh"}, "tCO2e"),
        ("rental", {"chip_hours": "1e6", "price": "2 EUR/hour"}, "EUR"),
        ("doubling_time", {"growth": "2"}, "month"),
        ("how_many", {"budget": "1e6", "unit_price": "3e4"}, "1"),
    ],
)
def test_a_result_has_the_unit_that_people_read(
    name: str, inputs: dict[str, str], unit: str
) -> None:
    assert _result(name, **inputs).unit == unit


@given(st.integers(3, 14), st.integers(3, 19), st.sampled_from(_LANGUAGES))
@example(11, 12, "de")
@example(14, 19, "ja")
def test_a_huge_result_in_words_is_the_number(
    parameters: int, tokens: int, language: Language
) -> None:
    inputs = {"parameters": f"1e{parameters}", "tokens": f"7e{tokens}"}
    found = calculate("compute", inputs, language, draws=0).result
    assert found
    (read,) = parse(found.text, language)
    assert (read.text, read.unit, read.value) == (found.text, found.unit, found.value)


@pytest.mark.parametrize("currency", ["EUR", "JPY", "USD", "GBP"])
def test_a_result_is_in_the_currency_of_its_amounts(currency: str) -> None:
    found = _result("rental", chip_hours="100", price=f"2 {currency}/chip_hour")
    assert (found.value, found.unit) == (200, currency)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("how_many", {"budget": "1e9 JPY", "unit_price": "25000 USD"}),
        ("how_many", {"budget": "1e9 JPY", "chip": "H100"}),
        ("time_to_reach", {"cost": "1e8 EUR", "future_cost": "1e9 USD"}),
        ("amortised", _AMORTISED | {"server_price": "25000 EUR"}),
        ("revenue_gap", {"revenue": "1e9 EUR"}),
        ("exchange", {"amount": "1e9 EUR", "exchange_rate": "154 JPY/USD"}),
    ],
)
def test_currencies_are_not_mixed(name: str, inputs: dict[str, str]) -> None:
    with pytest.raises(CurrencyMixedError) as caught:
        calculate(name, inputs)
    assert caught.value.remedy


def test_an_amount_is_exchanged_in_both_directions() -> None:
    yen = _result("exchange", amount="10e9 USD", exchange_rate="154 JPY/USD")
    dollars = _result("exchange", amount="1.54e12 JPY", exchange_rate="154 JPY/USD")
    assert (yen.value, yen.unit) == (Decimal("1.54e12"), "JPY")
    assert (dollars.value, dollars.unit) == (Decimal("10e9"), "USD")


@given(_NUMBER, _NUMBER)
def test_an_exchange_there_and_back_changes_nothing(amount: Decimal, rate: Decimal) -> None:
    there = _value("exchange", amount=f"{amount} EUR", exchange_rate=f"{rate} JPY/EUR")
    back = _value("exchange", amount=f"{there:f} JPY", exchange_rate=f"{rate} JPY/EUR")
    assert back == pytest.approx(amount, rel=Decimal("1e-13"))


def test_a_range_of_rates_is_exchanged_in_both_directions() -> None:
    yen = _ends("exchange", amount="10e9 USD", exchange_rate="152..154 JPY/USD")
    dollars = _ends("exchange", amount="1.54e12 JPY", exchange_rate="154..160 JPY/USD")
    assert yen == (Decimal("1.52e12"), Decimal("1.54e12"))
    assert dollars == (Decimal("9.625e9"), Decimal("10e9"))


@pytest.mark.parametrize("rate", ["154", "154 JPY", "154 %", "154 kWh", "2.4 USD/kWh"])
def test_a_rate_needs_both_currencies(rate: str) -> None:
    with pytest.raises(UnitMismatchError, match="154 JPY/USD"):
        calculate("exchange", {"amount": "1e9 USD", "exchange_rate": rate})


@pytest.mark.parametrize(
    ("name", "key", "written", "error"),
    [
        ("rental", "chips", "0", InputRangeError),
        ("rental", "chips", "-5", InputRangeError),
        ("rental", "chips", "0..5", InputRangeError),
        ("rental", "chips", "1e30", InputRangeError),
        ("rental", "hours", "-1 days", InputRangeError),
        ("rental", "hours", "1e9 years", InputRangeError),
        ("rental", "price", "-2 USD/hour", InputRangeError),
        ("rental", "price_index", "0", InputRangeError),
        ("energy", "server_power", "5 GW", InputRangeError),
        ("energy", "pue", "0.9", InputRangeError),
        ("energy", "pue", "10 %", InputRangeError),
        ("chip_hours_from_compute", "mfu", "0", InputRangeError),
        ("chip_hours_from_compute", "mfu", "120 %", InputRangeError),
        ("chip_hours_from_compute", "flop", "1e99", InputRangeError),
        ("forecast", "growth", "-100 %", InputRangeError),
        ("forecast", "growth", "0", InputRangeError),
        ("forecast", "years", "1e6", InputRangeError),
        ("remaining_value", "depreciation", "100 %", InputRangeError),
        ("development", "staff_share", "100 %", InputRangeError),
        ("acquisition", "interconnect_share", "1", InputRangeError),
        ("rental", "chips", "1e999", InputRangeError),
        ("rental", "chips", "nan", InputError),
        ("rental", "chips", "NaN USD", InputError),
        ("rental", "chips", "inf", InputError),
        ("rental", "chips", "-Infinity", InputError),
        ("rental", "chips", "", InputError),
        ("rental", "chips", "many", InputError),
        ("rental", "chips", "5 apples and 3 pears", InputError),
        ("rental", "chips", "5; import os", InputError),
        ("rental", "chips", "5 (((", InputError),
        ("rental", "chips", "5 9**9**9**9", InputError),
        ("rental", "chips", "1" * 201, InputError),
        ("rental", "price", "1 USD/(((", InputError),
        ("rental", "hours", "5 kWh", UnitMismatchError),
        ("rental", "hours", "5 USD", UnitMismatchError),
        ("rental", "hours", "5 %", UnitMismatchError),
        ("rental", "hours", "5 dB", UnitMismatchError),
        ("rental", "chips", "5 hours", UnitMismatchError),
        ("rental", "price", "2 USD/kWh", UnitMismatchError),
        ("rental", "price", "2 kWh", UnitMismatchError),
        ("energy", "server_power", "1 kWh", UnitMismatchError),
        ("emissions", "energy", "5 GW", UnitMismatchError),
        ("emissions", "energy", "5 kWh/year", UnitMismatchError),
        ("emissions", "intensity", "369 gCO2e", UnitMismatchError),
        ("chip_hours_from_compute", "peak", "989 TFLOP", UnitMismatchError),
        ("chip_hours_from_compute", "flop", "1e24 FLOP/s", UnitMismatchError),
        ("amortised", "server_price", "25000 kg", UnitMismatchError),
    ],
)
def test_an_impossible_value_is_refused(
    name: str, key: str, written: str, error: type[InputError]
) -> None:
    with pytest.raises(error) as caught:
        calculate(name, _ENOUGH[name] | {key: written})
    assert type(caught.value) is error
    assert caught.value.remedy
    assert key in caught.value.problem


@pytest.mark.parametrize(
    ("name", "inputs", "problem"),
    [
        ("how_many", {"budget": "1e9", "unit_price": "0"}, "divides by zero"),
        ("doubling_time", {"growth": "1"}, "divides by zero"),
        ("time_to_reach", {"cost": "0", "future_cost": "1e9", "growth": "2"}, "divides by zero"),
        ("growth_rate", {"cost": "1e8", "future_cost": "1e9", "years": "0"}, "divides by zero"),
        ("growth_rate", {"cost": "1", "future_cost": "1e25", "years": "0.1"}, "growth comes out"),
        ("growth_rate", {"cost": "1", "future_cost": "1e25", "years": "0.01"}, "out of range"),
        ("time_to_reach", {"cost": "1e9", "future_cost": "0", "growth": "2"}, "no number"),
        ("forecast", {"cost": "1e9", "growth": "9999", "years": "200"}, "out of range"),
        (
            "amortised",
            {"chip": "H100", "chip_hours": "1e6", "start": "2015"},
            "years_since_availability comes out as -7.9",
        ),
        ("rental", {"chips": "1e9", "hours": "1e7", "price": "1"}, "chip_hours comes out"),
    ],
)
def test_a_result_that_cannot_be_is_refused(
    name: str, inputs: dict[str, str], problem: str
) -> None:
    with pytest.raises(ArithmeticRangeError, match=problem) as caught:
        calculate(name, inputs)
    assert caught.value.remedy


def test_unknown_names_are_answered_with_their_neighbours() -> None:
    with pytest.raises(FormulaUnknownError, match="rental"):
        calculate("rentel", {})
    with pytest.raises(InputUnknownError, match="electricity_price"):
        calculate("amortised", {"electrcity_price": "0.1"})
    with pytest.raises(ChipUnknownError, match="H100"):
        calculate("rental", {"chip": "H101"})
    with pytest.raises(InputError, match="GPT-9"):
        calculate("rental", {"run": "GPT-9"})
    with pytest.raises(InputError, match="Atlantis"):
        calculate("emissions", {"grid": "Atlantis", "energy": "1 kWh"})

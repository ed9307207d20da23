"""The cost model: results follow their inputs, say what they rest on, and name what is missing."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cost import BASES, calculate, compare_bases
from assistant.cost.facts import chips, grids
from assistant.cost.formulas import formulas, variables
from assistant.cost.model import subjects_of
from assistant.errors import ArithmeticRangeError, CostError
from assistant.types import Calculation, Language

_CASES = Path(__file__).parents[1] / "cases" / "cost"
_ENOUGH: dict[str, dict[str, str]] = json.loads((_CASES / "enough.json").read_text("utf-8"))
"""Inputs that are enough for a formula, by its name."""
_AMORTISED = _ENOUGH["amortised"]
_LANGUAGES = get_args(Language)


def _value(name: str, **inputs: str) -> Decimal:
    found = calculate(name, inputs, draws=0)
    assert found.status == "calculated", found.missing
    assert found.result
    assert found.result.value is not None
    return found.result.value


_RISES = [
    ("rental", "chips"),
    ("rental", "hours"),
    ("rental", "price"),
    ("amortised", "chip_hours"),
    ("amortised", "server_price"),
    ("amortised", "electricity_price"),
    ("acquisition", "chips"),
    ("acquisition", "server_price"),
    ("development", "chip_hours"),
    ("energy", "chips"),
    ("energy", "hours"),
    ("energy", "server_power"),
    ("emissions", "energy"),
    ("water", "energy"),
    ("chip_hours_from_compute", "flop"),
    ("forecast", "cost"),
    ("forecast", "years"),
    ("time_to_reach", "future_cost"),
    ("how_many", "budget"),
]


@pytest.mark.parametrize(("name", "key"), _RISES)
@settings(max_examples=25)
@given(factor=st.decimals("1.001", "50", places=3))
def test_a_result_rises_with_its_input(name: str, key: str, factor: Decimal) -> None:
    written = _ENOUGH[name]
    number, _, unit = written[key].partition(" ")
    more = written | {key: f"{Decimal(number) * factor:f} {unit}"}
    assert _value(name, **more) > _value(name, **written)


@pytest.mark.parametrize(
    ("name", "key"),
    [("amortised", "years_since_availability"), ("remaining_value", "age")],
)
@given(years=st.decimals("0.1", "10", places=2))
def test_a_result_falls_with_age(name: str, key: str, years: Decimal) -> None:
    written = _ENOUGH[name]
    older = Decimal(written[key]) + years
    assert _value(name, **written | {key: f"{older}"}) < _value(name, **written)


@given(st.integers(1, 10**6), st.integers(1, 10**5), st.decimals("0.01", "100", places=2))
def test_rental_is_the_product_of_three_numbers(chips: int, hours: int, price: Decimal) -> None:
    found = _value("rental", chips=f"{chips}", hours=f"{hours}", price=f"{price}")
    assert found == pytest.approx(chips * hours * price, rel=Decimal("1e-14"))


@pytest.mark.parametrize(
    ("name", "inputs", "missing"),
    [
        ("rental", {"chip_hours": "1e6"}, ("price",)),
        ("rental", {"chip_hours": "1e6", "chip": "H200"}, ("price",)),
        ("rental", {"price": "2"}, ("chip_hours",)),
        ("rental", {"price": "2", "chips": "100"}, ("hours",)),
        ("rental", {}, ("chip_hours", "price")),
        ("amortised", {"chip": "H100", "chip_hours": "1e6"}, ("years_since_availability",)),
        ("amortised", _AMORTISED | {"chip_hours": "1e6", "server_price": "3e4"}, ()),
        (
            "amortised",
            {key: held for key, held in _AMORTISED.items() if key != "years_since_availability"},
            ("years_since_availability",),
        ),
        (
            "amortised",
            {"chip": "H800", "chip_hours": "1e6", "years_since_availability": "1"},
            ("server_price", "server_power"),
        ),
        ("energy", {"chip_hours": "1e6"}, ("server_power",)),
        ("energy", {"chip_hours": "1e6", "chip": "H800"}, ("server_power",)),
        ("emissions", {}, ("energy",)),
        ("acquisition", {"chip": "H100"}, ("chips",)),
        ("acquisition", {"chips": "1000"}, ("server_price",)),
        ("forecast", {"cost": "1e8"}, ("years",)),
        ("forecast", {"cost": "1e8", "target_year": "2027"}, ("start_year",)),
        ("forecast", {"years": "3"}, ("cost",)),
        ("exchange", {"amount": "1e9 USD"}, ("exchange_rate",)),
        ("saving", {"cost": "1e9 USD"}, ("saving_factor",)),
        ("chip_hours_from_compute", {"chip": "H100"}, ("flop",)),
        ("chip_hours_from_compute", {"flop": "1e24"}, ("peak",)),
        ("growth_rate", {"cost": "1", "future_cost": "2"}, ("years",)),
    ],
)
@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_is_missing_is_named(
    name: str, inputs: dict[str, str], missing: tuple[str, ...], language: Language
) -> None:
    found = calculate(name, inputs, language, draws=0)
    assert found.missing == missing
    assert found.status == ("needs_input" if missing else "calculated")
    assert (found.result is None) == bool(missing)
    assert found.basis == formulas()[name].bases[language]


@settings(max_examples=60)
@given(st.sampled_from(sorted(formulas())), st.data())
def test_what_is_asked_for_is_enough_and_no_more_than_that(name: str, data: st.DataObject) -> None:
    asked = calculate(name, {}, draws=0).missing
    answers = {key: _plausible(key) for key in asked}
    left_out = data.draw(st.sampled_from(asked)) if asked else ""
    with suppress(ArithmeticRangeError):  # a growth of 1, for one
        assert calculate(name, answers, draws=0).status == "calculated"
    if left_out:
        del answers[left_out]
        assert calculate(name, answers, draws=0).status == "needs_input"


def _plausible(key: str) -> str:
    if key == "exchange_rate":
        return "154 JPY/USD"
    within = variables()[key].within
    low, high = within or (Decimal(1), Decimal(1000))
    return str(max(low, min(high, Decimal(2000))))


def test_the_widely_quoted_run_has_four_prices() -> None:
    found = compare_bases({"run": "GPT-4"}, draws=0)
    assert [held.formula for held in found] == list(BASES)
    values = [held.result.value for held in found if held.result]
    assert [value and round(value / 10**6) for value in values] == [78, 41, 776, 125]
    assert len({held.basis for held in found}) == 4


def test_each_account_asks_for_what_it_lacks() -> None:
    found = compare_bases({"run": "BLOOM"}, draws=0)
    by_name = {held.formula: held for held in found}
    assert by_name["rental"].status == "calculated"
    assert by_name["amortised"].missing == ("years_since_availability",)
    assert by_name["acquisition"].missing == ("chips",)
    assert by_name["development"].missing == ("years_since_availability",)


def test_a_chip_of_another_kind_is_priced_by_its_own_facts() -> None:
    own = calculate("rental", {"run": "GPT-4"}, draws=0)
    other = calculate("rental", {"run": "GPT-4", "chip": "H100"}, draws=0)
    prices = [
        {held.name: held.quantity.value for held in found.inputs}["price"] for found in (own, other)
    ]
    assert prices == [Decimal("1.36"), Decimal("2.99")]
    assert "flop" in {held.name for held in other.inputs}


def test_the_way_with_most_of_what_is_given_is_taken() -> None:
    stated = {"flop": "1e24", "peak": "300 TFLOP/s", "mfu": "0.5", "price": "2"}
    found = calculate("rental", {"run": "GPT-4", "chips": "1000", **stated}, draws=0)
    assert {"flop", "peak", "mfu"} < {held.name for held in found.inputs}
    assert "hours" not in {held.name for held in found.inputs}


def test_what_is_given_counts_before_what_is_known() -> None:
    given_hours = calculate("amortised", {"run": "GPT-4", "chip_hours": "1e6"}, draws=0)
    names = {held.name: held for held in given_hours.inputs}
    assert names["chip_hours"].origin == "question"
    assert "energy" not in names, "the run's energy is not that of other hours"
    assert names["power_ratio"].origin == "default"


@pytest.mark.parametrize(("chip", "language"), product(sorted(chips()), _LANGUAGES))
def test_every_chip_gives_a_price_or_says_what_is_missing(chip: str, language: Language) -> None:
    for name in BASES:
        inputs = {"chip": chip, "chips": "1000", "hours": "2000", "start": "2024"}
        found = calculate(name, inputs, language, draws=0)
        assert found.missing or found.result
        assert found.language == language


@pytest.mark.parametrize("grid", sorted(grids()))
def test_emissions_follow_the_grid(grid: str) -> None:
    alias = grids()[grid].aliases[0]
    found = calculate("emissions", {"energy": "1 GWh", "grid": alias}, draws=0)
    assert found.result
    assert found.result.value == grids()[grid].value
    assert not any("United States" in note for note in found.notes)


def test_an_assumed_grid_is_said() -> None:
    for inputs in ({"energy": "1 GWh"}, {"run": "GPT-4"}):
        found = calculate("emissions", inputs, draws=0)
        assert any("United States" in note for note in found.notes), inputs
    own = calculate("emissions", {"run": "GPT-3"}, draws=0)
    assert not any("United States" in note for note in own.notes)


def test_notes_are_those_of_the_account() -> None:
    amortised, development = (
        calculate(name, {"run": "GPT-4"}, draws=0).notes for name in ("amortised", "development")
    )
    assert any("staff and experiments are left out" in note for note in amortised)
    assert not any("left out" in note for note in development)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_input_says_where_it_comes_from(language: Language) -> None:
    found = calculate("development", {"run": "Gemini Ultra", "pue": "1.2"}, language, draws=0)
    origins = {held.name: held.origin for held in found.inputs}
    assert origins.pop("pue") == "question"
    assert set(origins.values()) == {"default"}
    assert all(held.reference and held.quantity.text for held in found.inputs)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_steps_end_with_the_result(language: Language) -> None:
    found = calculate("amortised", {"run": "GPT-4"}, language, draws=0)
    assert found.result
    assert len(found.steps) == 5
    assert found.steps[-1].startswith(variables()["amortised_cost"].labels[language])
    assert all("_" not in step for step in found.steps)


def test_subjects_are_found_by_any_name() -> None:
    found = subjects_of({"chip": "nvidia h100s", "run": "gpt4", "grid": "Deutschland"})
    assert found.chip
    assert found.run
    assert found.grid
    assert (found.chip.name, found.run.name, found.grid.of) == ("H100", "GPT-4", "DEU")


_UNITS = ["", "", "%", "USD", "EUR", "JPY/USD", "hour", "days", "kW", "kWh", "g/kWh", "FLOP"]
_UNITS += ["chip_hour", "USD/chip_hour", "year", "1/year", "USD/(((", "((", "9**9**9", "dB", "\0"]
_WRITTEN = st.one_of(
    st.tuples(
        st.sampled_from("0 1 2.4 1e6 1e-9 1e30 -1 1e999 2024 1..2 -3..3 9..1 １２ 1,000".split()),
        st.sampled_from(_UNITS),
    ).map(" ".join),
    st.text(max_size=12),
)


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(formulas())),
    st.dictionaries(st.sampled_from(sorted(variables())), _WRITTEN, max_size=3),
    st.lists(_WRITTEN, min_size=8, max_size=8),
    st.dictionaries(
        st.sampled_from(["chip", "run", "grid"]), st.sampled_from(["H100", "BLOOM", "USA"])
    ),
    st.sampled_from(_LANGUAGES),
)
def test_any_inputs_give_a_finite_result_a_demand_or_a_refusal(
    name: str,
    more: dict[str, str],
    own: list[str],
    about: dict[str, str],
    language: Language,
) -> None:
    read = formulas()[name].expression.names
    inputs = {**dict(zip(read, own, strict=False)), **more, **about}
    try:
        found = calculate(name, inputs, language, draws=40)
    except CostError:
        return
    if found.status == "needs_input":
        assert found.missing
        return
    _check_result(found)


def _check_result(found: Calculation) -> None:
    result = found.result
    assert result
    assert result.text
    assert found.basis
    assert found.notes
    numbers = [n for n in (result.low, result.value, result.high) if n is not None]
    assert numbers
    assert all(number.is_finite() for number in numbers)
    assert numbers == sorted(numbers)

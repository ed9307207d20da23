"""What lies between a calculation's inputs and its result: its parts, the years on the way.

A calculation does not carry them, so the model runs again over the calculation's own inputs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from assistant.cost.defaults import Subjects
from assistant.cost.expressions import parse_expression, rounded
from assistant.cost.facts import Parameter, chips, grids, parameters, runs, variants
from assistant.cost.formulas import Formula, formula, variables
from assistant.cost.inputs import Input, stated
from assistant.cost.model import solve
from assistant.cost.records import Distribution
from assistant.errors import CostError
from assistant.types import Calculation, CalculationInput, Language, Quantity

_Spread = tuple[Decimal | None, Decimal | None, Decimal | None, str]

_RUN = {
    "hardware": "hardware * price_index",
    "interconnect": "interconnect * price_index",
    "energy_cost": "energy_cost * price_index",
}
_PARTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "amortised": _RUN,
        "compute_cost": _RUN,
        "acquisition": {
            "servers": "chips * server_price * price_index",
            "interconnect": "chips * server_price * interconnect_share"
            " / (1 - interconnect_share) * price_index",
        },
        "development": {
            "compute_cost": "compute_cost",
            "experiments": "compute_cost * (experiment_factor - 1)",
            "staff": "compute_cost * experiment_factor * staff_share / (1 - staff_share)",
        },
    }
)
"""What the result of a formula is the sum of."""
_CLOSE = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a result."""

    name: str
    """A variable of the model, or a word of ``PlotWords.parts``."""
    quantity: Quantity
    share: Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """A forecast at one time."""

    at: Decimal
    """A year of the calendar, or years from the start where that has no date."""
    quantity: Quantity


def parts(calculation: Calculation) -> list[Part]:
    """Returns what a result is made of; nothing where that is no sum, or would not add up."""
    named = _PARTS.get(calculation.formula or "")
    if not named or not calculation.result:
        return []
    inputs, applied = given(calculation), formula(calculation.formula or "")
    formulas = [replace(applied, expression=parse_expression(text)) for text in named.values()]
    whole, *found = (_again(one, inputs, calculation.language) for one in (applied, *formulas))
    values = [held.value for held in found if held and held.value is not None]
    if whole is None or not whole.value or len(values) < len(named):
        return []
    rate = _rate(whole, calculation.result)
    if rate is None or abs(sum(values) / whole.value - 1) > _CLOSE:
        return []
    unit = calculation.result.unit
    return [
        Part(name, _at(rate, quantity, unit), value / whole.value)
        for name, quantity, value in zip(named, found, values, strict=True)
        if quantity
    ]


def is_dated(calculation: Calculation) -> bool:
    """Whether a forecast runs between years of the calendar."""
    return any(held.name == "target_year" for held in calculation.inputs)


def points(calculation: Calculation) -> list[Point]:
    """Returns a forecast at its start, at every turn of the year and at its end, by time.

    Nothing where the model does not reach the forecast's own result again.
    """
    inputs, asked = given(calculation), calculation.result
    moved = "target_year" if is_dated(calculation) else "years"
    if moved not in inputs or (is_dated(calculation) and "start_year" not in inputs):
        return []
    start = _middle(inputs["start_year"]) if is_dated(calculation) else Decimal(0)
    end = _last(inputs[moved])
    found = {}
    for at in _turns(min(start, end), max(start, end)):
        there = stated(moved, Quantity(0, 0, "", "count", at, "1"), "question", "")
        found[at] = _again(formula("forecast"), {**inputs, moved: there}, calculation.language)
    reached = _again(formula("forecast"), inputs, calculation.language)
    rate = _rate(reached, asked) if reached and asked else None
    if rate is None or asked is None:
        return []
    return [Point(at, _at(rate, held, asked.unit)) for at, held in found.items() if held]


def _rate(reached: Quantity, asked: Quantity) -> Decimal | None:
    """What the result was multiplied by for another currency; nothing if it is not reached."""
    ends = ((reached.value, asked.value), (reached.high, asked.high))
    own, other = next((pair for pair in ends if None not in pair), (None, None))
    if own is None or other is None:
        return None
    if reached.unit == asked.unit:
        return Decimal(1) if abs(other - own) <= _CLOSE * abs(own) else None
    return other / own if own else None


def _at(rate: Decimal, quantity: Quantity, unit: str) -> Quantity:
    if rate == 1:
        return quantity
    value, low, high = (
        None if n is None else rounded(n * rate)
        for n in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, value=value, low=low, high=high, unit=unit)


def _turns(low: Decimal, high: Decimal) -> list[Decimal]:
    between = (Decimal(year) for year in range(math.floor(low) + 1, math.ceil(high)))
    return sorted({low, *between, high})


def _middle(held: Input) -> Decimal:
    known = held.value if held.value is not None else held.low
    assert known is not None
    return known


def _last(held: Input) -> Decimal:
    """A forecast until 2027 to 2030 is drawn until 2030."""
    return held.high if held.value is None and held.high is not None else _middle(held)


def given(calculation: Calculation) -> dict[str, Input]:
    """Returns the inputs by name, as the model takes them; words that are no variable are left out.

    Raises:
        CostError: one is no possible number of its variable.
    """
    return {held.name: _input(held) for held in calculation.inputs if held.name in variables()}


def is_drawn(held: CalculationInput) -> bool:
    """Whether an input is drawn from a distribution, rather than one number or a stated range."""
    return _distribution(held) is not None


def _again(chosen: Formula, inputs: Mapping[str, Input], language: Language) -> Quantity | None:
    """What a formula gives over such inputs; nothing if that cannot be told."""
    try:
        return solve(chosen, inputs, Subjects(), language).result
    except CostError:
        return None


def _input(held: CalculationInput) -> Input:
    found = stated(held.name, held.quantity, held.origin, held.reference, held.citation)
    return replace(found, distribution=_distribution(held))


def _distribution(held: CalculationInput) -> Distribution | None:
    """How a default is drawn, which the input of a calculation does not keep.

    One that is no parameter of facts.yaml is an estimate of a run with the spread of such
    estimates, which is lognormal.
    """
    value, low, high, _ = spread = _spread(held.quantity)
    if held.origin != "default" or None in (value, low, high):
        return None
    rest: Distribution = "one_sided" if value in (low, high) else "lognormal"
    return _distributions().get(spread, rest)


def _spread(quantity: Quantity | Parameter) -> _Spread:
    return (quantity.value, quantity.low, quantity.high, quantity.unit)


@cache
def _distributions() -> Mapping[_Spread, Distribution]:
    """Of all parameters, by value, bounds and unit."""
    return {_spread(held): held.distribution for held in _known() if held.distribution}


def _known() -> Iterator[Parameter]:
    for name, parameter in parameters().items():
        yield from (parameter, *variants(name).values())
    for values in (thing.values for things in (chips(), runs()) for thing in things.values()):
        yield from values.values()
    yield from grids().values()

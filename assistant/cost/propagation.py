"""A derivation -> its numbers: the result, and the range that uncertain inputs give it.

With inputs to draw, the range lies between percentiles of the results; with stated ranges alone, it
is the exact one over their ends.
"""

from __future__ import annotations

import decimal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import numpy as np

from assistant.cost.currencies import common_currency, same_direction
from assistant.cost.expressions import exact
from assistant.cost.formulas import Formula, Variable, variable
from assistant.cost.inputs import Input
from assistant.cost.sampling import DRAWS, SAMPLED, interval, sampled
from assistant.cost.solver import Derivation
from assistant.errors import ArithmeticRangeError, InputError

_MOST_CORNERS = 6
"""Stated ranges over whose ends a formula is run: 64 times at the most."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A derivation with its numbers."""

    derivation: Derivation
    values: Mapping[str, Decimal]
    """Every variable that was read or reached, in its own unit."""
    ends: tuple[Decimal, Decimal] | None
    """The result's range, where an input has one."""
    currency: str

    @property
    def value(self) -> Decimal | None:
        """The result, unless all that is known is a range."""
        return self.values.get(self.derivation.variable)


def worked_out(derivation: Derivation, draws: int = DRAWS) -> Solved:
    """Runs the formulas of a derivation over its inputs.

    Raises:
        CurrencyMixedError: money in several currencies.
        ArithmeticRangeError: a division by zero, a number out of range.
    """
    leaves = derivation.leaves()
    currency = common_currency(leaves)
    formulas = list(derivation.steps().values())
    leaves = same_direction(leaves)
    ranges = [name for name, held in leaves.items() if held.is_stated_range]
    uncertain = [name for name, held in leaves.items() if held.distribution]
    point = {name: held.value for name, held in leaves.items() if held.value is not None}
    values = _run(formulas, point) if len(point) == len(leaves) else dict(point)
    ends = None
    if uncertain and draws:
        ends = _drawn(derivation, formulas, leaves, draws, values)
    elif ranges:
        ends = _corners(derivation, formulas, leaves, ranges)
    if ends is None and derivation.variable not in values:
        raise ArithmeticRangeError(
            f"{derivation.variable} has no value in most of the ranges given", "Narrow the ranges"
        )
    return Solved(derivation, values, ends, currency)


def _run(formulas: Sequence[Formula], leaves: Mapping[str, Decimal]) -> dict[str, Decimal]:
    values = dict(leaves)
    for applied in formulas:
        try:
            values[applied.gives] = exact(applied.expression, values)
        except ArithmeticError as error:
            raise ArithmeticRangeError(
                f"{applied.name} gives no number: {_reason(error)}",
                "Check its inputs for zero, and for a growth of 1",
            ) from error
        _check_reached(variable(applied.gives), values[applied.gives])
    return values


def _check_reached(held: Variable, number: Decimal) -> None:
    if held.within and not held.within[0] <= number <= held.within[1]:
        raise ArithmeticRangeError(
            f"{held.name} comes out as {number:.4g}, which it cannot be",
            "Check the sizes and units of the inputs",
        )


def _reason(error: ArithmeticError) -> str:
    if isinstance(error, (ZeroDivisionError, decimal.DivisionByZero)):
        return "it divides by zero"
    return "a number is out of range"


def _drawn(
    derivation: Derivation,
    formulas: Sequence[Formula],
    leaves: Mapping[str, Input],
    draws: int,
    values: Mapping[str, Decimal],
) -> tuple[Decimal, Decimal] | None:
    arrays = sampled(leaves, draws)
    with np.errstate(all="ignore"):
        for applied in formulas:
            arrays[applied.gives] = applied.expression.over(arrays, SAMPLED)
    result = np.broadcast_to(arrays[derivation.variable], (draws,))
    return interval(result, values.get(derivation.variable))


def _corners(
    derivation: Derivation,
    formulas: Sequence[Formula],
    leaves: Mapping[str, Input],
    ranges: Sequence[str],
) -> tuple[Decimal, Decimal]:
    """The lowest and highest result over the ends of all stated ranges, exact."""
    if len(ranges) > _MOST_CORNERS:
        raise InputError(
            f"{len(ranges)} inputs are ranges, more than {_MOST_CORNERS}",
            "Give some of them as single numbers",
        )
    fixed = {name: held.value for name, held in leaves.items() if held.value is not None}
    found = []
    for ends in product(*((leaves[name].low, leaves[name].high) for name in ranges)):
        chosen = {name: end for name, end in zip(ranges, ends, strict=True) if end is not None}
        found.append(_run(formulas, {**fixed, **chosen})[derivation.variable])
    return min(found), max(found)

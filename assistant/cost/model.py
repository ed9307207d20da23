"""The cost model: a formula and some inputs in, a number with basis, range and origins out."""

from __future__ import annotations

import decimal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import numpy as np

from assistant.cost.defaults import Subjects
from assistant.cost.display import quantity_of
from assistant.cost.expressions import ARITHMETIC, exact
from assistant.cost.facts import chip, grid, run
from assistant.cost.formulas import Formula, Variable, formula, variable
from assistant.cost.inputs import Input, written
from assistant.cost.sampling import DRAWS, SAMPLED, interval, sampled
from assistant.cost.solver import Derivation, Solver
from assistant.cost.wording import notes, steps, unneeded
from assistant.errors import (
    ArithmeticRangeError,
    CurrencyMixedError,
    InputError,
)
from assistant.quantities.units import convert
from assistant.types import Calculation, CalculationInput, Language, Quantity

BASES = ("rental", "amortised", "acquisition", "development")
"""The accounts by which one run can be priced."""
_MOST_CORNERS = 6
_SUBJECTS = ("chip", "run", "grid")


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


def calculate(
    name: str,
    given: Mapping[str, str],
    language: Language = "en",
    *,
    question: str = "",
    draws: int = DRAWS,
) -> Calculation:
    """Applies a formula to values as scripts write them.

    Args:
        name: of the formula.
        given: inputs by name ("1.36 USD/chip_hour"), and names of things with facts of their own:
            chip, run, grid.
        draws: of the uncertain inputs; 0 leaves the range out.

    Raises:
        CostError: an unknown name, an impossible value, amounts that do not go together.

    >>> calculate("rental", {"chip_hours": "57e6", "price": "1.36", "price_index": "1.0107"})
    """
    inputs = {key: written(key, text) for key, text in given.items() if key not in _SUBJECTS}
    subjects = subjects_of({key: given[key] for key in _SUBJECTS if key in given})
    found = solve(formula(name), inputs, subjects, language, question=question, draws=draws)
    read = {held.name for held in found.inputs}
    spare = unneeded((key for key in inputs if key not in read), language)
    return replace(found, notes=(*found.notes, *spare))


def compare_bases(
    given: Mapping[str, str], language: Language = "en", *, draws: int = DRAWS
) -> list[Calculation]:
    """Prices one run by every account: rental, amortised, acquisition, development."""
    return [calculate(name, given, language, draws=draws) for name in BASES]


def subjects_of(names: Mapping[str, str]) -> Subjects:
    """Returns the chip, run and grid of the given names.

    Raises:
        ChipUnknownError: there are no facts about the chip.
        InputError: nor about the run or the grid.
    """
    found = Subjects(
        chip(names["chip"]) if "chip" in names else None,
        run(names["run"]) if "run" in names else None,
        grid(names["grid"]) if "grid" in names else None,
    )
    for key in ("run", "grid"):
        if key in names and getattr(found, key) is None:
            raise InputError(
                f"There are no facts about the {key} {names[key]!r}",
                "Set its numbers instead; docs/cost-model.md lists what is known",
            )
    return found


def solve(
    chosen: Formula,
    given: Mapping[str, Input],
    subjects: Subjects,
    language: Language,
    *,
    question: str = "",
    draws: int = DRAWS,
) -> Calculation:
    """Applies a formula to inputs; one that is missing is named.

    Raises:
        CostError: the inputs do not go together, or give no number.
    """
    derivation = Solver(given, subjects, language).by(chosen)
    basis = chosen.bases[language]
    if derivation.missing:
        return Calculation(
            question=question,
            language=language,
            status="needs_input",
            formula=chosen.name,
            basis=basis,
            inputs=_listed(derivation.leaves()),
            missing=derivation.missing,
        )
    solved = worked_out(derivation, draws)
    return Calculation(
        question=question,
        language=language,
        status="calculated",
        formula=chosen.name,
        basis=basis,
        result=result_of(solved, language),
        inputs=_listed(derivation.leaves()),
        steps=steps(derivation, solved.values, solved.currency, language),
        notes=notes(derivation, subjects, language),
    )


def worked_out(derivation: Derivation, draws: int = DRAWS) -> Solved:
    """Runs the formulas of a derivation over its inputs.

    Raises:
        CurrencyMixedError: money in several currencies.
        ArithmeticRangeError: a division by zero, a number out of range.
    """
    leaves = derivation.leaves()
    currency = _currency(leaves)
    formulas = list(derivation.steps().values())
    leaves = _same_direction(leaves)
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


def _currency(leaves: Mapping[str, Input]) -> str:
    amounts = {name: held.currency for name, held in leaves.items() if held.currency}
    pair = amounts.pop("exchange_rate", None)
    found = list(dict.fromkeys(amounts.values()))
    if pair:
        counter, _, base = pair.partition("/")
        found = found or ["USD"]
        if len(found) != 1 or found[0] not in (counter, base):
            raise CurrencyMixedError(
                f"A rate of {pair} does not convert {' and '.join(map(str, found))}",
                "Give an amount in one of its two currencies",
            )
        return counter if found[0] == base else base
    if len(found) > 1:
        held = ", ".join(f"{name} in {currency}" for name, currency in amounts.items())
        raise CurrencyMixedError(
            f"The amounts are in several currencies: {held}",
            "Give all in one currency, or convert them with the formula exchange first",
        )
    return found[0] if found else "USD"


def _same_direction(leaves: dict[str, Input]) -> dict[str, Input]:
    """Turns a rate round where the amount is in its counter currency: 154 JPY/USD for yen."""
    rate = leaves.get("exchange_rate")
    if rate is None or rate.currency is None:
        return leaves
    amounts = {held.currency or "USD" for name, held in leaves.items() if name != "exchange_rate"}
    if rate.currency.partition("/")[0] not in amounts:
        return leaves
    with decimal.localcontext(ARITHMETIC):
        value, low, high = (
            None if number is None else 1 / number for number in (rate.value, rate.high, rate.low)
        )
    return {**leaves, "exchange_rate": replace(rate, value=value, low=low, high=high)}


def result_of(solved: Solved, language: Language) -> Quantity:
    """Returns the result in the unit that people read it in."""
    held = variable(solved.derivation.variable)
    unit = money_unit(held, solved.currency)
    value = solved.value
    ends: tuple[Decimal | None, Decimal | None] = solved.ends or (None, None)
    larger = _LARGER.get(unit)
    most = value if value is not None else ends[1]
    if larger and most is not None and abs(most) >= larger[1]:
        unit = larger[0]
        scaled = [None if n is None else convert(n, held.unit, unit) for n in (value, *ends)]
        value, ends = scaled[0], (scaled[1], scaled[2])
    return quantity_of(value, unit, language, ends, held.kind)


_LARGER = {"kWh": ("MWh", Decimal(1000)), "kgCO2e": ("tCO2e", Decimal(1000))}
"""Units that people take for large numbers, and from when on."""


def money_unit(held: Variable, currency: str) -> str:
    """Returns a variable's unit with the currency of a calculation."""
    return held.unit.replace("USD", currency, 1) if held.is_money else held.unit


def _listed(leaves: Mapping[str, Input]) -> tuple[CalculationInput, ...]:
    return tuple(
        CalculationInput(name, held.quantity, held.origin, held.citation, held.reference)
        for name, held in leaves.items()
    )

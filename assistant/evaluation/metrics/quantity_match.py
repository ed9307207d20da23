"""Whether an answer's figures are the right ones, by value and unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assistant.evaluation.items import ExpectedQuantity
from assistant.evaluation.metrics.case import Case, Score
from assistant.quantities.units import convert

_ROUNDING = Decimal("0.005")
"""Share of a value by which another writing of it may be off: 191.4 and 191 million."""


def quantity_match(case: Case) -> Score:
    """Returns the share of the expected figures that the answer gives, in value and unit.

    Figures of an answer are those it says answer the question; of a calculation its result.
    """
    item = case.question
    if item is None or not item.quantities:
        return None
    given = list(case.form["quantities"])
    calculation = case.form.get("calculation")
    if calculation and calculation["result"]:
        given.append(calculation["result"])
    found = [any(is_value(one, wanted) for one in given) for wanted in item.quantities]
    return sum(found) / len(found)


def is_value(
    quantity: Mapping[str, Any], wanted: ExpectedQuantity, tolerance: Decimal = _ROUNDING
) -> bool:
    """Whether a figure in its JSON form is the one wanted; of a range either end will do.

    53.9 MWh is 53,900 kWh; shares and plain numbers are never taken for one another.

    Args:
        tolerance: share of the value wanted by which it may be off.
    """
    ends = (quantity[name] for name in ("value", "low", "high"))
    numbers = [
        _in_unit(Decimal(str(end)), quantity["unit"], wanted.unit)
        for end in ends
        if end is not None
    ]
    return any(
        number is not None and abs(number - wanted.value) <= tolerance * abs(wanted.value)
        for number in numbers
    )


def _in_unit(value: Decimal, unit: str, to: str) -> Decimal | None:
    if unit == to:
        return value
    return None if {unit, to} & {"1", "%"} else convert(value, unit, to)

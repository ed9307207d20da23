"""What neighbours share: the unit and the scale that only one of them names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from assistant.quantities.amount import Amount
from assistant.quantities.dates import year_amount
from assistant.quantities.numeral import ARITHMETIC, ONE

_T = TypeVar("_T")


def folded(items: Iterable[_T], join: Callable[[_T, _T], _T | None]) -> list[_T]:
    """Joins neighbours from left to right wherever the function can."""
    kept: list[_T] = []
    for item in items:
        joined = join(kept[-1], item) if kept else None
        if joined is None:
            kept.append(item)
        else:
            kept[-1] = joined
    return kept


def shared(first: Amount, second: Amount, *, ordered: bool = True) -> tuple[Amount, Amount] | None:
    """Both ends with the unit and scale that they share, or nothing where they do not fit."""
    first, second = _same_years(first, second)
    if (first.unit, first.kind) == (second.unit, second.kind):
        first = _scaled_like(first, second)
    elif first.bare and not second.bare:
        first = _scaled_like(_with_unit_of(first, second), second)
    elif second.bare and not first.bare and first.kind != "date":
        second = _with_unit_of(second, first)
        first = _scaled_like(first, second)
    else:
        return None
    if first.value is None or second.value is None:
        return None
    return (first, second) if not ordered or first.value < second.value else None


def _same_years(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    if first.kind == "date" and second.year:
        return first, year_amount(second)
    if first.year and second.kind == "date" and second.unit == "year":
        return year_amount(first), second
    if first.kind == "date" and first.unit == "year" and first.value is not None and second.bare:
        return replace(first, kind="count", unit="1", bare=True), second
    return first, second


def _with_unit_of(amount: Amount, model: Amount) -> Amount:
    """A bare amount with the unit of its neighbour."""
    value = amount.value
    if value is not None and model.numeral.value:
        value = ARITHMETIC.multiply(value, _unit_factor(model))
    return replace(amount, kind=model.kind, unit=model.unit, value=value, assumed=model.assumed)


def _unit_factor(model: Amount) -> Decimal:
    """What the unit alone multiplies by: 0.01 for cents."""
    if model.value is None or not model.numeral.value:
        return ONE
    return ARITHMETIC.divide(abs(model.value), abs(model.numeral.value))


def _scaled_like(first: Amount, second: Amount) -> Amount:
    """The first end with the scale of the second, where it has none and is smaller."""
    if second.scale == ONE or first.scale != ONE or not first.numeral.literal:
        return first
    if first.value is None or second.value is None:
        return first
    if not abs(first.value) < abs(second.value) / second.scale:
        return first
    return replace(first, value=ARITHMETIC.multiply(first.value, second.scale))

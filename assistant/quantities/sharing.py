"""What neighbours share: the unit and the scale that only one of them names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from assistant.quantities.amount import Amount, times
from assistant.quantities.dates import year_amount
from assistant.quantities.numeral import ARITHMETIC, ONE

_T = TypeVar("_T")
_MOST_LISTED = 1000
"""From which on a number needs no scale of another one."""
_LARGEST_INNER = 1000
"""The largest multiplier of a first number that a scale may still follow: 三千から五千億."""
_TEN = 10


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
    first, second = _at_rate_of(first, second), _at_rate_of(second, first)
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


def vague_pair(first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Two amounts without a number as ends of a range: 数億から数十億円, 数百〜数千万."""
    low, high, end = first.low, first.high, second.low
    if low is None or high is None or end is None or second.high is None:
        return None
    if first.bare:
        first = replace(first, kind=second.kind, unit=second.unit, assumed=second.assumed)
    if first.scale == ONE and ARITHMETIC.multiply(high, second.scale) <= end:
        low = ARITHMETIC.multiply(low, second.scale)
    vague = first.value is None and second.value is None and first.unit == second.unit
    return (replace(first, low=low), second) if vague and low < end else None


def changed(first: Amount, second: Amount, *, falling: bool) -> tuple[Amount, Amount]:
    """The ends of a change with what only one of them names: $1 of "from $1 to 10 billion".

    Args:
        falling: whether the first is the larger one, so that a larger number shares the scale too.
    """
    if first.kind == "date" or second.kind == "date" or first.year or second.year:
        return first, second
    if second.bare and first.kind == "money" and second.scale != ONE:
        second = replace(_with_unit_of(second, first), bare=False)
    elif first.bare and not second.bare:
        first = _with_unit_of(first, second)
    plain = first.end == first.numeral.end and first.scale == ONE and first.numeral.plain
    if not plain or (first.unit, first.kind) != (second.unit, second.kind):
        return first, second
    scaled = _scaled_like(first, second)
    return (_times_scale(first, second.scale) if falling else scaled), second


def _times_scale(amount: Amount, scale: Decimal) -> Amount:
    """A small number times the scale of its neighbour."""
    if amount.value is None or abs(amount.value) >= _MOST_LISTED:
        return amount
    return replace(amount, value=ARITHMETIC.multiply(amount.value, scale))


def listed(first: Amount, second: Amount) -> Amount | None:
    """The first of two amounts in a list with what only the second names: 40 und 30 Mio. Dollar.

    Nothing where it has all of that itself.
    """
    value, plain = first.value, first.numeral.plain and first.scale <= _LARGEST_INNER
    if value is None or second.value is None or not first.bare or first.year:
        return None
    if second.kind == "date" or "/" in second.unit or not (plain or first.scale != ONE):
        return None
    held = first if first.unit == second.unit else _with_unit_of(first, second)
    by = _listed_scale(held, second) if plain else ONE
    if by != ONE and held.value is not None:
        held = replace(
            held,
            numeral=times(held.numeral, by),
            scale=second.scale,
            value=ARITHMETIC.multiply(held.value, by),
        )
    return None if held == first else replace(held, bare=second.bare)


def echoed(first: Amount, second: Amount) -> Amount:
    """The second of two amounts of one scale with the unit that only the first one names."""
    if not second.bare or first.bare or second.scale == ONE or second.scale != first.scale:
        return second
    return replace(_with_unit_of(second, first), bare=False) if first.kind != "date" else second


def _same_years(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    if first.kind == "date" and second.year:
        return first, year_amount(second)
    if first.year and second.kind == "date" and second.unit == "year":
        return year_amount(first), second
    if first.kind == "date" and first.unit == "year" and first.value is not None and second.bare:
        return replace(first, kind="count", unit="1", bare=True), second
    return first, second


def _at_rate_of(amount: Amount, model: Amount) -> Amount:
    """An amount at the rate that only its neighbour names: the $2 of "$2 to $3 an hour"."""
    rated = amount.kind == model.kind and model.unit.startswith(f"{amount.unit}/")
    return replace(amount, unit=model.unit) if rated else amount


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
    by = _shared_scale(first, second)
    if by == ONE or first.value is None:
        return first
    return replace(first, value=ARITHMETIC.multiply(first.value, by))


def _shared_scale(first: Amount, second: Amount) -> Decimal:
    """What the scale of the second end multiplies the first one by, or one."""
    if first.value is None or second.value is None or not first.numeral.plain:
        return ONE
    if not first.scale < second.scale or first.scale > _LARGEST_INNER:
        return ONE
    value, other = abs(first.value), abs(second.value) / second.scale
    inner = second.numeral.inner
    if inner != ONE and value < 10 and _goes_on(value, other / inner, inner):
        return ARITHMETIC.multiply(second.scale, inner)
    return second.scale if value < other else ONE


def _goes_on(value: Decimal, other: Decimal, inner: Decimal) -> bool:
    """Two to three hundred million are hundreds of millions, 一から二十億 only begins with 一億."""
    return value < other if inner > _TEN else value + 1 == other


def _listed_scale(first: Amount, second: Amount) -> Decimal:
    """As for the ends of a range; in a list the first may be the larger one: 40 und 30 Mio."""
    by = _shared_scale(first, second)
    if by != ONE or second.scale < _MOST_LISTED or first.scale != ONE:
        return by
    small = first.value is not None and abs(first.value) < _MOST_LISTED
    return second.scale if small else ONE

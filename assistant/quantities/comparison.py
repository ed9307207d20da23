"""Whether two figures say the same, and if not, what the difference is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.quantities.units import convert
from assistant.types import Quantity

Relation: TypeAlias = Literal[
    "equal", "rounding", "overlapping", "scale", "unit", "currency", "year", "different"
]
"""``rounding``: equal as exactly as the coarser one is written. ``overlapping``: a range or bound
leaves room for the other. ``scale``: apart by a power of ten."""

AGREEING: frozenset[Relation] = frozenset({"equal", "rounding", "overlapping"})

_LEAST_DIGITS = 2
_ABOUT = Decimal("0.05")
_LARGEST_POWER = 15


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a second figure relates to a first one."""

    relation: Relation
    ratio: Decimal | None = None
    """Second over first, where both are single numbers of one unit."""

    @property
    def agrees(self) -> bool:
        """Whether both can be true of the same thing."""
        return self.relation in AGREEING


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure allows; ``None`` where it sets no bound."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(cls, quantity: Quantity) -> Interval:
        """Returns a point for a single number, a half-line for an open bound."""
        if quantity.low is None and quantity.high is None:
            return cls(quantity.value, quantity.value)
        return cls(quantity.low, quantity.high)

    def meets(self, other: Interval, slack: Decimal) -> bool:
        """Whether the two have a number in common, give or take the slack."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return not lows or not highs or max(lows) <= min(highs) + slack

    @property
    def spans_order_of_magnitude(self) -> bool:
        """Whether it runs over a factor of ten or more."""
        return bool(self.low and self.high and self.high >= 10 * self.low)

    @property
    def point(self) -> Decimal | None:
        """The number, where it is only one."""
        return self.low if self.low == self.high else None


def compare(first: Quantity, second: Quantity) -> Comparison:
    """Returns how two figures relate; units are converted, currencies are not.

    >>> compare(parse("$191 million", "en")[0], parse("1億9100万ドル", "ja")[0]).relation
    'equal'
    """
    if "date" in (first.kind, second.kind):
        return _compare_dates(first, second)
    if first.unit == "1" and first.kind != second.kind:
        return Comparison("unit")
    second_in_unit = in_unit(second, first.unit)
    if second_in_unit is None:
        return Comparison("currency" if _other_currency(first, second) else "unit")
    return _compare_values(first, second_in_unit)


def _other_currency(first: Quantity, second: Quantity) -> bool:
    """Whether only the currency keeps two amounts apart, not what they are paid for."""
    if first.kind != "money" or second.kind != "money":
        return False
    return first.unit.partition("/")[2] == second.unit.partition("/")[2]


def in_unit(quantity: Quantity, unit: str) -> Quantity | None:
    """Returns a figure in another unit, or nothing where the two measure different things."""
    if quantity.unit == unit:
        return quantity
    if "%" in (quantity.unit, unit) or "1" in (quantity.unit, unit):
        return None

    def converted(value: Decimal | None) -> Decimal | None:
        return None if value is None else convert(value, quantity.unit, unit)

    numbers = (quantity.value, quantity.low, quantity.high)
    if any(value is not None and converted(value) is None for value in numbers):
        return None
    from dataclasses import replace

    value, low, high = map(converted, numbers)
    return replace(quantity, unit=unit, value=value, low=low, high=high)


def _compare_values(first: Quantity, second: Quantity) -> Comparison:
    one, other = Interval.of(first), Interval.of(second)
    if one == other:
        return Comparison("equal", Decimal(1))
    slack = max(tolerance(first), tolerance(second))
    if one.point is not None and other.point is not None:
        return _compare_points(one.point, other.point, slack)
    if one.point is None and other.point is None:
        slack = Decimal(0)
        if _only_touch(first, second):
            return Comparison("different")
    if one.meets(other, slack):
        return Comparison("overlapping")
    scaled = _power_between(one, other, slack)
    return Comparison("different" if scaled is None else "scale", scaled)


def _only_touch(first: Quantity, second: Quantity) -> bool:
    """More than 5 and less than 5 have no number in common."""
    if not (first.exclusive or second.exclusive):
        return False
    return (first.low is not None and first.low == second.high) or (
        first.high is not None and first.high == second.low
    )


def _compare_points(one: Decimal, other: Decimal, slack: Decimal) -> Comparison:
    ratio = other / one if one else None
    if abs(one - other) <= slack:
        return Comparison("rounding", ratio)
    power = _power_of_ten(one, other, slack)
    return Comparison("different" if power is None else "scale", power or ratio)


def _power_of_ten(one: Decimal, other: Decimal, slack: Decimal) -> Decimal | None:
    """The power of ten that turns one number into the other, to within rounding."""
    if not one or not other or (one < 0) != (other < 0):
        return None
    exponent = other.copy_abs().log10() - one.copy_abs().log10()
    power = exponent.to_integral_value()
    if not 1 <= abs(power) <= _LARGEST_POWER:
        return None
    factor = Decimal(10) ** int(power)
    coarser = slack if abs(other) > abs(one) else slack * factor
    return factor if abs(one * factor - other) <= coarser else None


def _power_between(one: Interval, other: Interval, slack: Decimal) -> Decimal | None:
    """The power of ten between two ranges whose bounds all differ by it."""
    pairs = [(one.low, other.low), (one.high, other.high)]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(known) < len([pair for pair in pairs if pair != (None, None)]):
        return None
    powers = {_power_of_ten(a, b, slack) for a, b in known}
    return powers.pop() if len(powers) == 1 else None


def tolerance(quantity: Quantity) -> Decimal:
    """Returns how far a figure may be off by the way it is written.

    Half of its last significant digit, of which it has at least two; five percent where the
    text says "about".
    """
    number = quantity.value
    if number is None:
        number = min(
            (b for b in (quantity.low, quantity.high) if b is not None), default=Decimal(0)
        )
    if not number:
        return Decimal(0)
    digits = len(number.normalize().as_tuple().digits)
    last = number.adjusted() - max(digits, _LEAST_DIGITS) + 1
    half = Decimal(5).scaleb(last - 1)
    return max(half, abs(number) * _ABOUT) if quantity.approximate else half


_DATE_DIGITS = {"year": 4, "month": 6, "day": 8}


def _compare_dates(first: Quantity, second: Quantity) -> Comparison:
    """Dates agree when the coarser one holds the finer one."""
    if first.kind != second.kind:
        return Comparison("unit")
    if (first.unit, Interval.of(first)) == (second.unit, Interval.of(second)):
        return Comparison("equal")
    if first.value is None or second.value is None:
        one, other = Interval.of(first), Interval.of(second)
        return Comparison("overlapping" if one.meets(other, Decimal(0)) else "year")
    digits = min(_DATE_DIGITS[first.unit], _DATE_DIGITS[second.unit])
    one_date, other_date = str(first.value), str(second.value)
    if one_date[:digits] != other_date[:digits]:
        return Comparison("year" if one_date[:4] != other_date[:4] else "different")
    return Comparison("equal" if first.unit == second.unit else "overlapping")

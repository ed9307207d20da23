"""Figures that have a number in common, where either is a bound or a range: does it keep to it?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.quantities.comparison import Interval, in_unit
from assistant.types import Quantity

Kept: TypeAlias = Literal["agrees", "differs", "incomparable"]

_SIZE = 10
"""Times by which a figure may be apart from the bound that it keeps."""


def overlapping(claimed: Quantity, stated: Quantity) -> Kept:
    """Returns whether all that a sentence allows lies within what the claim allows, or none of it.

    The way figures are written leaves some room; where neither is approximate, a number outside
    a bound is outside.
    """
    if claimed.kind == "date" and claimed.value is not None and stated.value is not None:
        return "agrees" if str(stated.value).startswith(str(claimed.value)) else "incomparable"
    allowed, given = Interval.of(claimed), Interval.of(in_unit(stated, claimed.unit) or stated)
    if _covers(claimed, allowed, given):
        return "agrees" if _near_bound(allowed, given) else "incomparable"
    if _as_vague(allowed, given) or (claimed.approximate and _is_bound_of(allowed, given)):
        return "agrees"
    if _only_touch(allowed, given) or _cross(claimed, stated, allowed, given):
        return "differs"
    exact = given.point is not None and not (claimed.approximate or stated.approximate)
    return "differs" if exact and allowed.point is None else "incomparable"


def _near_bound(allowed: Interval, given: Interval) -> bool:
    """Whether a figure is of the size of the bound that it keeps: any small one is below it."""
    bounds, stated = _ends(allowed), _ends(given)
    return not (bounds and stated) or any(
        max(abs(a / b), abs(b / a)) < _SIZE for a in bounds for b in stated
    )


def nearest(claimed: Quantity, stated: Quantity) -> Decimal:
    """Returns how many times apart the nearest ends of two figures are."""
    allowed, given = Interval.of(claimed), Interval.of(in_unit(stated, claimed.unit) or stated)
    ends = [(a, b) for a in _ends(allowed) for b in _ends(given)]
    return min((max(abs(a / b), abs(b / a)) for a, b in ends), default=Decimal(1))


def _ends(interval: Interval) -> list[Decimal]:
    return [end for end in (interval.low, interval.high) if end]


def _as_vague(allowed: Interval, given: Interval) -> bool:
    """Whether both name an order of magnitude: 数十億 and "billions"."""
    return allowed.spans_order_of_magnitude and allowed.low == given.low and given.high is None


def _is_bound_of(allowed: Interval, given: Interval) -> bool:
    """Whether a number is the one that a bound names: "about ten" and "more than ten"."""
    one_sided = (given.low is None) != (given.high is None)
    return one_sided and allowed.point is not None and allowed.point in (given.low, given.high)


def _only_touch(allowed: Interval, given: Interval) -> bool:
    """Whether two ranges have but an end in common: "at least ten" and "up to ten"."""
    if allowed.point is not None or given.point is not None:
        return False
    below = allowed.low is not None and allowed.low == given.high
    return below or (allowed.high is not None and allowed.high == given.low)


def _cross(claimed: Quantity, stated: Quantity, allowed: Interval, given: Interval) -> bool:
    """Whether of two exact ranges each goes beyond the other."""
    if claimed.approximate or stated.approximate:
        return False
    if allowed.point is not None or given.point is not None:
        return False
    if allowed.low is None or allowed.high is None or given.low is None or given.high is None:
        return False
    return (allowed.low - given.low) * (allowed.high - given.high) > 0


def _covers(claimed: Quantity, allowed: Interval, given: Interval) -> bool:
    strict = claimed.exclusive and given.point is not None
    above = allowed.low is None or (
        given.low is not None and (given.low > allowed.low if strict else given.low >= allowed.low)
    )
    below = allowed.high is None or (
        given.high is not None
        and (given.high < allowed.high if strict else given.high <= allowed.high)
    )
    return above and below

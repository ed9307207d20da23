"""Figures that have a number in common, where either is a bound or a range: does it keep to it?"""

from __future__ import annotations

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
    exact = given.point is not None and not (claimed.approximate or stated.approximate)
    return "differs" if exact and allowed.point is None else "incomparable"


def _near_bound(allowed: Interval, given: Interval) -> bool:
    """Whether a figure is of the size of the bound that it keeps: any small one is below it."""
    bounds = [end for end in (allowed.low, allowed.high) if end]
    stated = [end for end in (given.low, given.high) if end]
    return not (bounds and stated) or any(
        max(abs(a / b), abs(b / a)) <= _SIZE for a in bounds for b in stated
    )


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

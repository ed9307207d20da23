"""A figure in the form of another: 0.375 as 37.5 percent, a fall to a tenth as one by ten times."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.claims.opposites import ends
from assistant.types import Quantity


@lru_cache(maxsize=1 << 12)  # the sentences near one claim are near others
def falls(text: str, language: str) -> bool:
    """Whether a text says that something falls, and not that something rises.

    >>> falls("It cuts the cost by a factor of ten.", "en")
    True
    """
    return ends(text, language).get("direction") == -1


def as_multiple(figure: Quantity, other: Quantity) -> Quantity:
    """Returns the tenth to which something falls as the factor by which it does, beside a factor.

    "To at most a tenth" is meant as "by at most ten times".
    """
    if figure.kind != "factor" or other.kind != "factor" or not figure.value or not other.value:
        return figure
    if not figure.value < 1 < other.value:
        return figure
    times = 1 / figure.value
    low, high = (None if end is None else times for end in (figure.low, figure.high))
    return replace(figure, value=times, low=low, high=high)


def as_share(figure: Quantity, other: Quantity) -> Quantity:
    """Returns a bare number below one as percent, beside a percentage."""
    bare = figure.kind == "count" and figure.value is not None and 0 < figure.value < 1
    if not bare or figure.value is None or other.unit != "%":
        return figure
    low, high = (None if end is None else 100 * end for end in (figure.low, figure.high))
    return replace(figure, kind="percent", unit="%", value=100 * figure.value, low=low, high=high)

"""Axes as a reader's language writes them: where their marks stand and what is written there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.cost.plots.text import short
from assistant.errors import ArithmeticRangeError
from assistant.types import Language

INK, SOFT, GRID = "#1f2933", "#52606d", "#e4e7eb"
_MARKS, _DECADES, _YEARS = 4, 7, 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_MARGIN = Decimal("0.06")
_FEW_DECADES = 2.5
_LARGEST_POWER = 30
"""Of ten; no language has words beyond."""


def as_float(number: Decimal) -> float:
    """Returns a number as figures hold them.

    Raises:
        ArithmeticRangeError: it is too large or too small to be read.
    """
    if number and abs(number.adjusted()) > _LARGEST_POWER:
        raise ArithmeticRangeError(
            f"{number:.3e} cannot be drawn", "Take fewer years, or a smaller growth"
        )
    return float(number)


def axis(numbers: Sequence[Decimal], title: str, language: Language) -> dict[str, Any]:
    """Returns a linear axis over zero and all numbers."""
    low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    room = _MARGIN * (high - low or 1)
    ends = [low - room if low < 0 else low, high + room if high > 0 else high]
    marks = linear_marks(low, high)
    return _axis(marks, [short(mark, language) for mark in marks], title) | {
        "range": [as_float(end) for end in ends]
    }


def log_axis(numbers: Sequence[Decimal], title: str, language: Language) -> dict[str, Any]:
    """Returns a logarithmic axis over positive numbers; a linear one if there are others."""
    if min(numbers) <= 0:
        return axis(numbers, title, language)
    low, high = (math.log10(as_float(end)) for end in (min(numbers), max(numbers)))
    room = max(2 * float(_MARGIN) * (high - low), 0.05)
    marks = log_marks(low - room, high + room)
    return _axis(marks, [short(mark, language) for mark in marks], title) | {
        "type": "log",
        "range": [low - room, high + room],
    }


def year_axis(
    years: Sequence[Decimal], title: str, language: Language, *, dated: bool
) -> dict[str, Any]:
    """Returns an axis over years, marked at the turn of some of them."""
    low, high = min(years), max(years)
    room = _MARGIN * (high - low or 1)
    step = next(n for n in _YEAR_STEPS if high - low <= n * _YEARS)
    marks = [Decimal(year) for year in range(math.floor(high), math.ceil(low) - 1, -step)]
    written = [f"{at:f}" if dated else short(at, language) for at in marks]
    return _axis(marks, written, title) | {
        "range": [float(low - room), float(high + room)],
        "showgrid": False,
        "tickangle": 0,
    }


def _axis(marks: Sequence[Decimal], written: Sequence[str], title: str) -> dict[str, Any]:
    return {
        "title": {"text": title, "font": {"size": 13, "color": SOFT}, "standoff": 12},
        "tickvals": [as_float(mark) for mark in marks],
        "ticktext": list(written),
        "tickfont": {"color": SOFT},
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def linear_marks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Returns round numbers between two ends, five at most."""
    if low == high:
        return [low]
    rough = (high - low) / _MARKS
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(unit * n for n in _STEPS if unit * n >= rough)
    return [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def log_marks(low: float, high: float) -> list[Decimal]:
    """Returns round numbers between two powers of ten: decades, or 1, 2 and 5 within few."""
    step = max(1, math.ceil((high - low) / _DECADES))
    powers = range(math.floor(low), math.ceil(high) + 1, step)
    within = (1, 2, 5) if high - low < _FEW_DECADES else (1,)
    marks = [Decimal(n).scaleb(power) for power in powers for n in within]
    inside = [mark for mark in marks if low <= math.log10(mark) <= high]
    if len(inside) > 1:
        return inside
    return linear_marks(Decimal(10**low), Decimal(10**high))

"""Forecasts as plotly draws them: a line with its numbers, and the band of its ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from assistant.cost.plots.axes import INK, as_float
from assistant.cost.plots.text import (
    heading,
    inert,
    range_words,
    short,
    time_words,
    told,
    value_and_range,
)
from assistant.cost.replay import Point
from assistant.types import Language


class Stroke(NamedTuple):
    """How a line is told from others."""

    colour: str
    dash: str
    mark: str


# Colours after Okabe and Ito, the last after Tol, which colour-blind people tell apart.
STROKES = (
    Stroke("#0072b2", "solid", "circle"),
    Stroke("#d55e00", "dash", "diamond"),
    Stroke("#009e73", "dot", "square"),
    Stroke("#aa4499", "dashdot", "triangle-up"),
)

_NUMBERS = {"color": INK, "size": 13, "shadow": "0 0 3px white, 0 0 3px white, 0 0 3px white"}
"""The halo keeps numbers readable over lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A forecast over time."""

    label: str
    points: Sequence[Point]
    stroke: Stroke
    range_name: str
    dated: bool


def line_row(line: Line, point: Point, language: Language) -> tuple[str, str, str]:
    """Returns time, value and range of a point in words."""
    when = time_words(point.at, language, dated=line.dated)
    return when, *value_and_range(point.quantity, language)


def line_traces(line: Line, language: Language, most_labels: int) -> Iterator[dict[str, Any]]:
    """Yields the band of a forecast, then its line with marks and numbers above it."""
    known = [point for point in line.points if point.quantity.value is not None]
    if any(range_words(point.quantity, language) for point in line.points):
        yield (_band if known else _wide_band)(line, language)
    if known:
        yield _line(line, known, language, most_labels)


def _band(line: Line, language: Language) -> dict[str, Any]:
    times = [float(point.at) for point in line.points]
    lows = [as_float(point.quantity.low or Decimal(0)) for point in line.points]
    highs = [as_float(point.quantity.high or Decimal(0)) for point in line.points]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": inert(heading(line.range_name)),
        "legendrank": 2000,
        "x": [*times, *reversed(times)],
        "y": [*highs, *reversed(lows)],
        "fill": "toself",
        "fillcolor": _pale(line.stroke.colour),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _wide_band(line: Line, language: Language) -> dict[str, Any]:
    """A range without a line in it has its numbers at its own ends."""
    inner, last = [""] * (len(line.points) - 2), line.points[-1].quantity
    corners = [end or Decimal(0) for end in (last.high, last.low)]
    ends = [f"<b>{short(end, language)}</b>" for end in corners]
    return _band(line, language) | {
        "mode": "lines+markers+text",
        "name": inert(f"{line.label} · {line.range_name}"),
        "line": {"color": line.stroke.colour, "width": 1.5, "dash": line.stroke.dash},
        "text": ["", *inner, *ends, *inner, ""] if len(line.points) > 1 else ends,
        "textposition": ["top center"] * len(line.points) + ["bottom center"] * len(line.points),
        "textfont": _NUMBERS,
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            _hover(line, point, language) for point in (*line.points, *reversed(line.points))
        ],
    }


def _line(
    line: Line, points: Sequence[Point], language: Language, most_labels: int
) -> dict[str, Any]:
    labelled = _spread_out(len(points), most_labels)
    numbers = [point.quantity.value or Decimal(0) for point in points]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": inert(line.label),
        "x": [float(point.at) for point in points],
        "y": [as_float(number) for number in numbers],
        "text": [
            f"<b>{short(number, language)}</b>" if place in labelled else ""
            for place, number in enumerate(numbers)
        ],
        "textposition": _beside(numbers),
        "textfont": _NUMBERS,
        "cliponaxis": False,
        "line": {"color": line.stroke.colour, "width": 3, "dash": line.stroke.dash},
        "marker": {
            "color": line.stroke.colour,
            "symbol": line.stroke.mark,
            "size": 9,
            "line": {"color": "white", "width": 1.5},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(line, point, language) for point in points],
    }


def _pale(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgba({red}, {green}, {blue}, 0.16)"


def _hover(line: Line, point: Point, language: Language) -> str:
    when = time_words(point.at, language, dated=line.dated)
    return told(f"{line.label} · {when}", point.quantity, line.range_name, language)


def _beside(numbers: Sequence[Decimal]) -> list[str]:
    """On which side of each point its number stands clear of the line and inside the figure."""
    inner = len(numbers) - 1
    if numbers[0] < numbers[-1]:
        return ["bottom right"] + ["top left"] * inner
    if numbers[0] > numbers[-1]:
        return ["top right"] * inner + ["bottom left"]
    return ["top center"] * len(numbers)


def _spread_out(count: int, most: int) -> set[int]:
    """Which points have their number beside them: the first, the last and some between."""
    if count <= most:
        return set(range(count))
    step = (count - 1) / (most - 1)
    return {round(step * place) for place in range(most)}

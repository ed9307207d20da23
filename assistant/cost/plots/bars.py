"""Results and their parts as plotly draws them: bars under their names, ranges across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from assistant.cost.plots.axes import INK, as_float
from assistant.cost.plots.text import (
    inert,
    range_words,
    roughly,
    told,
    value_and_range,
    value_words,
)
from assistant.types import Language, Quantity

_LOWER, _THICK = 0.2, 0.36
"""Where a bar lies in its row of height 1, and how thick it is; its name stands above."""


class Fill(NamedTuple):
    """How a bar is told from others."""

    colour: str
    pattern: str


# Colours after Okabe and Ito, which colour-blind people tell apart.
FILLS = (
    Fill("#0072b2", ""),
    Fill("#e69f00", "/"),
    Fill("#009e73", "x"),
    Fill("#cc79a7", "."),
    Fill("#56b4e9", "-"),
)
TOTAL = Fill("#9aa5b1", "")


@dataclass(frozen=True, slots=True)
class Bar:
    """A result, or a part of one."""

    label: str
    quantity: Quantity
    fill: Fill
    range_name: str
    base: Decimal = Decimal(0)
    """Where it begins: a part begins where the one before ends."""
    share: str = ""

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Of what is filled: up to the value, or all of a range that has none."""
        if self.quantity.value is not None:
            return self.base, self.base + self.quantity.value
        return self.quantity.low or Decimal(0), self.quantity.high or Decimal(0)


def bar_traces(bars: Sequence[Bar], language: Language) -> Iterator[dict[str, Any]]:
    """Yields bars from top to bottom, and the ranges of whole ones as error bars."""
    yield {
        "type": "bar",
        "orientation": "h",
        "y": [place + _LOWER for place in range(len(bars))],
        "width": _THICK,
        "base": [as_float(bar.ends[0]) for bar in bars],
        "x": [as_float(bar.ends[1] - bar.ends[0]) for bar in bars],
        "marker": {
            "color": [bar.fill.colour for bar in bars],
            "opacity": [1 if bar.quantity.value is not None else 0.6 for bar in bars],
            "pattern": {
                "shape": [bar.fill.pattern for bar in bars],
                "fillmode": "overlay",
                "fgcolor": "white",
                "fgopacity": 0.65,
                "size": 9,
                "solidity": 0.16,
            },
        },
        "hoverinfo": "text",
        "hovertext": [told(b.label, _shown(b), b.range_name, language) for b in bars],
    }
    ranged = [(place, bar) for place, bar in enumerate(bars) if _reach(bar)]
    if ranged:
        yield _error_bars(ranged)


def _error_bars(ranged: Sequence[tuple[int, Bar]]) -> dict[str, Any]:
    reaches = [_reach(bar) or (0.0, 0.0) for _, bar in ranged]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [place + _LOWER for place, _ in ranged],
        "x": [as_float(bar.ends[1]) for _, bar in ranged],
        "marker": {"color": INK, "size": 1},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [above for _, above in reaches],
            "arrayminus": [below for below, _ in reaches],
            "color": INK,
            "thickness": 1.8,
            "width": 7,
        },
        "hoverinfo": "skip",
    }


def bar_labels(bars: Sequence[Bar], language: Language) -> Iterator[dict[str, Any]]:
    """Yields what stands above each bar: its name, and its number with share or range."""
    for place, bar in enumerate(bars):
        quantity = _shown(bar)
        ranged = quantity.value is not None and range_words(quantity, language)
        number = " · ".join(
            filter(None, (value_words(quantity, language), bar.share or ranged or ""))
        )
        yield {
            "text": f"<b>{inert(bar.label)}</b><br>{inert(number)}",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": place,
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "font": {"color": INK, "size": 13},
        }


def bar_row(bar: Bar, language: Language) -> tuple[str, str, str]:
    """Returns name, value and range of a bar in words."""
    return bar.label, *value_and_range(_shown(bar), language)


def _shown(bar: Bar) -> Quantity:
    """A part of a whole to as many digits as it deserves."""
    return roughly(bar.quantity) if bar.share else bar.quantity


def _reach(bar: Bar) -> tuple[float, float] | None:
    """How far the range of a whole reaches below and above its value."""
    value, low, high = bar.quantity.value, bar.quantity.low, bar.quantity.high
    if bar.share or value is None or low is None or high is None or low == high:
        return None
    return as_float(value - low), as_float(high - value)

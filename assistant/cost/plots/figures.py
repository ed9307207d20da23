"""Which lines and bars show a calculation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.cost.formulas import variable
from assistant.cost.model import BASES
from assistant.cost.plots.axes import SOFT, axis, log_axis, year_axis
from assistant.cost.plots.bars import FILLS, TOTAL, Bar, bar_labels, bar_row, bar_traces
from assistant.cost.plots.frame import drawn
from assistant.cost.plots.lines import STROKES, Line, line_row, line_traces
from assistant.cost.plots.text import (
    heading,
    name,
    percent_words,
    range_name,
    range_words,
    said,
    titles,
    value_words,
    with_unit,
)
from assistant.cost.plots.words import PLOT_WORDS, PlotWords
from assistant.cost.replay import is_dated, parts, points
from assistant.errors import CostError
from assistant.quantities.units import convert
from assistant.types import Calculation, Quantity

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW, _FRAME = 88, 130
_LINES_HEIGHT, _MOST_LABELS = 540, 5


def figure(calculation: Calculation) -> go.Figure:
    """Returns the figure that shows a calculation best.

    A forecast runs over its years, a result with alternatives stands beside them, and any other is
    shown in its parts.

    Raises:
        CostError: nothing was calculated, or it is too large to draw.
    """
    if calculation.formula == "forecast":
        return forecast(calculation)
    beside = [calculation, *calculation.alternatives]
    return bases(beside) if len(_comparable(beside)) > 1 else breakdown(calculation)


def forecast(calculation: Calculation) -> go.Figure:
    """Returns cost over the years on a logarithmic axis, with the range of every year.

    Alternatives, such as another cost that sources state, are lines of their own.

    Raises:
        CostError: it is no forecast, nothing was calculated, or it is too large to draw.
    """
    result, held = _result(calculation), _forecasts(calculation)
    lines = _forecast_lines(held)
    if not lines[0].points:
        return breakdown(calculation)
    lines = [line for line in lines if line.points]
    language, words = calculation.language, PLOT_WORDS[calculation.language]
    every = [point for line in lines for point in line.points]
    times, dated = [point.at for point in every], lines[0].dated
    numbers = [n for point in every for n in _numbers(point.quantity)]
    time = words.year if dated else words.years
    most = _MOST_LABELS if len(lines) == 1 else 2
    traces = [trace for line in lines for trace in line_traces(line, language, most)]
    for band in [trace for trace in traces if trace["mode"] == "lines"][1:]:
        band["showlegend"] = False  # what one band is, the others are
    ranges = [line.range_name for line in lines if any(p.quantity.low for p in line.points)]
    target = next(h for h in calculation.inputs if h.name in ("target_year", "years"))
    what = words.detail.format(what=name(calculation), detail=said(target, language))
    return drawn(
        traces,
        {
            "xaxis": year_axis(times, time, language, dated=dated),
            "yaxis": log_axis(numbers, with_unit(words.cost, result, language), language),
            "height": _LINES_HEIGHT,
            "showlegend": len(traces) > 1,
            "legend": {"orientation": "h", "x": 0, "y": 0, "yref": "container"},
        },
        held,
        title=_title(what, calculation),
        columns=(time, words.cost, _range_column(ranges, words)),
        tables={
            line.label: [line_row(line, point, language) for point in line.points] for line in lines
        },
        labels=[line.label for line in lines],
    )


def _forecasts(calculation: Calculation) -> list[Calculation]:
    if calculation.formula != "forecast":
        raise CostError(f"{calculation.formula} runs over no years", "Draw its parts instead")
    dated = is_dated(calculation)
    beside = _comparable([calculation, *calculation.alternatives])
    held = [one for one in beside if one.formula == "forecast" and is_dated(one) == dated]
    return held[: len(STROKES)]


def _forecast_lines(held: Sequence[Calculation]) -> list[Line]:
    language = held[0].language
    labels = titles(held) if len(held) > 1 else [PLOT_WORDS[language].cost]
    return [
        Line(called, points(one), stroke, range_name(one), is_dated(one))
        for one, called, stroke in zip(held, labels, STROKES, strict=False)
    ]


def breakdown(calculation: Calculation) -> go.Figure:
    """Returns the parts of a result up to the whole; one bar where it is no sum.

    Raises:
        CostError: nothing was calculated, or it is too large to draw.
    """
    language, words = calculation.language, PLOT_WORDS[calculation.language]
    whole, spread = _result(calculation), range_name(calculation)
    bars, base = [], Decimal(0)
    for part, fill in zip(parts(calculation), FILLS, strict=False):
        called = heading(words.parts.get(part.name) or variable(part.name).labels[language])
        share = percent_words(part.share, language)
        bars.append(Bar(called, part.quantity, fill, spread, base, share))
        base += part.quantity.value or 0
    bars.append(Bar(name(calculation), whole, TOTAL if bars else FILLS[0], spread))
    return _bars(bars, [calculation], _title(name(calculation), calculation))


def bases(calculations: Sequence[Calculation]) -> go.Figure:
    """Returns results side by side, each with its range: accounts, or other values of inputs.

    What has no result, or one that is not comparable with the first, is left out.

    Raises:
        CostError: nothing was calculated, or it is too large to draw.
    """
    held = _comparable(calculations)
    absent = [one for one in calculations if one.missing]
    words = PLOT_WORDS[held[0].language]
    bars = [
        Bar(called, _result(one), FILLS[place % len(FILLS)], range_name(one))
        for place, (one, called) in enumerate(zip(held, titles(held), strict=True))
    ]
    accounts = {one.formula for one in held}
    of_a_run = len(accounts) > 1 and accounts <= {*BASES}
    title = words.run_by_basis if of_a_run else words.by_value.format(what=name(held[0]))
    return _bars(bars, held, title, absent)


def _bars(
    bars: Sequence[Bar],
    held: Sequence[Calculation],
    title: str,
    absent: Sequence[Calculation] = (),
) -> go.Figure:
    language, words = held[0].language, PLOT_WORDS[held[0].language]
    numbers = [end for bar in bars for end in (*bar.ends, *_numbers(bar.quantity))]
    ranges = [bar.range_name for bar in bars if range_words(bar.quantity, language)]
    unit = with_unit(words.value, bars[-1].quantity, language)
    return drawn(
        list(bar_traces(bars, language)),
        {
            "xaxis": axis(numbers, unit, language) | {"zeroline": True, "zerolinecolor": SOFT},
            "yaxis": {"range": [len(bars) - 0.5, -0.5], "visible": False, "fixedrange": True},
            "annotations": list(bar_labels(bars, language)),
            "height": _FRAME + _ROW * len(bars),
            "showlegend": False,
        },
        held,
        title=title,
        columns=(words.item, words.value, _range_column(ranges, words)),
        tables={title: [bar_row(bar, language) for bar in bars]},
        labels=[bar.label for bar in bars],
        absent=absent,
    )


def _range_column(ranges: Sequence[str], words: PlotWords) -> str:
    """What the column of ranges is called; they may be of two kinds."""
    return heading(ranges[0] if len(set(ranges)) == 1 else words.ends)


def _title(what: str, calculation: Calculation) -> str:
    words = PLOT_WORDS[calculation.language]
    return words.stated.format(
        what=what, value=value_words(_result(calculation), calculation.language)
    )


def _result(calculation: Calculation) -> Quantity:
    return calculation.result or _first_result([calculation])


def _first_result(calculations: Sequence[Calculation]) -> Quantity:
    for one in calculations:
        if one.result:
            return one.result
    missing = ", ".join(dict.fromkeys(name for one in calculations for name in one.missing))
    remedy = f"Give {missing}" if missing else "Ask for something that can be calculated"
    raise CostError("There is no number to draw", remedy)


def _numbers(quantity: Quantity) -> list[Decimal]:
    return [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]


def _comparable(calculations: Sequence[Calculation]) -> list[Calculation]:
    """Those with a result, in the unit of the first of them; there must be one."""
    wanted = _first_result(calculations)
    pairs = [(one, _in_unit(one.result, wanted)) for one in calculations if one.result]
    return [replace(one, result=aligned) for one, aligned in pairs if aligned]


def _in_unit(quantity: Quantity, wanted: Quantity) -> Quantity | None:
    if quantity.unit == wanted.unit:
        return quantity if quantity.kind == wanted.kind else None
    value, low, high = (
        None if n is None else convert(n, quantity.unit, wanted.unit)
        for n in (quantity.value, quantity.low, quantity.high)
    )
    known = value is not None or (low is not None and high is not None)
    return replace(quantity, value=value, low=low, high=high, unit=wanted.unit) if known else None

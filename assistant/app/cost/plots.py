"""Figures of the cost model as the page shows them: in its colours, with their numbers below."""

from __future__ import annotations

from typing import Any

from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.cost.plots import breakdown, forecast
from assistant.cost.replay import parts
from assistant.errors import CostError
from assistant.types import Calculation

_TOP = 8


def plot_of(found: Calculation) -> Any:
    """Returns the figure of a forecast, or of a sum in its parts; nothing for other results."""
    if found.result is None:
        return None
    try:
        if found.formula == "forecast":
            drawn = forecast(found)
        elif parts(found):
            drawn = breakdown(found)
        else:
            return None
    except CostError:  # a number beyond what can be drawn is still a result
        return None
    return _on_page(drawn)


def _on_page(drawn: Any) -> Any:
    """The page has a heading of its own, and colours for light and dark."""
    height = drawn.layout.height - drawn.layout.margin.t + _TOP
    return drawn.update_layout(
        title={"text": "", "subtitle": {"text": ""}},
        margin={"t": _TOP, "l": 4, "r": 12, "b": drawn.layout.margin.b},
        height=height,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )


def plot_title(drawn: Any) -> str:
    """Returns what a figure shows."""
    return str(drawn.layout.meta["title"])


def plot_table(drawn: Any, found: Calculation) -> str:
    """Returns the numbers of a figure as tables, for those who do not see it."""
    meta, language = drawn.layout.meta, found.language
    heads = "".join(
        f'<th role="columnheader" scope="col">{shown(name)}</th>' for name in meta["columns"]
    )
    tables = "".join(
        f'<table role="table"><caption>{shown(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">'
        + "".join(_row(cells) for cells in held)
        + "</tbody></table>"
        for caption, held in meta["tables"].items()
    )
    return (
        f'<details lang="{language}"><summary>{shown(say(language, "cost.numbers"))}</summary>'
        f"{tables}</details>"
    )


def _row(cells: tuple[str, str, str]) -> str:
    name, *others = cells
    rest = "".join(f'<td role="cell">{shown(words)}</td>' for words in others)
    return f'<tr role="row"><th role="rowheader" scope="row">{shown(name)}</th>{rest}</tr>'

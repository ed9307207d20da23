"""What stands around every figure: title, notes, inputs with their origins, its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.cost.plots.axes import INK, SOFT
from assistant.cost.plots.text import inert, label, name, said
from assistant.cost.plots.words import PLOT_WORDS
from assistant.types import Calculation, CalculationInput

if TYPE_CHECKING:
    import plotly.graph_objects as go

_FONT = "system-ui, 'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif"


def drawn(
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    held: Sequence[Calculation],
    *,
    title: str,
    columns: tuple[str, str, str],
    tables: Mapping[str, list[tuple[str, str, str]]],
    labels: Sequence[str],
    absent: Sequence[Calculation] = (),
) -> go.Figure:
    """Returns a figure with its title, and with what its page needs in ``meta``.

    Args:
        held: the calculations it shows.
        columns: what the tables' columns are called.
        tables: rows of words by what they are of.
        labels: what each calculation is called on the figure.
        absent: what could not be shown for want of inputs.
    """
    import plotly.graph_objects as go

    accounts = {one.basis or "" for one in held}
    basis = accounts.pop() if len(accounts) == 1 else ""
    meta = _around(held) | {
        "title": title,
        "basis": basis,
        "columns": columns,
        "tables": tables,
        "notes": [*_notes(held, labels), *map(_absence, absent)],
    }
    return go.Figure(data=traces, layout=_look(title, basis) | {"meta": meta} | layout)


def _look(title: str, basis: str) -> dict[str, Any]:
    """The layout that all figures share."""
    return {
        "title": {
            "text": f"<b>{inert(title)}</b>",
            "subtitle": {"text": inert(basis), "font": {"color": SOFT, "size": 14}},
            "font": {"size": 20},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
        },
        "font": {"family": _FONT, "size": 13, "color": INK},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "hoverlabel": {
            "bgcolor": "white",
            "bordercolor": SOFT,
            "font": {"family": _FONT, "color": INK},
        },
        "margin": {"l": 16, "r": 32, "t": 96, "b": 8},
        "template": "none",
    }


def _around(held: Sequence[Calculation]) -> dict[str, Any]:
    """What the calculations themselves bring to the page, as plain text."""
    inputs = (_input_row(one, of) for of in held for one in of.inputs)
    return {
        "language": held[0].language,
        "question": held[0].question,
        "inputs": [list(words) for words in dict.fromkeys(inputs)],
    }


def _notes(held: Sequence[Calculation], labels: Sequence[str]) -> Iterator[str]:
    """Notes that hold for all, and what only some must have said of them."""
    words = PLOT_WORDS[held[0].language]
    for note in dict.fromkeys(note for one in held for note in one.notes):
        of = [called for called, one in zip(labels, held, strict=False) if note in one.notes]
        shared = len(of) >= len(held)
        yield note if shared else words.stated.format(what=" · ".join(of), value=note)


def _absence(calculation: Calculation) -> str:
    language, words = calculation.language, PLOT_WORDS[calculation.language]
    names = ", ".join(label(missing, language) for missing in calculation.missing)
    value = words.missing.format(names=names)
    return words.stated.format(what=calculation.basis or name(calculation), value=value)


def _input_row(held: CalculationInput, of: Calculation) -> tuple[str, str, str]:
    origin = PLOT_WORDS[of.language].origins[held.origin]
    title = held.citation.title if held.citation else ""
    return (
        label(held.name, of.language),
        said(held, of.language),
        PLOT_WORDS[of.language].stated.format(
            what=origin, value=" · ".join(filter(None, (title, held.reference)))
        ),
    )

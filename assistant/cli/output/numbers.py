"""Numbers: calculations, the formulas of the cost model, the figures of a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from assistant.cli.output.terminal import print_json, reference, shown
from assistant.cost.answers import cited, in_words
from assistant.cost.listing import formula_list
from assistant.forms import calculation_form, number, quantity_form
from assistant.types import Calculation, Language, Quantity


def show_calculation(calculation: Calculation, *, json: bool) -> None:
    """Prints a calculation: result, steps, and every input with its origin."""
    if json:
        print_json(calculation_form(calculation))
        return
    typer.echo(in_words(calculation))
    for place, citation in enumerate(cited(calculation), start=1):
        typer.echo(f"\n  [{place}] {reference(citation)}\n      {shown(citation.quote)}")


def draw(calculation: Calculation, path: Path) -> None:
    """Writes the figure of a calculation as one HTML page.

    Raises:
        CostError: there is no result to draw.
        OutputError: the file cannot be written.
    """
    from assistant.cost.plots import figure, write_html

    write_html(figure(calculation), path)


def show_formulas(language: Language, *, json: bool) -> None:
    """Prints every formula with its inputs, their units and defaults."""
    for row in formula_list(language):
        if json:
            print_json(row)
            continue
        typer.echo(f"{row['name']}  ({row['number']})  {row['gives']} = {row['expression']}")
        for held in row["inputs"]:
            default = "" if held["default"] is None else f"  default {held['default']}"
            typer.echo(f"    {held['name']:28} {held['unit']:14}{default}")


def show_quantities(text: str, language: str, found: Sequence[Quantity], *, json: bool) -> None:
    """Prints the figures of a text, with their spans."""
    if json:
        rows = [quantity_form(quantity) for quantity in found]
        print_json({"text": text, "language": language, "quantities": rows})
        return
    for quantity in found:
        span = f"{quantity.start}-{quantity.end}"
        flags = [name for name in ("approximate", "assumed") if getattr(quantity, name)]
        numbers = _numbers(quantity)
        words = "  ".join((quantity.kind, numbers, quantity.unit, *flags))
        typer.echo(f"{span:>9}  {shown(quantity.text)}  =  {words}")


def _numbers(quantity: Quantity) -> str:
    if quantity.value is not None and quantity.low is None and quantity.high is None:
        return f"{number(quantity.value)}"
    low, high = (number(bound) for bound in (quantity.low, quantity.high))
    return f"{'' if low is None else low}..{'' if high is None else high}"

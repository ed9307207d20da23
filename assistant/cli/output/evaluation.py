"""What the command line prints of evaluation runs."""

from __future__ import annotations

import json as json_module
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from assistant.cli.output.terminal import print_json
from assistant.errors import OutputError
from assistant.evaluation.comparing import Beside, Comparison
from assistant.evaluation.figures import Figures
from assistant.evaluation.lines import short
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.problems import Problem
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Estimate
from assistant.tables import CONTROLS


def show_figures(found: Sequence[Figures], folder: Path, *, json: bool) -> None:
    """Prints the figures of a run and where its report is."""
    if json:
        print_json({"folder": str(folder), "figures": [one.row() for one in found]})
        return
    for one in found:
        typer.echo(f"{one.type}: {one.items - one.failures} of {one.items} right")
        for name, estimate in one.overall.items():
            typer.echo(f"  {name:24} {_in_words(estimate)}  of {estimate.items}")
    typer.echo(f"Report: {folder / 'report.html'}")


def show_items(rows: Sequence[Mapping[str, Any]], out: Path | None) -> None:
    """Prints proposed items, or writes them to a new file.

    Raises:
        OutputError: the file is there already, or cannot be written.
    """
    lines = "".join(json_module.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if out is None:
        typer.echo(lines, nl=False)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written ({error.strerror})", "Name a new file in a folder of yours"
        ) from error
    typer.echo(f"{len(rows)} proposed items in {out}; edit them, then run `assistant eval check`")


def show_problems(path: Path, found: Sequence[Problem], *, json: bool) -> None:
    """Prints what is wrong with a set, an item a line."""
    if json:
        print_json({"set": str(path), "problems": [asdict(one) for one in found]})
        return
    for one in found:
        place = f"line {one.line}{f' ({short(one.id)})' if one.id else ''}"
        # An item may hold line breaks and what terminals obey.
        typer.echo(f"{place}: {one.what} – {one.remedy}".translate(CONTROLS))
    noun = "problem" if len(found) == 1 else "problems"
    typer.echo(f"{len(found)} {noun}" if found else "No problems")


def show_comparison(found: Comparison, *, json: bool) -> None:
    """Prints what two runs differ in."""
    if json:
        print_json(found.row())
        return
    for place in found.changed:
        typer.echo(f"changed: {place}")
    for one in found.metrics:
        change = one.difference
        typer.echo(
            f"{one.metric:24} {one.before:6.1%} -> {one.after:6.1%}  "
            f"{_in_words(change.estimate, signed=True)}, p {_p_value(change.chance)}: {one.verdict}"
        )
    for beside in (*found.only, *found.spent):
        typer.echo(f"{beside.name:24} {_beside(beside)}")
    for words, flips in (("right now", found.mended), ("wrong now", found.broken)):
        _show_flips(words, flips)
    if found.alone:
        typer.echo(f"{found.alone} items are in one of the runs only")


def _beside(one: Beside) -> str:
    before, after = (_amount(one.name, value) for value in (one.before, one.after))
    return f"{before:>6} -> {after:>6}  of {one.items}"


def _amount(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name in METRICS:
        return f"{value:.1%}"
    return f"{value:,.0f}" if name.startswith("tokens") else f"{value:.2f}"


def _show_flips(words: str, flips: Sequence[tuple[Outcome, Outcome]]) -> None:
    for _, after in flips:
        typer.echo(f"{words}: {after.set} {after.item.id}  {after.item.text}")


def _p_value(chance: float) -> str:
    return "below 0.001" if chance < 0.001 else f"{chance:.3f}"


def _in_words(estimate: Estimate, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    return f"{estimate.value:{sign}.1%} ({estimate.low:{sign}.1%} to {estimate.high:{sign}.1%})"

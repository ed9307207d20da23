"""What the command line prints of claims and their verdicts."""

from __future__ import annotations

import typer

from assistant.console import print_json, reference, shown
from assistant.forms import verdict_form
from assistant.types import Verdict


def show_verdict(verdict: Verdict, *, json: bool, placed: bool = False) -> None:
    """Prints a verdict with the sentences that decide.

    Args:
        placed: whether the claim stands in a text, and where.
    """
    if json:
        print_json(verdict_form(verdict, placed=placed))
        return
    place = f"{verdict.start}-{verdict.end}  " if placed else ""
    typer.echo(f"{place}{verdict.verdict} ({verdict.confidence:.2f})  {shown(verdict.claim)}")
    typer.echo(f"  {verdict.explanation}")
    for part in verdict.parts:
        typer.echo(f"  - {part.verdict}: {shown(part.claim)}\n    {part.explanation}")
    for held in verdict.evidence:
        relation = f"  [{held.relation}]" if held.relation else ""
        typer.echo(f"  {held.stance}{relation}: {reference(held)}\n      {shown(held.quote)}")

"""What sources say: answers, hits, verdicts, disagreements, and the judge on one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from assistant.cli.output.terminal import print_json, reference, shown
from assistant.drafting.failures import FAILURES
from assistant.forms import answer_form, surveyed_form, verdict_form
from assistant.reporting import table
from assistant.tables import markdown, write_csv
from assistant.types import Answer, Judgement, Language, SearchResult, Surveyed, Verdict


def show_answer(answer: Answer, *, json: bool) -> None:
    """Prints an answer with its citations, or a refusal with related passages."""
    if json:
        print_json(answer_form(answer))
        return
    typer.echo(answer.answer)
    if answer.draft and answer.draft.failure:
        failure = FAILURES[answer.draft.failure]
        typer.echo(f"\n  ({answer.draft.model} {failure}; these are quotes)")
    for place, citation in enumerate(answer.citations, start=1):
        typer.echo(f"\n  [{place}] {reference(citation)}")
    for citation in answer.related:
        typer.echo(f"\n  ~ {reference(citation)}\n      {shown(citation.quote)}")


def show_search(result: SearchResult, *, json: bool) -> None:
    """Prints hits, best first."""
    if json:
        print_json(asdict(result))
        return
    for place, hit in enumerate(result.hits, start=1):
        typer.echo(f"{place:3}. {hit.score:.3f}  {reference(hit)}\n       {shown(hit.quote)}")


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


def show_comparison(
    found: Sequence[Surveyed], language: Language, *, json: bool, csv: Path | None
) -> None:
    """Prints disagreements as JSON Lines or a Markdown table, or writes them as CSV."""
    if csv is not None:
        write_csv(csv, table(found, language))
    for surveyed in found if json else ():
        print_json(surveyed_form(surveyed))
    if not json and csv is None:
        typer.echo(markdown(table(found, language)) if found else "No disagreements.")


def show_judgement(judged: Judgement, *, json: bool) -> None:
    """Prints what the reading model says of one query and one passage."""
    if json:
        print_json(asdict(judged))
        return
    typer.echo(
        f"{shown(judged.answer)!r} {judged.start}-{judged.end}  answerable {judged.answerable:.2f}"
        f"  supports {judged.supports:.2f}  contradicts {judged.contradicts:.2f}"
        f"  neither {judged.neither:.2f}"
    )

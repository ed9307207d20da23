"""What the command line prints: JSON Lines for scripts, text for people."""

from __future__ import annotations

import io
import json as json_module
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from assistant.chain import Assistant
from assistant.checks import Check
from assistant.cost.answers import cited, in_words
from assistant.cost.listing import formula_list
from assistant.drafting.failures import FAILURES
from assistant.errors import AssistantError
from assistant.forms import (
    answer_form,
    calculation_form,
    disagreement_form,
    number,
    quantity_form,
)
from assistant.index.builder import BuildReport, Progress, silent
from assistant.index.collection import Collection
from assistant.reporting import table
from assistant.tables import CONTROLS, LINE_BREAKS, markdown, write_csv
from assistant.types import (
    Answer,
    Calculation,
    Citation,
    Document,
    Judgement,
    Language,
    Quantity,
    SearchResult,
    Surveyed,
)


def prepare_output() -> None:
    """Makes standard output UTF-8 whatever the locale; what cannot be written is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def show_comparison(
    found: Sequence[Surveyed], language: Language, *, json: bool, csv: Path | None
) -> None:
    """Prints disagreements as JSON Lines or a Markdown table, or writes them as CSV."""
    if csv is not None:
        write_csv(csv, table(found, language))
    for surveyed in found if json else ():
        citations = [asdict(citation) for citation in surveyed.citations]
        print_json({**disagreement_form(surveyed.disagreement), "citations": citations})
    if not json and csv is None:
        typer.echo(markdown(table(found, language)) if found else "No disagreements.")


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


def _numbers(quantity: Quantity) -> str:
    if quantity.value is not None and quantity.low is None and quantity.high is None:
        return f"{number(quantity.value)}"
    low, high = (number(bound) for bound in (quantity.low, quantity.high))
    return f"{'' if low is None else low}..{'' if high is None else high}"


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


def show_calculation(calculation: Calculation, *, json: bool) -> None:
    """Prints a calculation: result, steps, and every input with its origin."""
    if json:
        print_json(calculation_form(calculation))
        return
    typer.echo(in_words(calculation))
    for place, citation in enumerate(cited(calculation), start=1):
        typer.echo(f"\n  [{place}] {reference(citation)}\n      {shown(citation.quote)}")


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


def show_search(result: SearchResult, *, json: bool) -> None:
    """Prints hits, best first."""
    if json:
        print_json(asdict(result))
        return
    for place, hit in enumerate(result.hits, start=1):
        typer.echo(f"{place:3}. {hit.score:.3f}  {reference(hit)}\n       {shown(hit.quote)}")


def show_report(report: BuildReport, *, json: bool) -> None:
    """Prints what an indexing command did; exit status 1 where a file was left out."""
    failures = [{"document": failure.name, **_error(failure.error)} for failure in report.failures]
    if json:
        print_json({**asdict(report), "failures": failures})
    else:
        _print_report(report)
    for failure in report.failures if not json else ():
        name = failure.name.translate(CONTROLS)
        typer.echo(f"left out: {name}: {failure.error}", err=True)
    if failures:
        raise typer.Exit(1)


def _print_report(report: BuildReport) -> None:
    counts = {
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
    }
    told = ", ".join(f"{len(names)} {word}" for word, names in counts.items() if names)
    if not report.changed:
        typer.echo(f"Nothing to do: {told or 'no documents'} (generation {report.generation}).")
        return
    typer.echo(
        f"Generation {report.generation}: {told}; "
        f"{report.chunks} chunks, {report.embedded} texts embedded."
    )


def show_documents(collection: Collection, *, json: bool) -> None:
    """Prints one line a document."""
    for entry in collection.entries.values():
        document = entry.document
        row = {
            "document": document.path,
            "title": document.title,
            "language": document.language,
            "format": document.format,
            "pages": len(document.pages),
            "chunks": len(entry.chunks),
            "characters": len(document.text),
            "publisher": document.info.publisher,
            "published": document.info.published,
            "url": document.info.url,
            "sha256": document.sha256,
        }
        if json:
            print_json(row)
        else:
            size = f"{len(entry.chunks):4} chunks"
            name = document.path.translate(CONTROLS)
            typer.echo(f"{document.language}  {size}  {name}  {document.title}")


def show_status(assistant: Assistant, *, json: bool) -> None:
    """Prints the manifest, and what is wrong where an older generation is served."""
    opened = assistant.opened
    manifest, recipe = opened.manifest, opened.manifest.recipe
    row = {
        "index": str(opened.directory.parent),
        "generation": manifest.generation,
        "embedder": recipe.embedder,
        "dimension": recipe.dimension,
        "chunker": recipe.chunker,
        "chunk_tokens": recipe.chunk_tokens,
        "overlap_sentences": recipe.overlap_sentences,
        "documents": manifest.documents,
        "chunks": manifest.chunks,
        "sentences": manifest.sentences,
        "corpus_digest": manifest.corpus_digest,
        "broken": opened.broken,
    }
    if json:
        print_json(row)
        return
    for name, value in row.items():
        typer.echo(f"{name:18} {'-' if value is None else value}")


def show_document(document: Document, *, json: bool) -> None:
    """Prints a document's text exactly, or all that is known of it."""
    if json:
        print_json({"document": document.path, **asdict(document)})
    else:
        typer.echo(document.text, nl=not document.text.endswith("\n"))


def show_checks(checks: Sequence[Check], *, json: bool) -> bool:
    """Prints the findings; returns whether all are well."""
    if json:
        print_json({"checks": [asdict(check) for check in checks]})
    for check in checks if not json else ():
        typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}")
        if not check.ok:
            typer.echo(f"      {check.remedy}")
    return all(check.ok for check in checks)


def show_error(error: AssistantError, *, json: bool) -> None:
    """Prints an error in an item's place, or to standard error for people."""
    if json:
        print_json(_error(error))
    else:
        typer.echo(f"Error: {error}", err=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Shows bars on a terminal's standard error; yields the function to report to."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def print_json(row: dict[str, Any]) -> None:
    """Prints one object as one line, wherever a reader may split lines."""
    typer.echo(json_module.dumps(row, ensure_ascii=False).translate(LINE_BREAKS))


def _error(error: AssistantError) -> dict[str, dict[str, str]]:
    return {"error": {"type": error.kind, "message": str(error)}}


def reference(citation: Citation) -> str:
    """Returns title, publisher, date and place of a citation."""
    known = (citation.title, citation.publisher, citation.published)
    facts = ", ".join(dict.fromkeys(fact for fact in known if fact))
    name = citation.document.translate(CONTROLS)
    place = f"{name}, p. {citation.page}, {citation.start}-{citation.end}"
    return f"{facts} ({place})"


def shown(quote: str) -> str:
    """Returns a quote on one line, cut where it is long."""
    words = " ".join(quote.split())
    return words if len(words) <= 160 else words[:159] + "…"

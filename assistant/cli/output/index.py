"""An index and the installation: what changed, what is held, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer

from assistant.checks import Check
from assistant.cli.output.terminal import error_form, print_json
from assistant.index.builder import BuildReport
from assistant.index.collection import Collection, Entry
from assistant.index.store import Opened
from assistant.tables import CONTROLS
from assistant.types import Document


def show_report(report: BuildReport, *, json: bool) -> None:
    """Prints what an indexing command did; exit status 1 where a file was left out."""
    failures = [
        {"document": failure.name, **error_form(failure.error)} for failure in report.failures
    ]
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
        if json:
            print_json(_document_row(entry))
            continue
        document = entry.document
        size = f"{len(entry.chunks):4} chunks"
        name = document.path.translate(CONTROLS)
        typer.echo(f"{document.language}  {size}  {name}  {document.title}")


def _document_row(entry: Entry) -> dict[str, Any]:
    document = entry.document
    return {
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


def show_document(document: Document, *, json: bool) -> None:
    """Prints a document's text exactly, or all that is known of it."""
    if json:
        print_json({"document": document.path, **asdict(document)})
    else:
        typer.echo(document.text, nl=not document.text.endswith("\n"))


def show_status(opened: Opened, *, json: bool) -> None:
    """Prints the manifest, and what is wrong where an older generation is served."""
    row = _status_row(opened)
    if json:
        print_json(row)
        return
    for name, value in row.items():
        typer.echo(f"{name:18} {'-' if value is None else value}")


def _status_row(opened: Opened) -> dict[str, Any]:
    manifest, recipe = opened.manifest, opened.manifest.recipe
    return {
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


def show_checks(checks: Sequence[Check], *, json: bool) -> bool:
    """Prints the findings; returns whether all are well."""
    if json:
        print_json({"checks": [asdict(check) for check in checks]})
    for check in checks if not json else ():
        typer.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}")
        if not check.ok:
            typer.echo(f"      {check.remedy}")
    return all(check.ok for check in checks)

"""Standard output and error: lines of JSON, errors, progress, and quotes on one line."""

from __future__ import annotations

import io
import json as json_module
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from assistant.errors import AssistantError
from assistant.index.builder import Progress, silent
from assistant.tables import CONTROLS, LINE_BREAKS
from assistant.types import Citation


def prepare_output() -> None:
    """Makes standard output UTF-8 whatever the locale; what cannot be written is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(row: dict[str, Any]) -> None:
    """Prints one object as one line, wherever a reader may split lines."""
    typer.echo(json_module.dumps(row, ensure_ascii=False).translate(LINE_BREAKS))


def show_error(error: AssistantError, *, json: bool) -> None:
    """Prints an error in an item's place, or to standard error for people."""
    if json:
        print_json(error_form(error))
    else:
        typer.echo(f"Error: {error}", err=True)


def error_form(error: AssistantError) -> dict[str, dict[str, str]]:
    """Returns an error as scripts read it."""
    return {"error": {"type": error.kind, "message": str(error)}}


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

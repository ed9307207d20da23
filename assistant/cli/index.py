"""``assistant index``: an index is built, changed and looked into."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.chain import Assistant
from assistant.cli.options import IndexOption, JsonOption
from assistant.cli.output.index import show_document, show_documents, show_report, show_status
from assistant.cli.output.terminal import progress
from assistant.index.opening import open_builder
from assistant.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Build and look into an index.")

Paths = Annotated[list[Path], typer.Argument(help="Files or folders.")]


@app.command("build")
def index_build(
    paths: Paths,
    index: IndexOption = None,
    embedder: Annotated[
        str | None, typer.Option(help="e5-small or sentence-transformers:NAME-OR-PATH.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make the index hold exactly these files; embeds only what is new."""
    with progress(quiet=json) as advance:
        report = open_builder(index, load_settings(), embedder, advance).build(paths)
    show_report(report, json=json)


@app.command("add")
def index_add(paths: Paths, index: IndexOption = None, json: JsonOption = False) -> None:
    """Add files, or take in their changes."""
    with progress(quiet=json) as advance:
        report = open_builder(index, load_settings(), None, advance).add(paths)
    show_report(report, json=json)


@app.command("remove")
def index_remove(
    documents: Annotated[list[str], typer.Argument(help="Document names, as in the list.")],
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Remove documents with their vectors and terms."""
    show_report(open_builder(index, load_settings()).remove(documents), json=json)


@app.command("list")
def index_list(index: IndexOption = None, json: JsonOption = False) -> None:
    """List the documents."""
    show_documents(Assistant.open(index).collection, json=json)


@app.command("status")
def index_status(index: IndexOption = None, json: JsonOption = False) -> None:
    """Tell what the index holds and whether it is whole."""
    show_status(Assistant.open(index).opened, json=json)


@app.command("show")
def index_show(
    document: Annotated[str, typer.Argument(help="Document name, as in the list.")],
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Print a document's text, to which every offset refers."""
    show_document(Assistant.open(index).document(document), json=json)

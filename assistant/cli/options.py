"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ItemArgument = Annotated[str | None, typer.Argument(help="Else each line of standard input.")]
IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Index folder.", show_default="indexes/default")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", help="Chat model that drafts: PROVIDER:MODEL or local:FILE.gguf."),
]

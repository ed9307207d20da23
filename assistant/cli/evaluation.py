"""``assistant eval``: sets are started, looked over, run and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.chain import Assistant
from assistant.cli.options import IndexOption, JsonOption, LlmOption
from assistant.cli.output.evaluation import (
    show_comparison,
    show_figures,
    show_items,
    show_problems,
)
from assistant.cli.output.terminal import progress
from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.items import as_row
from assistant.evaluation.problems import problems
from assistant.evaluation.proposing import proposals
from assistant.evaluation.running import Bound, Selection, default_folder, run_sets
from assistant.evaluation.runs import RunFolder
from assistant.settings import with_llm

app = typer.Typer(no_args_is_help=True, help="Run evaluation sets and compare the runs.")


@app.command("run")
def eval_run(
    sets: Annotated[list[Path], typer.Argument(help="JSON Lines files.")],
    *,
    index: IndexOption = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the run; gone on with where it was stopped.")
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="FIELD=VALUE that items must have, as split=held.")
    ] = None,
    least: Annotated[
        list[str] | None, typer.Option("--min", help="METRIC=VALUE; else exit status 1.")
    ] = None,
    most: Annotated[
        list[str] | None, typer.Option("--max", help="METRIC=VALUE; else exit status 1.")
    ] = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Answer every item, score it, and write a report; exit status 1 where one failed."""
    bounds = [Bound.parse(words, at_least=True) for words in least or ()]
    bounds += [Bound.parse(words, at_least=False) for words in most or ()]
    selection = Selection.of(sets, where or ())
    assistant = Assistant.open(index, with_llm(llm))
    folder = RunFolder(out or default_folder(assistant, selection))
    try:
        with progress(quiet=json) as advance:
            found = run_sets(assistant, selection, folder, advance)
    except KeyboardInterrupt:
        typer.echo(f"To go on, give --out {folder.path} with the same options", err=True)
        raise
    show_figures(found, folder.path, json=json)
    wrong = [words for bound in bounds for words in bound.broken_by(found)]
    wrong += [f"{one.errors} {one.type}s failed" for one in found if one.errors]
    for words in wrong:
        typer.echo(words, err=True)
    if wrong:
        raise typer.Exit(1)


@app.command("new")
def eval_new(
    index: IndexOption = None,
    out: Annotated[Path | None, typer.Option(help="Write the set to this new file.")] = None,
    most: Annotated[int, typer.Option("--items", min=1, help="Items at most.")] = 40,
) -> None:
    """Propose questions and claims from an index, to be edited into a set."""
    show_items([as_row(item) for item in proposals(Assistant.open(index), most)], out)


@app.command("check")
def eval_check(
    path: Annotated[Path, typer.Argument(metavar="SET", help="A JSON Lines file.")],
    index: IndexOption = None,
    sources: Annotated[
        bool, typer.Option("--sources/--no-sources", help="Look items up in the index.")
    ] = True,
    json: JsonOption = False,
) -> None:
    """Report what is wrong with a set, item by item; exit status 1 where something is."""
    found = problems(path, Assistant.open(index) if sources else None)
    show_problems(path, found, json=json)
    if found:
        raise typer.Exit(1)


@app.command("compare")
def eval_compare(
    before: Annotated[Path, typer.Argument(help="Folder of a run.")],
    after: Annotated[Path, typer.Argument(help="Folder of another run.")],
    json: JsonOption = False,
) -> None:
    """Tell what got better or worse between two runs, and by more than chance."""
    show_comparison(compare_runs(RunFolder(before), RunFolder(after)), json=json)

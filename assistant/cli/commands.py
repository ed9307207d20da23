"""The commands that ask something of an index, a text or the installation, and the entry point."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant.auditing import write_bundle
from assistant.chain import Assistant
from assistant.cli import evaluation, intake
from assistant.cli import index as index_commands
from assistant.cli.calculator import Calculator, requested
from assistant.cli.options import IndexOption, ItemArgument, JsonOption, LlmOption
from assistant.cli.output.answers import (
    show_answer,
    show_comparison,
    show_judgement,
    show_search,
    show_verdict,
)
from assistant.cli.output.index import show_checks
from assistant.cli.output.numbers import draw, show_calculation, show_formulas, show_quantities
from assistant.cli.output.terminal import prepare_output, show_error
from assistant.cost.sampling import DRAWS
from assistant.errors import AssistantError, OutputError
from assistant.language import whole_characters
from assistant.settings import load_settings, with_llm
from assistant.types import Calculation, Language, Question, Verdict

_INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers with citations, over sources in English, German and Japanese.",
)
app.add_typer(index_commands.app, name="index")
app.add_typer(evaluation.app, name="eval")


@app.command()
def search(
    query: ItemArgument = None,
    index: IndexOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    json: JsonOption = False,
) -> None:
    """Find passages."""
    assistant = Assistant.open(index)

    def answer(line: str) -> None:
        show_search(assistant.search(line, k), json=json)

    _each(query, answer, json=json)


@app.command()
def ask(
    question: ItemArgument = None,
    index: IndexOption = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Answer questions with citations."""
    assistant = Assistant.open(index, with_llm(llm))
    # A model that cannot be set up is told of once, not with every question.
    assistant.chats.get(None)

    def answer(words: str) -> None:
        item = intake.parse_question(words) if question is None else Question(words)
        show_answer(assistant.ask(item.question, item.history), json=json)

    _each(question, answer, json=json)


@app.command()
def check(
    claim: ItemArgument = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(help="Check every sentence of a file of any format that can be indexed."),
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Write an audit bundle (JSON and Markdown) to this folder.")
    ] = None,
    index: IndexOption = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Check claims against the sources."""
    if claim is not None and file is not None:
        raise typer.BadParameter("Give a claim or --file, not both.")
    assistant = Assistant.open(index, with_llm(llm))
    verdicts: list[Verdict] = []

    def show(verdict: Verdict) -> None:
        verdicts.append(verdict)
        show_verdict(verdict, json=json, placed=file is not None)

    whole = True
    if file is None:
        whole = _handled(claim, lambda line: show(assistant.check(line)), json=json)
    else:
        for verdict in assistant.check_document(intake.read_file(file)):
            show(verdict)
    if export is not None:
        write_bundle(export, verdicts, assistant)
    if not whole:
        raise typer.Exit(1)


@app.command()
def compare(
    index: IndexOption = None,
    language: Annotated[Language, typer.Option(help="Of topics and values.")] = "en",
    json: JsonOption = False,
    csv: Annotated[Path | None, typer.Option(help="Write the table to this file.")] = None,
) -> None:
    """List where the sources of the whole index disagree."""
    found = Assistant.open(index).compare(language)
    show_comparison(found, language, json=json, csv=csv)


@app.command()
def calc(
    question: ItemArgument = None,
    *,
    formula: Annotated[str | None, typer.Option(help="Apply this formula; see --list.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", help="INPUT=VALUE, also chip=, run= and grid=.")
    ] = None,
    scenario: Annotated[
        Path | None, typer.Option(help="YAML or JSON file with formula, set and language.")
    ] = None,
    formulas: Annotated[bool, typer.Option("--list", help="List formulas and inputs.")] = False,
    language: Annotated[
        Language | None, typer.Option(help="Of a formula's result, and of the list.")
    ] = None,
    draws: Annotated[
        int, typer.Option(min=0, max=1_000_000, help="Of uncertain inputs; 0: no range.")
    ] = DRAWS,
    plot: Annotated[Path | None, typer.Option(help="Draw the result as an HTML page.")] = None,
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Work out numeric questions, or apply a formula of the cost model."""
    if formulas:
        show_formulas(language or "en", json=json)
        return
    chosen = requested(question, formula, given or (), scenario, language)

    def show(found: Calculation) -> None:
        show_calculation(found, json=json)
        if plot is not None:
            draw(found, plot)

    if chosen:
        show(chosen.calculation(draws))
        return
    calculator = Calculator(index)
    _each(question, lambda line: show(calculator.question(line, draws)), json=json)


@app.command()
def quantities(
    text: ItemArgument = None,
    language: Annotated[
        Language | None, typer.Option(help="By default it is detected for each text.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the figures of a text: value, bounds, unit and span."""
    from assistant.language import detect_language
    from assistant.quantities import parse

    def show(line: str) -> None:
        spoken = language or detect_language(line)
        show_quantities(line, spoken, parse(line, spoken), json=json)

    _each(text, show, json=json)


@app.command()
def judge(json: JsonOption = False) -> None:
    """Read lines of {"query", "passage"}: the answer's span, answerability, entailment."""
    from assistant.reading.judge import Judge

    reader = Judge()

    def show(line: str) -> None:
        query, passage = intake.parse_pair(line)
        show_judgement(reader.judge(query, [passage])[0], json=json)

    _each(None, show, json=json)


@app.command()
def chat(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on.")] = 7860,
    mcp: Annotated[bool, typer.Option("--mcp", help="Serve MCP tools too.")] = False,
    llm: LlmOption = None,
) -> None:
    """Serve the page; users are set by ASSISTANT_AUTH or ASSISTANT_AUTH_FILE."""
    from assistant.app.serving import serve
    from assistant.app.workspace import Workspace

    workspace = Workspace(index, with_llm(llm))
    # A model that cannot be set up is told of now, not at the first question.
    workspace.assistant.chats.get(None)
    serve(workspace, host=host, port=port, mcp=mcp)


@app.command()
def doctor(index: IndexOption = None, json: JsonOption = False) -> None:
    """Check the installation and the index; each finding names its remedy."""
    from assistant.checks import run_checks

    if not show_checks(run_checks(index, load_settings()), json=json):
        raise typer.Exit(1)


def main() -> NoReturn:
    """Runs the command line; errors become a message and an exit status."""
    prepare_output()
    try:
        app()
    except AssistantError as error:
        show_error(error, json="--json" in sys.argv)
        sys.exit(error.exit_status)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        problem = f"The output cannot be written ({error.strerror})"
        show_error(OutputError(problem, "Free some space, or write it elsewhere"), json=False)
        sys.exit(OutputError.exit_status)
    except SystemExit as left:
        if left.code == _INTERRUPTED:
            typer.echo("Stopped", err=True)
        raise
    sys.exit(0)


def _each(item: str | None, handle: Callable[[str], None], *, json: bool) -> None:
    """Handles one item, or each line of standard input; exit status 1 where one failed."""
    if not _handled(item, handle, json=json):
        raise typer.Exit(1)


def _handled(item: str | None, handle: Callable[[str], None], *, json: bool) -> bool:
    """Whether every item went well; one that fails is reported in its place."""
    failed = False
    given = [whole_characters(item)] if item is not None else intake.input_lines()
    for line in given:
        try:
            handle(line)
        except AssistantError as error:
            failed = True
            show_error(error, json=json)
    return not failed

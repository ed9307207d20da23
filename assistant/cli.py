"""The command line: arguments in, text or JSON Lines out. What it prints is made elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant import cli_eval, console, intake
from assistant.auditing import write_bundle
from assistant.calculator import Calculator, draw, requested
from assistant.chain import Assistant
from assistant.cost.sampling import DRAWS
from assistant.errors import AssistantError
from assistant.index.opening import open_builder
from assistant.settings import load_settings, with_llm
from assistant.types import Calculation, Language, Question, Verdict
from assistant.verdicts import show_verdict

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers with citations, over sources in English, German and Japanese.",
)
index_app = typer.Typer(no_args_is_help=True, help="Build and look into an index.")
app.add_typer(index_app, name="index")
app.add_typer(cli_eval.app, name="eval")

IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Index folder.", show_default="indexes/default")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", help="Chat model that drafts: PROVIDER:MODEL or local:FILE.gguf."),
]
Paths = Annotated[list[Path], typer.Argument(help="Files or folders.")]


@index_app.command("build")
def index_build(
    paths: Paths,
    index: IndexOption = None,
    embedder: Annotated[
        str | None, typer.Option(help="e5-small or sentence-transformers:NAME-OR-PATH.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make the index hold exactly these files; embeds only what is new."""
    with console.progress(quiet=json) as progress:
        report = open_builder(index, load_settings(), embedder, progress).build(paths)
    console.show_report(report, json=json)


@index_app.command("add")
def index_add(paths: Paths, index: IndexOption = None, json: JsonOption = False) -> None:
    """Add files, or take in their changes."""
    with console.progress(quiet=json) as progress:
        report = open_builder(index, load_settings(), None, progress).add(paths)
    console.show_report(report, json=json)


@index_app.command("remove")
def index_remove(
    documents: Annotated[list[str], typer.Argument(help="Document names, as in the list.")],
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Remove documents with their vectors and terms."""
    console.show_report(open_builder(index, load_settings()).remove(documents), json=json)


@index_app.command("list")
def index_list(index: IndexOption = None, json: JsonOption = False) -> None:
    """List the documents."""
    console.show_documents(Assistant.open(index).collection, json=json)


@index_app.command("status")
def index_status(index: IndexOption = None, json: JsonOption = False) -> None:
    """Tell what the index holds and whether it is whole."""
    console.show_status(Assistant.open(index), json=json)


@index_app.command("show")
def index_show(
    document: Annotated[str, typer.Argument(help="Document name, as in the list.")],
    index: IndexOption = None,
    json: JsonOption = False,
) -> None:
    """Print a document's text, to which every offset refers."""
    console.show_document(Assistant.open(index).document(document), json=json)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="Else each line of standard input.")] = None,
    index: IndexOption = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    json: JsonOption = False,
) -> None:
    """Find passages."""
    assistant = Assistant.open(index)

    def answer(line: str) -> None:
        console.show_search(assistant.search(line, k), json=json)

    _each(query, answer, json=json)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="Else each line of standard input.")
    ] = None,
    index: IndexOption = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Answer questions with citations."""
    assistant = Assistant.open(index, with_llm(llm))
    assistant.chats.get(None)

    def answer(item: Question) -> None:
        console.show_answer(assistant.ask(item.question, item.history), json=json)

    def answer_line(line: str) -> None:
        answer(intake.parse_question(line))

    if question is not None:
        _each(question, lambda words: answer(Question(words)), json=json)
    else:
        _each(None, answer_line, json=json)


@app.command()
def check(
    claim: Annotated[str | None, typer.Argument(help="Else each line of standard input.")] = None,
    *,
    file: Annotated[
        Path | None, typer.Option(help="Check every sentence of a file; txt, md, html, pdf, docx.")
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
    for verdict in assistant.check_document(intake.read_file(file)) if file is not None else ():
        show(verdict)
    if file is None:
        whole = _handled(claim, lambda line: show(assistant.check(line)), json=json)
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
    console.show_comparison(found, language, json=json, csv=csv)


@app.command()
def calc(
    question: Annotated[
        str | None, typer.Argument(help="Else each line of standard input.")
    ] = None,
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
        console.show_formulas(language or "en", json=json)
        return
    chosen = requested(question, formula, given or (), scenario, language)

    def show(found: Calculation) -> None:
        console.show_calculation(found, json=json)
        if plot is not None:
            draw(found, plot)

    if chosen:
        show(chosen.calculation(draws))
        return
    calculator = Calculator(index)
    _each(question, lambda line: show(calculator.question(line, draws)), json=json)


@app.command()
def quantities(
    text: Annotated[str | None, typer.Argument(help="Else each line of standard input.")] = None,
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
        console.show_quantities(line, spoken, parse(line, spoken), json=json)

    _each(text, show, json=json)


@app.command()
def judge(json: JsonOption = False) -> None:
    """Read lines of {"query", "passage"}: the answer's span, answerability, entailment."""
    from assistant.reading.judge import Judge

    reader = Judge()

    def show(line: str) -> None:
        query, passage = intake.parse_pair(line)
        console.show_judgement(reader.judge(query, [passage])[0], json=json)

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

    if not console.show_checks(run_checks(index, load_settings()), json=json):
        raise typer.Exit(1)


def main() -> NoReturn:
    """Runs the command line; errors become a message and an exit status."""
    console.prepare_output()
    try:
        app()
    except AssistantError as error:
        console.show_error(error, json="--json" in sys.argv)
        sys.exit(error.exit_status)
    sys.exit(0)


def _each(item: str | None, handle: Callable[[str], None], *, json: bool) -> None:
    """Handles one item, or each line of standard input; exit status 1 where one failed."""
    if not _handled(item, handle, json=json):
        raise typer.Exit(1)


def _handled(item: str | None, handle: Callable[[str], None], *, json: bool) -> bool:
    """Whether every item went well; one that fails is reported in its place."""
    failed = False
    given = [intake.whole_characters(item)] if item is not None else intake.input_lines()
    for line in given:
        try:
            handle(line)
        except AssistantError as error:
            failed = True
            console.show_error(error, json=json)
    return not failed

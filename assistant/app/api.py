"""What other programs may call: named endpoints, which are MCP tools too with ``--mcp``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from typing import Any, Literal, ParamSpec

import gradio as gr
from gradio.events import api

from assistant.app.problems import told_of
from assistant.app.workspace import Workspace
from assistant.cost import calculate as apply_formula
from assistant.errors import AssistantError, QuestionError, QuestionFormatError
from assistant.forms import answer_form, calculation_form, surveyed_form, verdict_form

Arguments = ParamSpec("Arguments")
_MOST_PASSAGES = 100
_AT_ONCE = 4
_MOST_WAITING = 16
"""In the line that programs share with the readers of the page; these wait in a longer one."""
_PATIENCE = 60.0
"""Seconds between two looks at how many are before."""


def publish(workspace: Workspace) -> None:
    """Adds the endpoints to the page that is being built; each answers in the documented form."""
    tools = Tools(workspace)
    for tool in (
        tools.search,
        tools.ask,
        tools.check_claim,
        tools.compare_sources,
        tools.calculate,
    ):
        api(
            _explained(tool),
            api_name=tool.__name__,
            concurrency_limit=_AT_ONCE,
            concurrency_id="endpoints",
        )


class Tools:
    """The endpoints as plain functions; their docstrings are what other programs read.

    Each returns JSON as text, in the form that the command line documents. An argument's
    description is one line: Gradio reads no further. What takes long waits in one line with the
    readers of the page.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def search(self, query: str, passages: int = 10) -> str:
        """Find the passages of the indexed documents nearest to a query, best first.

        Waits its turn; fails at once while 16 questions wait: then try again in a few seconds.

        Args:
            query: words or a question in English, German or Japanese.
            passages: how many to return, 1 to 100.

        Returns:
            The hits, each a quote with document, page and character offsets.
        """
        if not 1 <= passages <= _MOST_PASSAGES:
            raise QuestionFormatError(
                f"{passages} passages cannot be had", f"Ask for 1 to {_MOST_PASSAGES}"
            )
        with self._turn():
            found = self._workspace.assistant.search(query, passages)
        hits = [asdict(hit) for hit in found.hits]
        return _text({"query": found.query, "language": found.language, "hits": hits})

    def ask(self, question: str) -> str:
        """Answer a question from the indexed documents, with quotes; refused if they do not say.

        Waits its turn; fails at once while 16 questions wait: then try again in a few seconds.

        Args:
            question: in English, German or Japanese; the answer is in the same language.

        Returns:
            Status (answered, refused or calculated), answer with [n] for its citations, figures,
            citations with character offsets, disagreements among the sources.
        """
        with self._turn():
            answer = self._workspace.assistant.ask(question)
        return _text(answer_form(answer))

    def check_claim(self, claim: str) -> str:
        """Check a claim against the indexed documents.

        Waits its turn; fails at once while 16 questions wait: then try again in a few seconds.

        Args:
            claim: one statement in English, German or Japanese.

        Returns:
            Verdict (supported, contradicted, disputed, not_enough_evidence, nothing_to_check),
            confidence, explanation, and quotes for and against.
        """
        with self._turn():
            verdict = self._workspace.assistant.check(claim)
        return _text(verdict_form(verdict))

    def compare_sources(self, language: Literal["en", "de", "ja"] = "en") -> str:
        """List where the indexed documents disagree, those that contradict each other first.

        Args:
            language: of topics and values.

        Returns:
            Disagreements, each with the positions that sources take and their quotes.
        """
        found = self._workspace.survey.found(self._workspace.assistant, language)
        return _text({"disagreements": [surveyed_form(held) for held in found]})

    def calculate(
        self, question: str = "", formula: str = "", inputs: dict[str, str] | None = None
    ) -> str:
        """Work out what training or running an AI model costs; every input names its origin.

        Args:
            question: such as "What would 1,000 H100s for 30 days cost?"; empty with a formula.
            formula: name of a formula of the cost model, such as rental.
            inputs: values by name for the formula, such as {"chip_hours": "57e6"}.

        Returns:
            Result with its range, inputs with their origin, the working, what is missing.
        """
        if bool(question) == bool(formula):
            raise QuestionFormatError("A question or a formula is needed", "Give one of the two")
        if formula:
            return _text(calculation_form(apply_formula(formula, inputs or {})))
        return _text(calculation_form(self._workspace.assistant.calc(question)))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Waits among the readers' questions.

        Raises:
            QuestionError: there are too many.
        """
        line = self._workspace.line
        if line.length >= _MOST_WAITING:
            raise QuestionError(
                f"{_MOST_WAITING} questions are waiting already", "Try again in a few seconds"
            )
        with line.place() as wait:
            while wait(_PATIENCE):
                pass
            yield


def _explained(tool: Callable[Arguments, str]) -> Callable[Arguments, str]:
    """The same with errors of our own told to the caller; others stay unexplained."""

    @wraps(tool)
    def told(*args: Arguments.args, **kwargs: Arguments.kwargs) -> str:
        try:
            return tool(*args, **kwargs)
        except AssistantError as error:
            raise gr.Error(told_of(error, "en").words, print_exception=False) from error

    return told


def _text(form: dict[str, Any]) -> str:
    """JSON as text: a tool's answer would else be what Python prints of it."""
    return json.dumps(form, ensure_ascii=False)

"""What is evaluated: something that answers items, and what its outputs are scored against."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from assistant.chain import Assistant
from assistant.evaluation.items import CalculationItem, ClaimItem, Item
from assistant.evaluation.outcomes import Output, Passage
from assistant.forms import answer_form, calculation_form, verdict_form
from assistant.reading.judge import Judge


class System(Protocol):
    """Something that answers questions, works out calculations and checks claims."""

    def answer(self, item: Item) -> Output:
        """Returns what comes out for an item.

        Raises:
            AssistantError: the item cannot be answered.
        """


class AssistantSystem:
    """The assistant over one index, through the same doors that people use."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def answer(self, item: Item) -> Output:
        """Returns what ``ask``, ``calc`` or ``check`` says, less its timings.

        An answer's form has also "spans": by citation id where in the document the answer is.
        """
        if isinstance(item, ClaimItem):
            return Output(verdict_form(self._assistant.check(item.claim)))
        if isinstance(item, CalculationItem):
            return Output(calculation_form(self._assistant.calc(item.calculation)))
        answer = self._assistant.ask(item.question)
        form: dict[str, Any] = answer_form(answer)
        del form["timings_ms"]
        form["spans"] = {name: [span.start, span.end] for name, span in answer.answers.items()}
        read = tuple(Passage(held.document, held.start, held.end) for held in answer.read)
        return Output(form, read)


class IndexedSources:
    """The documents of an index."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def text(self, document: str) -> str:
        """Returns the text of a document.

        Raises:
            DocumentUnknownError: the index holds none of that name.
        """
        return self._assistant.document(document).text


class JudgedEntailment:
    """The reading model as entailment model, whatever system is evaluated."""

    @cached_property
    def _judge(self) -> Judge:
        return Judge()

    def entails(self, premise: str, hypothesis: str) -> bool:
        """Returns whether support is the likeliest of the three stances."""
        found = self._judge.judge(hypothesis, [premise])[0]
        return found.supports > max(found.contradicts, found.neither)

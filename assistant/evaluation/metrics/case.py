"""What a metric sees: an item, what came out for it, and the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from assistant.evaluation.items import CalculationItem, ClaimItem, Item, QuestionItem
from assistant.evaluation.outcomes import Output


class Sources(Protocol):
    """The documents that quotes and passages are slices of."""

    def text(self, document: str) -> str:
        """Returns the text of a document."""


class Entailment(Protocol):
    """A model that says whether a premise entails a hypothesis."""

    def entails(self, premise: str, hypothesis: str) -> bool:
        """Returns whether it does."""


@dataclass(frozen=True, slots=True)
class Case:
    """One item with the output that is scored."""

    item: Item
    output: Output
    sources: Sources
    entailment: Entailment

    @property
    def form(self) -> Mapping[str, Any]:
        """The answer, calculation or verdict in its JSON form."""
        return self.output.form

    @property
    def question(self) -> QuestionItem | None:
        """The item, if it is a question."""
        return self.item if isinstance(self.item, QuestionItem) else None

    @property
    def claim(self) -> ClaimItem | None:
        """The item, if it is a claim."""
        return self.item if isinstance(self.item, ClaimItem) else None

    @property
    def calculation(self) -> CalculationItem | None:
        """The item, if it is a calculation."""
        return self.item if isinstance(self.item, CalculationItem) else None

    @property
    def quotes(self) -> Sequence[Mapping[str, Any]]:
        """The citations of an answer, or the evidence of a verdict."""
        found: Sequence[Mapping[str, Any]] = self.form.get("citations", self.form.get("evidence"))
        return found or ()


Score: TypeAlias = float | None

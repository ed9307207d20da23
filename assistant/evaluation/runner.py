"""Items -> outcomes: each item is answered, scored and recorded, one that fails as well."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.evaluation.items import Item
from assistant.evaluation.metrics.case import Case, Entailment, Sources
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.runs import RunFolder
from assistant.evaluation.scoring import scores
from assistant.evaluation.systems import System


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs items through a system and scores what comes out.

    Args:
        system: answers.
        sources: that quotes are held against.
        entailment: says whether quotes bear statements out.
    """

    system: System
    sources: Sources
    entailment: Entailment

    def run(self, items: Sequence[tuple[str, Item]], folder: RunFolder) -> Iterator[Outcome]:
        """Yields the outcome of every item that the folder has none of yet, once recorded.

        Args:
            items: each with the name of its set.
            folder: that the run was begun in.
        """
        done = {outcome.key for outcome in folder.outcomes()}
        for name, item in items:
            if (name, item.id) not in done:
                outcome, seconds = self._outcome(name, item)
                folder.record(outcome, seconds)
                yield outcome

    def _outcome(self, name: str, item: Item) -> tuple[Outcome, float]:
        """What comes out, and the seconds that answering took."""
        started = time.perf_counter()
        try:
            output = self.system.answer(item)
        except AssistantError as error:
            failure = {"type": error.kind, "message": str(error)}
            return Outcome(name, item, None, error=failure), time.perf_counter() - started
        seconds = time.perf_counter() - started
        case = Case(item, output, self.sources, self.entailment)
        return Outcome(name, item, output, scores(case)), seconds

"""Items -> outcomes: each item is answered, scored and recorded, one that fails as well."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import AssistantError, SetupError
from assistant.evaluation.items import Item
from assistant.evaluation.metrics.case import Case, Entailment, Sources
from assistant.evaluation.outcomes import FAILED, Outcome, Output
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
            seconds = time.perf_counter() - started
            return Outcome(name, item, output, self._scores(item, output)), seconds
        except SetupError:
            raise  # nothing else would go better
        except Exception as error:  # whatever it is, the other items go on
            kind = error.kind if isinstance(error, AssistantError) else type(error).__name__
            failure = {"type": kind, "message": str(error)}
            scored = self._scores(item, Output(FAILED))
            return Outcome(name, item, None, scored, failure), time.perf_counter() - started

    def _scores(self, item: Item, output: Output) -> dict[str, float]:
        return scores(Case(item, output, self.sources, self.entailment))

"""Evidence -> the answer that quotes it, with its figures, exchanges and disagreements."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.disagreements import Conflict, find, may_conflict
from assistant.embedding import Vectors
from assistant.exchange import exchanged, wanted_exchange
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.language import terms
from assistant.quantities import stated_rates
from assistant.reading.candidates import unweighed
from assistant.reading.cite import Citer, answer_spans
from assistant.reading.examination import Examined
from assistant.reading.extractive import Composer
from assistant.reading.figures import answering
from assistant.reading.reader import Reader
from assistant.reporting import disagreements, needed, paragraphs
from assistant.types import Answer, Calculation, Evidence, Hit, Language

EXTRACTIVE = "extractive"
"""The name of answering without a chat model."""

_WIDE = 40
"""Hits in which other positions on what is asked are looked for."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a question on its way down the chain."""

    question: str
    language: Language
    standalone: str
    vector: Vectors | None = None
    hits: tuple[Hit, ...] = ()
    examined: tuple[Examined, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    calculation: Calculation | None = None
    """Where the question asks for a number that has to be worked out."""
    timings_ms: dict[str, float] = field(default_factory=dict)

    def timed(self, step: str, started: float) -> State:
        """Returns the same with what a step took, in milliseconds."""
        spent = round((time.perf_counter() - started) * 1000, 3)
        return replace(self, timings_ms={**self.timings_ms, step: spent})


class Answerer:
    """Answers from the evidence of one index, or refuses.

    Args:
        collection: what the index holds.
        retriever: looks wider for other positions.
        reader: says whether evidence answers.
        citer: makes the citations.
    """

    def __init__(
        self, collection: Collection, retriever: HybridRetriever, reader: Reader, citer: Citer
    ) -> None:
        self._collection = collection
        self._retriever = retriever
        self._reader = reader
        self._composer = Composer(collection, citer)

    @cached_property
    def rates(self) -> list[Evidence]:
        """The sentences of the index that state an exchange rate."""
        everything = unweighed([Hit(chunk, 0.0, 0.0) for chunk in self._collection.chunks])
        return [e for e in everything if stated_rates(e.text, e.start, e.quantities)]

    def answer(self, state: State) -> Answer:
        """Returns quotes where the evidence answers, else a refusal."""
        answers = self._reader.answers(state.evidence)
        return self._quoted(state) if answers else self._refusal(state)

    def _quoted(self, state: State) -> Answer:
        question, language = state.standalone, state.language
        conflicts = self._conflicts(state)
        must = needed(conflicts)
        exchange = wanted_exchange(question, language, state.evidence, self.rates)
        if exchange:
            must = [*must[:3], (exchange.evidence, exchange.span)]
        quoted = self._composer.answer(question, language, state.evidence, must)
        citations = tuple(citation for _, citation in quoted.cited)
        found = disagreements(conflicts, quoted.cited, language)
        return Answer(
            question=state.question,
            language=language,
            status="answered",
            answer="\n\n".join(
                (
                    quoted.text,
                    *(exchanged(question, language, quoted.read, exchange) if exchange else ()),
                    *paragraphs(found, quoted.cited, language),
                )
            ),
            citations=citations,
            related=(),
            model=EXTRACTIVE,
            quantities=answering(question, language, quoted.read),
            disagreements=found,
            answers=answer_spans(quoted.cited),
        )

    def _conflicts(self, state: State) -> list[Conflict]:
        """Looks wider than the answer does: another source may say otherwise in other words."""
        if not may_conflict(state.standalone, state.language):
            return []
        assert state.vector is not None
        query = terms(state.standalone, state.language)
        wide = self._retriever.hits_for(state.vector, query, _WIDE)
        near = {(held.document, held.start) for held in state.evidence}
        far = [held for held in unweighed(wide) if (held.document, held.start) not in near]
        related = self._reader.finder.related(state.vector, [*state.evidence, *far])
        return find(state.standalone, state.language, related)

    def _refusal(self, state: State) -> Answer:
        text, related = self._composer.refusal(state.language, state.hits)
        return Answer(
            question=state.question,
            language=state.language,
            status="refused",
            answer=text,
            citations=(),
            related=related,
            model=EXTRACTIVE,
        )

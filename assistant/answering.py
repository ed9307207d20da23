"""Evidence -> the answer that quotes it, with its figures, exchanges and disagreements."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.denials import Denial, denial
from assistant.disagreements import Conflict, find, may_conflict
from assistant.embedding import Vectors
from assistant.exchange import Exchange, exchanged, wanted_exchange
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.language import terms
from assistant.premises import Premise, correction, false_premise
from assistant.quantities import stated_rates
from assistant.reading.candidates import sentences_of, unweighed
from assistant.reading.cite import Citer, answer_spans
from assistant.reading.examination import Examined
from assistant.reading.extractive import Composer, Quoted
from assistant.reading.figures import answering
from assistant.reading.kinds import asks_no_figure
from assistant.reading.reader import Reader
from assistant.reporting import disagreements, needed, paragraphs
from assistant.types import (
    Answer,
    Calculation,
    Citation,
    Disagreement,
    Evidence,
    Hit,
    Language,
    Span,
)

EXTRACTIVE = "extractive"
"""The name of answering without a chat model."""

_WIDE = 40
"""Hits in which other positions on what is asked are looked for."""
_BESIDE_RATE = 3
"""Sentences that disagree, where a rate of exchange is quoted too."""


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


@dataclass(frozen=True, slots=True)
class Written:
    """An extractive answer with the pieces that it was put together from."""

    answer: Answer
    cited: tuple[tuple[Evidence, Citation], ...] = ()
    """Each citation with its sentence."""
    statements: tuple[str, ...] = ()
    """Quotes in their frames, the best first."""
    remarks: tuple[str, ...] = ()
    """What follows them: amounts in another currency, disagreements."""


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
        everything = sentences_of(self._collection.chunks)
        return [e for e in everything if stated_rates(e.text, e.start, e.quantities)]

    def answer(self, state: State) -> Written:
        """Returns quotes where the evidence answers, else a refusal."""
        denied = _denied(state)
        sure = isinstance(denied, Denial) and denied.is_of_names
        if self._reader.answers(state.evidence) and not sure:
            written = self._quoted(state, state.evidence, denied)
            if not isinstance(denied, Premise) or written.answer.corrections:
                return written
        if denied is not None:
            return self._quoted(state, [denied.evidence], denied)
        return Written(self._refusal(state))

    def _quoted(
        self, state: State, evidence: Sequence[Evidence], denied: Premise | Denial | None
    ) -> Written:
        question, language = state.standalone, state.language
        conflicts = self._conflicts(state)
        exchange = wanted_exchange(question, language, state.evidence, self.rates)
        quoted = self._composer.answer(question, language, evidence, _must(conflicts, exchange))
        found = disagreements(conflicts, quoted.cited, language)
        corrections = _corrections(denied, quoted, language)
        remarks = (
            *(exchanged(question, language, quoted.read, exchange) if exchange else ()),
            *paragraphs(found, quoted.cited, language),
        )
        text = "\n\n".join((*corrections, *quoted.lines, *remarks))
        answer = replace(_answer(state, text, quoted, found), corrections=corrections)
        return Written(answer, quoted.cited, quoted.lines, remarks)

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
        found = find(state.standalone, state.language, related)
        if asks_no_figure(state.standalone, state.language):
            return [conflict for conflict in found if not _is_of_figures(conflict)]
        return found

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


def _denied(state: State) -> Premise | Denial | None:
    """The figure, name or statement of a question that a sentence denies."""
    asked = (state.standalone, state.language, state.evidence)
    return false_premise(*asked) or denial(*asked)


def _corrections(
    denied: Premise | Denial | None, quoted: Quoted, language: Language
) -> tuple[str, ...]:
    """What corrects the question, where the sentence that denies it is quoted."""
    for number, (_, citation) in enumerate(quoted.cited, start=1):
        if denied is not None and denied.is_quoted_by(citation):
            return (correction(denied, number, language),)
    return ()


def _is_of_figures(conflict: Conflict) -> bool:
    return any(held.fact for position in conflict.positions for held in position)


def _must(conflicts: Sequence[Conflict], exchange: Exchange | None) -> list[tuple[Evidence, Span]]:
    """The sentences that have to be quoted: those that disagree, and the rate of exchange."""
    must = needed(conflicts)
    return [*must[:_BESIDE_RATE], (exchange.evidence, exchange.span)] if exchange else must


def _answer(state: State, text: str, quoted: Quoted, found: tuple[Disagreement, ...]) -> Answer:
    figures = answering(state.standalone, state.language, quoted.read)
    return Answer(
        question=state.question,
        language=state.language,
        status="answered",
        answer=text,
        citations=tuple(citation for _, citation in quoted.cited),
        related=(),
        model=EXTRACTIVE,
        quantities=figures,
        disagreements=found,
        answers=answer_spans(quoted.cited, figures),
    )

"""The steps from a question to its answer in quotes, or to the number that it asks for.

    Question -> standalone question -> hits -> judged hits -> evidence sentences -> Answer

Each arrow is a LangChain Runnable over ``State``; ``Pipeline.chain`` is their sequence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda

from assistant.answering import Answerer, State, Written
from assistant.asking import check_asked
from assistant.conversation import standalone
from assistant.cost.answers import answer_of
from assistant.cost.library import library
from assistant.cost.planner import plan, rests_on_question
from assistant.cost.sampling import DRAWS
from assistant.errors import CostError
from assistant.facts.questions import Asked
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.language import terms
from assistant.quantities import parse
from assistant.reading.cite import Citer
from assistant.reading.reader import Reader
from assistant.reading.things import Things
from assistant.types import Answer, Calculation, Language, Question

_WIDE = 24
"""Hits among which those are looked for that have what the near ones lack."""

Rewrite = Callable[[str, Language], str]
"""A question as the rules have it -> one that stands alone."""


class Pipeline:
    """The steps over one index.

    Args:
        collection: what the index holds.
        retriever: finds passages.
        reader: judges them and picks their sentences.
        citer: makes the citations.
        longest: how many code points a question may have.
    """

    def __init__(
        self,
        collection: Collection,
        retriever: HybridRetriever,
        reader: Reader,
        citer: Citer,
        longest: int,
    ) -> None:
        self._longest = longest
        self._retriever = retriever
        self._reader = reader
        self._citer = citer
        self._answerer = Answerer(collection, retriever, reader, citer)
        self.finding: Runnable[State, State] = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._judge)
            | RunnableLambda(self._read)
        )
        """From a question that stands alone to its evidence."""
        self.chain: Runnable[Question, Answer] = RunnableLambda(self.understood) | RunnableBranch(
            (lambda state: state.calculation is not None, RunnableLambda(self.calculated)),
            self.finding | RunnableLambda(self._quoted),
        )

    def understood(self, item: Question, rewrite: Rewrite | None = None) -> State:
        """Returns the question on its own, worked out where it asks for that.

        Args:
            rewrite: has the last word on the question.

        Raises:
            QuestionError: there is nothing to answer, or too much.
        """
        started = time.perf_counter()
        check_asked(item.question, self._longest)
        question, language = standalone(item)
        if rewrite is not None:
            question = rewrite(question, language)
        state = State(item.question, language, question)
        worked_out = self._worked_out(question, language)
        return replace(state, calculation=worked_out).timed("understand", started)

    def calculation(self, question: str, language: Language, draws: int = DRAWS) -> Calculation:
        """Works out a question; inputs that it leaves out may stand in the sources.

        Raises:
            QuestionError: there is nothing to work out, or it cannot be.
        """
        sources = library(
            question, language, self._retriever, self._citer, rates=lambda: self._answerer.rates
        )
        return plan(question, language, sources, draws)

    def _worked_out(self, question: str, language: Language) -> Calculation | None:
        """The calculation, if a figure of the question itself goes into it; facts are quoted."""
        if not parse(question, language):
            return None
        try:
            found = self.calculation(question, language)
        except CostError:
            return None
        return found if found.status == "calculated" and rests_on_question(found) else None

    def calculated(self, state: State) -> Answer:
        """Returns the answer of a question that was worked out."""
        assert state.calculation is not None
        found = answer_of(state.calculation)  # its own question is the one that stands alone
        return replace(found, question=state.question, timings_ms=state.timings_ms)

    def _retrieve(self, state: State) -> State:
        started = time.perf_counter()
        vector = self._retriever.embedder.encode_query(state.standalone)
        query = terms(state.standalone, state.language)
        found = self._retriever.hits_for(vector, query)
        asked = Asked.of(state.standalone, state.language)
        things = Things.of(state.standalone, state.language, asked)
        further = things.further(found, lambda: self._retriever.hits_for(vector, query, _WIDE))
        hits = (*found, *further)
        return replace(state, vector=vector, hits=hits).timed("retrieve", started)

    def _judge(self, state: State) -> State:
        started = time.perf_counter()
        examined = self._reader.examined(state.standalone, state.hits)
        hits = self._reader.ordered(state.hits, examined)
        judged = replace(state, hits=tuple(hits), examined=tuple(examined))
        return judged.timed("judge", started)

    def _read(self, state: State) -> State:
        started = time.perf_counter()
        assert state.vector is not None
        found = self._reader.evidence(
            state.standalone, state.language, state.vector, state.hits, state.examined
        )
        return replace(state, evidence=tuple(found)).timed("read", started)

    def _quoted(self, state: State) -> Answer:
        return self.written(state)[1].answer

    def written(self, state: State) -> tuple[State, Written]:
        """Returns the extractive answer in its pieces, and the state with what it took."""
        started = time.perf_counter()
        written = self._answerer.answer(state)
        timed = state.timed("answer", started)
        read = tuple(hit.chunk for hit in state.hits)
        answer = replace(written.answer, read=read, timings_ms=timed.timings_ms)
        return timed, replace(written, answer=answer)

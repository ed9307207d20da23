"""The retrieval chain, and the one place where the rooms are put together.

    Question -> standalone question -> hits -> evidence sentences -> Answer

Each arrow is a LangChain Runnable; ``Assistant.chain`` is their sequence.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda

from assistant.answering import EXTRACTIVE, Answerer, State, Written
from assistant.chunking import is_heading
from assistant.claims.checker import Checker, Split
from assistant.claims.fitted import stance_weights
from assistant.claims.splitting import claims_of
from assistant.claims.weighing import Weigher
from assistant.conversation import standalone
from assistant.cost.answers import answer_of
from assistant.cost.library import library
from assistant.cost.planner import plan, rests_on_question
from assistant.cost.sampling import DRAWS
from assistant.cost.sourcing import Library
from assistant.disagreements import Conflict, survey
from assistant.drafting.models import ChatModels, Usage
from assistant.embedding import Embedder, load_embedder
from assistant.errors import (
    CostError,
    IndexDamagedError,
    QuestionEmptyError,
    QuestionTooLongError,
)
from assistant.index.builder import unknown_document
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.index.store import IndexStore, Opened
from assistant.language import detect_language, terms
from assistant.quantities import parse
from assistant.reading.candidates import unweighed
from assistant.reading.cite import Citer
from assistant.reading.reader import Reader
from assistant.reporting import disagreements, needed
from assistant.settings import Settings, forbid_telemetry, load_settings
from assistant.types import (
    Answer,
    Calculation,
    Citation,
    Document,
    Evidence,
    Hit,
    Language,
    Question,
    SearchResult,
    Surveyed,
    Turn,
    Verdict,
)

if TYPE_CHECKING:
    from assistant.drafting.passages import Passage
    from assistant.drafting.writer import Writer

Rewrite = Callable[[str, Language], str]
"""A question as the rules have it -> one that stands alone."""
_FOUND = 4
"""Passages that a search of a chat model finds."""
_REREAD = 10
"""Hits of a search that the judge reads; those further down stay where they are."""


class Assistant:
    """Answers questions over one index.

    >>> assistant = Assistant.open(Path("indexes/default"))
    >>> assistant.ask("What did Gemini 1 cost to train?").citations[0].quote
    """

    def __init__(
        self,
        collection: Collection,
        embedder: Embedder,
        settings: Settings,
        opened: Opened,
        chats: ChatModels | None = None,
    ) -> None:
        self.settings = settings
        self.chats = chats or ChatModels(settings)
        self.collection = collection
        self.opened = opened
        self._embedder = embedder
        self.retriever = HybridRetriever(collection=collection, embedder=embedder, k=settings.hits)
        documents = {path: entry.document for path, entry in collection.entries.items()}
        self._citer = Citer(documents)
        self._reader = Reader(collection, judging=settings.judge)
        self._answerer = Answerer(collection, self.retriever, self._reader, self._citer)
        self.weigher = Weigher(self.retriever, embedder, self._reader)
        self._checker = Checker(self.weigher, self._citer, stance_weights(judging=settings.judge))
        self._found: Runnable[State, State] = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._judge)
            | RunnableLambda(self._read)
        )
        self.chain: Runnable[Question, Answer] = RunnableLambda(self._understand) | RunnableBranch(
            (lambda state: state.calculation is not None, RunnableLambda(self._calculated)),
            self._found | RunnableLambda(self._quoted),
        )

    @classmethod
    def open(
        cls,
        index: Path | None = None,
        settings: Settings | None = None,
        chats: ChatModels | None = None,
    ) -> Assistant:
        """Opens an index for reading; what is opened stays as it is while the folder goes on.

        Args:
            index: the folder; by default the one in the settings.
            chats: chat models that are loaded already.

        Raises:
            SetupError: there is no usable index, or its embedder cannot be loaded.
        """
        forbid_telemetry()
        settings = settings or load_settings()
        store = IndexStore(index or settings.index)
        opened = store.manifest()
        recipe = opened.manifest.recipe
        if settings.embedder not in (None, recipe.embedder):
            raise store.mismatch(recipe, str(settings.embedder))
        embedder = load_embedder(recipe.embedder)
        try:
            collection = store.read(opened, embedder)
        except IndexDamagedError:
            # Two commits since the manifest was read take its files away: the newest has them.
            opened = store.manifest()
            collection = store.read(opened, embedder)
        return cls(collection, embedder, settings, opened, chats)

    def ask(self, question: str, history: Sequence[Turn] = (), model: str | None = None) -> Answer:
        """Answers a question, which may lean on earlier turns.

        Args:
            model: chat model that drafts, or ``extractive``; by default that of the settings.

        Raises:
            QuestionError: there is nothing to answer, or too much.
            ChatModelError: no such chat model.
        """
        for answer in self.stream(question, history, model):
            last = answer
        return last

    def stream(
        self, question: str, history: Sequence[Turn] = (), model: str | None = None
    ) -> Iterator[Answer]:
        """Yields the answer each time that a sentence more of it is verified; the last is whole.

        Without a chat model there is one. Arguments and errors are those of ``ask``.
        """
        chat = self.chats.get(model)
        item = Question(question, tuple(history))
        if chat is None:
            yield self.chain.invoke(item)
            return
        from assistant.drafting.rewriting import rewritten

        usage = Usage()
        state = self._understand(item, partial(rewritten, chat, item, usage))
        if state.calculation is not None:
            yield self._calculated(state)
            return
        state = self._found.invoke(state)
        answer, state, written = self._written(state)
        if answer.status == "refused":
            yield answer
            return
        yield from self._writer.write(chat, state, written, usage)

    def search(self, query: str, k: int = 10) -> SearchResult:
        """Returns the k nearest passages, in the order that the judge has a say in.

        Raises:
            QuestionError: the query holds no word or number, or is too long.
        """
        self._check(query)
        language = detect_language(query)
        found = self.retriever.hits(query, max(k, _REREAD), language)
        first, rest = found[:_REREAD], found[_REREAD:]
        ordered = self._reader.ordered(first, self._reader.examined(query, first))
        hits = [*ordered, *rest][:k]
        return SearchResult(query, language, tuple(self._citer.hit(hit) for hit in hits))

    def check(self, claim: str, model: str | None = None) -> Verdict:
        """Returns what the sources say of a claim, with the sentences that decide.

        Args:
            model: chat model that takes the claim apart, or ``extractive``; by default that of the
                settings. It has no say in the verdict.

        Raises:
            QuestionError: the claim holds no word and no number, or is too long.
        """
        self._check(claim, "claim")
        return self._checker.check(claim, detect_language(claim), self._splitting(model))

    def _splitting(self, model: str | None) -> Split | None:
        chat = self.chats.get(model)
        if chat is None:
            return None
        from assistant.drafting.splitting import facts_of

        return partial(facts_of, chat)

    def check_document(self, document: Document) -> Iterator[Verdict]:
        """Yields a verdict on each sentence of a text, with where it stands; headings left out."""
        body, splitting = document.body, self._splitting(None)
        for sentence in claims_of(document.text, body.start, body.end):
            if not is_heading(document.text, sentence):
                claim = document.text[sentence.start : sentence.end]
                found = self._checker.check(claim, detect_language(claim), splitting)
                yield replace(found, start=sentence.start, end=sentence.end)

    def calc(self, question: str, *, draws: int = DRAWS) -> Calculation:
        """Works out what a question asks for; inputs that it leaves out may stand in the sources.

        Args:
            draws: of uncertain inputs; 0 leaves ranges out.

        Raises:
            QuestionError: there is nothing to work out, or it cannot be.
        """
        self._check(question)
        language = detect_language(question)
        return plan(question, language, self._library(question, language), draws)

    def _library(self, question: str, language: Language) -> Library:
        return library(
            question, language, self.retriever, self._citer, rates=lambda: self._answerer.rates
        )

    def compare(self, language: Language = "en") -> list[Surveyed]:
        """Returns every disagreement among the documents, those that contradict first.

        Args:
            language: of topics and labels.
        """
        everything = unweighed([Hit(chunk, 0.0, 0.0) for chunk in self.collection.chunks])
        found: list[Surveyed] = []
        for conflict in survey(everything):
            cited = self._cited(conflict)
            for held in disagreements([conflict], cited, language):
                found.append(Surveyed(held, tuple(citation for _, citation in cited)))
        return sorted(found, key=lambda held: held.disagreement.relation != "contradicts")

    def _cited(self, conflict: Conflict) -> list[tuple[Evidence, Citation]]:
        """One citation for each statement of a conflict."""
        spans = needed([conflict], most=None)
        return [(e, self._citer.evidence(e, "", e.language, span)) for e, span in spans]

    def documents(self) -> list[Document]:
        """Returns the indexed documents in order of path."""
        return self.collection.documents

    def document(self, name: str) -> Document:
        """Returns one document.

        Raises:
            DocumentUnknownError: the index holds none of that name.
        """
        entry = self.collection.entries.get(name)
        if entry is None:
            raise unknown_document(name, list(self.collection.entries))
        return entry.document

    def _understand(self, item: Question, rewrite: Rewrite | None = None) -> State:
        started = time.perf_counter()
        self._check(item.question)
        question, language = standalone(item)
        if rewrite is not None:
            question = rewrite(question, language)
        state = State(item.question, language, question)
        worked_out = self._worked_out(question, language)
        return replace(state, calculation=worked_out).timed("understand", started)

    def _checked(self, claim: str) -> Verdict:
        """What a chat model hears of a claim: whatever it asks, the rules take it apart."""
        return self.check(claim, EXTRACTIVE)

    @cached_property
    def _writer(self) -> Writer:
        # LangChain's chat models take a third of a second to import.
        from assistant.drafting.tools import Powers
        from assistant.drafting.writer import Writer

        powers = Powers(search=self._passages, check=self._checked, calculate=self.calc)
        return Writer(self._citer, self._reader, powers)

    def _passages(self, query: str) -> tuple[Passage, ...]:
        """What a chat model finds that searches by itself."""
        from assistant.drafting.passages import passages

        self._check(query, "query")
        state = self._found.invoke(State(query, detect_language(query), query))
        return passages(state.hits, state.evidence, self._citer, _FOUND)

    def _worked_out(self, question: str, language: Language) -> Calculation | None:
        """The calculation, if a figure of the question itself goes into it; facts are quoted."""
        if not parse(question, language):
            return None
        try:
            found = plan(question, language, self._library(question, language), DRAWS)
        except CostError:
            return None
        return found if found.status == "calculated" and rests_on_question(found) else None

    def _calculated(self, state: State) -> Answer:
        assert state.calculation is not None
        found = answer_of(state.calculation)  # its own question is the one that stands alone
        return replace(found, question=state.question, timings_ms=state.timings_ms)

    def _retrieve(self, state: State) -> State:
        started = time.perf_counter()
        vector = self._embedder.encode_query(state.standalone)
        found = self.retriever.hits_for(vector, terms(state.standalone, state.language))
        return replace(state, vector=vector, hits=tuple(found)).timed("retrieve", started)

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
        return self._written(state)[0]

    def _written(self, state: State) -> tuple[Answer, State, Written]:
        """The extractive answer, on its own and in its pieces."""
        started = time.perf_counter()
        written = self._answerer.answer(state)
        timed = state.timed("answer", started)
        read = tuple(hit.chunk for hit in state.hits)
        answer = replace(written.answer, read=read, timings_ms=timed.timings_ms)
        return answer, timed, replace(written, answer=answer)

    def _check(self, question: str, name: str = "question") -> None:
        limit = self.settings.question_characters
        if len(question) > limit:
            raise QuestionTooLongError(
                f"The {name} has {len(question)} characters, more than {limit}",
                "Ask something shorter, or raise ASSISTANT_QUESTION_CHARACTERS",
            )
        if not any(unicodedata.category(character)[0] in "LN" for character in question):
            raise QuestionEmptyError(
                f"The {name} holds no word and no number", "Ask in words, in en, de or ja"
            )

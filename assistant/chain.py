"""The assistant over one index: the one place where the rooms are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable

from assistant.answering import EXTRACTIVE, State
from assistant.asking import check_asked
from assistant.claims.checker import Checker, Split
from assistant.claims.fitted import stance_weights
from assistant.claims.splitting import claims_of
from assistant.claims.weighing import Weigher
from assistant.cost.sampling import DRAWS
from assistant.disagreements import survey
from assistant.drafting.models import ChatModels, Usage
from assistant.embedding import Embedder, load_embedder
from assistant.errors import IndexDamagedError
from assistant.index.builder import unknown_document
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.index.store import IndexStore, Opened
from assistant.language import detect_language, known_language
from assistant.pipeline import Pipeline
from assistant.reading.candidates import sentences_of
from assistant.reading.cite import Citer
from assistant.reading.reader import Reader
from assistant.reporting import surveyed
from assistant.settings import Settings, forbid_telemetry, load_settings
from assistant.types import (
    Answer,
    Calculation,
    Document,
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

_FOUND = 4
"""Passages that a search of a chat model finds."""
_REREAD = 10
"""Hits of a search that the judge reads; those further down stay where they are."""


class Assistant:
    """Answers questions, checks claims and calculates over one generation of an index.

    Args:
        collection: what the index holds.
        embedder: the one that it was built with.
        opened: the generation, for those who report on it.
        chats: chat models that are loaded already.

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
        self.retriever = HybridRetriever(collection=collection, embedder=embedder, k=settings.hits)
        documents = {path: entry.document for path, entry in collection.entries.items()}
        self._citer = Citer(documents)
        self._reader = Reader(collection, judging=settings.judge)
        self._pipeline = Pipeline(
            collection, self.retriever, self._reader, self._citer, settings.question_characters
        )
        self.weigher = Weigher(self.retriever, embedder, self._reader)
        self._checker = Checker(self.weigher, self._citer, stance_weights(judging=settings.judge))

    @property
    def chain(self) -> Runnable[Question, Answer]:
        """Question -> answer in quotes, as LangChain has it."""
        return self._pipeline.chain

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
        state = self._pipeline.understood(item, partial(rewritten, chat, item, usage))
        if state.calculation is not None:
            yield self._pipeline.calculated(state)
            return
        state, written = self._pipeline.written(self._pipeline.finding.invoke(state))
        if written.answer.status == "refused":
            yield written.answer
            return
        yield from self._writer.write(chat, state, written, usage)

    def search(self, query: str, k: int = 10) -> SearchResult:
        """Returns the k nearest passages, in the order that the judge has a say in.

        Raises:
            QuestionError: the query holds no word or number, or is too long.
        """
        self._check_asked(query)
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
        self._check_asked(claim, "claim")
        return self._checker.check(claim, detect_language(claim), self._splitting(model))

    def _splitting(self, model: str | None) -> Split | None:
        """How a chat model takes claims apart; nothing where the rules do."""
        chat = self.chats.get(model)
        if chat is None:
            return None
        from assistant.drafting.splitting import facts_of

        return partial(facts_of, chat)

    def check_document(self, document: Document) -> Iterator[Verdict]:
        """Yields a verdict on each sentence of a text, with where it stands; headings left out."""
        splitting = self._splitting(None)
        default = known_language(document.language) or "en"
        for sentence in claims_of(document):
            if not sentence.heading:
                claim = document.text[sentence.start : sentence.end]
                found = self._checker.check(claim, detect_language(claim, default), splitting)
                yield replace(found, start=sentence.start, end=sentence.end)

    def calc(self, question: str, *, draws: int = DRAWS) -> Calculation:
        """Works out what a question asks for; inputs that it leaves out may stand in the sources.

        Args:
            draws: of uncertain inputs; 0 leaves ranges out.

        Raises:
            QuestionError: there is nothing to work out, or it cannot be.
        """
        self._check_asked(question)
        return self._pipeline.calculation(question, detect_language(question), draws)

    def compare(self, language: Language = "en") -> list[Surveyed]:
        """Returns every disagreement among the documents, those that contradict first.

        Args:
            language: of topics and labels.
        """
        conflicts = survey(sentences_of(self.collection.chunks))
        found = surveyed(conflicts, self._citer, language)
        return sorted(found, key=lambda held: held.disagreement.relation != "contradicts")

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

        self._check_asked(query, "query")
        state = self._pipeline.finding.invoke(State(query, detect_language(query), query))
        return passages(state.hits, state.evidence, self._citer, _FOUND)

    def _checked(self, claim: str) -> Verdict:
        """What a chat model hears of a claim: whatever it asks, the rules take it apart."""
        return self.check(claim, EXTRACTIVE)

    def _check_asked(self, text: str, kind: str = "question") -> None:
        check_asked(text, self.settings.question_characters, kind)

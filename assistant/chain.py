"""The retrieval chain, and the one place where the rooms are put together.

    Question -> standalone question -> hits -> evidence sentences -> Answer

Each arrow is a LangChain Runnable; ``Assistant.chain`` is their sequence.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.conversation import standalone
from assistant.embedding import BUNDLED, Embedder, Vectors, load_embedder
from assistant.errors import (
    IndexDamagedError,
    IndexMissingError,
    QuestionEmptyError,
    QuestionTooLongError,
)
from assistant.index.builder import IndexBuilder, Progress, silent, unknown_document
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.index.store import IndexStore, Opened
from assistant.language import detect_language, terms
from assistant.reading.cite import Citer
from assistant.reading.evidence import FITTED, EvidenceFinder
from assistant.reading.extractive import Composer
from assistant.settings import Settings, forbid_telemetry, load_settings
from assistant.types import (
    Answer,
    Document,
    Evidence,
    Hit,
    Language,
    Question,
    SearchResult,
    Turn,
)

EXTRACTIVE = "extractive"
"""The name of answering without a chat model."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of a question on its way down the chain."""

    question: str
    language: Language
    standalone: str
    vector: Vectors | None = None
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)


class Assistant:
    """Answers questions over one index.

    >>> assistant = Assistant.open(Path("indexes/default"))
    >>> assistant.ask("What did Gemini 1 cost to train?").citations[0].quote
    """

    def __init__(
        self, collection: Collection, embedder: Embedder, settings: Settings, opened: Opened
    ) -> None:
        self.settings = settings
        self.collection = collection
        self.opened = opened
        self._embedder = embedder
        self.retriever = HybridRetriever(collection=collection, embedder=embedder, k=settings.hits)
        documents = {path: entry.document for path, entry in collection.entries.items()}
        self._citer = Citer(documents)
        self._finder = EvidenceFinder(collection, FITTED)
        self._composer = Composer(collection, self._citer)
        self.chain: Runnable[Question, Answer] = (
            RunnableLambda(self._understand)
            | RunnableLambda(self._retrieve)
            | RunnableLambda(self._read)
            | RunnableLambda(self._answer)
        )

    @classmethod
    def open(cls, index: Path | None = None, settings: Settings | None = None) -> Assistant:
        """Opens an index for reading; what is opened stays as it is while the folder goes on.

        Args:
            index: the folder; by default the one in the settings.

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
        return cls(collection, embedder, settings, opened)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answers a question, which may lean on earlier turns.

        Raises:
            QuestionError: there is nothing to answer, or too much.
        """
        return self.chain.invoke(Question(question, tuple(history)))

    def search(self, query: str, k: int = 10) -> SearchResult:
        """Returns the k nearest passages.

        Raises:
            QuestionError: the query holds no word or number, or is too long.
        """
        self._check(query)
        language = detect_language(query)
        hits = self.retriever.hits(query, k, language)
        return SearchResult(query, language, tuple(self._citer.hit(hit) for hit in hits))

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

    def _understand(self, item: Question) -> _State:
        started = time.perf_counter()
        self._check(item.question)
        question, language = standalone(item)
        return _timed(_State(item.question, language, question), "understand", started)

    def _retrieve(self, state: _State) -> _State:
        started = time.perf_counter()
        vector = self._embedder.encode_query(state.standalone)
        found = self.retriever.hits_for(vector, terms(state.standalone, state.language))
        return _timed(replace(state, vector=vector, hits=tuple(found)), "retrieve", started)

    def _read(self, state: _State) -> _State:
        started = time.perf_counter()
        assert state.vector is not None
        found = self._finder.find(state.standalone, state.language, state.vector, state.hits)
        return _timed(replace(state, evidence=tuple(found)), "read", started)

    def _answer(self, state: _State) -> Answer:
        started = time.perf_counter()
        answered = bool(state.evidence) and state.evidence[0].score >= FITTED.threshold
        if answered:
            text, cited = self._composer.answer(state.standalone, state.language, state.evidence)
        else:
            text, cited = self._composer.refusal(state.language, state.hits)
        state = _timed(state, "answer", started)
        return Answer(
            question=state.question,
            language=state.language,
            status="answered" if answered else "refused",
            answer=text,
            citations=cited if answered else (),
            related=() if answered else cited,
            model=EXTRACTIVE,
            timings_ms=state.timings_ms,
        )

    def _check(self, question: str) -> None:
        limit = self.settings.question_characters
        if len(question) > limit:
            raise QuestionTooLongError(
                f"The question has {len(question)} characters, more than {limit}",
                "Ask something shorter, or raise ASSISTANT_QUESTION_CHARACTERS",
            )
        if not any(unicodedata.category(character)[0] in "LN" for character in question):
            raise QuestionEmptyError(
                "The question holds no word and no number", "Ask in words, in en, de or ja"
            )


def open_builder(
    index: Path | None, settings: Settings, embedder: str | None = None, progress: Progress = silent
) -> IndexBuilder:
    """Returns the writer of an index folder.

    Args:
        embedder: the name given for a new index; ``None`` keeps what the folder has.
    """
    forbid_telemetry()
    store = IndexStore(index or settings.index)
    name = embedder or settings.embedder or _embedder_of(store) or BUNDLED
    return IndexBuilder(
        store, load_embedder(name), settings.chunk_tokens, settings.overlap_sentences, progress
    )


def _embedder_of(store: IndexStore) -> str | None:
    try:
        return store.manifest().manifest.recipe.embedder
    except IndexMissingError:
        return None


def _timed(state: _State, step: str, started: float) -> _State:
    spent = round((time.perf_counter() - started) * 1000, 3)
    return replace(state, timings_ms={**state.timings_ms, step: spent})

"""Everything one generation of an index holds, in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from langchain_core.documents import Document as LangChainDocument

from assistant.chunking import CHUNKER
from assistant.embedding import Embedder, Vectors
from assistant.index.dense import FaissVectorStore
from assistant.index.lexical import LexicalIndex, searchable_terms
from assistant.types import Chunk, Document, Sentence

_PRIOR = 3
"""Chunks' worth of the mean of all languages in the background of each."""

SCHEMA = 2
"""Changes when an older program could not read the files."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What determines the vectors and terms; two indexes of one recipe can be merged."""

    embedder: str
    dimension: int
    chunk_tokens: int
    overlap_sentences: int
    chunker: str = CHUNKER
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its chunks and the mark by which an unchanged file is known."""

    document: Document
    fingerprint: str
    """Of the file's bytes and what was declared about it."""
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """The part of a collection that is in one language."""

    chunks: Sequence[str]
    """Ids."""
    sentences: Sequence[str]
    """Ids."""
    background: Vectors
    """Mean of the mean vectors of chunks and sentences, shape (dimension,): what a text has in
    common with any other of its language. Of few chunks it leans on the mean of all languages,
    lest a lone document be taken for its own background."""


@dataclass(frozen=True)
class Collection:
    """Documents, their chunks, and the indexes over them; never changed, only replaced."""

    recipe: Recipe
    entries: Mapping[str, Entry]
    """By document path, in order of path."""
    chunk_store: FaissVectorStore
    sentence_store: FaissVectorStore
    lexical: LexicalIndex

    @classmethod
    def assemble(
        cls,
        recipe: Recipe,
        entries: Sequence[Entry],
        vectors: Mapping[str, Vectors],
        embedder: Embedder,
    ) -> Collection:
        """Builds the indexes over entries whose texts have vectors.

        Args:
            vectors: unit vectors, shape (dimension,), by the text that was embedded.
        """
        ordered = {entry.document.path: entry for entry in _by_path(entries)}
        chunks = [chunk for entry in ordered.values() for chunk in entry.chunks]
        return cls(
            recipe,
            ordered,
            _store(chunk_documents(chunks), vectors, embedder),
            _store(sentence_documents(ordered), vectors, embedder),
            LexicalIndex.build(
                [searchable_terms(chunk.text, chunk.context, chunk.language) for chunk in chunks]
            ),
        )

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Every chunk, in the order of the lexical index's rows."""
        return tuple(chain.from_iterable(entry.chunks for entry in self.entries.values()))

    @cached_property
    def rows(self) -> dict[str, int]:
        """From chunk id to its position in ``chunks``."""
        return {chunk.id: row for row, chunk in enumerate(self.chunks)}

    @cached_property
    def chunks_of_sentence(self) -> dict[str, list[int]]:
        """From sentence id to the rows of the chunks that hold it."""
        owners: dict[str, list[int]] = {}
        for row, chunk in enumerate(self.chunks):
            for sentence in chunk.sentences:
                owners.setdefault(sentence_id(chunk.document, sentence), []).append(row)
        return owners

    @cached_property
    def partitions(self) -> dict[str, Partition]:
        """The chunks and sentences of each language."""
        languages = dict.fromkeys(chunk.language for chunk in self.chunks)
        return {language: self._partition(language) for language in languages}

    def _partition(self, language: str) -> Partition:
        entries = {
            path: entry
            for path, entry in self.entries.items()
            if entry.document.language == language
        }
        chunks = [chunk.id for entry in entries.values() for chunk in entry.chunks]
        sentences = [str(document.id) for document in sentence_documents(entries)]
        own, share = self._mean(chunks, sentences), len(chunks) / (len(chunks) + _PRIOR)
        background = share * own + (1 - share) * self._overall
        return Partition(chunks, sentences, background.astype(np.float32))

    @cached_property
    def _overall(self) -> Vectors:
        sentences = [str(document.id) for document in sentence_documents(self.entries)]
        return self._mean([chunk.id for chunk in self.chunks], sentences)

    def _mean(self, chunks: Sequence[str], sentences: Sequence[str]) -> Vectors:
        of_chunks = self.chunk_store.vectors_of(chunks).mean(axis=0)
        of_sentences = self.sentence_store.vectors_of(sentences).mean(axis=0)
        mean: Vectors = (of_chunks + of_sentences) / 2
        return mean

    @property
    def documents(self) -> list[Document]:
        return [entry.document for entry in self.entries.values()]

    def digest(self) -> str:
        """Returns a SHA-256 over names, contents and declared facts of all documents."""
        lines = (f"{path}\t{entry.fingerprint}\n" for path, entry in self.entries.items())
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def vectors_by_text(self) -> dict[str, Vectors]:
        """Returns the stored vectors by embedded text, for reuse in the next generation."""
        known: dict[str, Vectors] = {}
        for store, documents in (
            (self.chunk_store, chunk_documents(self.chunks)),
            (self.sentence_store, sentence_documents(self.entries)),
        ):
            rows = store.vectors_of([str(document.id) for document in documents])
            texts = (document.page_content for document in documents)
            known.update(zip(texts, rows, strict=True))
        return known


def sentence_id(document: str, sentence: Sentence) -> str:
    """Returns the id under which a sentence's vector is kept."""
    return f"{sentence.start}:{sentence.end}:{document}"


def embedded_text(chunk: Chunk) -> str:
    """Returns what the embedder reads for a chunk: what stands above it, then its text."""
    return f"{chunk.context}\n{chunk.text}" if chunk.context else chunk.text


def chunk_documents(chunks: Sequence[Chunk]) -> list[LangChainDocument]:
    """Returns the chunks as LangChain documents; ``page_content`` is what is embedded."""
    return [
        LangChainDocument(
            id=chunk.id,
            page_content=embedded_text(chunk),
            metadata={"document": chunk.document, "start": chunk.start, "end": chunk.end},
        )
        for chunk in chunks
    ]


def sentence_documents(entries: Mapping[str, Entry]) -> list[LangChainDocument]:
    """Returns every sentence once, also where chunks overlap."""
    found: dict[str, LangChainDocument] = {}
    for entry in entries.values():
        for sentence in chain.from_iterable(chunk.sentences for chunk in entry.chunks):
            name = sentence_id(entry.document.path, sentence)
            words = entry.document.text[sentence.start : sentence.end].strip("# ")
            if name not in found:
                found[name] = LangChainDocument(
                    id=name,
                    page_content=words or "#",
                    metadata={
                        "document": entry.document.path,
                        "start": sentence.start,
                        "end": sentence.end,
                    },
                )
    return list(found.values())


def texts_to_embed(entries: Sequence[Entry]) -> list[str]:
    """Returns every distinct text of the entries that needs a vector, in order."""
    by_path = {entry.document.path: entry for entry in _by_path(entries)}
    chunks = [chunk for entry in by_path.values() for chunk in entry.chunks]
    documents = [*chunk_documents(chunks), *sentence_documents(by_path)]
    return list(dict.fromkeys(document.page_content for document in documents))


def _store(
    documents: Sequence[LangChainDocument], vectors: Mapping[str, Vectors], embedder: Embedder
) -> FaissVectorStore:
    store = FaissVectorStore(embedder, embedder.dimension)
    if documents:
        rows = np.stack([vectors[document.page_content] for document in documents])
        store.add_vectors(documents, rows)
    return store


def _by_path(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.document.path)

"""What the assistant is compared with, over the same documents.

Each quotes the beginnings of the passages that it finds first, and refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from langchain_core.documents import Document

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.evaluation.items import Item
from assistant.evaluation.outcomes import Output, Passage
from assistant.index.dense import FaissVectorStore
from assistant.language import detect_language, split_sentences, terms
from assistant.reading.phrases import PHRASES

LONGEST = 400
"""Characters of a quote, as many as the assistant's citations have at most."""
QUOTES = 5
"""Quotes of an answer, as many as the assistant's have at most."""
PASSAGES = 8
LANGCHAIN_PASSAGES = 4
LANGCHAIN_CHARACTERS, LANGCHAIN_OVERLAP = 1_000, 200
"""Sizes that LangChain's own tutorial on retrieval takes."""


class Ranker(Protocol):
    """Finds passages for a question, best first."""

    def passages(self, question: str) -> Sequence[Passage]: ...


class Baseline:
    """A system that quotes what a ranker finds first.

    Args:
        ranker: finds passages.
        assistant: has the documents.
        first_sentence: whether of a passage its first sentence alone is quoted.
    """

    def __init__(self, ranker: Ranker, assistant: Assistant, *, first_sentence: bool) -> None:
        self._ranker = ranker
        self._assistant = assistant
        self._first_sentence = first_sentence

    def answer(self, item: Item) -> Output:
        found = tuple(self._ranker.passages(item.text))
        citations = [self._citation(passage) for passage in found[:QUOTES]]
        template = PHRASES[item.language].according_to
        form: Mapping[str, Any] = {
            "question": item.text,
            "language": item.language,
            "status": "answered",
            "answer": "\n\n".join(
                template.format(
                    sources=f"[{place}]", as_of="", quotes=f"“{' '.join(cited['quote'].split())}”"
                )
                for place, cited in enumerate(citations, 1)
            ),
            "quantities": [],
            "citations": citations,
            "disagreements": [],
            "calculation": None,
            "related": [],
        }
        return Output(form, found)

    def _citation(self, passage: Passage) -> dict[str, Any]:
        document = self._assistant.document(passage.document)
        text = document.text
        start, end = passage.start, min(passage.end, passage.start + LONGEST)
        if self._first_sentence:
            first = split_sentences(text, document.language, start, passage.end)[0]
            start, end = first.start, min(first.end, first.start + LONGEST)
        return {
            "id": f"{passage.document}:{start}",
            "document": passage.document,
            "language": detect_language(text[start:end]),
            "start": start,
            "end": end,
            "quote": text[start:end],
        }


def _in_one_line(cited: Mapping[str, Any]) -> str:
    return " ".join(cited["quote"].split())


class TermRanker:
    """BM25 over the assistant's own passages and terms."""

    def __init__(self, assistant: Assistant) -> None:
        self._collection = assistant.collection

    def passages(self, question: str) -> list[Passage]:
        query = terms(question, detect_language(question))
        chunks = self._collection.chunks
        rows = [hit.row for hit in self._collection.lexical.search(query, PASSAGES)]
        return [Passage(chunks[r].document, chunks[r].start, chunks[r].end) for r in rows]


class VectorRanker:
    """Cosines of the assistant's own passages, with the same embedder."""

    def __init__(self, assistant: Assistant) -> None:
        self._collection = assistant.collection

    def passages(self, question: str) -> list[Passage]:
        by_id = {chunk.id: chunk for chunk in self._collection.chunks}
        store = self._collection.chunk_store
        vector = np.array(store.embeddings.embed_query(question), dtype=np.float32)
        found = store.nearest(vector, PASSAGES)
        chunks = [by_id[name] for name, _ in found]
        return [Passage(one.document, one.start, one.end) for one in chunks]


class LangChainRanker:
    """LangChain as its tutorials have it: recursive splitter, sentence-transformers, FAISS."""

    def __init__(self, assistant: Assistant, embedder: Embedder) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=LANGCHAIN_CHARACTERS,
            chunk_overlap=LANGCHAIN_OVERLAP,
            add_start_index=True,
        )
        whole = [
            Document(document.text, metadata={"document": document.path})
            for document in assistant.documents()
        ]
        pieces = splitter.split_documents(whole)
        self._store = FaissVectorStore.from_texts(
            [piece.page_content for piece in pieces],
            embedder,
            [piece.metadata for piece in pieces],
            ids=[str(number) for number in range(len(pieces))],
        )

    def passages(self, question: str) -> list[Passage]:
        found = self._store.similarity_search(question, LANGCHAIN_PASSAGES)
        return [
            Passage(
                held.metadata["document"],
                held.metadata["start_index"],
                held.metadata["start_index"] + len(held.page_content),
            )
            for held in found
        ]

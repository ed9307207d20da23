"""Exact nearest neighbours among unit vectors, as a LangChain ``VectorStore`` over FAISS."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import faiss
import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from assistant.embedding import Vectors

# The embedder's threads keep spinning for a while; a second pool beside them slows both down.
faiss.omp_set_num_threads(1)


class FaissVectorStore(VectorStore):
    """Documents and their vectors in memory; scores are cosines of unit vectors.

    It holds no path and writes no file: ``index.store`` does. An id that is added again
    replaces its document.
    """

    def __init__(self, embedding: Embeddings, dimension: int) -> None:
        self._embedding = embedding
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._documents: dict[str, Document] = {}
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def embeddings(self) -> Embeddings:
        return self._embedding

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: Any,
    ) -> FaissVectorStore:
        dimension = len(embedding.embed_query("dimension"))
        store = cls(embedding, dimension)
        store.add_texts(texts, metadatas, ids=ids)
        return store

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: Any,
    ) -> list[str]:
        contents = list(texts)
        data = metadatas or [{} for _ in contents]
        # LangChain passes None for a document without an id among others that have one.
        given: Sequence[str | None] = ids or [None] * len(contents)
        names = [name or str(uuid.uuid4()) for name in given]
        documents = [
            Document(id=name, page_content=content, metadata=datum)
            for name, content, datum in zip(names, contents, data, strict=True)
        ]
        self.add_vectors(documents, _unit(self._embedding.embed_documents(contents)))
        return names

    def add_vectors(self, documents: Sequence[Document], vectors: Vectors) -> None:
        """Adds documents whose unit vectors, shape (len(documents), dimension), are at hand."""
        names = [str(document.id) for document in documents]
        # The last of several documents of one id wins, as if they had come one after the other.
        kept = {name: position for position, name in enumerate(names)}
        self.delete(list(kept))
        numbers = np.arange(self._next, self._next + len(kept), dtype=np.int64)
        self._next += len(kept)
        if kept:
            self._index.add_with_ids(np.ascontiguousarray(vectors[list(kept.values())]), numbers)
        for (name, position), number in zip(kept.items(), numbers.tolist(), strict=True):
            self._documents[name] = documents[position]
            self._numbers[name] = number
            self._ids[number] = name

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool | None:
        named = self._documents if ids is None else dict.fromkeys(ids)
        doomed = [name for name in named if name in self._documents]
        if doomed:
            numbers = np.array([self._numbers[name] for name in doomed], dtype=np.int64)
            self._index.remove_ids(numbers)
        for name in doomed:
            del self._documents[name], self._ids[self._numbers.pop(name)]
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        return [self._documents[name] for name in ids if name in self._documents]

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:
        return [document for document, _ in self.similarity_search_with_score(query, k)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, **kwargs: Any
    ) -> list[tuple[Document, float]]:
        found = self.nearest(_unit([self._embedding.embed_query(query)])[0], k)
        return [(self._documents[name], score) for name, score in found]

    def similarity_search_by_vector(
        self, embedding: list[float], k: int = 4, **kwargs: Any
    ) -> list[Document]:
        found = self.nearest(_unit([embedding])[0], k)
        return [self._documents[name] for name, _ in found]

    def _select_relevance_score_fn(self) -> Any:
        return lambda cosine: max(0.0, min(1.0, float(cosine)))

    def nearest(
        self, vector: Vectors, k: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Returns ids and cosines of the k nearest documents, nearest first.

        Args:
            vector: shape (dimension,).
            among: ids to choose from; all by default.
        """
        wanted = min(k, len(self) if among is None else len(among))
        if wanted <= 0:
            return []
        query = np.ascontiguousarray(vector[np.newaxis])
        scores, numbers = self._index.search(query, wanted, params=self._selection(among))
        return [
            (self._ids[number], float(score))
            for number, score in zip(numbers[0].tolist(), scores[0], strict=True)
        ]

    def _selection(self, among: Sequence[str] | None) -> Any:
        if among is None:
            return None
        numbers = np.array([self._numbers[name] for name in among], dtype=np.int64)
        parameters: Any = faiss.SearchParameters
        return parameters(sel=faiss.IDSelectorBatch(numbers))

    def vectors_of(self, ids: Sequence[str]) -> Vectors:
        """Returns stored vectors, shape (len(ids), dimension)."""
        numbers = np.array([self._numbers[name] for name in ids], dtype=np.int64)
        if not len(numbers):
            return np.empty((0, self._index.d), dtype=np.float32)
        vectors: Vectors = self._index.reconstruct_batch(numbers)
        return vectors

    def dump(self) -> bytes:
        """Returns the vectors in FAISS's own format, in the order in which they were added."""
        return bytes(faiss.serialize_index(self._index))

    @classmethod
    def restore(
        cls, dumped: bytes, documents: Sequence[Document], embedding: Embeddings
    ) -> FaissVectorStore:
        """Returns the store that ``dump`` was called on; documents in the order of adding.

        Raises:
            ValueError: the bytes hold no such index, or another number of vectors.
        """
        try:
            index = faiss.deserialize_index(np.frombuffer(dumped, dtype=np.uint8))
            mapped: Any = faiss.downcast_index(index)
            numbers = faiss.vector_to_array(mapped.id_map).tolist()
        except (RuntimeError, AttributeError) as error:
            raise ValueError("not a vector index") from error
        if len(numbers) != len(documents):
            raise ValueError(f"{len(numbers)} vectors for {len(documents)} texts")
        store = cls(embedding, index.d)
        store._index = index
        names = [str(document.id) for document in documents]
        store._documents = dict(zip(names, documents, strict=True))
        store._numbers = dict(zip(names, numbers, strict=True))
        store._ids = dict(zip(numbers, names, strict=True))
        store._next = max(numbers, default=-1) + 1
        return store


def _unit(rows: Sequence[Sequence[float]]) -> Vectors:
    matrix = np.asarray(rows, dtype=np.float32)
    if not matrix.size:
        return matrix.reshape(0, 0)
    unit: Vectors = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return unit

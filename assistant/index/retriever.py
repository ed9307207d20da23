"""Query -> hits: candidates fused from three rankings, ordered by one comparable score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.embedding import Embedder, Vectors
from assistant.index.collection import Collection, sentence_id
from assistant.index.lexical import LexicalHit
from assistant.language import detect_language, terms
from assistant.types import Hit

_RANK_CONSTANT = 60
"""Cormack, Clarke and Büttcher 2009, Reciprocal Rank Fusion: the k of 1 / (k + rank)."""
_DEPTH = 40
"""Places of each ranking that enter the fusion; at least 4 times the hits asked for."""
_COVERAGE_WEIGHTS = {"ja": 0.15}
_COVERAGE_WEIGHT = 0.06
"""Of the query's terms in a score of cosines, where a language has none of its own. The model tells
Japanese passages apart less well, and terms help more: on XQuAD and JSQuAD rank 1 is best at 0.05
for English, the same from 0.03 to 0.2 for German, and rises up to 0.15 for Japanese."""
_VARIETY = 0.05
"""How far behind the first hit another language's best may be and still come right after it."""


class HybridRetriever(BaseRetriever):
    """Chunks by vector, by their best sentence's vector, and by terms.

    Reciprocal rank fusion of the three, for each language of the index, picks the candidates.
    Their order is the mean cosine of chunk and best sentence plus the weighted share of the
    query's terms that the chunk covers, both less what any text of that language would get.
    Without that, passages in the question's own language crowd out better ones: with XQuAD's
    paragraphs half in English, half in German, 56% of German questions on English paragraphs
    find theirs at rank 1, with it 82%.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    collection: Collection
    embedder: Embedder
    k: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                id=hit.chunk.id,
                page_content=hit.chunk.text,
                metadata={
                    "document": hit.chunk.document,
                    "start": hit.chunk.start,
                    "end": hit.chunk.end,
                    "page": hit.chunk.page,
                    "language": hit.chunk.language,
                    "score": hit.score,
                },
            )
            for hit in self.hits(query, kwargs.get("k", self.k))
        ]

    def hits(self, query: str, k: int | None = None, language: str | None = None) -> list[Hit]:
        """Returns at most k hits, best first, for a query in a language (detected if not given)."""
        vector = self.embedder.encode_query(query)
        return self.hits_for(vector, terms(query, language or detect_language(query)), k)

    def hits_for(self, vector: Vectors, query: Sequence[str], k: int | None = None) -> list[Hit]:
        """Returns hits for a query whose vector, shape (dimension,), and terms are at hand."""
        wanted = k or self.k
        found = self.collection.lexical.search(query, max(_DEPTH, 4 * wanted))
        ranked: list[Hit] = []
        for language in self.collection.partitions:
            ranked.extend(self._hits_in(language, vector, query, found, wanted))
        ranked.sort(key=lambda hit: -hit.score)
        return _varied(ranked)[:wanted]

    def _hits_in(
        self,
        language: str,
        vector: Vectors,
        query: Sequence[str],
        found: Sequence[LexicalHit],
        wanted: int,
    ) -> list[Hit]:
        """The best hits of one language, with scores that compare across languages."""
        chunks = self.collection.chunks
        by_terms = [hit.row for hit in found if chunks[hit.row].language == language]
        rows = self._candidates(language, vector, by_terms, max(_DEPTH, 4 * wanted))
        similarities = self._similarities(vector, rows)
        coverage = self.collection.lexical.coverage(query, rows)
        background = float(self.collection.partitions[language].background @ vector)
        weight = _COVERAGE_WEIGHTS.get(language, _COVERAGE_WEIGHT)
        scores = (similarities - background) + weight * (coverage - coverage.max() / 2)
        best = np.argsort(-scores, kind="stable")[:wanted]
        return [
            Hit(chunks[rows[place]], float(scores[place]), float(similarities[place]))
            for place in best
        ]

    def _candidates(
        self, language: str, vector: Vectors, by_terms: list[int], depth: int
    ) -> list[int]:
        rows, owners = self.collection.rows, self.collection.chunks_of_sentence
        part = self.collection.partitions[language]
        by_chunk = self.collection.chunk_store.nearest(vector, depth, part.chunks)
        nearest = self.collection.sentence_store.nearest(vector, 2 * depth, part.sentences)
        by_sentence = dict.fromkeys(row for name, _ in nearest for row in owners[name])
        rankings = [[rows[name] for name, _ in by_chunk], list(by_sentence), by_terms]
        return reciprocal_rank_fusion(rankings)[:depth]

    def _similarities(self, vector: Vectors, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Mean of the cosines of a chunk and of its best sentence, shape (len(rows),)."""
        chunks = [self.collection.chunks[row] for row in rows]
        of_chunks = self.collection.chunk_store.vectors_of([chunk.id for chunk in chunks]) @ vector
        names = [[sentence_id(chunk.document, s) for s in chunk.sentences] for chunk in chunks]
        flat = self.collection.sentence_store.vectors_of([n for group in names for n in group])
        borders = np.cumsum([0, *(len(group) for group in names)])[:-1]
        best = np.maximum.reduceat(flat @ vector, borders)
        mean: npt.NDArray[np.float64] = (of_chunks.astype(np.float64) + best) / 2
        return mean


def _varied(ranked: Sequence[Hit]) -> list[Hit]:
    """Moves the best hit of each language up to the first, where it is not far behind."""
    leaders: dict[str, Hit] = {}
    for hit in ranked:
        if hit.score >= ranked[0].score - _VARIETY:
            leaders.setdefault(hit.chunk.language, hit)
    first = list(leaders.values())
    return [*first, *(hit for hit in ranked if hit not in first)]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Returns the union of rankings, ordered by the sum of 1 / (60 + rank).

    Source: Cormack, Clarke and Büttcher 2009, Reciprocal Rank Fusion outperforms Condorcet and
    individual rank learning methods.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))

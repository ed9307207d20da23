"""BM25 over our own terms, with the share of a query that a chunk covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.language import terms


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A row found by its terms."""

    row: int
    score: float
    """BM25; comparable within one query."""


class LexicalIndex:
    """Which row holds which term. Rows are numbered as given to ``build``."""

    def __init__(self, engine: Any, rows: int) -> None:
        self._engine = engine
        self._rows = rows

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> LexicalIndex:
        """Indexes the terms of each row; BM25 in Lucene's form with k1 1.5 and b 0.75.

        Source: Robertson and Zaragoza 2009, The Probabilistic Relevance Framework.
        """
        from bm25s import BM25

        engine = BM25(method="lucene", k1=1.5, b=0.75)
        # bm25s cannot hold an empty vocabulary; a term that no text has changes no score.
        padded = [list(row) for row in documents]
        if not any(padded):
            padded.append([""])
        engine.index(padded, show_progress=False)
        return cls(engine, len(documents))

    @cached_property
    def _idf(self) -> npt.NDArray[np.float64]:
        present = np.diff(self._engine.scores["indptr"])
        idf: npt.NDArray[np.float64] = np.log(1 + (self._rows - present + 0.5) / (present + 0.5))
        return idf

    def search(self, query: Sequence[str], k: int) -> list[LexicalHit]:
        """Returns at most k rows that share a term with the query, best first."""
        known = self._known(query)
        if not known:
            return []
        scores = self._engine.get_scores_from_ids(known)[: self._rows]
        best = np.argsort(-scores, kind="stable")[:k]
        return [LexicalHit(int(row), float(scores[row])) for row in best if scores[row] > 0]

    def coverage(self, query: Sequence[str], rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Returns, for each row, the share (0 to 1) of the query that its terms cover.

        A term weighs as much as it is rare (idf); one that no row has weighs most, so that a
        question in another language covers little and does not drag its few matches up.
        """
        wanted = dict.fromkeys(query)
        total = sum(map(self.rarity, wanted))
        covered = np.zeros(len(rows))
        for term in self._known(list(wanted)):
            covered += self._idf[term] * np.isin(rows, self._rows_with(term))
        share: npt.NDArray[np.float64] = covered / total if total > 0 else covered
        return share

    def rarity(self, term: str) -> float:
        """Returns a term's inverse document frequency in BM25's form."""
        row = self._engine.vocab_dict.get(term) if term else None
        return float(np.log(2 * self._rows + 2) if row is None else self._idf[row])

    def _known(self, query: Sequence[str]) -> list[int]:
        vocabulary = self._engine.vocab_dict
        return [vocabulary[term] for term in query if term and term in vocabulary]

    def _rows_with(self, term: int) -> npt.NDArray[Any]:
        scores = self._engine.scores
        return np.asarray(scores["indices"][scores["indptr"][term] : scores["indptr"][term + 1]])

    def save(self, folder: str) -> None:
        """Writes arrays (npy, no pickle) and the vocabulary (JSON) into a folder."""
        self._engine.save(folder, corpus=None, show_progress=False, allow_pickle=False)

    @classmethod
    def load(cls, folder: str, rows: int) -> LexicalIndex:
        """Reads what ``save`` wrote."""
        from bm25s import BM25

        engine = BM25.load(folder, load_corpus=False, mmap=False, allow_pickle=False)
        return cls(engine, rows)


def searchable_terms(text: str, context: str, language: str) -> list[str]:
    """Returns the terms of a chunk with those of what stands above it."""
    return terms(f"{context}\n{text}", language)

"""Hits -> sentences, each with a score of how well it answers the question."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.embedding import Vectors
from assistant.index.collection import Collection, sentence_id
from assistant.language import terms
from assistant.reading.bylines import is_byline
from assistant.reading.candidates import Candidate, candidates_of, evidence_of
from assistant.reading.examination import Examined
from assistant.reading.features import Features, Wanted, asks_itself, codes_missing, distance
from assistant.reading.sought import Sought
from assistant.reading.weights import ANSWERED, Floats, JudgedWeights, Seen, Weights
from assistant.types import Chunk, Evidence, Hit, Sentence

_CONTINUED_BELOW = 2.0
"""Log odds of a hit below which its sentences are quoted with what follows them."""
_RELATED = 0.15
"""How far below the closest sentence's cosine one may lie that speaks of the same thing."""


@dataclass(frozen=True, slots=True)
class EvidenceFinder:
    """Weighs the sentences of hits with the vectors and terms that the index keeps."""

    collection: Collection
    weights: Weights
    judged: JudgedWeights

    def find(
        self,
        question: str,
        language: str,
        vector: Vectors,
        hits: Sequence[Hit],
        examined: Sequence[Examined] = (),
    ) -> list[Evidence]:
        """Returns the sentences of the hits, best answer first.

        Args:
            vector: the question's, shape (dimension,).
            examined: the same hits as the judge reads them, if there is one.
        """
        sought = Sought.of(question, language)
        candidates = candidates_of(hits)
        bylines = self._bylines(hits) if "author" in sought.wants else []
        candidates += bylines
        if not candidates:
            return []
        far = distance(max(hit.similarity for hit in hits))
        rows = self.features(question, language, vector, candidates, far)
        if examined:
            named = [not row.names_missing for row in rows[len(rows) - len(bylines) :]]
            signed = [False] * (len(rows) - len(bylines)) + named
            odds = self.weights.log_odds(rows)
            found = self._judged(candidates, odds, examined, sought, signed)
        else:
            scored = zip(candidates, self.weights.probabilities(rows).tolist(), strict=True)
            found = [evidence_of(candidate, score) for candidate, score in scored]
        return sorted(found, key=lambda evidence: -evidence.score)

    def _bylines(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The headings of the hits that say who wrote their text."""
        found: dict[str, Candidate] = {}
        for chunk in (hit.chunk for hit in hits):
            document = self.collection.entries[chunk.document].document
            for position, line in enumerate(chunk.sentences):
                before = document.text[document.body.start : line.start]
                candidate = Candidate(chunk, position)
                if line.heading and is_byline(candidate.text, before, chunk.text):
                    found.setdefault(candidate.name, candidate)
        return list(found.values())

    def _judged(
        self,
        candidates: Sequence[Candidate],
        features: Floats,
        examined: Sequence[Examined],
        sought: Sought,
        signed: Sequence[bool],
    ) -> list[Evidence]:
        by_chunk = {one.hit.chunk.id: one for one in examined}
        read = [by_chunk[candidate.chunk.id] for candidate in candidates]
        spans = [
            one.span_within(candidate.sentence.start, candidate.sentence.end)
            for candidate, one in zip(candidates, read, strict=True)
        ]
        found = [
            evidence_of(
                candidate,
                0.0,
                span,
                continued=one.answerable < _CONTINUED_BELOW,
                listing=candidate.introduces,
            )
            for candidate, one, (span, _) in zip(candidates, read, spans, strict=True)
        ]
        seen = Seen(
            features,
            answerable=np.array([one.answerable for one in read]),
            bearing=np.array([one.bearing for one in read]),
            span=np.array([chance for _, chance in spans]),
            lacking=np.array([float(sought.lacking(evidence)) for evidence in found]),
            stated=np.array([float(sought.stated(evidence)) for evidence in found]),
            signed=np.array(signed, dtype=np.float64),
        )
        scored = zip(found, self.judged.scores(seen), ANSWERED.confidences(seen), strict=True)
        return [
            replace(evidence, score=float(chance), confidence=float(confidence))
            for evidence, chance, confidence in scored
        ]

    def related(self, vector: Vectors, sentences: Sequence[Evidence]) -> list[Evidence]:
        """Returns the sentences that are nearly as close to the question as the closest one.

        Args:
            vector: the question's, shape (dimension,).
        """
        if not sentences:
            return []
        named = [sentence_id(held.document, Sentence(held.start, held.end)) for held in sentences]
        cosines = self.collection.sentence_store.vectors_of(named) @ vector
        backgrounds = {
            language: float(part.background @ vector)
            for language, part in self.collection.partitions.items()
        }
        closeness = [
            float(cosine) - backgrounds[held.language]
            for held, cosine in zip(sentences, cosines, strict=True)
        ]
        least = max(closeness) - _RELATED
        pairs = zip(sentences, closeness, strict=True)
        return [held for held, close in pairs if close >= least]

    def features(
        self,
        question: str,
        language: str,
        vector: Vectors,
        candidates: Sequence[Candidate],
        far: float,
    ) -> list[Features]:
        """Returns one row a candidate.

        Args:
            far: the feature of that name.
        """
        cosines = self._cosines(vector, candidates)
        asked = self._asked(terms(question, language))
        wanted = Wanted.of(question, language)
        chunks = {candidate.chunk.id: candidate.chunk for candidate in candidates}
        languages = self.collection.partitions
        around = {
            name: _surroundings(chunk, languages, cosines, asked, wanted)
            for name, chunk in chunks.items()
        }
        return [
            _row(candidate, around[candidate.chunk.id], cosines, asked, wanted, far=far)
            for candidate in candidates
        ]

    def _cosines(self, vector: Vectors, candidates: Sequence[Candidate]) -> dict[str, float]:
        """Cosines by id of chunk and sentence, backgrounds by language."""
        chunks = list({candidate.chunk.id: candidate.chunk for candidate in candidates}.values())
        sentences = [sentence_id(c.document, line) for c in chunks for line in c.sentences]
        names = [chunk.id for chunk in chunks]
        of_chunks = self.collection.chunk_store.vectors_of(names) @ vector
        of_sentences = self.collection.sentence_store.vectors_of(sentences) @ vector
        backgrounds = {
            language: float(part.background @ vector)
            for language, part in self.collection.partitions.items()
        }
        return {
            **dict(zip(names, of_chunks.tolist(), strict=True)),
            **dict(zip(sentences, of_sentences.tolist(), strict=True)),
            **backgrounds,
        }

    def _asked(self, query: Sequence[str]) -> dict[str, float]:
        """The question's terms with their weights, which sum to 1."""
        weights = {term: self.collection.lexical.rarity(term) for term in query}
        total = sum(weights.values())
        return {term: weight / total for term, weight in weights.items()} if total else {}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the sentences of one chunk have in common."""

    background: float
    of_any_language: float
    """The highest of the languages' backgrounds."""
    chunk: float
    terms: float
    names_missing: float
    codes_missing: float


def _surroundings(
    chunk: Chunk,
    languages: Iterable[str],
    cosines: Mapping[str, float],
    asked: Mapping[str, float],
    wanted: Wanted,
) -> _Surroundings:
    words = f"{chunk.context}\n{chunk.text}"
    background = cosines[chunk.language]
    return _Surroundings(
        background=background,
        of_any_language=max(cosines[language] for language in languages),
        chunk=cosines[chunk.id] - background,
        terms=_share(asked, words, chunk.language),
        names_missing=wanted.unmentioned(words),
        codes_missing=codes_missing(wanted.codes, words),
    )


def _row(
    candidate: Candidate,
    around: _Surroundings,
    cosines: Mapping[str, float],
    asked: Mapping[str, float],
    wanted: Wanted,
    *,
    far: float,
) -> Features:
    words, heading = candidate.text, candidate.heading
    near = cosines[candidate.name]
    above = cosines[sentence_id(candidate.chunk.document, heading)] if heading else near
    # A table row is written in no language: numbers lie as near to any question as to another.
    background = around.of_any_language if " | " in words else around.background
    return Features(
        sentence=near - background,
        chunk=around.chunk,
        heading=max(0.0, above - near),
        terms=_share(asked, words, candidate.chunk.language),
        context_terms=around.terms,
        number=wanted.trace("number", words),
        date=wanted.trace("date", words),
        person=wanted.trace("person", words),
        names_missing=around.names_missing,
        codes_missing=around.codes_missing,
        is_question=float(asks_itself(words)),
        # A passage that mentions what the question names is not about something else.
        far=0.0 if wanted.names and not around.names_missing else far,
    )


def _share(asked: Mapping[str, float], words: str, language: str) -> float:
    held = _term_set(words, language)
    return math.fsum(weight for term, weight in asked.items() if term in held)


@lru_cache(maxsize=1 << 14)
def _term_set(words: str, language: str) -> frozenset[str]:
    return frozenset(terms(words, language))

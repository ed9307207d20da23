"""Claim -> sentences that may decide, what each does to it, and the verdict.

claim -> hits -> sentences near it -> features (judge, figures, names) -> stances -> Verdict
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from assistant.claims.comparatives import Comparison
from assistant.claims.comparing import Match
from assistant.claims.features import Beside, Claimed, StanceFeatures
from assistant.claims.naming import Swap
from assistant.claims.ranking import Ranking, rankings
from assistant.embedding import Embedder
from assistant.index.retriever import HybridRetriever
from assistant.language import terms
from assistant.reading.candidates import candidates_of, evidence_of
from assistant.reading.reader import Reader
from assistant.types import Evidence, Language

_WIDE = 24
"""Hits in which sentences that may decide are looked for."""
_READ = 20
"""Sentences that are weighed."""
_COMPARABLE = 1.0
"""What a figure of the same thing adds to how near a sentence is."""
_NEAR_SCALE = 4.0
"""By what the log odds of the features are divided, to be of the size of the other features."""
_ABOVE = {"ja": 80}
_ABOVE_SPACED = 200
"""Characters above a sentence that the judge reads with it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with all that is known of it beside a claim."""

    evidence: Evidence
    matches: tuple[Match, ...]
    swaps: tuple[Swap, ...]
    features: StanceFeatures
    ranking: Ranking | None = None
    """The figures of the two things that the claim compares, where the sentence has one of them."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A sentence that may decide, with two of its features."""

    evidence: Evidence
    near: float
    similar: float


_Held: TypeAlias = tuple[_Near, tuple[Match, ...]]
"""A sentence with the claim's figures and their counterparts in it."""


class Weigher:
    """Finds the sentences of one index that may decide about a claim, and weighs them.

    Args:
        retriever: finds passages.
        embedder: the retriever's.
        reader: holds the judge.
    """

    def __init__(self, retriever: HybridRetriever, embedder: Embedder, reader: Reader) -> None:
        self._retriever = retriever
        self._embedder = embedder
        self._reader = reader

    def weighed(self, claim: str, language: Language) -> list[Weighed]:
        """Returns the sentences nearest to a claim, nearest first."""
        claimed = Claimed.of(claim, language)
        near = self._near(claim, language)
        found = [(one, claimed.matches(one.evidence)) for one in near]
        compared = Comparison.of(claimed)
        ranked = rankings(compared, [one.evidence for one in near]) if compared else {}
        found.sort(key=lambda pair: (pair[0].evidence not in ranked, -_worth(*pair)))
        read = found[:_READ] if claimed.is_named else _in_turns(found)
        passages = [passage_of(one.evidence) for one, _ in read]
        scores = self._reader.stances(" ".join(claimed.text.split()), passages)
        weighed = []
        for (one, matched), judged in zip(read, scores, strict=True):
            beside = Beside.of(claimed, one.evidence, matched)
            features = beside.features(judged, one.near, one.similar)
            weighed.append(Weighed(one.evidence, matched, beside.swaps, features))
        return [_with_ranking(one, ranked.get(one.evidence)) for one in weighed]

    def _near(self, claim: str, language: Language) -> list[_Near]:
        vector = self._embedder.encode_query(claim)
        hits = self._retriever.hits_for(vector, terms(claim, language), _WIDE)
        candidates = candidates_of(hits)
        if not candidates:
            return []
        finder = self._reader.finder
        rows = finder.features(claim, language, vector, candidates, far=0.0)
        nearness = finder.weights.log_odds(rows) / _NEAR_SCALE
        return [
            _Near(evidence_of(candidate, 0.0), float(near), row.sentence)
            for candidate, near, row in zip(candidates, nearness, rows, strict=True)
        ]


def _with_ranking(one: Weighed, ranking: Ranking | None) -> Weighed:
    if ranking is None:
        return one
    features = replace(one.features, ranked=1.0 if ranking.agrees else -1.0)
    return replace(one, features=features, ranking=ranking)


def _worth(one: _Near, matched: Sequence[Match]) -> float:
    comparable = any(match.outcome in ("agrees", "differs") for match in matched)
    return one.near + _COMPARABLE * comparable


def _in_turns(found: Sequence[_Held]) -> list[_Held]:
    """The sentences to be read for a claim without figures and names, which no terms of another
    language find: half of them those that are nearest in meaning, of each language in turn."""
    first, others = list(found[: _READ // 2]), found[_READ // 2 :]
    alike = sorted(others, key=lambda pair: -pair[0].similar)
    of: dict[str, list[_Held]] = {}
    for pair in alike:
        of.setdefault(pair[0].evidence.language, []).append(pair)
    turns = [pair for row in zip_longest(*of.values()) for pair in row if pair is not None]
    return [*first, *turns[: _READ - len(first)]]


def passage_of(evidence: Evidence) -> str:
    """Returns what the judge reads: the end of what stands above a sentence, and the sentence."""
    above = evidence.above[-_ABOVE.get(evidence.language, _ABOVE_SPACED) :].strip()
    return f"{above}\n{evidence.text}" if above else evidence.text

"""The room's door: a claim in, a verdict with its quotes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from assistant.claims.deciding import ORDER, Decision, Stance, combined, decide
from assistant.claims.explaining import explained, of_parts
from assistant.claims.phrases import PHRASES
from assistant.claims.relating import ranked, relation
from assistant.claims.splitting import split_claim
from assistant.claims.weighing import Weigher
from assistant.claims.weights import StanceWeights
from assistant.reading.cite import Citer
from assistant.types import Citation, Language, Span, Verdict, VerdictName, WeighedCitation

Split = Callable[[str, Language], list[str]]
"""A claim -> the facts that it states."""
_MOST = 5
"""Quotes of a verdict."""


class Checker:
    """Checks claims against the sources of one index.

    Args:
        weigher: finds and weighs sentences.
        citer: makes the quotes.
        weights: of the features; others where the judge has no say.
    """

    def __init__(self, weigher: Weigher, citer: Citer, weights: StanceWeights) -> None:
        self._weigher = weigher
        self._citer = citer
        self._weights = weights

    def check(self, claim: str, language: Language, facts_of: Split | None = None) -> Verdict:
        """Returns what the sources say of a claim; of one with several facts, of each of them.

        Args:
            facts_of: takes a claim apart that the rules leave whole.
        """
        parts = split_claim(claim, language)
        if facts_of is not None and len(parts) == 1:
            parts = facts_of(parts[0], language)
        if not parts:
            return _verdict(claim, language, "nothing_to_check", PHRASES[language].nothing)
        checked = [self._checked(part, language) for part in parts]
        if len(parts) == 1:
            return replace(checked[0][0], claim=claim)
        verdicts = tuple(verdict for verdict, _ in checked)
        worst, confidence = combined([decision for _, decision in checked])
        deciding = sorted(verdicts, key=lambda one: ORDER.index(one.verdict))
        return replace(
            _verdict(claim, language, worst, of_parts(verdicts, language)),
            confidence=round(confidence, 4),
            evidence=_in_turns([verdict.evidence for verdict in deciding]),
            parts=verdicts,
        )

    def _checked(self, claim: str, language: Language) -> tuple[Verdict, Decision]:
        decision = decide(self._weigher.weighed(claim, language), self._weights)
        cited = [(stance, self._cited(stance, claim, language)) for stance in decision.stances]
        explanation = explained(decision, cited, language)
        verdict = replace(
            _verdict(claim, language, decision.verdict, explanation),
            confidence=round(decision.confidence, 4),
            evidence=tuple(_weighed(stance, citation) for stance, citation in cited),
        )
        return verdict, decision

    def _cited(self, stance: Stance, claim: str, language: Language) -> Citation:
        """Quotes a sentence; of a long one the part with the figure that decides."""
        weighed = stance.weighed
        figures = [match.stated for match in weighed.matches if match.stated is not None]
        if weighed.ranking is not None:
            figures = [weighed.ranking.of(weighed.evidence)]
        keep = Span(figures[0].start, figures[0].end) if figures else None
        return self._citer.evidence(weighed.evidence, claim, language, keep)


def _verdict(claim: str, language: Language, name: VerdictName, explanation: str) -> Verdict:
    return Verdict(claim, language, name, 0.0, (), (), explanation)


def _weighed(stance: Stance, citation: Citation) -> WeighedCitation:
    weighed = stance.weighed
    words = relation(weighed.matches, weighed.swaps) if stance.name == "contradicts" else ""
    if weighed.ranking is not None:
        words = ranked(weighed.ranking)
    return WeighedCitation(
        **asdict(citation), stance=stance.name, score=round(stance.score, 4), relation=words
    )


def _in_turns(groups: Sequence[Sequence[WeighedCitation]]) -> tuple[WeighedCitation, ...]:
    """The quotes of all parts, the best of each first; one may do different things to two."""
    depth = max(map(len, groups))
    found = {
        (held.id, held.stance): held
        for rank in range(depth)
        for group in groups
        for held in group[rank : rank + 1]
    }
    return tuple(found.values())[:_MOST]

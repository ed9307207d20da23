"""Weighed sentences -> the verdict, how sure it is, and the sentences it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.claims.comparing import Match
from assistant.claims.disputing import Pairs, disagreeing, mirrored
from assistant.claims.weighing import Weighed
from assistant.claims.weights import Floats, StanceWeights
from assistant.types import StanceName, VerdictName

_MOST = 5
"""Sentences that a verdict names."""
_NEAREST = 3
"""Sentences that are shown where none decides."""
_AMOUNTS = frozenset({"money", "measure"})
"""Kinds of figures that a source states as such, not in words."""
ORDER: tuple[VerdictName, ...] = (
    "contradicted",
    "disputed",
    "not_enough_evidence",
    "supported",
)
"""From the worst that can be said of a fact to the best."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What one sentence does to a claim."""

    weighed: Weighed
    name: StanceName
    score: float
    """Probability of that stance."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with what it rests on, what decides first."""

    verdict: VerdictName
    confidence: float
    stances: tuple[Stance, ...]

    def of(self, name: StanceName) -> tuple[Stance, ...]:
        """Returns the sentences of one stance."""
        return tuple(held for held in self.stances if held.name == name)


@dataclass(frozen=True, slots=True)
class Side:
    """The strongest sentence for a claim, or the strongest against it."""

    score: float
    """Probability that it does what the side says; 0 where there is none."""
    document: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What speaks for a claim, and what against it."""

    support: Side
    denial: Side
    paired: float
    """How sure two sentences are to be on either side that contradict each other without the claim
    as well; 0 where there are none."""


def decide(weighed: Sequence[Weighed], weights: StanceWeights) -> Decision:
    """Returns the verdict that the sentences allow."""
    if not weighed:
        return Decision("not_enough_evidence", 1.0, ())
    chances = weights.probabilities([one.features for one in weighed])
    pairs = disagreeing(weighed)
    chances = borne_out(mirrored(chances, pairs), weighed)
    stances = [_stance(one, row, weights) for one, row in zip(weighed, chances, strict=True)]
    both = sides(weighed, chances, pairs)
    verdict = verdict_of(both, weights)
    confidence = weights.calibrated(raw_confidence(verdict, both), verdict)
    return Decision(verdict, confidence, _shown(verdict, _led(stances, pairs)))


def borne_out(chances: Floats, weighed: Sequence[Weighed]) -> Floats:
    """Returns chances in which no sentence supports a claim with an amount that none has, where
    one of them has another amount of the claim.

    Args:
        chances: what the sentences do, shape (sentences, 3).
    """
    if not is_unborne([one.matches for one in weighed]):
        return chances
    return np.column_stack([np.zeros(len(chances)), chances[:, 1], chances[:, 0] + chances[:, 2]])


def is_unborne(found: Sequence[Sequence[Match]]) -> bool:
    """Whether a claim adds an amount that no sentence has to another one that a sentence has.

    Such an amount makes no sentence bear the claim out; one of the other's unit may be worked out.

    Args:
        found: for each sentence the claim's figures with their counterparts.
    """
    amounts = [one for one in zip(*found, strict=True) if one[0].claimed.kind in _AMOUNTS]
    borne = [any(match.outcome == "agrees" for match in of_one) for of_one in amounts]
    units = [of_one[0].claimed.unit for of_one in amounts]
    return any(borne) and any(
        not told and units.count(unit) == 1 for unit, told in zip(units, borne, strict=True)
    )


def _stance(one: Weighed, chances: Floats, weights: StanceWeights) -> Stance:
    supports, contradicts, neither = (float(chance) for chance in chances)
    if supports >= weights.supported and supports >= contradicts:
        return Stance(one, "supports", supports)
    if contradicts >= weights.contradicted and contradicts >= supports:
        return Stance(one, "contradicts", contradicts)
    return Stance(one, "unclear", neither)


def sides(weighed: Sequence[Weighed], chances: Floats, pairs: Pairs) -> Sides:
    """Returns the strongest sentence for and the strongest against.

    Args:
        weighed: the sentences of one claim.
        chances: what they do, shape (sentences, 3).
        pairs: of ``disagreeing``.
    """
    leans = chances[:, 0] >= chances[:, 1]
    return Sides(
        _strongest(weighed, chances[:, 0] * leans),
        _strongest(weighed, chances[:, 1] * ~leans),
        max((float(min(chances[one, 0], chances[other, 1])) for one, other in pairs), default=0.0),
    )


def _strongest(weighed: Sequence[Weighed], scores: Floats) -> Side:
    place = int(scores.argmax())
    return Side(float(scores[place]), weighed[place].evidence.document)


def verdict_of(both: Sides, weights: StanceWeights) -> VerdictName:
    """Returns what two sides come to.

    Disputed needs two documents: one that says both has to be read as a whole. What contradict
    each other without the claim as well leave no doubt that they do.
    """
    support, denial = both.support, both.denial
    supported = support.score >= weights.supported
    denied = denial.score >= weights.contradicted
    if not supported and not denied:
        return "not_enough_evidence"
    if both.paired >= weights.supported:
        return "disputed"
    if supported and denied:
        weaker, stronger = sorted((support.score, denial.score))
        if support.document != denial.document and weaker >= weights.opposed * stronger:
            return "disputed"
        denied = denial.score >= support.score
    return "contradicted" if denied else "supported"


def raw_confidence(verdict: VerdictName, both: Sides) -> float:
    """Returns the probability that the sides are as the verdict says, were they independent."""
    supports, contradicts = both.support.score, both.denial.score
    return {
        "supported": supports * (1 - contradicts),
        "contradicted": contradicts * (1 - supports),
        "disputed": supports * contradicts,
    }.get(verdict, (1 - supports) * (1 - contradicts))


def _led(stances: Sequence[Stance], pairs: Pairs) -> list[Stance]:
    """The surest first, before them those on either side that contradict each other: a sentence on
    another thing may contradict a claim more surely than the one that disputes it."""
    names = [one.name for one in stances]
    opposed = {
        place
        for one, other in pairs
        if {names[one], names[other]} == {"supports", "contradicts"}
        for place in (one, other)
    }
    order = sorted(range(len(stances)), key=lambda at: (at not in opposed, -stances[at].score))
    return [stances[place] for place in order]


def _shown(verdict: VerdictName, stances: Sequence[Stance]) -> tuple[Stance, ...]:
    """The first sentences of the sides that the verdict names; the nearest where none is."""
    wanted: dict[VerdictName, tuple[StanceName, ...]] = {
        "supported": ("supports",),
        "contradicted": ("contradicts",),
        "disputed": ("supports", "contradicts"),
    }
    sides = [[one for one in stances if one.name == name] for name in wanted.get(verdict, ())]
    if not sides:
        near = sorted(stances, key=lambda one: -one.weighed.features.near)[:_NEAREST]
        return tuple(Stance(one.weighed, "unclear", one.score) for one in near)
    # In turns, so that of five places both sides have some.
    depth = max(map(len, sides))
    turns = [side[rank] for rank in range(depth) for side in sides if rank < len(side)]
    return tuple(turns[:_MOST])


def combined(parts: Sequence[Decision]) -> tuple[VerdictName, float]:
    """Returns the verdict on a claim of several facts: as good as its worst part."""
    worst = min((part.verdict for part in parts), key=ORDER.index)
    chances = [part.confidence for part in parts if worst in ("supported", part.verdict)]
    confidence = float(np.prod(chances)) if worst == "supported" else max(chances)
    return worst, confidence

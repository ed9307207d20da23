"""Sentences on a claim's figures that contradict each other, whatever each does to the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.claims.comparing import Match, Outcome
from assistant.claims.weighing import Weighed
from assistant.claims.weights import Floats
from assistant.disagreements import Conflict, Stated, survey
from assistant.quantities import compare
from assistant.quantities.conversion import is_restated
from assistant.types import Evidence, Quantity

Pairs = frozenset[tuple[int, int]]
"""Places of two sentences among those weighed, in both orders."""


def disagreeing(weighed: Sequence[Weighed]) -> Pairs:
    """Returns which sentences of different documents disagree on a figure of the claim.

    One repeats it and the other has another value, and held against each other, without the
    claim, they contradict each other as well.
    """
    conflicts = [
        conflict
        for conflict in survey([one.evidence for one in weighed])
        if conflict.relation == "contradicts"
    ]
    found = {pair for conflict in conflicts for pair in _pairs(conflict, weighed)}
    return frozenset(found | {(other, one) for one, other in found})


def mirrored(chances: Floats, pairs: Pairs) -> Floats:
    """Returns chances in which what contradicts the surest sentence is as sure the other way.

    Args:
        chances: what the sentences do, shape (sentences, 3).
        pairs: of ``disagreeing``.
    """
    surest = int(chances[:, :2].max(axis=1).argmax()) if len(chances) else 0
    changed = chances.copy()
    for one, other in pairs:
        if one == surest:
            changed[other] = chances[one][[1, 0, 2]]
    return changed


def _pairs(conflict: Conflict, weighed: Sequence[Weighed]) -> Iterator[tuple[int, int]]:
    agreeing = list(_places(conflict, weighed, "agrees"))
    differing = list(_places(conflict, weighed, "differs"))
    for place, position in agreeing:
        for other, apart in differing:
            if position != apart and _document(weighed, place) != _document(weighed, other):
                yield place, other


def _places(
    conflict: Conflict, weighed: Sequence[Weighed], outcome: Outcome
) -> Iterator[tuple[int, int]]:
    """The sentences with a figure of that outcome that is a position's, and which one's.

    One of which another figure differs repeats something else; one on another case denies nothing.
    """
    for place, one in enumerate(weighed):
        if outcome == "agrees" and any(match.outcome == "differs" for match in one.matches):
            continue
        if outcome == "differs" and one.features.elsewhere:
            continue
        for number, position in enumerate(conflict.positions):
            if any(_states(one, held, outcome) for held in position):
                yield place, number


def _states(one: Weighed, held: Stated, outcome: Outcome) -> bool:
    """Whether a sentence says in a document what stands for it there: it speaks once only."""
    return one.evidence.document == held.document and any(
        match.stated is not None
        and held.quantity is not None
        and _does(match, outcome)
        and _is_one(match.stated, held.quantity, one.evidence)
        for match in one.matches
    )


def _does(match: Match, outcome: Outcome) -> bool:
    """Whether a figure has an outcome; one in a currency that the claim does not name may differ.

    Whether it does, the conversion tells that the agreeing sentence gives.
    """
    other_currency = match.relation == "currency" and match.outcome == "incomparable"
    return match.outcome == outcome or (outcome == "differs" and other_currency)


def _is_one(stated: Quantity, held: Quantity, evidence: Evidence) -> bool:
    """Whether two figures are equal, or one repeats the other in brackets in another currency."""
    if compare(stated, held).relation in ("equal", "rounding"):
        return True
    return is_restated(evidence.text, evidence.start, held, stated)


def _document(weighed: Sequence[Weighed], place: int) -> str:
    return weighed[place].evidence.document

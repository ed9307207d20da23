"""Sentences on a claim's figures that contradict each other, whatever each does to the claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from assistant.claims.comparing import Match, Outcome
from assistant.claims.weighing import Weighed
from assistant.claims.weights import Floats
from assistant.disagreements import Conflict, Stated, survey
from assistant.quantities import compare
from assistant.quantities.conversion import is_restated
from assistant.types import Evidence, Quantity

Pairs = frozenset[tuple[int, int]]
"""Places of two sentences among those weighed, in both orders."""
_LIKELY = 0.5
"""How sure a sentence has to be that is not the surest, for another one to be as sure."""


def disagreeing(weighed: Sequence[Weighed]) -> Pairs:
    """Returns which sentences of different documents disagree on a figure of the claim, or on whom
    it connects with what.

    One repeats the figure and the other has another value, and held against each other, without
    the claim, they contradict each other as well.
    """
    conflicts = [
        conflict
        for conflict in survey([one.evidence for one in weighed])
        if conflict.relation == "contradicts"
    ]
    found = {pair for conflict in conflicts for pair in _pairs(conflict, weighed)}
    found.update(_connected(weighed))
    return frozenset(found | {(other, one) for one, other in found})


def mirrored(chances: Floats, pairs: Pairs) -> Floats:
    """Returns chances in which what contradicts a sure sentence is as sure the other way.

    Args:
        chances: what the sentences do, shape (sentences, 3).
        pairs: of ``disagreeing``.
    """
    changed = chances.copy()
    sure = _surest(chances, range(len(chances))) | _likely(chances, {one for one, _ in pairs})
    for one, other in pairs:
        if one in sure and other not in sure:
            changed[other] = chances[one][[1, 0, 2]]
    return changed


def _likely(chances: Floats, places: Collection[int]) -> set[int]:
    """The surest of some sentences, if it is likely to decide which way."""
    return {one for one in _surest(chances, places) if chances[one, :2].max() >= _LIKELY}


def _surest(chances: Floats, places: Collection[int]) -> set[int]:
    return set(sorted(places, key=lambda one: -chances[one, :2].max())[:1])


def _connected(weighed: Sequence[Weighed]) -> Iterator[tuple[int, int]]:
    """Those that connect two names as the claim does, each with one that does otherwise."""
    says = [one.features.connected * (1 - 2 * one.features.negated) for one in weighed]
    for one, other in product(range(len(weighed)), repeat=2):
        if says[one] > 0 > says[other] and _document(weighed, one) != _document(weighed, other):
            yield one, other


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

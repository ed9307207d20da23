"""The figures of a claim beside those of a sentence: which of them speak of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from assistant.claims.apart import are_apart, are_other_years, may_be_one, shared_traits
from assistant.claims.bounds import nearest, overlapping
from assistant.claims.columns import of_column
from assistant.claims.dating import (
    Dated,
    DateOutcome,
    Side,
    beginning,
    bounded,
    of_figures,
    outside,
)
from assistant.claims.figures import ClaimedFigures, completed, in_name, is_choice
from assistant.claims.parallels import clauses, is_of_another, placed_names
from assistant.claims.recasting import Recaster, as_multiple
from assistant.claims.sharing import divides
from assistant.claims.stating import stated_facts
from assistant.facts.concepts import dimension
from assistant.facts.extraction import Fact
from assistant.facts.subjects import codes
from assistant.language import mentions, terms
from assistant.quantities import Relation, compare
from assistant.types import Evidence, Quantity

Outcome: TypeAlias = Literal["agrees", "differs", "incomparable", "absent"]

_AGREES: frozenset[Relation] = frozenset({"equal", "rounding"})
_ACCOUNTS = (
    frozenset({"rental", "amortised", "acquisition", "development"}),
    frozenset({"server", "rated"}),
)
"""Bases of which a figure has one."""
_BASES = {"rental": "rental", "amortisation": "amortised", "purchase": "acquisition"}
"""What is done by which a claim says the basis of an amount."""
_RANKS: tuple[Relation, ...] = (
    "equal", "rounding", "overlapping", "scale", "year", "different", "currency", "unit",
)  # fmt: skip
"""The order in which a sentence's figures are taken for the one that a claim means."""
_OUTCOMES: tuple[Outcome, ...] = ("agrees", "incomparable", "differs", "absent")
"""The order in which a sentence's dates are taken for the one that a claim means."""
_FARTHEST = 10_000
"""Times by which two figures of one thing are apart at most, but for a slip by powers of ten."""
_SIZE = 10
"""Times by which a figure may be apart from one that it contradicts."""


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a claim and the one of a sentence that speaks of the same thing."""

    claimed: Quantity
    stated: Quantity | None
    relation: Relation | None
    """None where the sentence has no such figure."""
    ratio: Decimal | None = None
    """Stated over claimed, where both are single numbers of one unit."""
    shared: int = 0
    """Of metric, activity, thing, named subject and time, those that both say and agree on."""
    dated: DateOutcome | None = None
    """What a bounded date comes to: "before 2030" beside "in 2028" agrees."""
    side: Side | None = None
    """How the claim bounds its date."""
    stated_side: Side | None = None
    """How the sentence bounds its own."""
    divided: bool = False
    """Whether one of the two is a total and the other a single one's part."""
    outside: bool = False
    """Whether the claim's date is before the time of which the sentence speaks, or its figure is
    reckoned on another basis."""

    @property
    def outcome(self) -> Outcome:
        """What the sentence does to the figure."""
        if self.stated is None or self.relation is None:
            return "absent"
        if self.dated is not None:
            return self.dated
        if self.relation in _AGREES:
            return "incomparable" if self.divided else "agrees"
        if self.relation in ("unit", "currency"):
            return "differs" if self.is_mistaken_unit else "incomparable"
        if self.relation == "overlapping":
            return overlapping(self.claimed, self.stated)
        return "differs"

    @property
    def outlying(self) -> bool:
        """Whether the two differ by so much that they hardly measure the same: not by a slip of a
        power of ten."""
        return self.outcome == "differs" and self.relation != "scale" and _times(self) > _SIZE

    @property
    def is_mistaken_unit(self) -> bool:
        """Whether it is the same number of something else: 10 billion yen for as many dollars."""
        assert self.stated is not None
        one, other = self.claimed, self.stated
        same = (one.value, one.low, one.high) == (other.value, other.low, other.high)
        return same and (self.relation == "currency" or dimension(one) != dimension(other))


def matches(claimed: ClaimedFigures, evidence: Evidence) -> tuple[Match, ...]:
    """Returns each figure and date of a claim with its counterpart in a sentence."""
    told = [one for one in evidence.quantities if not _is_named(one, evidence)]
    quantities = completed(evidence.text, told, evidence.start)
    stated = stated_facts(evidence, quantities) if claimed.facts else []
    told_facts = [held.quantity for held in stated]
    restated = [one for one in quantities if one.kind != "date" and one not in told_facts]
    of_facts = [_of_fact(fact, claimed, stated, restated, evidence) for fact in claimed.facts]
    meant = {held.stated.start for held in of_facts if held.stated and held.outcome == "agrees"}
    of_facts = [_absent(held.claimed) if _is_of(held, meant) else held for held in of_facts]
    of_facts = _chosen(of_facts, claimed)
    told_dates = of_figures([one for one in told if one.kind == "date"], stated, meant)
    of_dates = [_of_date(claimed, date, told_dates, evidence) for date in claimed.dates]
    if of_facts and not any(match.outcome == "agrees" for match in of_facts):
        # Another figure of another year is no contradiction, only something else.
        of_dates = [_absent(one.claimed) if one.outcome == "differs" else one for one in of_dates]
    return (*of_facts, *of_dates)


def _chosen(found: Sequence[Match], claimed: ClaimedFigures) -> list[Match]:
    """Where one of two figures agrees that a claim leaves a choice of, the other is not denied."""
    chosen = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if is_choice(one.claimed, other.claimed, claimed.text, claimed.language):
            for at, held, beside in ((place, one, other), (place + 1, other, one)):
                if held.outcome == "differs" and beside.outcome == "agrees":
                    chosen[at] = _absent(held.claimed)
    return chosen


def _is_of(match: Match, meant: set[int]) -> bool:
    """Whether a figure is held against one that answers another of the claim's figures."""
    differs = match.outcome == "differs" and match.relation != "scale"
    return differs and match.stated is not None and match.stated.start in meant


def _is_named(figure: Quantity, evidence: Evidence) -> bool:
    return figure.kind == "count" and in_name(figure, evidence.text, evidence.start)


def _of_date(
    figures: ClaimedFigures, date: Quantity, dates: Sequence[Quantity], evidence: Evidence
) -> Match:
    claimed = Dated.of(date, figures.text, 0, figures.language)
    told = beginning(
        [Dated.of(one, evidence.text, evidence.start, evidence.language) for one in dates]
    )
    alike = [stated for stated in told if stated.side == claimed.side]
    found = [
        replace(
            _match(date, stated.figure),
            dated=bounded(claimed, stated),
            side=claimed.side,
            stated_side=stated.side,
            outside=outside(claimed, stated),
        )
        for stated in (alike if claimed.side and alike else told)
    ]
    return _best(sorted(found, key=lambda match: _OUTCOMES.index(match.outcome)), date)


def _of_fact(
    fact: Fact,
    claimed: ClaimedFigures,
    stated: Sequence[Fact],
    restated: Sequence[Quantity],
    evidence: Evidence,
) -> Match:
    """The figure of a sentence that measures the same, or its conversion."""
    above = any(mentions(evidence.above, subject) for subject in fact.subjects)
    if fact.codes and not above and not any(mentions(evidence.text, s) for s in fact.subjects):
        return _absent(fact.quantity)
    own_names = _named_in(fact.clause, claimed.owners) or claimed.owners
    held_by = [*fact.subjects, *own_names]
    recaster = Recaster.of(claimed.text, claimed.language, evidence)
    told = [recaster.pair(fact, held) for held in of_column(stated, held_by, evidence)]
    comparable = [(one, held) for one, held in told if may_be_one(_said_of(one, claimed), held)]
    alike = [
        (one, held)
        for one, held in comparable
        if held.products & one.products and fact.quantity.kind != "factor"
    ]
    held_against = [
        (_held_against(one, held, falling=recaster.falling), are_apart(one, held), held)
        for one, held in _beside(alike or comparable, own_names, evidence.language)
    ]
    own = [
        match
        for match, apart, held in held_against
        if match.outcome != "differs"
        or not (apart or (fact.codes and not held.codes and not above))
    ]
    if _is_of_year(fact, held_against):
        of_others = [match for match, _, held in held_against if are_other_years(fact, held)]
        own = [match for match in own if match not in of_others]
    if any(match.outcome == "agrees" for match in own) and _is_crossed(fact, claimed, evidence):
        own = [match for match in own if match.outcome != "agrees"]
    other = [_match(fact.quantity, q) for q in restated if q.unit == fact.quantity.unit]
    best = _best([*own, *other], fact.quantity)
    if best.stated is None:
        return best
    divided = divides(claimed.text, claimed.language, best.stated, evidence)
    return replace(best, divided=divided)


def _said_of(fact: Fact, claimed: ClaimedFigures) -> Fact:
    """A fact with all that a factor is between: of "A is 14 times B" a text may name either."""
    if fact.quantity.kind != "factor" or not fact.codes:
        return fact
    return replace(fact, codes=frozenset(code.name for code in codes(claimed.text)))


def _is_of_year(claimed: Fact, found: Sequence[tuple[Match, bool, Fact]]) -> bool:
    """Whether a sentence has another figure for the year of the claim's."""
    return any(
        match.outcome == "differs" and claimed.years & held.years for match, _, held in found
    )


def _held_against(claimed: Fact, stated: Fact, *, falling: bool) -> Match:
    ours, theirs = claimed.quantity, stated.quantity
    if falling:
        ours, theirs = as_multiple(ours, theirs), as_multiple(theirs, ours)
    match = _match(ours, theirs)
    said = claimed.bases | {_BASES[name] for name in claimed.activities & _BASES.keys()}
    other = any(
        said & group and stated.bases & group and not said & stated.bases for group in _ACCOUNTS
    )
    return replace(match, shared=shared_traits(claimed, stated), outside=other)


def _is_crossed(fact: Fact, claimed: ClaimedFigures, evidence: Evidence) -> bool:
    """Whether a claim has the words of another clause than that of its figure."""
    if claimed.language != evidence.language or "|" in evidence.text:
        return False  # the first cell of a row says what all of it is about
    said = [held.quantity for held in claimed.facts]
    used = set(terms(claimed.text, claimed.language))
    return is_of_another(used, fact.quantity, said, clauses(evidence))


@lru_cache(maxsize=1 << 13)  # the figures of a claim ask for the same clauses
def _named_in(clause: str, named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in named if mentions(clause, name))


def _beside(
    stated: Sequence[tuple[Fact, Fact]], named: tuple[str, ...], language: str
) -> list[tuple[Fact, Fact]]:
    """The facts whose clause mentions most of the names, or goes on without a name of its own."""
    counts = [len(_named_in(held.clause, named)) for _, held in stated]
    most = max(counts, default=0)
    return [
        pair
        for pair, count in zip(stated, counts, strict=True)
        if count == most or not placed_names(pair[1].clause, language)
    ]


def _best(found: Sequence[Match], claimed: Quantity) -> Match:
    near = [match for match in found if match.relation == "scale" or _times(match) <= _FARTHEST]
    return min(near, key=_rank, default=_absent(claimed))


def _absent(claimed: Quantity) -> Match:
    return Match(claimed, None, None)


def _match(claimed: Quantity, stated: Quantity) -> Match:
    compared = compare(claimed, stated)
    return Match(claimed, stated, compared.relation, compared.ratio)


def _rank(match: Match) -> tuple[int, bool, Decimal]:
    """Better relations first, then the same number, then the smaller distance."""
    assert match.relation is not None
    rank = _RANKS.index(match.relation)
    if match.relation in ("unit", "currency"):
        return rank, not match.is_mistaken_unit, _times(match)
    return rank, False, _times(match)


def _times(match: Match) -> Decimal:
    """How many times the larger figure is the smaller one."""
    if match.ratio is None and match.stated and match.relation in ("overlapping", "different"):
        return nearest(match.claimed, match.stated)
    if match.ratio is None:
        return Decimal(1)
    ratio = abs(match.ratio)
    return max(ratio, 1 / ratio) if ratio else Decimal(_FARTHEST)

"""The figures of a claim beside those of a sentence: which of them speak of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.claims.wording import words
from assistant.facts.concepts import dimension
from assistant.facts.extraction import Fact, extract
from assistant.facts.subjects import same_code
from assistant.language import fold, mentions
from assistant.quantities import Relation, compare, parse
from assistant.quantities.comparison import Interval
from assistant.types import Evidence, Quantity

Outcome: TypeAlias = Literal["agrees", "differs", "incomparable", "absent"]

_AGREES: frozenset[Relation] = frozenset({"equal", "rounding"})
_FAMILY = {"price": "cost", "rent": "cost"}
"""Metrics whose figures answer each other."""
_MISTAKEN = {"percent", "factor"}
"""Dimensions that are taken for one another: growth by 2.4% and by a factor of 2.4."""
_RANKS: tuple[Relation, ...] = (
    "equal", "rounding", "overlapping", "scale", "year", "different", "currency", "unit",
)  # fmt: skip
"""The order in which a sentence's figures are taken for the one that a claim means."""
_FARTHEST = 10_000
"""Times by which two figures of one thing are apart at most, but for a slip by powers of ten."""
_BESIDE = 14
"""Characters beside a year in which a word bounds it: "by the end of 2028"."""


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a claim and the one of a sentence that speaks of the same thing."""

    claimed: Quantity
    stated: Quantity | None
    relation: Relation | None
    """None where the sentence has no such figure."""
    ratio: Decimal | None = None
    """Stated over claimed, where both are single numbers of one unit."""
    bounded: bool = False
    """Whether the claim only bounds a date that the sentence gives: "before 2030"."""

    @property
    def outcome(self) -> Outcome:
        """What the sentence does to the figure."""
        if self.stated is None or self.relation is None:
            return "absent"
        if self.relation in _AGREES:
            return "agrees"
        if self.relation in ("unit", "currency"):
            return "differs" if self._is_mistaken_unit else "incomparable"
        if self.relation == "overlapping":
            return _overlapping(self.claimed, self.stated)
        return "incomparable" if self.bounded else "differs"

    @property
    def _is_mistaken_unit(self) -> bool:
        """The same number of something else: 10 billion yen for 10 billion dollars."""
        assert self.stated is not None
        one, other = self.claimed, self.stated
        same = (one.value, one.low, one.high) == (other.value, other.low, other.high)
        return same and (self.relation == "currency" or dimension(one) != dimension(other))


def claimed_facts(claim: str, language: str) -> tuple[tuple[Fact, ...], tuple[Quantity, ...]]:
    """Returns the facts that a claim's figures state, and its dates."""
    figures = parse(claim, language)
    dates = tuple(figure for figure in figures if figure.kind == "date")
    return extract(claim, 0, language, figures), dates


def matches(
    claim: str,
    language: str,
    facts: Sequence[Fact],
    dates: Sequence[Quantity],
    evidence: Evidence,
) -> tuple[Match, ...]:
    """Returns each figure and date of a claim with its counterpart in a sentence."""
    stated = extract(
        evidence.text, evidence.start, evidence.language, evidence.quantities, evidence.above
    )
    restated = [
        figure
        for figure in evidence.quantities
        if figure.kind != "date" and all(figure != held.quantity for held in stated)
    ]
    around = f"{evidence.above}\n{evidence.text}"
    of_facts = [_of_fact(fact, stated, restated, around) for fact in facts]
    of_dates = [_of_date(claim, language, date, evidence) for date in dates]
    if of_facts and not any(match.outcome == "agrees" for match in of_facts):
        # Another figure of another year is no contradiction, only something else.
        of_dates = [
            Match(match.claimed, None, None) if match.outcome == "differs" else match
            for match in of_dates
        ]
    return (*of_facts, *of_dates)


def _of_date(claim: str, language: str, date: Quantity, evidence: Evidence) -> Match:
    told = [figure for figure in evidence.quantities if figure.kind == "date"]
    bounded = _is_bounded(claim, date, 0, language)
    found = []
    for other in told:
        as_bounded = bounded and not _is_bounded(
            evidence.text, other, evidence.start, evidence.language
        )
        found.append(replace(_match(date, _as_coarse(other, date)), bounded=as_bounded))
    return _best(found, date)


def _as_coarse(stated: Quantity, claimed: Quantity) -> Quantity:
    """A day as its year, where the claim names a span of years."""
    if claimed.value is not None or stated.value is None or stated.unit == "year":
        return stated
    return replace(stated, value=Decimal(str(stated.value)[:4]), unit="year")


def _is_bounded(text: str, date: Quantity, start: int, language: str) -> bool:
    """Whether a word beside a date makes it a bound: by, before, since, までに."""
    low, high = date.start - start, date.end - start
    beside = f"{text[max(0, low - _BESIDE) : low]} {text[low : high + _BESIDE // 3]}"
    return words("bound", language).search(fold(beside)) is not None


def _of_fact(
    fact: Fact, stated: Sequence[Fact], restated: Sequence[Quantity], around: str
) -> Match:
    """The figure of a sentence that measures the same, or its conversion."""
    if fact.codes and not any(mentions(around, subject) for subject in fact.subjects):
        return Match(fact.quantity, None, None)
    own = [
        match
        for held in stated
        if _of_one(fact, held)
        for match in [_match(fact.quantity, held.quantity)]
        if match.outcome != "differs" or not _apart(fact, held)
    ]
    other = [_match(fact.quantity, q) for q in restated if q.unit == fact.quantity.unit]
    return _best([*own, *other], fact.quantity)


def _apart(claimed: Fact, stated: Fact) -> bool:
    """Whether two facts are told apart by year, basis or what is counted, so that other figures
    are no contradiction."""
    if any(
        one and other and not one & other
        for one, other in ((claimed.years, stated.years), (claimed.bases, stated.bases))
    ):
        return True
    counted = dimension(claimed.quantity) == "count"
    shared = (
        claimed.things & stated.things
        or claimed.codes & stated.codes
        or (claimed.metric and claimed.metric == stated.metric)
    )
    return counted and not shared


def _of_one(claimed: Fact, stated: Fact) -> bool:
    """Whether two facts may speak of the same thing: nothing that both name tells them apart."""
    measured = {dimension(claimed.quantity), dimension(stated.quantity)}
    if len(measured) > 1 and measured != _MISTAKEN:
        return False
    one, other = (_FAMILY.get(held.metric or "", held.metric) for held in (claimed, stated))
    if one and other and one != other:
        return False
    named = claimed.codes and stated.codes
    return not named or any(same_code(a, b) for a in claimed.codes for b in stated.codes)


def _best(found: Sequence[Match], claimed: Quantity) -> Match:
    near = [match for match in found if match.relation == "scale" or _times(match) <= _FARTHEST]
    return min(near, key=_rank, default=Match(claimed, None, None))


def _match(claimed: Quantity, stated: Quantity) -> Match:
    compared = compare(claimed, stated)
    return Match(claimed, stated, compared.relation, compared.ratio)


def _rank(match: Match) -> tuple[int, Decimal]:
    """Better relations first, then the smaller distance."""
    assert match.relation is not None
    return _RANKS.index(match.relation), _times(match)


def _times(match: Match) -> Decimal:
    """How many times the larger figure is the smaller one."""
    if match.ratio is None:
        return Decimal(1)
    ratio = abs(match.ratio)
    return max(ratio, 1 / ratio) if ratio else Decimal(_FARTHEST)


def _overlapping(claimed: Quantity, stated: Quantity) -> Outcome:
    """Whether all that a sentence allows lies within what the claim allows, or none of it.

    The way figures are written leaves some room; where neither is approximate, a number outside
    a bound is outside.
    """
    if claimed.kind == "date" and claimed.value is not None and stated.value is not None:
        return "agrees" if str(stated.value).startswith(str(claimed.value)) else "incomparable"
    allowed, given = Interval.of(claimed), Interval.of(stated)
    if _covers(claimed, allowed, given):
        return "agrees"
    exact = given.point is not None and not (claimed.approximate or stated.approximate)
    return "differs" if exact and allowed.point is None else "incomparable"


def _covers(claimed: Quantity, allowed: Interval, given: Interval) -> bool:
    strict = claimed.exclusive and given.point is not None
    above = allowed.low is None or (
        given.low is not None and (given.low > allowed.low if strict else given.low >= allowed.low)
    )
    below = allowed.high is None or (
        given.high is not None
        and (given.high < allowed.high if strict else given.high <= allowed.high)
    )
    return above and below

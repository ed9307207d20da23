"""What tells the facts of a claim and of a sentence apart, and what they have in common."""

from __future__ import annotations

from assistant.claims.naming import is_chip
from assistant.facts.concepts import dimension
from assistant.facts.extraction import Fact
from assistant.facts.subjects import same_code

_FAMILY = {"price": "cost", "rent": "cost"}
"""Metrics whose figures answer each other."""
_MISTAKEN = {"percent", "factor"}
"""Dimensions that are taken for one another: growth by 2.4% and by a factor of 2.4."""


def are_apart(claimed: Fact, stated: Fact) -> bool:
    """Whether two facts are told apart by year, basis or what is counted, so that other figures
    are no contradiction."""
    if are_other_years(claimed, stated):
        return True
    if claimed.bases and stated.bases and not claimed.bases & stated.bases:
        return True
    timeless = claimed.years and not stated.years and not claimed.codes
    counted = dimension(claimed.quantity) == "count"
    shared = (
        claimed.things & stated.things
        or claimed.codes & stated.codes
        or (claimed.metric and claimed.metric == stated.metric)
    )
    return bool(timeless or (counted and not shared))


def are_other_years(claimed: Fact, stated: Fact) -> bool:
    """Whether two facts are of different years: of two spans neither lies within the other."""
    one, other = claimed.years, stated.years
    return bool(one and other) and not (one <= other or other <= one)


def shared_traits(claimed: Fact, stated: Fact) -> int:
    """Returns how many of the things that tell facts apart both name alike."""
    return sum(
        (
            claimed.metric is not None and claimed.metric == stated.metric,
            bool(claimed.activities & stated.activities),
            bool(claimed.things & stated.things),
            any(same_code(one, other) for one in claimed.codes for other in stated.codes),
            claimed.time is not None and claimed.time == stated.time,
        )
    )


def may_be_one(claimed: Fact, stated: Fact) -> bool:
    """Whether two facts may speak of the same thing: nothing that both name tells them apart."""
    measured = {dimension(claimed.quantity), dimension(stated.quantity)}
    if len(measured) > 1 and measured != _MISTAKEN:
        return False
    if {claimed.time, stated.time} == {"now", "later"}:
        return False
    one, other = (_FAMILY.get(held.metric or "", held.metric) for held in (claimed, stated))
    if one and other and one != other:
        return False
    if claimed.codes and stated.codes:
        return _same_codes(claimed, stated)
    # BLOOM is no GPT-3, though one is a name with a number and the other is not.
    return not (claimed.products and stated.codes) or bool(claimed.products & stated.products)


def _same_codes(claimed: Fact, stated: Fact) -> bool:
    """Whether chips are held against chips and models against models: one runs on the other."""
    said, told = ({is_chip(code) for code in fact.codes} for fact in (claimed, stated))
    return all(
        any(
            same_code(a, b)
            for a in claimed.codes
            for b in stated.codes
            if is_chip(a) == is_chip(b) == sort
        )
        for sort in said & told
    )

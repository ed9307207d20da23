"""A figure in the form of another: 0.375 as 37.5 percent, a fall to a tenth as one by ten times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.claims.opposites import ends
from assistant.facts.extraction import Fact
from assistant.quantities import Relation, compare
from assistant.quantities.comparison import in_unit
from assistant.types import Evidence, Quantity

LARGE = 1_000_000
"""From which on a bare number may be an amount of money."""
ENDS = re.compile(r"\s*(?:[.,;:!?)。、|]|$|(?:für|for|im|in|pro|per)\b)")
"""What follows a number that counts nothing named behind it."""
_MANY_HOURS = 100_000
"""More than eleven years."""
_WHOLE = Decimal(100)
_TO = re.compile(r"\b(?:to|auf)\s+(?:about\s|around\s|etwa\s|rund\s)?@|@\s*(?:に|まで)")
"""What makes a percentage the one to which something falls."""
_SAME: frozenset[Relation] = frozenset({"equal", "rounding"})


@lru_cache(maxsize=1 << 12)  # the sentences near one claim are near others
def _way(text: str, language: str) -> int | None:
    """Whether a text says that something rises, 1, or falls, -1."""
    return ends(text, language).get("direction")


def as_multiple(figure: Quantity, other: Quantity) -> Quantity:
    """Returns the tenth to which something falls as the factor by which it does, beside a factor.

    "To at most a tenth" is meant as "by at most ten times".
    """
    if figure.kind != "factor" or other.kind != "factor" or not figure.value or not other.value:
        return figure
    if not figure.value < 1 < other.value:
        return figure
    times = 1 / figure.value
    low, high = (None if end is None else times for end in (figure.low, figure.high))
    return replace(figure, value=times, low=low, high=high)


def as_times(figure: Quantity, other: Quantity) -> Quantity:
    """Returns the percentage by which something falls as the factor by which it does.

    "By 90 percent" is "by ten times"; beside anything but that factor it stays.
    """
    given = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    if figure.unit != "%" or not given or not all(0 < end < _WHOLE for end in given):
        return figure
    if other.kind != "factor" or not (other.value or other.low or other.high or 0) > 1:
        return figure
    value, low, high = (
        None if end is None else _WHOLE / (_WHOLE - end)
        for end in (figure.value, figure.low, figure.high)
    )
    times = replace(figure, kind="factor", unit=other.unit, value=value, low=low, high=high)
    return times if compare(times, other).relation in _SAME else figure


def as_share(figure: Quantity, other: Quantity) -> Quantity:
    """Returns a bare number below one as percent, beside a percentage."""
    given = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    bare = figure.kind in ("count", "factor") and given and all(0 < end < 1 for end in given)
    if not bare or other.unit != "%":
        return figure
    value, low, high = (
        None if end is None else 100 * end for end in (figure.value, figure.low, figure.high)
    )
    return replace(figure, kind="percent", unit="%", value=value, low=low, high=high)


def as_chip_hours(figure: Quantity, other: Quantity) -> Quantity:
    """Returns hours that no single machine runs as those of chips, beside hours of chips."""
    many = (figure.value or figure.low or Decimal(0)) >= _MANY_HOURS
    if figure.unit != "hour" or other.unit != "chip_hour" or not many:
        return figure
    return replace(figure, unit="chip_hour")


def as_money(figure: Quantity, other: Quantity, after: str) -> Quantity:
    """Returns a large number of nothing named as the amount of money that it equals.

    Args:
        after: the text behind the number.
    """
    bare = figure.kind == "count" and (figure.value or Decimal(0)) >= LARGE
    if not bare or other.kind != "money" or "/" in other.unit or not ENDS.match(after):
        return figure
    paid = replace(figure, kind="money", unit=other.unit)
    return paid if compare(other, paid).agrees else figure


def as_rate(figure: Quantity, other: Quantity, beside: Sequence[Quantity]) -> Quantity:
    """Returns a figure as one of a unit, beside a rate: of "1 kWh: 381 g" or with its number.

    Args:
        figure: without that unit.
        other: the rate, such as 381 g/kWh.
        beside: the figures of the text that ``figure`` stands in.
    """
    root, per, unit = other.unit.partition("/")
    if per and figure.unit == f"{root}/chip_{unit}":
        return replace(figure, unit=other.unit)
    if not per or "/" in figure.unit or in_unit(figure, root) is None:
        return figure
    rated = any(held.unit == unit and held.value == 1 for held in beside)
    same = compare(replace(other, unit=root), figure).relation in _SAME
    if not (same or rated):
        return figure
    return replace(figure, unit=f"{figure.unit}/{unit}", kind=other.kind)


@dataclass(frozen=True, slots=True)
class Recaster:
    """Gives the figures of a claim and a sentence one form, where they mean the same."""

    claim: str
    evidence: Evidence
    falling: bool
    """Whether something falls: to a fifth is not by a fifth."""
    lessening: bool
    """Whether it does in both."""

    @classmethod
    def of(cls, claim: str, language: str, evidence: Evidence) -> Recaster:
        """Reads which way a claim and a sentence go."""
        ways = {_way(claim, language), _way(evidence.text, evidence.language)}
        return cls(claim, evidence, -1 in ways, ways == {-1})

    def pair(self, claimed: Fact, stated: Fact) -> tuple[Fact, Fact]:
        """Returns both, each in the form of the other."""
        one, other = claimed.quantity, stated.quantity
        start, begin = other.start - self.evidence.start, other.end - self.evidence.start
        after = self.evidence.text[begin:], self.claim[one.end :]
        around = f"{self.evidence.text[:start]}@{after[0]}", f"{self.claim[: one.start]}@{after[1]}"
        if self.lessening and not any(_TO.search(text) for text in around):
            one, other = as_times(one, other), as_times(other, one)
        told = self._recast(other, one, self.evidence.quantities, after[0])
        return _with(claimed, self._recast(one, told, (), after[1])), _with(stated, told)

    def _recast(
        self, figure: Quantity, other: Quantity, beside: Sequence[Quantity], after: str
    ) -> Quantity:
        if not self.falling or figure.kind != "factor":
            figure = as_share(figure, other)
        figure = as_money(as_chip_hours(figure, other), other, after)
        return as_rate(figure, other, beside)


def _with(fact: Fact, quantity: Quantity) -> Fact:
    """A fact with its figure in another form, of which its metric may no longer be true."""
    same = (fact.quantity.unit, fact.quantity.kind) == (quantity.unit, quantity.kind)
    return fact if same else replace(fact, quantity=quantity, metric=None)

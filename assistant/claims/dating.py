"""The dates of a claim beside those of a sentence, where either may be a bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.claims.wording import words
from assistant.facts.extraction import Fact
from assistant.language import fold
from assistant.types import Quantity

DateOutcome: TypeAlias = Literal["agrees", "differs", "incomparable"]
Side: TypeAlias = Literal["until", "before", "since", "after"]
"""Which way a bound lets time run; ``before`` and ``after`` leave the date itself out."""

_SIDES: tuple[Side, ...] = ("since", "before", "after", "until")
_BEFORE = 64
_BEHIND = 64
"""Characters beside a date in which words bound it: "by the end of 2028"."""
_FIRST = {4: "0101", 6: "01", 8: ""}
_LAST = {4: "1231", 6: "31", 8: ""}
"""What completes a date of so many digits to its first and last day."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a text uses it.

    Args:
        figure: the date or span of dates.
        side: which way it bounds, if it does.
        lasting: whether something has gone on since then, which says nothing of what was before.
        begin: the first day of what goes on until then, where the sentence has it.
    """

    figure: Quantity
    side: Side | None
    lasting: bool = False
    begin: Decimal | None = None

    @classmethod
    def of(cls, figure: Quantity, text: str, start: int, language: str) -> Dated:
        """Reads the words beside a date.

        Args:
            figure: one of the text's.
            text: a claim or a sentence.
            start: where the text begins, in the figure's count of characters.
            language: of the text.
        """
        low, high = figure.start - start, figure.end - start
        beside = f"{fold(text[max(0, low - _BEFORE) : low])}@{fold(text[high : high + _BEHIND])}"
        side = next((name for name in _SIDES if words(name, language).search(beside)), None)
        return cls(figure, side, words("lasting", language).search(beside) is not None)

    @property
    def days(self) -> tuple[Decimal | None, Decimal | None]:
        """First and last day that it allows, as yyyymmdd; none where it is open."""
        low = self.figure.value if self.figure.value is not None else self.figure.low
        high = self.figure.value if self.figure.value is not None else self.figure.high
        first, last = _day(low, _FIRST), _day(high, _LAST)
        if self.side == "until":
            return self.begin, last
        if self.side == "since":
            return first, None
        if self.side == "before":
            return None, None if first is None else first - 1
        if self.side == "after":
            return None if last is None else last + 1, None
        return first, last


def outside(claimed: Dated, stated: Dated) -> bool:
    """Whether a claim speaks of the time before something that has gone on since."""
    begin, end = stated.days[0], claimed.days[1]
    if not stated.lasting or claimed.side == "since" or begin is None or end is None:
        return False
    return end // 10_000 <= begin // 10_000 if claimed.side == "until" else end < begin


def beginning(told: Sequence[Dated]) -> list[Dated]:
    """Returns the dates of a sentence, of which none is open towards what was before all others.

    What a contract of 2024 plans until 2028 does not begin before 2024.
    """
    begins = [date.days[0] for date in told if date.side is None]
    first = min((day for day in begins if day is not None), default=None)
    if first is None:
        return list(told)
    return [
        replace(date, begin=first)
        if date.side == "until" and first <= (date.days[1] or 0)
        else date
        for date in told
    ]


def of_figures(
    told: Sequence[Quantity], figures: Sequence[Fact], meant: set[int]
) -> list[Quantity]:
    """Returns the dates of a sentence without the years of other figures than those meant.

    Args:
        told: the dates.
        figures: of the sentence, with the years for which they hold.
        meant: where those begin that a claim repeats.
    """
    own = {year for held in figures if held.quantity.start in meant for year in held.years}
    kinds = {held.quantity.kind for held in figures if held.quantity.start in meant}
    others = [held for held in figures if held.quantity.start not in meant]
    theirs = {year for held in others if held.quantity.kind in kinds for year in held.years}
    if not own:
        return list(told)
    return [date for date in told if not _years(date) & (theirs - own)]


def _years(date: Quantity) -> set[int]:
    return {int(str(end)[:4]) for end in (date.value, date.low, date.high) if end is not None}


def bounded(claimed: Dated, stated: Dated) -> DateOutcome | None:
    """Returns what a stated date does to a claimed one, where one is a bound or a span.

    Nothing for two single dates of which neither is a bound, or both are of one kind, and for
    two spans of years that overlap: these compare as they are written.

    >>> before_2030, in_2028 = Dated(year_2030, "before"), Dated(year_2028, None)
    >>> bounded(before_2030, in_2028)
    'agrees'
    """
    ranges = claimed.figure.value is None or stated.figure.value is None
    if claimed.side == stated.side and not ranges:
        return None
    one, other = claimed.days, stated.days
    if outside(claimed, stated):
        return "incomparable"
    if _ends_before(one, other) or _ends_before(other, one):
        # "Since 2019" leaves open what was "from 2012 to 2018".
        return "incomparable" if ranges and (claimed.lasting or stated.lasting) else "differs"
    if claimed.side is stated.side is None and claimed.figure.unit == stated.figure.unit:
        return None
    return "agrees" if _holds(one, other) else "incomparable"


def _day(date: Decimal | None, rest: dict[int, str]) -> Decimal | None:
    """Completes a year or a month; of other spans of time nothing is known."""
    digits = str(date).partition(".")[0] if date is not None else ""
    return Decimal(digits + rest[len(digits)]) if len(digits) in rest else None


def _ends_before(
    one: tuple[Decimal | None, Decimal | None], other: tuple[Decimal | None, Decimal | None]
) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _holds(
    outer: tuple[Decimal | None, Decimal | None], inner: tuple[Decimal | None, Decimal | None]
) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high

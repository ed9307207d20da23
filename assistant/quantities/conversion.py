"""Money in another currency, at a rate that a source states and at no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.quantities.numeral import ARITHMETIC
from assistant.types import Quantity

_IN_BRACKETS = re.compile(
    r"\s*[(（]\s*(?:(?:about|around|approximately|roughly|ca\.|circa|etwa|rund|約|およそ)\s*)?"
)
_EQUALS = re.compile(r"\s*(?:=|≈|is|was|equals|sind|ist|entspricht|は|＝)\s*")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency is worth in another, by a sentence that gives both amounts."""

    base: str
    counter: str
    value: Decimal
    """Units of ``counter`` for one of ``base``, as exactly as the coarser amount is written."""
    first: Quantity
    second: Quantity
    """The two amounts that state it; ``first`` is in ``base``."""


def is_restated(text: str, start: int, first: Quantity, second: Quantity) -> bool:
    """Whether a second amount repeats the first in another currency: $1 billion (154 bn yen).

    Args:
        start: offset of the text in the document that the spans refer to.
    """
    money = first.kind == second.kind == "money" and first.unit != second.unit
    gap = text[max(0, first.end - start) : max(0, second.start - start)]
    return money and _IN_BRACKETS.fullmatch(gap) is not None


def stated_rates(text: str, start: int, figures: Sequence[Quantity]) -> list[Rate]:
    """Returns the exchange rates that a sentence states, as amounts side by side."""
    found: list[Rate] = []
    for first, second in pairwise(figures):
        gap = text[max(0, first.end - start) : max(0, second.start - start)]
        equated = first.kind == second.kind == "money" and _EQUALS.fullmatch(gap)
        if equated or is_restated(text, start, first, second):
            rate = _rate(first, second)
            if rate is not None:
                found.append(rate)
    return found


def _rate(first: Quantity, second: Quantity) -> Rate | None:
    if not first.value or not second.value or "/" in first.unit + second.unit:
        return None
    if first.unit == second.unit:
        return None
    digits = min(len(q.value.normalize().as_tuple().digits) for q in (first, second) if q.value)
    exact = ARITHMETIC.divide(second.value, first.value)
    value = Decimal(f"{exact:.{max(digits, 2) + 1}g}") if digits < _DIGITS else exact
    return Rate(first.unit, second.unit, value, first, second)


def converted(quantity: Quantity, rate: Rate) -> Quantity | None:
    """Returns an amount at a rate, in either direction; approximate, since rates are."""
    if quantity.unit == rate.base:
        factor, unit = rate.value, rate.counter
    elif quantity.unit == rate.counter:
        factor, unit = ARITHMETIC.divide(Decimal(1), rate.value), rate.base
    else:
        return None

    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else _rounded(ARITHMETIC.multiply(value, factor))

    value, low, high = map(scaled, (quantity.value, quantity.low, quantity.high))
    return replace(
        quantity, unit=unit, value=value, low=low, high=high, approximate=True, assumed=False
    )


def _rounded(value: Decimal) -> Decimal:
    """To the digits that a rate of news can carry."""
    return Decimal(f"{value:.{_DIGITS}g}").normalize() if value else value

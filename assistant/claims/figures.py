"""The figures of a text, completed; and what those of a claim are said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.claims.multiples import multiples
from assistant.claims.parallels import placed_names
from assistant.claims.recasting import ENDS, LARGE
from assistant.claims.wording import words
from assistant.facts.extraction import Fact, extract
from assistant.facts.subjects import codes
from assistant.language import fold, names
from assistant.quantities import parse
from assistant.types import Quantity

_FEW = 10
_KNOWN = re.compile(r"\b(?:the|these|those|both|of|die|den|der|beiden) $|(?:この|その|これら)$")
"""What stands before a number of things that were named before."""
_NEAR = 24
"""Characters beside a figure in which it is compared."""
_PER = re.compile(
    r"\s*(?:(?:の[^、。\d]{1,6})?(?:当たり|あたり|につき|ごと)|を?[^、。\d]{2,8}(?:たび|度)に)"
)
_SLIGHTLY = Decimal("0.1")
"""Share by which something is at most above or below what it is just above or below."""


@dataclass(frozen=True, slots=True)
class ClaimedFigures:
    """The figures of a claim with what they are said of."""

    text: str
    language: str
    facts: tuple[Fact, ...]
    dates: tuple[Quantity, ...]
    names: tuple[str, ...]
    """What the claim names by the way it is written."""
    owners: tuple[str, ...]
    """The same with what is known to be a name; of several figures of a sentence those beside such
    a name are meant."""

    @classmethod
    def of(cls, claim: str, language: str) -> ClaimedFigures:
        """Reads a claim in a language."""
        figures = [held for held in parse(claim, language) if not _counts_nothing(held, claim)]
        figures = _worked_out(claim, language, completed(claim, figures))
        figures = [_bounded(figure, claim, language) for figure in figures]
        dates = tuple(figure for figure in figures if figure.kind == "date")
        facts = extract(claim, 0, language, figures)
        owners = tuple(
            name
            for name, place in placed_names(claim, language)
            if not any(one.start <= place.start and place.end <= one.end for one in figures)
        )
        return cls(claim, language, facts, dates, tuple(names(claim, language)), owners)


def is_choice(one: Quantity, other: Quantity, text: str, language: str) -> bool:
    """Whether a text leaves open which of two figures it is: "10 or even 100 billion dollars"."""
    between = fold(text[one.end : other.start])
    return one.unit == other.unit and words("choice", language).search(between) is not None


def _bounded(figure: Quantity, text: str, language: str) -> Quantity:
    """A figure that something is dearer or cheaper than is a bound: "costlier than $5 million"."""
    if figure.value is None or figure.kind == "date":
        return figure
    if (slight := _slightly(figure, figure.value, text, language)) is not None:
        return slight
    if not figure.low is figure.high is None:
        return figure
    beside = f"{fold(text[max(0, figure.start - _NEAR) : figure.start])}@"
    beside += fold(text[figure.end : figure.end + _NEAR])
    if words("above", language).search(beside):
        return replace(figure, low=figure.value, exclusive=True)
    if words("below", language).search(beside):
        return replace(figure, high=figure.value, exclusive=True)
    return figure


def _slightly(figure: Quantity, value: Decimal, text: str, language: str) -> Quantity | None:
    """A figure that something is just above or below: "just under 200 million" is not 2 million."""
    beside = "@".join(
        fold(text[begin:end])
        for begin, end in (
            (max(0, figure.start - _NEAR), figure.start),
            (figure.start, figure.end),
            (figure.end, figure.end + _NEAR),
        )
    )
    near = abs(value) * _SLIGHTLY
    if words("slightly_above", language).search(beside):
        return replace(figure, value=None, low=value, high=value + near)
    if words("slightly_below", language).search(beside):
        return replace(figure, value=None, low=value - near, high=value)
    return None


def _counts_nothing(figure: Quantity, text: str) -> bool:
    """One study, per unit, of the two, Llama 2: what is not a number that a claim is about."""
    if figure.value == 1 and _PER.match(text, figure.end):
        return True
    if figure.kind != "count" or figure.value is None or not figure.low is figure.high is None:
        return False
    known = figure.value <= _FEW and _KNOWN.search(fold(text[: figure.start])) is not None
    return figure.value == 1 or known or in_name(figure, text)


def in_name(figure: Quantity, text: str, start: int = 0) -> bool:
    """Whether a number is a part of a name: the 2 of Llama 2.

    Args:
        text: in which the figure stands.
        start: where the text begins, in the figure's count of characters.
    """
    if figure.value is None or figure.value > _FEW:  # "next year 40 engineers" names nothing
        return False
    begin, end = figure.start - start, figure.end - start
    return any(one.start <= begin and end <= one.start + len(one.text) for one in codes(text))


def _worked_out(text: str, language: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Puts what a multiple comes to in the place of its two figures."""
    found = list(figures)
    for multiple in multiples(text, language, figures):
        found = [figure for figure in found if figure not in (multiple.times, multiple.of)]
        found.append(multiple.product)
    return sorted(found, key=lambda figure: figure.start)


def completed(text: str, figures: Sequence[Quantity], start: int = 0) -> list[Quantity]:
    """Gives large bare numbers the currency named before: 10 billion dollars of 50 billion.

    Args:
        text: in which the figures stand.
        figures: in order.
        start: where the text begins, in the figures' count of characters.
    """
    found: list[Quantity] = []
    paid: Quantity | None = None
    for figure in figures:
        bare = figure.kind == "count" and (figure.value or Decimal(0)) >= LARGE
        if paid and bare and ENDS.match(text, figure.end - start):
            same = ";" not in text[paid.end - start : figure.start - start]
            found.append(replace(figure, kind="money", unit=paid.unit) if same else figure)
        else:
            found.append(figure)
        paid = found[-1] if found[-1].kind == "money" else paid
    return found

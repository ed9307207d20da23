"""The figures of a text, completed; and what those of a claim are said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.claims.multiples import multiples
from assistant.claims.parallels import placed_names
from assistant.facts.extraction import Fact, extract
from assistant.language import names
from assistant.quantities import parse
from assistant.types import Quantity

_LARGE = 1_000_000
_ENDS = re.compile(r"\s*(?:[.,;:!?)。、]|$)")
"""What follows a number that counts nothing named behind it."""


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
        figures = [held for held in parse(claim, language) if not _is_article(held)]
        figures = _worked_out(claim, language, completed(claim, figures))
        dates = tuple(figure for figure in figures if figure.kind == "date")
        facts = extract(claim, 0, language, figures)
        owners = tuple(name for name, _ in placed_names(claim, language))
        return cls(claim, language, facts, dates, tuple(names(claim, language)), owners)


def _is_article(figure: Quantity) -> bool:
    """One study, per unit: a single thing is not what a claim is about."""
    return figure.kind == "count" and figure.value == 1 and figure.low is figure.high is None


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
        bare = figure.kind == "count" and (figure.value or Decimal(0)) >= _LARGE
        if paid and bare and _ENDS.match(text, figure.end - start):
            same = ";" not in text[paid.end - start : figure.start - start]
            found.append(replace(figure, kind="money", unit=paid.unit) if same else figure)
        else:
            found.append(figure)
        paid = found[-1] if found[-1].kind == "money" else paid
    return found

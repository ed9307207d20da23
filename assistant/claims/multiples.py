"""Figures said as a multiple of another one: "almost twice the $100 million of GPT-4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from itertools import pairwise

from assistant.language import fold
from assistant.types import Quantity

_JOINS = {
    "en": re.compile(
        r" (?:as \w+ as )?(?:of |that of )?(?:the |its |their |these |those |that |this )?"
    ),
    "de": re.compile(r" (?:so \w+ wie )?(?:von )?(?:d(?:er|ie|as|en|em|es) |diese\w* |jene\w* )?"),
    "ja": re.compile(r"の"),
}
"""What joins the multiple and the figure; in Japanese the figure comes first."""
_AS_MUCH = re.compile(r"as (?:much|many) as ")
_ABOUT = re.compile(
    r"\b(?:fast|beinahe|nahezu|knapp|rund|etwa|ungefähr|circa) (?:de[mnr]|das|die) $"
)
"""What softens a multiple from before its article: "fast dem Doppelten"."""
_ROUNDED = Context(prec=12)
"""A third of 90 is 30."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """A figure that a text gives as so many times another."""

    times: Quantity
    of: Quantity
    product: Quantity
    """What it comes to; its span holds both."""


def multiples(
    text: str, language: str, figures: Sequence[Quantity], start: int = 0
) -> list[Multiple]:
    """Returns the figures of a text that are multiples of the one beside them.

    Args:
        text: in which the figures stand.
        language: of the text.
        figures: in order.
        start: where the text begins, in the figures' count of characters.
    """
    joins = _JOINS.get(language, _JOINS["en"])
    found = []
    for one, other in pairwise(figures):
        times, of = (other, one) if language == "ja" else (one, other)
        number = _number(of)
        between = fold(text[one.end - start : other.start - start])
        if times.kind == "factor" and number is not None and joins.fullmatch(between):
            span = text[one.start - start : other.end - start]
            product = _product(times, of, number)
            product = replace(product, text=span, start=one.start, end=other.end)
            if _ABOUT.search(fold(text[: one.start - start])):
                product = replace(product, approximate=True)
            found.append(Multiple(times, of, product))
    return found


def _number(figure: Quantity) -> Decimal | None:
    """The number of a figure that is neither a bound nor a range."""
    if figure.kind in ("date", "factor"):
        return None
    if _AS_MUCH.match(fold(figure.text)):  # "twice as much as $40 million" bounds nothing
        return figure.value
    return figure.value if figure.low is figure.high is None else None


def _product(times: Quantity, of: Quantity, number: Decimal) -> Quantity:
    def scaled(one: Decimal | None) -> Decimal | None:
        return None if one is None else _ROUNDED.multiply(one, number)

    return replace(
        of,
        value=scaled(times.value),
        low=scaled(times.low),
        high=scaled(times.high),
        approximate=times.approximate or of.approximate,
        exclusive=times.exclusive,
    )

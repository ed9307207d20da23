"""Which amounts can be the price of one chip."""

from __future__ import annotations

from decimal import Decimal

from assistant.cost.figures import Figure
from assistant.cost.questions import Reading, names_chip

_CHEAPEST = Decimal(100)
"""Dollars for which no chip is sold."""
_DEAREST = Decimal(10_000_000)
"""Dollars that no chip costs."""
_TIMES = 20
"""No price of one is this many times the known price of the chip; a total may be."""
_OF_DOLLARS = frozenset({"USD", "EUR", "GBP", "CHF"})
"""Currencies of which one is worth about a dollar."""
_SMALL = Decimal(200)
"""How many of any other currency a dollar is worth at most."""


def can_be_of_one(figure: Figure, reading: Reading) -> bool:
    """Whether an amount can be what one chip costs, rather than all of them."""
    if not names_chip(reading):
        return True
    held, known = figure.quantity, _known_price(reading)
    most = (known * _TIMES if known else _DEAREST) * _worth(figure)
    return all(end is None or end <= most for end in (held.low, held.value, held.high))


def can_be_of_all(figure: Figure, number: Decimal, reading: Reading) -> bool:
    """Whether an amount can be what a number of chips cost together."""
    known = _known_price(reading)
    least = (known / _TIMES if known else _CHEAPEST) * _worth(figure)
    return (figure.quantity.value or Decimal(0)) >= least * number


def _known_price(reading: Reading) -> Decimal | None:
    chip = reading.subjects.chip
    known = chip.values.get("price") if chip else None
    return known.value if known else None


def _worth(figure: Figure) -> Decimal:
    """How many of an amount's currency a dollar is worth at most."""
    currency = figure.quantity.unit.partition("/")[0]
    return Decimal(1) if currency in _OF_DOLLARS else _SMALL

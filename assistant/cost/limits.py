"""Whether an amount of a question is the price of one thing or of all that is counted."""

from __future__ import annotations

from decimal import Decimal

from assistant.cost.figures import Figure
from assistant.cost.magnitudes import CHEAPEST_CHIP, DEAREST_CHIP, can_be_of_a_chip, per_dollar
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading, names_chip
from assistant.language import fold

_TIMES = 20
"""No price of one is this many times the known price of the chip, nor this small a part of it."""
_WINDOW = 30
"""Characters beside a figure in which the words stand that say what it is for."""


def can_be_of_one(figure: Figure, reading: Reading) -> bool:
    """Whether an amount can be what one chip costs, rather than all of them."""
    if not names_chip(reading):
        return True
    known = _known_price(reading)
    return can_be_of_a_chip(figure.quantity, known * _TIMES if known else DEAREST_CHIP)


def can_be_of_all(figure: Figure, number: Decimal, reading: Reading) -> bool:
    """Whether an amount can be what a number of chips cost together."""
    known, worth = _known_price(reading), per_dollar(figure.quantity)
    if worth is None:
        return True
    least = (known / _TIMES if known else CHEAPEST_CHIP) * worth
    return (figure.quantity.value or Decimal(0)) >= least * number


def is_said_of_one(figure: Figure, reading: Reading) -> bool:
    """Whether the words right beside an amount say that it is for one."""
    before, after = beside(figure, reading)
    return bool(
        pattern("compared", "one_before").search(before)
        or pattern("compared", "one_after").search(after)
    )


def people(figure: Figure, reading: Reading) -> str:
    """Returns the word for the people that a figure counts; nothing where it counts others."""
    match = pattern("beside", "people").match(beside(figure, reading)[1])
    return (match["who"] or match["ja"]) if match else ""


def beside(figure: Figure, reading: Reading) -> tuple[str, str]:
    """Returns the folded words right before and after a figure."""
    held = figure.quantity
    before = reading.question[max(0, held.start - _WINDOW) : held.start]
    return fold(before), fold(reading.question[held.end : held.end + _WINDOW])


def _known_price(reading: Reading) -> Decimal | None:
    chip = reading.subjects.chip
    known = chip.values.get("price") if chip else None
    return known.value if known else None

"""From which amounts on a price cannot be that of one: bounds far beyond what anything is sold for.

They only tell prices of one from totals where no word does, and lie a factor of ten or more beyond
what is paid for chips, their hours and power, so that a rough worth of currencies is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.types import Quantity

CHEAPEST_CHIP, DEAREST_CHIP = Decimal(100), Decimal(10_000_000)
"""Dollars that an accelerator costs at least and at most, where its price is not known."""
MOST_OF_A_CHIP = Decimal(3)
"""Kilowatts that an accelerator with its share of the server draws at most."""
_RATES: Mapping[str, tuple[Decimal, Decimal]] = {
    "chip_hours": (Decimal("0.01"), Decimal(1000)),
    "hours": (Decimal("0.01"), Decimal(1000)),
    "energy": (Decimal("0.001"), Decimal(10)),
}
"""Dollars that an hour of a chip or a server, and a kilowatt-hour, cost at least and at most."""
_PER_DOLLAR: Mapping[str, Decimal] = {
    **dict.fromkeys(("USD", "EUR", "GBP", "CHF"), Decimal(1)),
    "CNY": Decimal(10),
    "JPY": Decimal(200),
}
"""How many of a currency a dollar was worth at most; of others nothing is concluded."""


def per_dollar(quantity: Quantity) -> Decimal | None:
    """Returns roughly how many of an amount's currency make a dollar, where that is known."""
    return _PER_DOLLAR.get(quantity.unit.partition("/")[0])


def largest(quantity: Quantity) -> Decimal:
    """Returns the number of a figure, of a range its upper end."""
    ends = (quantity.high, quantity.value, quantity.low)
    return next((end for end in ends if end is not None), Decimal(0))


def is_open(quantity: Quantity) -> bool:
    """Whether a figure is a bound on one side: up to 100."""
    return quantity.value is not None and (quantity.low is None) != (quantity.high is None)


def can_be_a_rate(quantity: Quantity, role: str) -> bool:
    """Whether an amount is small enough to be for one hour or kilowatt-hour, by a figure's role."""
    worth = per_dollar(quantity)
    return role in _RATES and worth is not None and largest(quantity) < _RATES[role][1] * worth


def can_be_a_total(quantity: Quantity, number: Decimal, role: str) -> bool:
    """Whether an amount is large enough to be for so many hours or kilowatt-hours."""
    worth = per_dollar(quantity)
    least = _RATES.get(role, (Decimal(0), Decimal(0)))[0]
    return worth is None or largest(quantity) >= least * worth * number


def can_be_of_a_chip(quantity: Quantity, dearest: Decimal = DEAREST_CHIP) -> bool:
    """Whether an amount is small enough to be the price of one accelerator."""
    worth = per_dollar(quantity)
    return worth is None or largest(quantity) <= dearest * worth

"""The currency of a calculation: that of its amounts, at a rate that fits them."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import replace

from assistant.cost.expressions import ARITHMETIC
from assistant.cost.formulas import Variable
from assistant.cost.inputs import Input
from assistant.errors import CurrencyMixedError


def common_currency(leaves: Mapping[str, Input]) -> str:
    """Returns the currency that a result comes out in, if it is of money.

    Raises:
        CurrencyMixedError: amounts in several currencies, or a rate between two others.
    """
    amounts = {name: held.currency for name, held in leaves.items() if held.currency}
    pair = amounts.pop("exchange_rate", None)
    found = list(dict.fromkeys(amounts.values()))
    if pair:
        counter, _, base = pair.partition("/")
        found = found or ["USD"]
        if len(found) != 1 or found[0] not in (counter, base):
            raise CurrencyMixedError(
                f"A rate of {pair} does not convert {' and '.join(map(str, found))}",
                "Give an amount in one of its two currencies",
            )
        return counter if found[0] == base else base
    if len(found) > 1:
        held = ", ".join(f"{name} in {currency}" for name, currency in amounts.items())
        raise CurrencyMixedError(
            f"The amounts are in several currencies: {held}",
            "Give all in one currency, or convert them with the formula exchange first",
        )
    return found[0] if found else "USD"


def same_direction(leaves: dict[str, Input]) -> dict[str, Input]:
    """Turns a rate round where the amount is in its counter currency: 154 JPY/USD for yen."""
    rate = leaves.get("exchange_rate")
    if rate is None or rate.currency is None:
        return leaves
    amounts = {held.currency or "USD" for name, held in leaves.items() if name != "exchange_rate"}
    if rate.currency.partition("/")[0] not in amounts:
        return leaves
    with decimal.localcontext(ARITHMETIC):
        value, low, high = (
            None if number is None else 1 / number for number in (rate.value, rate.high, rate.low)
        )
    return {**leaves, "exchange_rate": replace(rate, value=value, low=low, high=high)}


def money_unit(held: Variable, currency: str) -> str:
    """Returns a variable's unit with the currency of a calculation."""
    return held.unit.replace("USD", currency, 1) if held.is_money else held.unit

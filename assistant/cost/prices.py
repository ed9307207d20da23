"""Sums of prices and numbers: the price of one of many, what two prices differ by, what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.cost.display import split_currency
from assistant.cost.figures import Figure
from assistant.cost.intents import says
from assistant.cost.limits import can_be_of_all, can_be_of_one
from assistant.cost.phrases import pattern, phrases
from assistant.cost.questions import Reading
from assistant.cost.sums import Sum, calculated
from assistant.language import fold
from assistant.quantities.units import convert
from assistant.types import Calculation, Quantity

_UNITS = {"energy": "kWh", "chip_hours": "chip_hour", "hours": "hour", "years": "hour"}
_DEAREST = {"chip_hours": Decimal(1000), "hours": Decimal(1000), "energy": Decimal(10)}
"""Money from which on an amount beside a number of hours or kilowatt-hours is their total."""
_WINDOW = 30
_CLAUSE = re.compile(r"[,;:?!、。]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The figures of a question by what they can be in a sum of prices."""

    monies: list[Figure]
    numbers: list[Figure]
    percents: list[Figure]
    factors: list[Figure]


def priced(reading: Reading) -> Calculation | None:
    """Returns the sum of prices that a question asks for, or nothing where it asks for none.

    Raises:
        ArithmeticRangeError: a number out of range.
    """
    parts = _parts(reading)
    if parts is None:
        return None
    found = (
        _price_of_one(parts, reading)
        or _difference(parts, reading)
        or _remainder(parts, reading)
        or _with_percent(parts, reading)
        or _multiple(parts, reading)
    )
    return calculated(reading, found) if found else None


def _parts(reading: Reading) -> _Parts | None:
    """The figures by kind; nothing where there are others, or amounts in several currencies."""
    held = [f for f in reading.figures if f.quantity.kind != "date"]
    monies = [f for f in held if f.quantity.kind == "money" and f.role != "exchange_rate"]
    percents = [f for f in held if f.quantity.unit == "%" and f.role != "growth"]
    factors = [f for f in held if f.quantity.kind == "factor" and f.role == "factor"]
    numbers = [f for f in held if f.role in _COUNTED and f.quantity.value != 1 and f not in factors]
    ones = [f for f in held if f.quantity.value == 1 and f.role in _COUNTED]
    if len(monies) + len(percents) + len(factors) + len(numbers) + len(ones) < len(held):
        return None
    if len({_currency(figure) for figure in monies}) != 1:
        return None
    return _Parts(monies, numbers, percents, factors)


_COUNTED = frozenset("chips count tokens parameters chip_hours energy hours years".split())


def _currency(figure: Figure) -> str:
    return split_currency(figure.quantity.unit)[1] or ""


def _price_of_one(parts: _Parts, reading: Reading) -> Sum | None:
    """The total over the number: what each of 25,000 costs that cost $778 million together."""
    if len(parts.monies) != 1 or parts.percents or parts.factors:
        return None
    (total,) = parts.monies
    of = _asked_for_one(reading)
    if of is None or "/" in total.quantity.unit or _is_said_of_one(total, reading):
        return None
    numbers = _numbers_of(of, parts.numbers)
    if not numbers:
        return None
    values = {"total": total.quantity, **numbers}
    return Sum(f"total / ({' * '.join(numbers)})", values, total.quantity.unit + _PER[of])


_PER = {
    "energy": "/kWh", "chip_hours": "/chip_hour",
    "chips": "", "tokens": "", "parameters": "",
}  # fmt: skip


def _asked_for_one(reading: Reading) -> str | None:
    """What a question asks the price of one of: chips, kilowatt-hours, tokens ..."""
    names = phrases()["of_each"]
    return next((name for name in names if says("of_each", name, reading)), None)


def _numbers_of(of: str, numbers: Sequence[Figure]) -> dict[str, Quantity]:
    """How many there are of what the price of one is asked for; nothing if that is not said."""
    roles = sorted(figure.role for figure in numbers)
    if len(numbers) == 1 and roles[0] in (of, "count"):
        return {"number": _in_unit(numbers[0])}
    if of == "chip_hours" and roles in (["chips", "hours"], ["chips", "years"]):
        return _chips_and_hours(numbers)
    return {}


def _chips_and_hours(numbers: Sequence[Figure]) -> dict[str, Quantity]:
    named = {"number" if figure.role == "chips" else "hours": figure for figure in numbers}
    return {name: _in_unit(named[name]) for name in ("number", "hours")}


def _in_unit(figure: Figure) -> Quantity:
    """A number in the unit that prices of one are for."""
    held, unit = figure.quantity, _UNITS.get(figure.role)
    if unit is None or held.unit == unit or held.kind == "count":
        return held
    low, value, high = (
        None if end is None else convert(end, held.unit, unit)
        for end in (held.low, held.value, held.high)
    )
    return replace(held, unit=unit, low=low, value=value, high=high)


def _difference(parts: _Parts, reading: Reading) -> Sum | None:
    """What a number of chips, hours or kilowatt-hours costs more at one price than at another."""
    if len(parts.monies) != 2 or parts.percents or parts.factors:
        return None
    if not says("compared", "difference", reading):
        return None
    numbers = _priced_numbers(parts.monies, parts.numbers, reading)
    if not numbers:
        return None
    small, large = sorted((f.quantity for f in parts.monies), key=lambda q: q.value or 0)
    expression = f"{' * '.join(numbers)} * (larger - smaller)"
    values = {**numbers, "larger": large, "smaller": small}
    return Sum(expression, values, _currency(parts.monies[0]))


def _remainder(parts: _Parts, reading: Reading) -> Sum | None:
    """What is left of an amount after something was bought at a price of one."""
    if len(parts.monies) != 2 or parts.percents or parts.factors:
        return None
    if not says("compared", "left", reading):
        return None
    price, whole = sorted(parts.monies, key=lambda f: f.quantity.value or 0)
    numbers = _priced_numbers([price], parts.numbers, reading)
    if not numbers or "/" in whole.quantity.unit or _is_said_of_one(whole, reading):
        return None
    values = {"total": whole.quantity, **numbers, "price": price.quantity}
    return Sum(f"total - {' * '.join(numbers)} * price", values, _currency(whole))


def _with_percent(parts: _Parts, reading: Reading) -> Sum | None:
    """A number of things at a price of one, plus a percentage or at a discount."""
    if len(parts.monies) != 1 or len(parts.percents) != 1 or parts.factors:
        return None
    (price,), (percent,) = parts.monies, parts.percents
    numbers = _priced_numbers([price], parts.numbers, reading)
    sign = _sign(percent, reading)
    if not numbers or not sign:
        return None
    values = {**numbers, "price": price.quantity, "percent": percent.quantity}
    expression = f"{' * '.join(numbers)} * price * (1 {sign} percent / 100)"
    return Sum(expression, values, _currency(price))


def _sign(percent: Figure, reading: Reading) -> str:
    """Whether a percentage is added or taken off, by the words right beside it."""
    before, after = _beside(percent, reading)
    before += fold(percent.quantity.text)
    if pattern("compared", "discount_after").search(after):
        return "-"
    return "+" if pattern("compared", "plus").search(before) else ""


def _multiple(parts: _Parts, reading: Reading) -> Sum | None:
    """Three times as much as what costs an amount."""
    if not (len(parts.monies) == len(parts.factors) == 1) or parts.numbers or parts.percents:
        return None
    if not says("compared", "as_much", reading) or says("compared", "difference", reading):
        return None
    (money,), (factor,) = parts.monies, parts.factors
    if not _is_compared_with(money, factor, reading):
        return None
    sign = "/" if says("compared", "times_less", reading) else "*"
    values = {"value": money.quantity, "factor": factor.quantity}
    return Sum(f"value {sign} factor", values, money.quantity.unit)


def _is_compared_with(money: Figure, factor: Figure, reading: Reading) -> bool:
    """Whether the multiple is one of the amount, rather than the amount a multiple of something."""
    one, other = money.quantity, factor.quantity
    if one.end <= other.start and reading.language == "ja":
        gap = fold(reading.question[one.end : other.start])
        return pattern("compared", "multiple_of").search(gap) is not None
    clause = _CLAUSE.split(fold(reading.question[other.end :]))[0]
    named = pattern("compared", "than").search(clause) is not None
    return named == (one.start >= other.end)


def _priced_numbers(
    prices: Sequence[Figure], numbers: Sequence[Figure], reading: Reading
) -> dict[str, Quantity]:
    """What is bought at prices of one each; nothing where they may be the prices of all."""
    roles = sorted(figure.role for figure in numbers)
    hourly = roles in (["chips", "hours"], ["chips", "years"])
    if not numbers or not (hourly or len(numbers) == 1):
        return {}
    rated = any("/" in figure.quantity.unit for figure in prices)
    role = "hours" if hourly else roles[0]
    if rated and not hourly and not _fits(prices, role):
        return {}
    each = rated or any(_is_said_of_one(figure, reading) for figure in prices)
    if not each and not all(_is_of_one(figure, role, numbers[0], reading) for figure in prices):
        return {}
    if hourly and any((figure.quantity.value or 0) >= _DEAREST["hours"] for figure in prices):
        return {}
    if role == "chips" and not all(can_be_of_one(figure, reading) for figure in prices):
        return {}
    return _chips_and_hours(numbers) if hourly else {"number": _in_unit(numbers[0])}


def _fits(prices: Sequence[Figure], role: str) -> bool:
    """Whether prices are for the unit that is counted: kilowatt-hours by the kilowatt-hour."""
    units = {f.quantity.unit.partition("/")[2] for f in prices if "/" in f.quantity.unit}
    return units <= {"energy": {"kWh"}, "chip_hours": {"chip_hour", "hour"}}.get(role, set())


def _is_of_one(price: Figure, role: str, number: Figure, reading: Reading) -> bool:
    """Whether an amount is too small to be the price of all."""
    value, count = price.quantity.value, number.quantity.value
    if value is None or count is None:
        return False
    if role in _DEAREST:
        return value < _DEAREST[role]
    return role == "chips" and not can_be_of_all(price, count, reading)


def _is_said_of_one(figure: Figure, reading: Reading) -> bool:
    """Whether the words right beside an amount say that it is for one."""
    before, after = _beside(figure, reading)
    return bool(
        pattern("compared", "one_before").search(before)
        or pattern("compared", "one_after").search(after)
    )


def _beside(figure: Figure, reading: Reading) -> tuple[str, str]:
    held = figure.quantity
    before = reading.question[max(0, held.start - _WINDOW) : held.start]
    return fold(before), fold(reading.question[held.end : held.end + _WINDOW])

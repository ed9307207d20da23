"""Sums of prices and numbers: the price of one of many, what two prices differ by, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.cost.display import split_currency
from assistant.cost.figures import Figure
from assistant.cost.intents import says
from assistant.cost.limits import beside, can_be_of_all, can_be_of_one, is_said_of_one
from assistant.cost.magnitudes import can_be_a_rate, can_be_a_total, is_open, largest
from assistant.cost.multiples import asked_of
from assistant.cost.phrases import pattern, phrases
from assistant.cost.questions import Reading
from assistant.cost.sums import Sum, calculated
from assistant.language import fold
from assistant.quantities.units import convert
from assistant.types import Calculation, Quantity

_COUNTED = frozenset("chips count tokens parameters chip_hours energy hours years".split())
"""Roles of numbers that something is priced by."""
_FACTORS = frozenset({"factor", "saving_factor"})
_UNITS = {"energy": "kWh", "chip_hours": "chip_hour", "hours": "hour", "years": "hour"}
_PER = {
    "energy": "/kWh", "chip_hours": "/chip_hour",
    "chips": "", "tokens": "", "parameters": "",
}  # fmt: skip


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
        or _hours_bought(parts, reading)
        or _difference(parts, reading)
        or _saved(parts, reading)
        or _remainder(parts, reading)
        or _rest(parts, reading)
        or _with_percent(parts, reading)
        or _multiple(parts, reading)
    )
    return calculated(reading, found) if found else None


def _parts(reading: Reading) -> _Parts | None:
    """The figures by kind; nothing where there are others, or amounts in several currencies."""
    held = [f for f in reading.figures if f.role != "exchange_rate" and f.quantity.kind != "date"]
    monies = [f for f in held if f.quantity.kind == "money"]
    percents = [f for f in held if f.quantity.unit == "%" and f.role != "growth"]
    factors = [f for f in held if f.quantity.kind == "factor" and f.role in _FACTORS]
    numbers = [f for f in held if f.role in _COUNTED and f.quantity.value != 1 and f not in factors]
    ones = [f for f in held if f.quantity.value == 1 and f.role in _COUNTED]
    if len(monies) + len(percents) + len(factors) + len(numbers) + len(ones) < len(held):
        return None
    if len({_currency(figure) for figure in monies}) != 1:
        return None
    return _Parts(monies, numbers, percents, factors)


def _currency(figure: Figure) -> str:
    return split_currency(figure.quantity.unit)[1] or ""


def _price_of_one(parts: _Parts, reading: Reading) -> Sum | None:
    """The total over the number: what each of 25,000 costs that cost $778 million together."""
    if len(parts.monies) != 1 or parts.percents or parts.factors:
        return None
    (total,) = parts.monies
    of = _asked_for_one(reading)
    if of is None or "/" in total.quantity.unit or is_said_of_one(total, reading):
        return None
    numbers = _numbers_of(of, parts.numbers)
    if not numbers:
        return None
    values = {"total": total.quantity, **numbers}
    return Sum(f"total / ({' * '.join(numbers)})", values, total.quantity.unit + _PER[of])


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


def _hours_bought(parts: _Parts, reading: Reading) -> Sum | None:
    """How many hours of chips an amount buys at a price by the hour."""
    if not _is_of_amounts(2, parts) or parts.numbers:
        return None
    rates = [f for f in parts.monies if _fits([f], "chip_hours") and "/" in f.quantity.unit]
    totals = [figure for figure in parts.monies if "/" not in figure.quantity.unit]
    if len(rates) != 1 or len(totals) != 1 or not says("compared", "hours_bought", reading):
        return None
    values = {"total": totals[0].quantity, "price": rates[0].quantity}
    return Sum("total / price", values, "chip_hour")


def _difference(parts: _Parts, reading: Reading) -> Sum | None:
    """What a number of chips, hours or kilowatt-hours costs more at one price than at another."""
    if not _is_of_amounts(2, parts) or not says("compared", "difference", reading):
        return None
    numbers = _priced_numbers(parts.monies, parts.numbers, reading)
    if not numbers or _saves_by_a_rise(reading):
        return None
    small, large = sorted((f.quantity for f in parts.monies), key=largest)
    expression = f"{' * '.join(numbers)} * (larger - smaller)"
    values = {**numbers, "larger": large, "smaller": small}
    return Sum(expression, values, _currency(parts.monies[0]))


def _saved(parts: _Parts, reading: Reading) -> Sum | None:
    """What is saved where one total takes the place of another."""
    if not _is_of_amounts(2, parts) or parts.numbers or not says("compared", "saved", reading):
        return None
    one, other = (figure.quantity for figure in parts.monies)
    gap = fold(reading.question[one.end : other.start])
    turned = pattern("compared", "instead").search(gap) is not None
    old, new = (other, one) if turned or largest(one) < largest(other) else (one, other)
    if _is_for_one(parts, reading) or _saves_by_a_rise(reading) or largest(new) >= largest(old):
        return None
    return Sum("larger - smaller", {"larger": old, "smaller": new}, old.unit)


def _saves_by_a_rise(reading: Reading) -> bool:
    """Whether a question asks what is saved where prices rise."""
    rises = says("trends", "rises", reading) and not says("trends", "falls", reading)
    return rises and says("compared", "saved", reading)


def _is_for_one(parts: _Parts, reading: Reading) -> bool:
    """Whether an amount is for one of something, so that a number of them is needed."""
    return any("/" in f.quantity.unit or is_said_of_one(f, reading) for f in parts.monies)


def _is_of_amounts(number: int, parts: _Parts) -> bool:
    """Whether so many amounts are stated, and no percentage and no factor."""
    return len(parts.monies) == number and not parts.percents and not parts.factors


def _remainder(parts: _Parts, reading: Reading) -> Sum | None:
    """What is left of an amount after something was bought at a price of one."""
    if not _is_of_amounts(2, parts) or not says("compared", "left", reading):
        return None
    price, whole = sorted(parts.monies, key=lambda f: largest(f.quantity))
    numbers = _priced_numbers([price], parts.numbers, reading)
    if not numbers or "/" in whole.quantity.unit or is_said_of_one(whole, reading):
        return None
    values = {"total": whole.quantity, **numbers, "price": price.quantity}
    return Sum(f"total - {' * '.join(numbers)} * price", values, _currency(whole))


def _rest(parts: _Parts, reading: Reading) -> Sum | None:
    """What is left of a budget of which amounts were spent."""
    if len(parts.monies) < 2 or parts.percents or parts.factors or parts.numbers:
        return None
    asks = says("compared", "left", reading) and says("compared", "spent", reading)
    whole = max(parts.monies, key=lambda figure: largest(figure.quantity))
    if not asks or whole.role != "budget" or _is_for_one(parts, reading):
        return None
    spent = [figure.quantity for figure in parts.monies if figure is not whole]
    values = {f"value_{place}": held for place, held in enumerate(spent, start=1)}
    expression = " - ".join(("total", *values))
    return Sum(expression, {"total": whole.quantity, **values}, whole.quantity.unit)


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
    before, after = beside(percent, reading)
    before += fold(percent.quantity.text)
    if pattern("compared", "discount_after").search(after):
        return "-"
    return "+" if pattern("compared", "plus").search(before) else ""


def _multiple(parts: _Parts, reading: Reading) -> Sum | None:
    """Three times as much as what costs an amount, or what costs a third of it."""
    if not (len(parts.monies) == len(parts.factors) == 1) or parts.numbers or parts.percents:
        return None
    if not says("compared", "as_much", reading) or says("compared", "difference", reading):
        return None
    (money,), (factor,) = parts.monies, parts.factors
    asked = asked_of(money, factor, reading)
    if asked is None or factor.quantity.value in (None, 0) or is_open(factor.quantity):
        return None
    less = says("compared", "times_less", reading)
    sign = "*" if (asked == "multiple") != less else "/"
    values = {"value": money.quantity, "factor": factor.quantity}
    return Sum(f"value {sign} factor", values, money.quantity.unit)


def _priced_numbers(
    prices: Sequence[Figure], numbers: Sequence[Figure], reading: Reading
) -> dict[str, Quantity]:
    """What is bought at prices of one each; nothing where they may be the prices of all."""
    roles = sorted(figure.role for figure in numbers)
    if roles in (["chips", "hours"], ["chips", "years"]):
        hourly = all(can_be_a_rate(figure.quantity, "hours") for figure in prices)
        return _chips_and_hours(numbers) if hourly else {}
    if len(roles) != 1 or not _are_of_one(prices, roles[0], numbers[0], reading):
        return {}
    return {"number": _in_unit(numbers[0])}


def _are_of_one(prices: Sequence[Figure], role: str, number: Figure, reading: Reading) -> bool:
    """Whether amounts are for one of what is counted, by their units, words or size."""
    if role == "chips" and not all(can_be_of_one(figure, reading) for figure in prices):
        return False
    if any("/" in figure.quantity.unit for figure in prices):
        return _fits(prices, role)
    return any(is_said_of_one(figure, reading) for figure in prices) or all(
        _is_too_small_for_all(figure, role, number, reading) for figure in prices
    )


def _fits(prices: Sequence[Figure], role: str) -> bool:
    """Whether prices are for the unit that is counted: kilowatt-hours by the kilowatt-hour."""
    units = {f.quantity.unit.partition("/")[2] for f in prices if "/" in f.quantity.unit}
    return units <= _RATED.get(role, frozenset())


_RATED: Mapping[str, frozenset[str]] = {
    "energy": frozenset({"kWh"}),
    "chip_hours": frozenset({"chip_hour", "hour"}),
}


def _is_too_small_for_all(price: Figure, role: str, number: Figure, reading: Reading) -> bool:
    """Whether an amount cannot be the price of all."""
    if can_be_a_rate(price.quantity, role):
        return not _is_their_price(number, price, role, reading)
    count = number.quantity.value
    return role == "chips" and count is not None and not can_be_of_all(price, count, reading)


def _is_their_price(number: Figure, price: Figure, role: str, reading: Reading) -> bool:
    """Whether an amount is said of the whole number right before it: "100 hours cost $50"."""
    gap = fold(reading.question[number.quantity.end : price.quantity.start])
    said = number.quantity.end <= price.quantity.start and pattern("compared", "cost_between")
    whole = _in_unit(number).value
    return bool(said and said.match(gap) and whole and can_be_a_total(price.quantity, whole, role))

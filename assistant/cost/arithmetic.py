"""Plain arithmetic that a question puts into words: 9% of $191 million, 何倍, die Differenz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.cost.assignment import size
from assistant.cost.figures import TIMES
from assistant.cost.intents import says
from assistant.cost.phrases import phrases
from assistant.cost.questions import Reading
from assistant.cost.signs import in_signs, literal
from assistant.cost.sums import Sum, calculated
from assistant.errors import CurrencyMixedError, UnitMismatchError
from assistant.quantities.units import convert
from assistant.types import Calculation, Quantity

_NOT_ROLES = frozenset({"year", "exchange_rate"})


def arithmetic(reading: Reading) -> Calculation | None:
    """Returns the sum that a question asks for, or nothing where it asks for none.

    Raises:
        CurrencyMixedError: amounts in several currencies and no rate.
        ArithmeticRangeError: a division by zero, a number out of range.
    """
    written = literal(reading)
    figures = [f.quantity for f in reading.figures if f.role not in _NOT_ROLES]
    found = _with_signs(reading, figures)
    if written and not (found and any(held.unit != "1" for held in figures)):
        return calculated(reading, Sum(written, {}, "1"))
    found = (
        found
        or _percent_of(reading, figures)
        or (_rule_of_three(reading, figures) if _is_of_one_kind(reading) else None)
        or _compared(reading, figures)
    )
    if found is None or (found.unit not in TIMES and says("gates", "time", reading)):
        return None  # "how long" is answered by a time
    return calculated(reading, found)


def _percent_of(reading: Reading, figures: Sequence[Quantity]) -> Sum | None:
    percents = [held for held in figures if held.unit == "%"]
    others = [held for held in figures if held.unit != "%"]
    if len(percents) != 1 or len(others) != 1:
        return None
    percent, whole = percents[0], others[0]
    values = {"percent": percent, "whole": whole}
    share = says("changes", "share_of", reading)
    if says("changes", "rises", reading):
        return Sum("whole * (1 + percent / 100)", values, whole.unit)
    falls = says("changes", "falls", reading) and not share
    if falls or says("changes", "discount", reading):
        return Sum("whole * (1 - percent / 100)", values, whole.unit)
    return Sum("percent / 100 * whole", values, whole.unit) if share else None


def _rule_of_three(reading: Reading, figures: Sequence[Quantity]) -> Sum | None:
    """Half a litre for 20 questions; so a million?"""
    if _kind(reading) in ("sum", "difference", "share", "ratio", "change"):
        return None
    counts = [held for held in figures if held.kind == "count"]
    others = [held for held in figures if held.kind != "count"]
    if len(counts) != 2 or len(others) != 1:
        return None
    value = others[0]
    per, of = sorted(counts, key=lambda held: _gap(held, value))
    values = {"value": value, "number": of, "per": per}
    return Sum("value * number / per", values, value.unit)


def _is_of_one_kind(reading: Reading) -> bool:
    """Whether what is counted may be the same: chips and chips, no parameters and tokens."""
    counted = {figure.role for figure in reading.figures if figure.quantity.kind == "count"}
    return len(counted) == 1 or counted <= {"chips", "count"}


def _gap(one: Quantity, other: Quantity) -> int:
    """How far two figures stand apart."""
    return max(one.start, other.start) - min(one.end, other.end)


def _with_signs(reading: Reading, figures: Sequence[Quantity]) -> Sum | None:
    """$191 million + $100 million; of products and quotients two figures."""
    found = in_signs(figures, reading)
    if found is None:
        return None
    signs, held = found
    if {*signs} <= {"+", "-"}:
        alike = _alike(held)
        if len(alike) < len(held):
            return None
        values = {f"value_{place}": one for place, one in enumerate(alike, start=1)}
        terms = [part for pair in zip(signs, list(values)[1:], strict=False) for part in pair]
        return Sum(" ".join(("value_1", *terms)), values, alike[0].unit)
    if len(held) > 2:
        return None
    if signs == ["/"] and held[1].unit != "1" and len(alike := _alike(held)) == 2:
        one, other = alike
        return Sum("value_1 / value_2", {"value_1": one, "value_2": other}, "1", "factor")
    return _scaled("product" if signs == ["*"] else "quotient", held)


def is_comparison(reading: Reading) -> bool:
    """Whether it compares two figures of one kind and names nothing else to calculate with."""
    kinds = [figure.quantity.kind for figure in reading.figures]
    if sorted(kinds) == ["money", "percent"] and says("changes", "share_of", reading):
        return True
    if _kind(reading) in ("share", "change"):
        units = [f.quantity.unit for f in reading.figures if f.quantity.kind != "date"]
        return len(units) == 2 and units[0] == units[1]
    return _kind(reading) in ("ratio", "difference") and kinds == ["money", "money"]


def comparison(reading: Reading, results: Sequence[Quantity]) -> Calculation | None:
    """Returns the difference or ratio of two results, where the question asks for one."""
    kind = "difference" if says("changes", "compares", reading) else _kind(reading)
    if kind not in ("difference", "ratio", "change"):
        return None
    return calculated(reading, _of_two(kind, results, reading))


def _compared(reading: Reading, figures: Sequence[Quantity]) -> Sum | None:
    kind = _kind(reading)
    multiple = kind == "product" and says("compared", "as_much", reading)
    if multiple and any(held.kind == "money" for held in figures):
        return None  # of which of the two it is a multiple is for ``prices`` to say
    if kind in ("product", "quotient"):
        return _scaled(kind, figures)
    monies = [held for held in figures if held.kind == "money"]
    compared = monies if len(monies) > 1 else figures
    if len(compared) < 2 or not kind:
        return None
    alike = _alike(compared)
    if len(alike) < 2:
        return None
    if kind == "sum":
        values = {f"value_{place}": held for place, held in enumerate(alike, start=1)}
        return Sum(" + ".join(values), values, alike[0].unit)
    return _of_two(kind, alike[:2], reading)


def _of_two(kind: str, pair: Sequence[Quantity], reading: Reading) -> Sum:
    low, high = sorted(pair, key=size)
    base = "larger" if says("changes", "cheaper", reading) else "smaller"
    expression, unit = {
        "change": (f"(larger - smaller) / {base} * 100", "%"),
        "share": ("smaller / larger * 100", "%"),
        "ratio": ("larger / smaller", "1"),
        "difference": ("larger - smaller", high.unit),
    }[kind]
    return Sum(
        expression, {"larger": high, "smaller": low}, unit, "factor" if kind == "ratio" else None
    )


def _kind(reading: Reading) -> str:
    return next((kind for kind in phrases()["sums"] if says("sums", kind, reading)), "")


def _scaled(kind: str, figures: Sequence[Quantity]) -> Sum | None:
    if len(figures) != 2:
        return None
    numbers = [held for held in figures if held.unit == "1"]
    if not numbers:
        return None
    number = numbers[-1]
    other = figures[0] if figures[1] is number else figures[1]
    sign = "*" if kind == "product" else "/"
    return Sum(f"value {sign} number", {"value": other, "number": number}, other.unit)


def _alike(figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures in the unit of the first, without those of another kind.

    Raises:
        CurrencyMixedError: they are amounts in several currencies.
        UnitMismatchError: they measure different things.
    """
    if len(figures) < 2:
        return list(figures)
    currencies = {held.unit for held in figures if held.kind == "money"}
    if len(currencies) > 1:
        raise CurrencyMixedError(
            f"The amounts are in several currencies: {', '.join(sorted(currencies))}",
            "Give all in one currency, or convert them with the formula exchange first",
        )
    return [held for held in (_converted(one, figures[0]) for one in figures) if held]


def _converted(quantity: Quantity, first: Quantity) -> Quantity | None:
    unit = first.unit
    if quantity.unit == unit:
        return quantity
    ends = [
        None if end is None else convert(end, quantity.unit, unit)
        for end in (quantity.value, quantity.low, quantity.high)
    ]
    if all(end is None for end in ends) and first.kind != quantity.kind:
        return None  # the one is about the other: 16,384 chips of $25,000
    if all(end is None for end in ends):
        raise UnitMismatchError(
            f"{first.text} and {quantity.text} measure different things",
            "Add, subtract and compare figures of one kind",
        )
    return replace(quantity, unit=unit, value=ends[0], low=ends[1], high=ends[2])

"""Plain arithmetic that a question puts into words: 9% of $191 million, 何倍, die Differenz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.cost.assignment import size
from assistant.cost.clauses import clause, sentence
from assistant.cost.figures import TIMES, Figure
from assistant.cost.intents import says
from assistant.cost.magnitudes import is_open
from assistant.cost.multiples import Asked, asked_of, is_compared
from assistant.cost.phrases import pattern, phrases
from assistant.cost.proportions import proportional
from assistant.cost.questions import Reading
from assistant.cost.signs import in_signs, literal
from assistant.cost.sums import Sum, calculated
from assistant.errors import CurrencyMixedError, UnitMismatchError
from assistant.language import fold
from assistant.quantities.units import convert
from assistant.types import Calculation, Quantity

_NOT_ROLES = frozenset({"year", "exchange_rate"})
_OF_SEVERAL = frozenset({"average", "difference", "share", "ratio", "change"})
"""Sums over several figures of one kind."""


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
    if found is None and says("changes", "points", reading):
        return None  # points are added to a share, not taken of it
    found = found or _percent_of(reading) or _proportion(reading) or _compared(reading, figures)
    if found is None or (found.unit not in TIMES and says("gates", "time", reading)):
        return None  # "how long" is answered by a time
    return calculated(reading, found)


def _percent_of(reading: Reading) -> Sum | None:
    """A percentage of an amount, or an amount with a percentage added or taken off."""
    held = [figure for figure in reading.figures if figure.role not in _NOT_ROLES]
    percents = [figure for figure in held if figure.quantity.unit == "%"]
    others = [figure for figure in held if figure.quantity.unit != "%"]
    if len(percents) != 1 or len(others) != 1 or says("changes", "included", reading):
        return None
    percent, whole = percents[0], others[0]
    expression = _changed(percent, whole, reading)
    if not expression:
        return None
    values = {"percent": percent.quantity, "whole": whole.quantity}
    return Sum(expression, values, whole.quantity.unit)


def _changed(percent: Figure, whole: Figure, reading: Reading) -> str:
    """What a percentage makes of an amount; nothing where the words do not say."""
    share = says("changes", "share_of", reading)
    start, end = clause(percent, reading)
    near = replace(reading, question=reading.question[start:end])
    if says("changes", "rises", near):
        sign = "+"
    elif (says("changes", "falls", near) and not share) or says("changes", "discount", reading):
        sign = "-"
    else:
        rest = says("changes", "rest", reading)
        is_of = share and not rest and not _is_the_share(whole, percent, reading)
        return "percent / 100 * whole" if is_of else ""
    times = {"multiple": "*", "standard": "/"}.get(_asked(percent, whole, reading) or "")
    return f"whole {times} (1 {sign} percent / 100)" if times else ""


def _asked(percent: Figure, whole: Figure, reading: Reading) -> Asked | None:
    """Whether an amount is asked for after a change or before it."""
    if _is_moved_to(whole, reading):
        return "standard" if says("changes", "before", reading) else None
    return asked_of(whole, percent, reading) if is_compared(percent, reading) else "multiple"


def _is_the_share(whole: Figure, percent: Figure, reading: Reading) -> bool:
    """Whether an amount is the share itself rather than what it is one of: "30% of it, $3"."""
    return whole.quantity.start >= clause(percent, reading)[1]


def _is_moved_to(whole: Figure, reading: Reading) -> bool:
    """Whether an amount is what a change has led to: "rose by 20% to $60 million"."""
    held, question = whole.quantity, reading.question
    before = fold(question[sentence(whole, reading)[0] : held.start])
    return pattern("changes", "moved", reading.language).search(before) is not None


def _proportion(reading: Reading) -> Sum | None:
    """The rule of three, unless figures are to be added up or compared."""
    kind = _kind(reading)
    counts = sum(figure.quantity.kind == "count" for figure in reading.figures)
    if kind in _OF_SEVERAL or (kind == "sum" and counts > 1):
        return None
    return proportional(reading)


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
    if kind in ("sum", "average"):
        values = {f"value_{place}": held for place, held in enumerate(alike, start=1)}
        total = " + ".join(values)
        expression = total if kind == "sum" else f"({total}) / {len(values)}"
        return Sum(expression, values, alike[0].unit)
    return _of_two(kind, alike[:2], reading)


def _of_two(kind: str, pair: Sequence[Quantity], reading: Reading) -> Sum:
    low, high = sorted(pair, key=size)
    base = "larger" if _is_drop(pair, reading) else "smaller"
    part, whole = ("larger", "smaller") if _is_whole(low, reading) else ("smaller", "larger")
    expression, unit = {
        "change": (f"(larger - smaller) / {base} * 100", "%"),
        "share": (f"{part} / {whole} * 100", "%"),
        "ratio": ("larger / smaller", "1"),
        "difference": ("larger - smaller", high.unit),
    }[kind]
    return Sum(
        expression, {"larger": high, "smaller": low}, unit, "factor" if kind == "ratio" else None
    )


def _is_drop(pair: Sequence[Quantity], reading: Reading) -> bool:
    """Whether the larger of two amounts is the one before a change."""
    if says("changes", "cheaper", reading):
        return True
    if says("changes", "rises", reading):
        return False
    start = pattern("changes", "from_before", reading.language)
    later = start.search(fold(reading.question[: pair[1].start])) is not None
    return (size(pair[1]) > size(pair[0])) == later


def _is_whole(held: Quantity, reading: Reading) -> bool:
    """Whether a percentage of an amount is asked for: what percentage of $30 million is ..."""
    before, after = fold(reading.question[: held.start]), fold(reading.question[held.end :])
    return bool(
        pattern("changes", "whole_before", reading.language).search(before)
        or pattern("changes", "whole_after", reading.language).match(after)
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
    if is_open(number):
        return None  # "less than ten times" is no multiple
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

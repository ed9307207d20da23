"""Plain arithmetic that a question puts into words: 9% of $191 million, 何倍, die Differenz."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from assistant.cost.assignment import size
from assistant.cost.display import quantity_of
from assistant.cost.expressions import exact, parse_expression
from assistant.cost.figures import TIMES
from assistant.cost.intents import says
from assistant.cost.phrases import phrases
from assistant.cost.questions import Reading
from assistant.cost.signs import in_signs, literal
from assistant.cost.wording import EXACT, expression_in_words
from assistant.errors import ArithmeticRangeError, CurrencyMixedError, UnitMismatchError
from assistant.quantities.units import convert
from assistant.types import Calculation, CalculationInput, Language, Quantity, QuantityKind

_BASIS: Mapping[Language, str] = {
    "en": "arithmetic on the stated values",
    "de": "Rechnung mit den genannten Werten",
    "ja": "示された値による計算",
}
_MOST_RANGES = 6
_NOT_ROLES = frozenset({"year", "exchange_rate"})


@dataclass(frozen=True, slots=True)
class _Sum:
    """An expression over named figures, and the unit of its value."""

    expression: str
    values: Mapping[str, Quantity]
    unit: str
    kind: QuantityKind | None = None


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
        return _calculated(reading, _Sum(written, {}, "1"))
    found = (
        found
        or _percent_of(reading, figures)
        or _rule_of_three(reading, figures)
        or _compared(reading, figures)
    )
    if found is None or (found.unit not in TIMES and says("gates", "time", reading)):
        return None  # "how long" is answered by a time
    return _calculated(reading, found)


def _percent_of(reading: Reading, figures: Sequence[Quantity]) -> _Sum | None:
    percents = [held for held in figures if held.unit == "%"]
    others = [held for held in figures if held.unit != "%"]
    if len(percents) != 1 or len(others) != 1:
        return None
    percent, whole = percents[0], others[0]
    values = {"percent": percent, "whole": whole}
    share = says("changes", "share_of", reading)
    if says("changes", "rises", reading):
        return _Sum("whole * (1 + percent / 100)", values, whole.unit)
    falls = says("changes", "falls", reading) and not share
    if falls or says("changes", "discount", reading):
        return _Sum("whole * (1 - percent / 100)", values, whole.unit)
    return _Sum("percent / 100 * whole", values, whole.unit) if share else None


def _rule_of_three(reading: Reading, figures: Sequence[Quantity]) -> _Sum | None:
    """Half a litre for 20 questions; so a million?"""
    if _kind(reading) in ("sum", "difference", "share", "ratio", "change"):
        return None
    counts = [held for held in figures if held.kind == "count"]
    others = [held for held in figures if held.kind != "count"]
    if len(counts) != 2 or len(others) != 1:
        return None
    per, of = counts
    values = {"value": others[0], "number": of, "per": per}
    return _Sum("value * number / per", values, others[0].unit)


def _with_signs(reading: Reading, figures: Sequence[Quantity]) -> _Sum | None:
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
        return _Sum(" ".join(("value_1", *terms)), values, alike[0].unit)
    if len(held) > 2:
        return None
    if signs == ["/"] and held[1].unit != "1" and len(alike := _alike(held)) == 2:
        one, other = alike
        return _Sum("value_1 / value_2", {"value_1": one, "value_2": other}, "1", "factor")
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
    return _calculated(reading, _of_two(kind, results, reading))


def _compared(reading: Reading, figures: Sequence[Quantity]) -> _Sum | None:
    kind = _kind(reading)
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
        return _Sum(" + ".join(values), values, alike[0].unit)
    return _of_two(kind, alike[:2], reading)


def _of_two(kind: str, pair: Sequence[Quantity], reading: Reading) -> _Sum:
    low, high = sorted(pair, key=size)
    base = "larger" if says("changes", "cheaper", reading) else "smaller"
    expression, unit = {
        "change": (f"(larger - smaller) / {base} * 100", "%"),
        "share": ("smaller / larger * 100", "%"),
        "ratio": ("larger / smaller", "1"),
        "difference": ("larger - smaller", high.unit),
    }[kind]
    return _Sum(
        expression, {"larger": high, "smaller": low}, unit, "factor" if kind == "ratio" else None
    )


def _kind(reading: Reading) -> str:
    return next((kind for kind in phrases()["sums"] if says("sums", kind, reading)), "")


def _scaled(kind: str, figures: Sequence[Quantity]) -> _Sum | None:
    if len(figures) != 2:
        return None
    numbers = [held for held in figures if held.unit == "1"]
    if not numbers:
        return None
    number = numbers[-1]
    other = figures[0] if figures[1] is number else figures[1]
    sign = "*" if kind == "product" else "/"
    return _Sum(f"value {sign} number", {"value": other, "number": number}, other.unit)


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


def _calculated(reading: Reading, found: _Sum) -> Calculation:
    language = reading.language
    expression = parse_expression(found.expression)
    try:
        value, ends = _ends(expression.text, found.values)
    except ArithmeticError as error:
        raise ArithmeticRangeError(
            "The sum gives no number", "Check for a division by zero, and for huge powers"
        ) from error
    result = quantity_of(value, found.unit, language, ends, found.kind)
    return Calculation(
        question=reading.question,
        language=language,
        status="calculated",
        formula="arithmetic",
        basis=_BASIS[language],
        result=result,
        inputs=tuple(
            CalculationInput(name, held, "question", None, held.text)
            for name, held in found.values.items()
        ),
        steps=(f"{expression_in_words(found.expression, language)} = {result.text}",),
        notes=(EXACT[language],),
    )


def _ends(
    text: str, values: Mapping[str, Quantity]
) -> tuple[Decimal | None, tuple[Decimal | None, Decimal | None]]:
    """The value, and over the ends of ranges its own ends."""
    expression = parse_expression(text)
    points = {name: held.value for name, held in values.items() if held.value is not None}
    if len(points) == len(values):
        return exact(expression, points), (None, None)
    found = []
    ranged = [name for name in values if name not in points][:_MOST_RANGES]
    for ends in product(*((values[name].low, values[name].high) for name in ranged)):
        known = {name: end for name, end in zip(ranged, ends, strict=True) if end is not None}
        if len(points) + len(known) < len(values):
            return None, (None, None)
        found.append(exact(expression, {**points, **known}))
    return None, (min(found), max(found))

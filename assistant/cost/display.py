"""Numbers of the cost model as quantities whose text a reader of a language understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.cost.expressions import rounded
from assistant.quantities import render
from assistant.quantities.currencies import codes
from assistant.types import Language, Quantity, QuantityKind

_ROUGHLY, _ENOUGH, _READABLE = 4, 6, 12
_MANTISSA = 8
_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_UNWIELDY = Decimal("1e18")
"""Where words for large numbers end: 3.15 × 10^23 FLOP."""


def quantity_of(
    value: Decimal | None,
    unit: str,
    language: Language,
    ends: tuple[Decimal | None, Decimal | None] = (None, None),
    kind: QuantityKind | None = None,
) -> Quantity:
    """Returns a number as a quantity whose text a reader of the language understands."""
    kind = kind or kind_of(unit)
    if unit == "month" and value is not None and value > 100_000:
        kind = "date"
    bare = Quantity(0, 0, "", kind, value, unit, *ends)
    shown = value if value is None else _readable(value, ranged=ends != (None, None))
    if shown is None:
        low, high = (end if end is None else _readable(end, ranged=False) for end in ends)
        few = replace(bare, low=low, high=high)
    else:
        few = replace(bare, value=shown, low=None, high=None)
    text = (
        _RATE[language].format(render(replace(few, unit="1"), language))
        if unit == "1/year"
        else _rendered(few, language)
    )
    return replace(bare, text=text, end=len(text))


def _rendered(few: Quantity, language: Language) -> str:
    """As texts write it; with a power of ten where there are no words for so many."""
    numbers = {"value": few.value, "low": few.low, "high": few.high}
    held = {side: number for side, number in numbers.items() if number is not None}
    if all(abs(number) < _UNWIELDY for number in held.values()):
        return render(few, language)
    stand_ins = {side: Decimal(place) for place, side in enumerate(held, start=3)}
    text = render(replace(few, **stand_ins), language)  # type: ignore[arg-type]
    for side, stand_in in reversed(stand_ins.items()):
        text = text.replace(f"{stand_in}", _power_of_ten(held[side], language), 1)
    return text


def _power_of_ten(number: Decimal, language: Language) -> str:
    short = rounded(number, _MANTISSA)
    mantissa = short.scaleb(-short.adjusted()).normalize()
    bare = Quantity(0, 0, "", "count", mantissa, "1")
    return f"{render(bare, language)} × 10^{short.adjusted()}"


_RATE: Mapping[Language, str] = {"en": "{} per year", "de": "{} pro Jahr", "ja": "年{}"}


def _readable(value: Decimal, *, ranged: bool) -> Decimal:
    """Four digits where there is a range, else as many as a reader can use."""
    if ranged:
        return rounded(value, _ROUGHLY)
    if is_rounded(value):
        return rounded(value, _ENOUGH)
    return Decimal(f"{value.normalize():f}")  # 4500.0 is 4500


def is_rounded(value: Decimal | None) -> bool:
    """Whether a number has more digits than are shown."""
    return value is not None and len(value.normalize().as_tuple().digits) > _READABLE


def kind_of(unit: str) -> QuantityKind:
    """Returns the kind of quantities of a unit."""
    if split_currency(unit)[1]:
        return "money"
    if unit == "1":
        return "count"
    if unit == "%":
        return "percent"
    return "duration" if unit in _DURATIONS else "measure"


def split_currency(unit: str) -> tuple[str, str | None]:
    """Returns a unit with any currency as USD, and the currency; a pair of them for a rate."""
    head, slash, rest = unit.partition("/")
    if head not in codes():
        return unit, None
    if rest in codes():
        return unit, unit
    return f"USD{slash}{rest}", head

"""The figures of a question, each with the input of the cost model that it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.cost.magnitudes import can_be_of_a_chip
from assistant.cost.phrases import pattern, phrases
from assistant.cost.regrouping import regrouped
from assistant.language import fold
from assistant.quantities.currencies import codes
from assistant.quantities.units import convert
from assistant.types import Language, Quantity, Span

_WINDOW = 60
"""Characters beside a figure in which the words that explain it stand."""
_BY_UNIT = (
    ("chip_hours", "chip_hour"), ("energy", "kWh"), ("power", "kW"), ("intensity", "kg/kWh"),
    ("water_intensity", "L/kWh"), ("flop", "FLOP"), ("peak", "FLOP/s"), ("mass", "kg"),
    ("volume", "L"),
)  # fmt: skip
_BY_COUNTED = {"each_year": "growth", "chip_hours": "chip_hours", "chip_counters": "chips"}
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_CLAUSE = re.compile(r"[,;:?!、。，；？]|\.(?=\s|$)|\s[–—]\s")
_LONGEST_RUN = 200_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a question, and which input it is where its unit or its words say so."""

    quantity: Quantity
    role: str
    """An input of the cost model, or what the figure measures: money, percent, factor ..."""


def figures(question: str, language: Language, names: Sequence[Span]) -> tuple[Figure, ...]:
    """Returns the figures of a question with their roles.

    Args:
        names: where models and chips stand, whose digits are no figures.
    """
    quantities = regrouped(question, language, names)
    return tuple(
        Figure(held, _role(question, place, quantities)) for place, held in enumerate(quantities)
    )


def _role(question: str, place: int, quantities: Sequence[Quantity]) -> str:
    quantity = quantities[place]
    by_unit = _role_by_unit(quantity)
    before, after = _beside(question, place, quantities)
    kind = "measure" if by_unit else quantity.kind
    if marked := _marked(quantity, before, after):
        return marked
    if kind == "count" and pattern("beside", "factor").search(before):
        kind = "factor"
    worded = _role_by_words(kind, before, after, quantity)
    if by_unit or worded:
        return by_unit or worded
    if quantity.kind == "count" and pattern("beside", "counted_chips").search(after):
        return "chips"
    if quantity.kind == "duration":
        return _time_role(quantity, before)
    return {"date": "year", "measure": quantity.unit}.get(kind, kind)


def _marked(quantity: Quantity, before: str, after: str) -> str:
    """What a figure is by words that leave no doubt: 3 times a year, 57 million A100-hours."""
    if quantity.kind == "percent" and (
        pattern("beside", "yearly_before").search(before)
        or pattern("beside", "yearly_after").search(after)
    ):
        return "growth"
    if quantity.kind == "factor" and pattern("beside", "recurring").search(fold(quantity.text)):
        return "growth"
    found = (role for name, role in _BY_COUNTED.items() if pattern("beside", name).search(after))
    if quantity.kind != "count":
        return ""
    return next(found, "")


def _time_role(quantity: Quantity, before: str) -> str:
    if _is_chip_time(quantity, before):
        return "chip_hours"
    return "years" if quantity.unit == "year" else "hours"


def _is_chip_time(quantity: Quantity, before: str) -> bool:
    """Whether hours are summed over chips: nothing runs for longer than twenty years."""
    if quantity.unit != "hour":
        return False
    long = (quantity.value or 0) > _LONGEST_RUN
    return long or pattern("beside", "in_all").search(before) is not None


def _role_by_unit(quantity: Quantity) -> str:
    _, _, rest = quantity.unit.partition("/")
    if quantity.kind == "money" and rest in codes():
        return "exchange_rate"
    if quantity.kind == "money" and rest:
        return {"kWh": "electricity_price", "MWh": "electricity_price"}.get(rest, "price")
    if quantity.kind in ("measure", "duration") and quantity.unit not in TIMES:
        for role, unit in _BY_UNIT:
            if convert(Decimal(1), quantity.unit, unit) is not None:
                return role
    return ""


def _beside(question: str, place: int, quantities: Sequence[Quantity]) -> tuple[str, str]:
    """The words before and after a figure, up to the figures next to it."""
    held = quantities[place]
    low = quantities[place - 1].end if place else 0
    high = quantities[place + 1].start if place + 1 < len(quantities) else len(question)
    before = question[max(low, held.start - _WINDOW) : held.start]
    after = question[held.end : min(high, held.end + _WINDOW)]
    return fold(_CLAUSE.split(before)[-1]), fold(_CLAUSE.split(after)[0])


def _role_by_words(kind: str, before: str, after: str, held: Quantity) -> str:
    best: tuple[int, str] | None = None
    for role, kinds, patterns in _roles():
        if kind not in kinds or (role == "unit_price" and not can_be_of_a_chip(held)):
            continue
        for distance in _distances(patterns, before, after):
            if best is None or distance < best[0]:
                best = distance, role
    return best[1] if best else ""


def _distances(patterns: Mapping[str, re.Pattern[str]], before: str, after: str) -> Iterator[int]:
    """How far from the figure the words of a role stand."""
    if pattern := patterns.get("any") or patterns.get("before"):
        ends = [len(before) - match.end() for match in pattern.finditer(before)]
        yield from ends[-1:]
    if pattern := patterns.get("any") or patterns.get("after"):
        match = pattern.search(after)
        if match:
            yield match.start() - 1  # of two as near, the one that follows


@cache
def _roles() -> tuple[tuple[str, frozenset[str], Mapping[str, re.Pattern[str]]], ...]:
    return tuple(
        (
            name,
            frozenset(row["kinds"]),
            {side: re.compile(row[side]) for side in ("any", "before", "after") if side in row},
        )
        for name, row in phrases()["roles"].items()
    )

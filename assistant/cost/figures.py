"""The figures of a question, each with the input of the cost model that it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.cost.phrases import phrases
from assistant.language import fold
from assistant.quantities import parse, stated_rates
from assistant.quantities.currencies import codes
from assistant.quantities.units import convert
from assistant.types import Language, Quantity, QuantityKind, Span

_WINDOW = 60
"""Characters beside a figure in which the words that explain it stand."""
_BY_UNIT = (
    ("chip_hours", "chip_hour"), ("energy", "kWh"), ("power", "kW"), ("intensity", "kg/kWh"),
    ("water_intensity", "L/kWh"), ("flop", "FLOP"), ("peak", "FLOP/s"), ("mass", "kg"),
    ("volume", "L"),
)  # fmt: skip
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_CLAUSE = re.compile(r"[,;:?!、。，；？]|\.(?=\s|$)|\s[–—]\s")
_SPELLED: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\bfor (?:an? |one )?(?:entire |whole |full )?"
        r"(?:(?P<year>year)|(?P<month>month)|(?P<week>week)|(?P<day>day))\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:für )?eine?n? (?:(?:ganze[nsr]?|volle[nsr]?) )?"
        r"(?:(?P<year>Jahr)|(?P<month>Monat)|(?P<week>Woche)|(?P<day>Tag))\b"
        r"(?= lang|.*\b(?:miet|nutz|lauf))"
    ),
    "ja": re.compile(r"丸(?:(?P<year>一年)|(?P<month>一か月)|(?P<week>一週間)|(?P<day>一日))間?"),
}
_CLOSE = 10
_LEADING = re.compile(r"\s*(?:minus|plus|マイナス|プラス|[-−+])\s*", re.IGNORECASE)
_TRAILING = re.compile(r"\s*[+×]$")
_UNSIGNED: Mapping[QuantityKind, QuantityKind] = {"factor": "count"}
_PER_KWH = re.compile(
    r"\s*(?:of )?(?:(?:water|wasser|co2e?|carbon|strom) )?(?:per|pro|je|a)"
    r" (?:kwh|kilowatt)"
)
_SCALE = re.compile(r"[^a-z](?:m|bn|mio\.?|mrd\.?)$|illion|illiard|[億兆]|\d[mbk]$")
_COUNTED = re.compile(
    r"[\s-]*(?!(?:plus|and|or|und|oder|minus|in|to|for|a|is|are|auf|zu|im|werden|wird|from|by)\b)"
    r"(?:[a-z]|[^\W\d_a-zぁ-ん、])"
)
_LONGEST_RUN = 200_000
_FACTOR = re.compile(r"(?:fa[ck]tor|係数|倍率)\s*(?:of|von|für|は|が)?\s*$")
_CHIP_HOURS = re.compile(
    r"^[\s-]*(?:nvidia |google )?(?:[a-z]{1,2}\d{2,4}|tpu ?v\d\w?)?[\s・-]*"
    r"(?:(?:chip|gpu|tpu)s?)?[\s・-]*(?:hours|stunden|チップ時間|gpu時間)"
)
_CHIP_NEAR = re.compile(
    r"^(?:[\s-]*|個の|基の|台の|枚の|の)(?:nvidia[\s-]*|google[\s-]*|used |new |of (?:the|these) )*"
    r"(?:[a-z]{1,2}\d{2,4}[a-z]?s?\b|tpu|gpus?\b|chips?\b|accelerators?\b|grafik|beschleuniger|チップ|基|台|枚|個の(?:gpu|チップ)|karten)"
)


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
    quantities = [
        held
        for held in _with_spelled(parse(question, language), question, language)
        if not any(name.start <= held.start and held.end <= name.end for name in names)
    ]
    quantities = _without_signs(quantities, question)
    quantities = _with_rates([_read_on(held, question) for held in quantities], question)
    quantities = _shared(_per_unit(quantities, question), question)
    return tuple(
        Figure(held, _role(question, place, quantities)) for place, held in enumerate(quantities)
    )


def _with_spelled(
    quantities: Sequence[Quantity], question: str, language: Language
) -> list[Quantity]:
    """Adds a time that is one without a number: "for a year", ein ganzes Jahr lang."""
    found = list(quantities)
    for match in _SPELLED[language].finditer(question):
        span = Span(*match.span())
        if all(held.end <= span.start or span.end <= held.start for held in quantities):
            unit, text = match.lastgroup or "", question[span.start : span.end]
            found.append(Quantity(span.start, span.end, text, "duration", Decimal(1), unit))
    return sorted(found, key=lambda held: held.start)


def _without_signs(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Takes off signs that stand between two figures: "$5 million minus $3 million"."""
    found = list(quantities)
    for place, held in enumerate(quantities):
        before = [question[one.end : held.start] for one in quantities[:place][-1:]]
        after = [question[held.end : one.start] for one in quantities[place + 1 :][:1]]
        lead = None if "".join(before or "-").strip() else _LEADING.match(held.text)
        tail = None if "".join(after or "-").strip() else _TRAILING.search(held.text)
        start = held.start + (lead.end() if lead else len(held.text) - len(held.text.lstrip()))
        end = held.start + (tail.start() if tail else len(held.text))
        if lead:
            found[place] = _positive(held)
        if tail:
            found[place] = replace(held, kind=_UNSIGNED.get(held.kind, held.kind), low=None)
        found[place] = replace(found[place], start=start, end=end, text=question[start:end])
    return found


def _positive(held: Quantity) -> Quantity:
    value, low, high = (None if n is None else abs(n) for n in (held.value, held.low, held.high))
    return replace(held, value=value, low=low, high=high)


def _with_rates(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Puts one figure for the two that state an exchange rate: 1億ドル=154億円."""
    found = list(quantities)
    for rate in stated_rates(question, 0, quantities):
        one, other = rate.first, rate.second
        if one not in found or one.value is None or other.value is None:
            continue  # of three amounts side by side, the second is taken
        held = _joined(one, other, question)
        found[found.index(one)] = replace(held, value=other.value / one.value)
        found.remove(other)
    return found


def _read_on(held: Quantity, question: str) -> Quantity:
    """2048 H100 are chips, no year; 1.8 litres of water per kWh is an intensity."""
    after = fold(question[held.end : held.end + _WINDOW])
    if held.kind == "measure" and "/" not in held.unit and _PER_KWH.match(after):
        return replace(held, unit=f"{held.unit}/kWh")
    if held.kind == "date" and _CHIP_NEAR.search(fold(question[held.end : held.end + _WINDOW])):
        return replace(held, kind="count", unit="1", low=None, high=None)
    return held


def _joined(one: Quantity, other: Quantity, question: str) -> Quantity:
    """The second of two figures as that much for one of the first."""
    text, unit = question[one.start : other.end], f"{other.unit}/{one.unit}"
    return replace(other, start=one.start, text=text, unit=unit)


def _per_unit(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """1kWhあたり57g is one figure, 57 g/kWh, as is 1ドル154円; 1基3万ドル is the price of one."""
    found: list[Quantity] = []
    for held in quantities:
        last = found[-1] if found else None
        if last and last.value == 1 and held.start - last.end <= _CLOSE:
            priced = last.kind == held.kind == "money" and last.unit != held.unit
            if priced or (last.unit == "kWh" and held.kind == "measure"):
                found[-1] = _joined(last, held, question)
                continue
            if last.unit == "1" and held.kind == "money" and held.start - last.end <= 6:
                found.pop()
        found.append(held)
    return found


def _shared(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Amounts that leave out the currency of the others: "191 million plus 100 million dollars"."""
    units = {
        (held.kind, held.unit)
        for held in quantities
        if (held.kind == "money" and "/" not in held.unit) or held.unit == "chip_hour"
    }
    if len(units) != 1:
        return list(quantities)
    kind, unit = units.pop()
    return [
        replace(held, kind=kind, unit=unit, assumed=True)
        if held.kind == "count" and _is_bare_scale(held, question)
        else held
        for held in quantities
    ]


def _is_bare_scale(held: Quantity, question: str) -> bool:
    """Whether a count is written with a scale and counts nothing that follows it."""
    after = fold(question[held.end : held.end + 20])
    return bool(_SCALE.search(fold(held.text))) and not _COUNTED.match(after)


def _role(question: str, place: int, quantities: Sequence[Quantity]) -> str:
    quantity = quantities[place]
    by_unit = _role_by_unit(quantity)
    before, after = _beside(question, place, quantities)
    kind = "measure" if by_unit else quantity.kind
    if kind == "count" and _FACTOR.search(before):
        kind = "factor"
    if quantity.kind == "count" and _CHIP_HOURS.search(after):
        return "chip_hours"
    worded = _role_by_words(kind, before, after)
    if by_unit or worded:
        return by_unit or worded
    if quantity.kind == "count" and _CHIP_NEAR.search(after):
        return "chips"
    if quantity.kind == "duration":
        return _time_role(quantity, before)
    return {"date": "year", "measure": quantity.unit}.get(kind, kind)


def _time_role(quantity: Quantity, before: str) -> str:
    if _is_chip_time(quantity, before):
        return "chip_hours"
    return "years" if quantity.unit == "year" else "hours"


def _is_chip_time(quantity: Quantity, before: str) -> bool:
    """Whether hours are summed over chips: nothing runs for longer than twenty years."""
    long = (quantity.value or 0) > _LONGEST_RUN or "延べ" in before[-4:]
    return quantity.unit == "hour" and long


def _role_by_unit(quantity: Quantity) -> str:
    _, _, rest = quantity.unit.partition("/")
    if quantity.kind == "money" and rest in codes():
        return "exchange_rate"
    if quantity.kind == "money" and rest:
        return {"kWh": "electricity_price", "MWh": "electricity_price"}.get(rest, "price")
    if quantity.kind in ("measure", "duration") and quantity.unit not in _TIMES:
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


def _role_by_words(kind: str, before: str, after: str) -> str:
    best: tuple[int, str] | None = None
    for role, kinds, patterns in _roles():
        if kind not in kinds:
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

"""The figures of a question as it means them: signs taken off, rates and units put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.cost.phrases import pattern, phrases
from assistant.errors import ArithmeticRangeError
from assistant.language import fold
from assistant.quantities import parse, stated_rates
from assistant.quantities.units import convert
from assistant.types import Language, Quantity, QuantityKind, Span

_WINDOW = 60
"""Characters after a figure in which the words that go on with it stand."""
_CLOSE = 10
_NO_NAMES = re.compile(
    r"(?:GPU|TPU|チップ)(?=\d[\d,.万億]*[基枚台個])|\b(?:PUE|MFU)(?= ?\d)", re.IGNORECASE
)
"""Words that with the number after them would be read as the name of a model."""
_TRAILING = re.compile(r"\s*[+×]$")
_SCALES = {"thousand": Decimal(1000), "million": Decimal(10**6), "billion": Decimal(10**9)}
_UNSIGNED: Mapping[QuantityKind, QuantityKind] = {"factor": "count"}


def regrouped(question: str, language: Language, names: Sequence[Span]) -> list[Quantity]:
    """Returns the figures of a question, one for each number that it gives to calculate with.

    Args:
        names: where models and chips stand, whose digits are no figures.
    """
    quantities = [
        held
        for held in _with_spelled(_read(question, language), question, language)
        if not any(name.start <= held.start and held.end <= name.end for name in names)
        and not _is_denied(held, question, language)
    ]
    quantities = _without_signs(quantities, question)
    quantities = [one for held in quantities for one in _ends(held, question, language)]
    quantities = _recurring(quantities, question)
    quantities = _with_rates([_read_on(held, question) for held in quantities], question)
    return _parallel(_shared(_per_unit(quantities, question), question), question)


def _read(question: str, language: Language) -> list[Quantity]:
    """The figures as texts state them; GPU200基 are 200 chips, PUE 1.2 is no version."""
    return list(parse(_NO_NAMES.sub(lambda word: " " * len(word.group()), question), language))


def _is_denied(held: Quantity, question: str, language: Language) -> bool:
    """Whether a figure is named only to be replaced: "not a tenth but a quarter"."""
    before, after = fold(question[: held.start]), fold(question[held.end :])
    replaced = held.kind == "money" or pattern("compared", "replaced_before").search(before)
    if replaced and pattern("compared", "difference", language).search(fold(question)):
        return False  # $2.10 instead of $2.85 are both needed for what is saved
    denied = pattern("denied_before", language).search(before)
    return bool(denied or pattern("denied_after", language).match(after))


def _with_spelled(
    quantities: Sequence[Quantity], question: str, language: Language
) -> list[Quantity]:
    """Adds what is one without a number, "for a year", "per million", and a half: "halve"."""
    found = list(quantities)
    for match in pattern("spelled", language).finditer(question):
        span = Span(*match.span())
        if all(held.end <= span.start or span.end <= held.start for held in quantities):
            found.append(_spelled(span, match.lastgroup or "", question))
    return sorted(found, key=lambda held: held.start)


def _spelled(span: Span, unit: str, question: str) -> Quantity:
    text = question[span.start : span.end]
    if unit == "half":
        return Quantity(span.start, span.end, text, "factor", Decimal("0.5"), "1")
    if unit in _SCALES:
        return Quantity(span.start, span.end, text, "count", _SCALES[unit], "1")
    return Quantity(span.start, span.end, text, "duration", Decimal(1), unit)


def _without_signs(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Takes off signs that stand between two figures: "$5 million minus $3 million"."""
    found = list(quantities)
    for place, held in enumerate(quantities):
        before = [question[one.end : held.start] for one in quantities[:place][-1:]]
        after = [question[held.end : one.start] for one in quantities[place + 1 :][:1]]
        follows, goes_on = (bool(gap) and not gap[0].strip() for gap in (before, after))
        lead = pattern("beside", "sign").match(held.text) if follows else None
        tail = _TRAILING.search(held.text) if goes_on else None
        start = held.start + (lead.end() if lead else len(held.text) - len(held.text.lstrip()))
        end = held.start + (tail.start() if tail else len(held.text))
        if lead:
            found[place] = _positive(held)
        if tail:
            found[place] = replace(held, kind=_UNSIGNED.get(held.kind, held.kind), low=None)
        found[place] = replace(found[place], start=start, end=end, text=question[start:end])
    return found


def _ends(held: Quantity, question: str, language: Language) -> list[Quantity]:
    """What grows from one amount to another, or between two years, are two figures."""
    words = phrases()["words"]
    grows = f"{words['growth'][language]}|{words['grows'][language]}|^(?:from|von) "
    moves = held.kind == "money" and re.search(grows, f"{fold(held.text)} {fold(question)}")
    if held.value is not None or not (held.kind == "date" or moves):
        return [held]
    for gap in pattern("beside", "between").finditer(held.text):
        ends = [*_within(held, 0, gap.start(), language), *_within(held, gap.end(), None, language)]
        if [end.value for end in ends] == [held.low, held.high]:
            return ends
    return [held]


def _within(held: Quantity, start: int, end: int | None, language: Language) -> list[Quantity]:
    """The figures in a part of a figure's text."""
    place = held.start + start
    return [
        replace(one, start=one.start + place, end=one.end + place, low=None, high=None)
        for one in parse(held.text[start:end], language)
    ]


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
    is_amount = held.kind == "measure" and "/" not in held.unit
    if is_amount and pattern("beside", "per_kwh").match(after):
        return replace(held, unit=f"{held.unit}/kWh")
    if held.kind == "date" and pattern("beside", "counted_chips").search(after):
        return replace(held, kind="count", unit="1", low=None, high=None)
    return held


def _recurring(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Costs that double every nine months grow by a factor a year."""
    found: list[Quantity] = []
    for held in quantities:
        last = found[-1] if found else None
        growth = _a_year(last, held, question) if last else None
        found[len(found) - bool(growth) :] = [growth or held]
    return found


def _a_year(one: Quantity, other: Quantity, question: str) -> Quantity | None:
    """The growth a year of a factor and the time in which it recurs, in either order."""
    gap, kinds = fold(question[one.end : other.start]), (one.kind, other.kind)
    before = pattern("beside", "every_before").search(question[: one.start])
    turned = kinds == ("duration", "factor")
    recurs = pattern("beside", "within" if turned else "every").search(gap)
    if kinds != ("factor", "duration") and not (turned and (recurs or before)):
        return None
    factor, time = (other, one) if turned else (one, other)
    years = convert(time.value, time.unit, "year") if time.value else None
    if not (recurs or before) or not years or not factor.value or factor.value <= 0:
        return None
    start = before.start() if before and turned and not recurs else one.start
    text, growth = question[start : other.end], _power(factor.value, 1 / years)
    return replace(factor, start=start, end=other.end, text=text, value=growth)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    try:
        return base**exponent
    except ArithmeticError as error:
        raise ArithmeticRangeError(
            "The growth a year is out of range", "Check the factor and the time it takes"
        ) from error


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
            if _is_for_one_of(last, held):
                found[-1] = _joined(last, held, question)
                continue
            if last.unit == "1" and held.kind == "money" and held.start - last.end <= 6:
                found.pop()
        found.append(held)
    return found


def _is_for_one_of(one: Quantity, held: Quantity) -> bool:
    """Whether a figure is so much for one of a unit: 1ドル154円, 1kWhあたり57g, 1kWh 20円."""
    if held.kind == "money":
        rate = one.unit in ("kWh", "chip_hour")
        return rate or (one.kind == "money" and one.unit != held.unit)
    energy = held.kind == "measure" and convert(Decimal(1), held.unit, "kWh") is not None
    return one.unit == "kWh" and held.kind == "measure" and not energy


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
    scaled = pattern("beside", "scale").search(fold(held.text)) is not None
    return scaled and not pattern("beside", "counted").match(after)


def _parallel(quantities: Sequence[Quantity], question: str) -> list[Quantity]:
    """Amounts of which only the last names the currency: "zu 40.000 als zu 25.000 Dollar"."""
    found = list(quantities)
    for place, (held, other) in enumerate(pairwise(quantities)):
        gap = fold(question[held.end : other.start])
        if held.kind == "count" and other.kind == "money" and "/" not in other.unit:
            before = fold(question[max(0, held.start - _WINDOW) : held.start])
            match = pattern("beside", "parallel").match(gap)
            if match and before.endswith(match["at"]):
                found[place] = replace(held, kind="money", unit=other.unit, assumed=True)
    return found

"""From one number of things to another: half a litre for 20 questions, so much for a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.cost.clauses import clause, sentence
from assistant.cost.figures import Figure
from assistant.cost.limits import can_be_of_all, is_said_of_one
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading
from assistant.cost.sums import Sum
from assistant.facts.subjects import codes
from assistant.language import fold
from assistant.language.words import stemmer
from assistant.quantities.units import convert
from assistant.types import Quantity

_STEMMERS = {"en": "english", "de": "german"}
_UNITS = ("kWh", "L", "kg")
"""Units in which what is summed over many things is given."""


def proportional(reading: Reading) -> Sum | None:
    """Returns what a number of things take, where it is said what some or one of them do."""
    value, counts = _parts(reading)
    if value is None:
        return None
    if len(counts) == 2:
        return _of_some(value, counts, reading)
    return _of_one(value, counts[0], reading) if len(counts) == 1 else None


def bought_before(reading: Reading) -> Figure | None:
    """Returns the number that was bought at a price of one, where what another costs is asked."""
    value, counts = _parts(reading)
    if value is None or len(counts) != 2:
        return None
    per, number = _ordered(value, counts, reading)
    start, end = sentence(number, reading)
    text = reading.question
    if start < max(per.quantity.end, value.quantity.end) or text[end:].strip(" ?!.。"):
        return None
    named, asked = (
        {fold(code.text) for code in codes(part)} for part in (text[:start], text[start:])
    )
    again = asked <= named and per.quantity.value != 1 and _same(per, number, reading)
    return per if again and _is_a_price_of_one(value, per, reading) else None


def _parts(reading: Reading) -> tuple[Figure | None, list[Figure]]:
    """The only value of a question and its counts; no value where there are other figures."""
    held = [figure for figure in reading.figures if figure.role not in ("year", "exchange_rate")]
    counts = [figure for figure in held if figure.quantity.kind == "count"]
    values = [figure for figure in held if figure.quantity.kind in ("money", "measure")]
    if len(values) != 1 or len(held) != len(counts) + 1 or "/" in values[0].quantity.unit:
        return None, counts
    return values[0], counts


def _of_some(value: Figure, counts: Sequence[Figure], reading: Reading) -> Sum | None:
    """The rule of three, where both numbers count the same thing."""
    per, number = _ordered(value, counts, reading)
    if per.quantity.value in (None, 0, number.quantity.value) or not _same(per, number, reading):
        return None
    if bought_before(reading):
        values = {"value": value.quantity, "number": number.quantity}
        return Sum("value * number", values, value.quantity.unit)
    if per.quantity.value != 1 and _is_a_price_of_one(value, per, reading):
        return None
    whole = _in_unit(value.quantity)
    values = {"value": whole, "number": number.quantity, "per": per.quantity}
    return Sum("value * number / per", values, whole.unit)


def _of_one(value: Figure, number: Figure, reading: Reading) -> Sum | None:
    """Between one of a thing and many: "a query uses", each, per question, "what does a query"."""
    if number.quantity.value in (None, 1) and number.quantity.low is None:
        return None
    start, end = clause(value, reading)
    together = start <= number.quantity.start < end
    each = is_said_of_one(value, reading) or _names_one(number, value.quantity.end, end, reading)
    if each or (not together and _names_one(number, start, end, reading)):
        expression = "value * number"
    elif together and _names_one(number, 0, len(reading.question), reading):
        expression = "value / number"
    else:
        return None
    whole = _in_unit(value.quantity)
    return Sum(expression, {"value": whole, "number": number.quantity}, whole.unit)


def _is_a_price_of_one(value: Figure, per: Figure, reading: Reading) -> bool:
    """Whether an amount is for each of a number of things rather than for all of them."""
    if _is_said_of_number(value, per, reading):
        return False
    if is_said_of_one(value, reading):
        return True
    priced = value.quantity.kind == "money" and per.role == "chips"
    return priced and not can_be_of_all(value, per.quantity.value or Decimal(0), reading)


def _is_said_of_number(value: Figure, per: Figure, reading: Reading) -> bool:
    """Whether the words between an amount and a number say that it is for so many."""
    one, other = value.quantity, per.quantity
    gap = fold(reading.question[one.end : other.start])
    if one.end <= other.start and not gap.strip():
        gap = fold(other.text).split()[0]  # "$3 per million"
    before = fold(reading.question[other.end : one.start])
    return bool(
        pattern("compared", "per_after").match(gap)
        or pattern("compared", "per_before").match(before)
    )


def _ordered(value: Figure, counts: Sequence[Figure], reading: Reading) -> list[Figure]:
    """The number that a value is for, in its clause or else near it; then the other."""
    start, end = clause(value, reading)
    return sorted(
        counts,
        key=lambda held: (not start <= held.quantity.start < end, _gap(held, value)),
    )


def _gap(figure: Figure, other: Figure) -> int:
    one, two = figure.quantity, other.quantity
    return max(one.start, two.start) - min(one.end, two.end)


def _same(per: Figure, number: Figure, reading: Reading) -> bool:
    """Whether two numbers count the same; "so a million?" may leave the thing out."""
    one, other = _counted(per, reading), _counted(number, reading)
    if reading.language == "ja":
        return bool(one and other) and (one.startswith(other) or other.startswith(one))
    return bool(one) and other in ("", one)


def _counted(figure: Figure, reading: Reading) -> str:
    """The word for what a number counts, without its ending; nothing where it stands alone."""
    after = fold(reading.question[figure.quantity.end :])
    match = pattern("beside", "thing", reading.language).match(after)
    return _stem(match["thing"], reading) if match else ""


def _names_one(number: Figure, start: int, end: int, reading: Reading) -> bool:
    """Whether a part of the question speaks of one of the things that a number counts."""
    thing = _counted(number, reading)
    text = fold(reading.question[start:end])
    ones = pattern("beside", "one_thing", reading.language).finditer(text)
    return bool(thing) and any(_stem(match["thing"], reading) == thing for match in ones)


def _stem(word: str, reading: Reading) -> str:
    name = _STEMMERS.get(reading.language)
    return stemmer(name)(word) if name else word


def _in_unit(held: Quantity) -> Quantity:
    """A value in the unit that people use for much of it."""
    for unit in _UNITS:
        if held.kind == "measure" and convert(Decimal(1), held.unit, unit) is not None:
            low, value, high = (
                None if end is None else convert(end, held.unit, unit)
                for end in (held.low, held.value, held.high)
            )
            return replace(held, unit=unit, low=low, value=value, high=high)
    return held

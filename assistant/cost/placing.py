"""Which figures of a question a calculation has no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.cost.figures import Figure
from assistant.cost.questions import Reading
from assistant.types import Calculation, Language, Quantity

_LEFT_OUT: Mapping[Language, str] = {
    "en": "Not calculated: the question states {figures}, for which no formula has a place.",
    "de": "Nicht gerechnet: Für {figures} aus der Frage hat keine Formel einen Platz.",
    "ja": "計算しない：質問にある{figures}を使う計算式がない。",
}
_YEARS = range(1900, 2201)
_BETWEEN: Mapping[Language, str] = {"en": ", ", "de": ", ", "ja": "、"}


def unplaced(found: Calculation, reading: Reading) -> list[Figure]:
    """Returns the figures of a question that change nothing in a calculation's result."""
    if not found.inputs:
        return []  # an expression in signs is read whole
    read = {
        held.quantity.start
        for one in _all(found)
        for held in one.inputs
        if held.origin == "question"
    }
    return [
        figure
        for figure in reading.figures
        if figure.quantity.start not in read and not _is_idle(figure, found, reading)
    ]


def left_out(figures: Sequence[Figure], language: Language) -> str:
    """Returns why a question is not calculated whose figures have no place."""
    texts = _BETWEEN[language].join(figure.quantity.text for figure in figures)
    return _LEFT_OUT[language].format(figures=texts)


def _all(found: Calculation) -> Iterator[Calculation]:
    yield found
    for other in found.alternatives:
        yield from _all(other)


def _is_idle(figure: Figure, found: Calculation, reading: Reading) -> bool:
    """Whether a figure changes no result: one of something, a date, what the formula says."""
    held = figure.quantity
    if held.kind == "date" or (held.value == 1 and held.kind != "percent"):
        return True
    if found.formula == "doubling_time" and held.value == 2:
        return True
    if figure.role == "parameters":
        return bool(reading.of("active_parameters"))
    return _is_price_level(held, reading) or _is_said_again(held, found)


def _is_price_level(held: Quantity, reading: Reading) -> bool:
    """2023 dollars beside a price index."""
    level = held.kind == "money" and held.value in _YEARS
    return level and bool(reading.of("price_index"))


def _is_said_again(held: Quantity, found: Calculation) -> bool:
    """Whether a figure says what the calculation holds anyway: its default, "the two" amounts."""
    defaults = [one.quantity for one in found.inputs if one.origin == "default"]
    if any((one.value, one.unit) == (held.value, held.unit) for one in defaults):
        return True
    if held.kind != "count" or any(map(str.isdigit, held.text)):
        return False
    kinds = Counter(one.quantity.kind for one in found.inputs if one.origin == "question")
    return held.value in kinds.values()

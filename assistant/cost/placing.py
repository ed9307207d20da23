"""Which figures of a question a calculation has no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.cost.figures import Figure
from assistant.cost.intents import says
from assistant.cost.limits import people
from assistant.cost.phrases import pattern, phrases
from assistant.cost.proportions import bought_before
from assistant.cost.questions import Reading
from assistant.language import fold
from assistant.types import Calculation, Language, Quantity

_LEFT_OUT: Mapping[Language, str] = {
    "en": "Not calculated: no formula uses {figures} from the question.",
    "de": "Nicht berechnet: Keine Formel verwendet {figures} aus der Frage.",
    "ja": "計算できません：質問にある{figures}を使う計算式がありません。",
}
_SIZES = ("parameters", "tokens")
_TIMES = ("chip_hours", "hours", "years", "years_since_availability")
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


def described(found: Calculation, reading: Reading) -> list[Figure]:
    """Returns the figures that say of a run what its cost does not depend on.

    That is the size of a model and its data where the time of its chips or its energy is stated,
    and their time where they are bought. Of two sizes one is that of another model.
    """
    given = {held.name for held in found.inputs if held.origin == "question"}
    bought = found.formula == "acquisition" and says("words", "acquired", reading)
    measured = bool(given & {"chip_hours", "energy", "load"}) or {"chips", "hours"} <= given
    roles = (*(_TIMES if bought else ()), *(_SIZES if measured else ()))
    priced = [name for name in phrases()["of_each"] if says("of_each", name, reading)]
    once = (held for role in roles if len(held := reading.of(role)) == 1)
    return [figure for (figure,) in once if figure.role not in priced]


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
    if figure.role == "parameters" and reading.of("active_parameters"):
        return True
    if figure in described(found, reading) or figure in bystanders(found, reading):
        return True
    return _is_price_level(held, reading) or _is_said_again(held, found)


def bystanders(found: Calculation, reading: Reading) -> list[Figure]:
    """Returns the people and the purchases before of which a question asks nothing."""
    before = bought_before(reading) if found.formula == "arithmetic" else None
    return [held for held in reading.figures if held is before or _is_bystander(held, reading)]


def _is_bystander(figure: Figure, reading: Reading) -> bool:
    """Whether a figure counts people of whom nothing is asked: "12 engineers rent"."""
    who = people(figure, reading)
    if not who or pattern("beside", "of_people").search(reading.folded):
        return False
    again = who.isascii() and reading.folded.count(who) > 1
    return not again and not pattern("beside", "each").search(_without_prices(reading))


def _without_prices(reading: Reading) -> str:
    """The question without its amounts and the words that say of them that they are for one."""
    amounts = [f.quantity for f in reading.figures if f.quantity.kind == "money"]
    starts = [0, *(held.end for held in amounts)]
    ends = [*(held.start for held in amounts), len(reading.question)]
    parts = [fold(reading.question[one:end]) for one, end in zip(starts, ends, strict=True)]
    heads = [pattern("compared", "one_before").sub("", part) for part in parts[:-1]]
    tails = [pattern("compared", "one_after").sub("", part) for part in (*heads, parts[-1])[1:]]
    return " ".join((*heads[:1], *tails)) if amounts else parts[0]


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

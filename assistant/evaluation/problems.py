"""A set -> what is wrong with its items, one by one, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from assistant.chain import Assistant
from assistant.evaluation.items import (
    CalculationItem,
    ClaimItem,
    Deciding,
    ExpectedDisagreement,
    ExpectedPosition,
    Item,
    QuestionItem,
    type_of,
)
from assistant.evaluation.languages import other_language
from assistant.evaluation.lines import Flaw, lines_of, short
from assistant.evaluation.loading import Reading, read_line
from assistant.evaluation.sourcing import Held, is_sensible, of_sources
from assistant.language import fold
from assistant.quantities.units import is_unit
from assistant.settings import load_settings

_ENDS = " .!?。"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LAYOUT = dict.fromkeys(map(ord, "\t\n\r"), " ")
"""Control characters that a text may hold."""
_STANCES = {
    "supported": {"supports"},
    "contradicted": {"contradicts"},
    "disputed": {"supports", "contradicts"},
    "not_enough_evidence": set[str](),
    "nothing_to_check": set[str](),
}
"""What the quotes of a claim do, by its verdict."""
_TWICE = {
    "sources": "a source is named twice",
    "expected": "a fact is expected twice",
    "quantities": "a figure is expected twice",
    "disagreements": "a disagreement is expected twice",
}
"""What is said of a list that has an entry twice, by its field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one line."""

    line: int
    id: str
    what: str
    remedy: str
    """What to do about it, as an order."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The lines in which ids, texts and the questions of groups stand first."""

    ids: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, ...], int] = field(default_factory=dict)
    groups: dict[tuple[str, ...], int] = field(default_factory=dict)
    answerable: dict[tuple[str, ...], tuple[int, bool | None]] = field(default_factory=dict)

    def repeated(self, number: int, read: Reading) -> Iterator[Flaw]:
        """Yields what of a line does not go with one before it."""
        item = read.item
        if read.id and (first := self.ids.setdefault(read.id, number)) != number:
            yield Flaw(f"the id stands in line {first} too", "give it an id of its own")
        if item and (first := self.texts.setdefault(_compared(item), number)) != number:
            yield Flaw(f"the text stands in line {first} too", "leave out one of the two")
        if isinstance(item, QuestionItem) and item.group and read.is_whole:
            yield from self._of_group(number, item)

    def _of_group(self, number: int, item: QuestionItem) -> Iterator[Flaw]:
        group = (item.index, item.group)
        first = self.groups.setdefault((*group, item.language), number)
        if first != number:
            what = f"line {first} has the group and language {item.language} too"
            yield Flaw(what, "give another question another group")
        before, answerable = self.answerable.setdefault(group, (number, item.answerable))
        if answerable != item.answerable:
            what = f"line {before} of the same group is not answerable alike"
            yield Flaw(what, "make answerable the same, or give another group")


def problems(path: Path, assistant: Assistant | None) -> list[Problem]:
    """Returns what is wrong with a set, in the order of its lines.

    Args:
        path: of the set.
        assistant: of the index whose documents the items are about; without one the sources are
            not looked at.

    Raises:
        EvaluationSetError: the file cannot be read.
    """
    held = Held.of(assistant) if assistant is not None else None
    longest = (assistant.settings if assistant else load_settings()).question_characters
    found: list[Problem] = []
    seen = _Seen()
    number = 0
    for number, line in lines_of(path):
        read = read_line(line)
        flaws = [*read.problems, *seen.repeated(number, read), *_of_reading(read, longest, held)]
        found += (Problem(number, read.id, flaw.what, flaw.remedy) for flaw in flaws)
    if number:
        return found
    return [Problem(1, "", "the set has no items", "write one JSON object a line")]


def _compared(item: Item) -> tuple[str, ...]:
    """What two items of a set may not have in common."""
    # Japanese is the same with and without blanks.
    text = ("" if item.language == "ja" else " ").join(fold(item.text).split())
    return type_of(item), item.language, item.index, text.rstrip(_ENDS)


def _of_reading(read: Reading, longest: int, held: Held | None) -> Iterator[Flaw]:
    if read.item is None:
        return
    yield from _of_text(read.item, longest)
    if read.is_whole:  # of what is left of an item no more can be said
        yield from _of_item(read.item)
        if held is not None:
            yield from of_sources(read.item, held)


def _of_text(item: Item, longest: int) -> Iterator[Flaw]:
    found = other_language(item.text, item.language)
    if found is not None:
        what = f"the text seems to be {found}, not {item.language}"
        yield Flaw(what, "correct language, or translate the text")
    if _CONTROL.search(item.id) or _CONTROL.search(item.text.translate(_LAYOUT)):
        yield Flaw("a control character stands in the id or the text", "delete it")
    if len(item.text) > longest:
        what = f"the text has {len(item.text):,} characters of at most {longest:,}"
        yield Flaw(what, "shorten it, or ask for less at once")


def _of_item(item: Item) -> Iterator[Flaw]:
    yield from (
        Flaw(what, "leave it out once")
        for name, what in _TWICE.items()
        if (held := getattr(item, name, None)) and len(set(held)) < len(held)
    )
    if isinstance(item, ClaimItem):
        yield from _of_claim(item)
    if isinstance(item, CalculationItem):
        yield from _of_calculation(item)
    if isinstance(item, QuestionItem):
        yield from _of_question(item)
        for expected in item.disagreements or ():
            yield from _of_disagreement(expected)
    yield from (
        Flaw(f"the unit {short(unit)!r} is not known", 'write one such as USD, kWh, % or "1"')
        for unit in _units(item)
        if not is_unit(unit)
    )
    for value in _values(item):
        if not is_sensible(value):
            yield Flaw(f"no source states a number such as {value:.0e}", "correct the value")


def _of_claim(item: ClaimItem) -> Iterator[Flaw]:
    stances = {source.stance for source in item.sources}
    if stances and stances != _STANCES[item.verdict]:
        what = f"{item.verdict}, but its quotes are said to be: {', '.join(sorted(stances))}"
        yield Flaw(what, "correct the verdict, or the stances")
    supporting = {_place(source) for source in item.sources if source.stance == "supports"}
    contradicting = (source for source in item.sources if source.stance == "contradicts")
    for place, source in {_place(source): source for source in contradicting}.items():
        if place in supporting:
            said = f"{source.document} both supports and contradicts: {short(source.quote)}"
            yield Flaw(f"one quote of {said}", "leave out one of the two stances")


def _place(source: Deciding) -> tuple[str, str]:
    return source.document, " ".join(fold(source.quote).split())


def _of_calculation(item: CalculationItem) -> Iterator[Flaw]:
    if item.tolerance >= 1:
        what = f"a tolerance of {item.tolerance} lets almost any result pass"
        yield Flaw(what, "write 0.01 for one per cent")


def _of_question(item: QuestionItem) -> Iterator[Flaw]:
    expects = item.expected or item.quantities or item.sources or item.disagreements is not None
    if item.answerable and not expects:
        remedy = "add sources with the wordings expected, or leave answerable out"
        yield Flaw("answerable, but nothing is expected", remedy)
    if item.answerable is False and item.source_language:
        remedy = "leave source_language out, or correct answerable"
        yield Flaw("unanswerable, but a source_language is named", remedy)
    if item.answerable is False and item.sources:
        remedy = "leave the sources out, or correct answerable"
        yield Flaw("unanswerable, but sources are named", remedy)
    if item.expected and not item.sources:
        remedy = "name the documents that hold them in sources"
        yield Flaw("wordings are expected, but no source is named", remedy)


def _of_disagreement(expected: ExpectedDisagreement) -> Iterator[Flaw]:
    for position in expected.positions:
        if position.unit is not None and not position.ends:
            what = f"the value {short(position.value)!r} is no number, but has a unit"
            yield Flaw(what, "write digits such as 30000-40000, or leave the unit out")
    if len(set(map(_value, expected.positions))) == 1:
        what = "the positions of a disagreement all have the same value"
        yield Flaw(what, "correct the values, or leave the disagreement out")


def _value(position: ExpectedPosition) -> tuple[object, str | None]:
    return position.ends or fold(position.value).strip(), position.unit


def _units(item: Item) -> Iterator[str]:
    """The units that an item names, each once."""
    units: list[str | None] = []
    if isinstance(item, CalculationItem):
        units.append(item.unit)
    if isinstance(item, QuestionItem):
        units += (held.unit for held in item.quantities)
        units += (held.unit for one in item.disagreements or () for held in one.positions)
    yield from (unit for unit in dict.fromkeys(units) if unit is not None)


def _values(item: Item) -> Iterator[Decimal]:
    if isinstance(item, CalculationItem):
        yield item.value
    if isinstance(item, QuestionItem):
        yield from (held.value for held in item.quantities)
        for expected in item.disagreements or ():
            yield from (end for position in expected.positions for end in position.ends)

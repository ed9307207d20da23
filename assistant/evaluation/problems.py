"""A set -> what is wrong with its items, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    read_line,
    type_of,
)
from assistant.evaluation.languages import other_language
from assistant.evaluation.lines import lines_of
from assistant.evaluation.wordings import absent
from assistant.language import fold
from assistant.quantities.units import is_unit
from assistant.types import Document

_FIGURES = re.compile(r"-?\d+(\.\d+)?(-\d+(\.\d+)?)?")
"""A number or a range, as values of positions are written."""
_ENDS = " .!?。"
_STANCES = {
    "supported": {"supports"},
    "contradicted": {"contradicts"},
    "disputed": {"supports", "contradicts"},
    "not_enough_evidence": set[str](),
    "nothing_to_check": set[str](),
}
"""What the quotes of a claim do, by its verdict."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one line."""

    line: int
    id: str
    what: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """The lines in which ids and texts stand first."""

    ids: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, ...], int] = field(default_factory=dict)

    def repeated(self, number: int, name: str, item: Item | None) -> Iterator[str]:
        """Yields what of a line stands in one before it."""
        if name and (first := self.ids.setdefault(name, number)) != number:
            yield f"the id stands in line {first} too"
        if item and (first := self.texts.setdefault(_compared(item), number)) != number:
            yield f"the text stands in line {first} too"


def problems(path: Path, assistant: Assistant | None) -> list[Problem]:
    """Returns what is wrong with a set, in the order of its lines.

    Args:
        path: of the set.
        assistant: of the index whose documents the items are about; without one the sources are
            not looked at.

    Raises:
        EvaluationSetError: the file cannot be read.
    """
    known = _documents(assistant) if assistant is not None else None
    found: list[Problem] = []
    seen = _Seen()
    number = 0
    for number, line in lines_of(path):
        read = read_line(line)
        what = [*read.problems, *seen.repeated(number, read.id, read.item)]
        if read.item is not None:
            what += _of_item(read.item, known)
        found += (Problem(number, read.id, words) for words in what)
    return found if number else [Problem(1, "", "the set has no items")]


def _documents(assistant: Assistant) -> dict[str, Document]:
    return {name: entry.document for name, entry in assistant.collection.entries.items()}


def _compared(item: Item) -> tuple[str, ...]:
    """What two items of a set may not have in common."""
    # Japanese is the same with and without blanks.
    text = ("" if item.language == "ja" else " ").join(fold(item.text).split())
    return type_of(item), item.language, item.index, text.rstrip(_ENDS)


def _of_item(item: Item, known: Mapping[str, Document] | None) -> Iterator[str]:
    found = other_language(item.text, item.language)
    if found is not None:
        yield f"the text seems to be {found}, not {item.language}"
    if isinstance(item, ClaimItem):
        yield from _of_claim(item)
    if isinstance(item, QuestionItem):
        yield from _of_question(item)
        for expected in item.disagreements or ():
            yield from _of_disagreement(expected)
    yield from (
        f"the unit {_short(unit)!r} is not known" for unit in _units(item) if not is_unit(unit)
    )
    if known is not None:
        yield from _of_sources(item, known)


def _of_claim(item: ClaimItem) -> Iterator[str]:
    stances = {source.stance for source in item.sources}
    if stances and stances != _STANCES[item.verdict]:
        yield f"{item.verdict}, but its quotes are said to be: {', '.join(sorted(stances))}"
    supporting = {_place(source) for source in item.sources if source.stance == "supports"}
    contradicting = (source for source in item.sources if source.stance == "contradicts")
    for place, source in {_place(source): source for source in contradicting}.items():
        if place in supporting:
            said = f"{source.document} both supports and contradicts: {_short(source.quote)}"
            yield f"one quote of {said}"


def _place(source: Deciding) -> tuple[str, str]:
    return source.document, " ".join(fold(source.quote).split())


def _of_question(item: QuestionItem) -> Iterator[str]:
    if len(set(item.sources)) < len(item.sources):
        yield "a source is named twice"
    expects = item.expected or item.quantities or item.sources or item.disagreements is not None
    if item.answerable and not expects:
        yield "answerable, but nothing is expected"
    if item.answerable is False and item.sources:
        yield "unanswerable, but sources are named"
    if item.expected and not item.sources:
        yield "wordings are expected, but no source is named"


def _of_disagreement(expected: ExpectedDisagreement) -> Iterator[str]:
    for position in expected.positions:
        if position.unit is not None and not _FIGURES.fullmatch(position.value):
            yield f"the value {_short(position.value)!r} is no number, but has a unit"
    if len(set(map(_value, expected.positions))) == 1:
        yield "the positions of a disagreement all have the same value"


def _value(position: ExpectedPosition) -> tuple[object, str | None]:
    figures = _FIGURES.fullmatch(position.value)
    value = Decimal(position.value) if figures and not figures[2] else fold(position.value).strip()
    return value, position.unit


def _units(item: Item) -> Iterator[str]:
    """The units that an item names, each once."""
    units: list[str | None] = []
    if isinstance(item, CalculationItem):
        units.append(item.unit)
    if isinstance(item, QuestionItem):
        units += (held.unit for held in item.quantities)
        units += (held.unit for one in item.disagreements or () for held in one.positions)
    yield from (unit for unit in dict.fromkeys(units) if unit is not None)


def _of_sources(item: Item, known: Mapping[str, Document]) -> Iterator[str]:
    names = list(dict.fromkeys(_named(item)))
    yield from (f"the index has no document {name}" for name in names if name not in known)
    said = None if isinstance(item, CalculationItem) else item.source_language
    held = {known[name].language for name in names if name in known}
    if said and names and said not in held and known.keys() >= set(names):
        yield f"source_language is {said}, but its sources are in: {', '.join(sorted(held))}"
    if isinstance(item, QuestionItem):
        yield from _missing_wordings(item, known)
    if isinstance(item, ClaimItem):
        yield from _missing_quotes(item, known)


def _missing_wordings(item: QuestionItem, known: Mapping[str, Document]) -> Iterator[str]:
    listed = [name for name in item.sources if name in known]
    for words in (words for group in item.expected for words in group):
        hint = absent(words, listed, known) if listed else None
        if hint is not None:
            yield f"its sources do not hold: {_short(words)}{hint}"


def _missing_quotes(item: ClaimItem, known: Mapping[str, Document]) -> Iterator[str]:
    for source in (source for source in item.sources if source.document in known):
        hint = absent(source.quote, [source.document], known)
        if hint is not None:
            yield f"{source.document} does not hold the quote: {_short(source.quote)}{hint}"


def _named(item: Item) -> Iterator[str]:
    if isinstance(item, QuestionItem):
        yield from item.sources
        for expected in item.disagreements or ():
            yield from (position.source for position in expected.positions)
    if isinstance(item, ClaimItem):
        yield from (source.document for source in item.sources)


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79] + "…"

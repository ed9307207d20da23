"""A set -> what is wrong with its items, one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.chain import Assistant
from assistant.evaluation.items import (
    READER,
    CalculationItem,
    ClaimItem,
    Item,
    QuestionItem,
    lines_of,
    problems_of,
)
from assistant.language import detect_language, fold
from assistant.quantities.units import is_unit

_SHORT = 12
"""Letters below which the language of a text cannot be told."""
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


def problems(path: Path, assistant: Assistant | None) -> list[Problem]:
    """Returns what is wrong with a set, in the order of its lines.

    Args:
        path: of the set.
        assistant: of the index whose documents the items are about; without one the sources are
            not looked at.

    Raises:
        EvaluationSetError: the file cannot be read.
    """
    found: list[Problem] = []
    ids: dict[str, int] = {}
    texts: dict[str, int] = {}
    for number, line in lines_of(path):
        try:
            item = READER.validate_json(line)
        except ValidationError as error:
            found += (Problem(number, _id(line), words) for words in problems_of(error))
        else:
            what = [*_repeated(item, number, ids, texts), *_of_item(item, assistant)]
            found += (Problem(number, item.id, words) for words in what)
    return found


def _id(line: str) -> str:
    """The id of a line that is no item, if it has one."""
    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError):
        return ""


def _of_item(item: Item, assistant: Assistant | None) -> Iterator[str]:
    yield from _wrong_language(item)
    yield from _inconsistent(item)
    yield from _unknown_units(item)
    if assistant is not None:
        yield from _absent(item, assistant)


def _repeated(item: Item, number: int, ids: dict[str, int], texts: dict[str, int]) -> Iterator[str]:
    first = ids.setdefault(item.id, number)
    if first != number:
        yield f"the id stands in line {first} too"
    first = texts.setdefault(f"{item.index} {fold(item.text).strip()}", number)
    if first != number:
        yield f"the text stands in line {first} too"


def _wrong_language(item: Item) -> Iterator[str]:
    found = detect_language(item.text)
    letters = sum(letter.isalpha() for letter in item.text)
    if found != item.language and letters >= _SHORT:
        yield f"the text seems to be {found}, not {item.language}"


def _inconsistent(item: Item) -> Iterator[str]:
    if isinstance(item, ClaimItem):
        stances = {source.stance for source in item.sources}
        if stances and stances != _STANCES[item.verdict]:
            yield f"{item.verdict}, but its quotes are said to be: {', '.join(sorted(stances))}"
    if isinstance(item, QuestionItem):
        if len(set(item.sources)) < len(item.sources):
            yield "a source is named twice"
        if item.answerable and not (item.expected or item.quantities):
            yield "answerable, but nothing is expected"
        if item.answerable is False and item.sources:
            yield "unanswerable, but sources are named"
        if item.expected and not item.sources:
            yield "wordings are expected, but no source is named"


def _unknown_units(item: Item) -> Iterator[str]:
    units: list[str] = []
    if isinstance(item, CalculationItem):
        units.append(item.unit)
    if isinstance(item, QuestionItem):
        units += (held.unit for held in item.quantities)
    yield from (f"{unit!r} is no unit" for unit in units if not is_unit(unit))


def _absent(item: Item, assistant: Assistant) -> Iterator[str]:
    known = assistant.collection.entries
    for name in dict.fromkeys(_documents(item)):
        if name not in known:
            yield f"the index has no document {name}"
    if isinstance(item, QuestionItem):
        yield from _unfound(
            item.expected, [known[n].document.text for n in item.sources if n in known]
        )
    if isinstance(item, ClaimItem):
        for source in item.sources:
            if source.document in known:
                text = known[source.document].document.text
                if source.quote not in text:
                    yield f"{source.document} does not hold the quote: {_short(source.quote)}"


def _unfound(expected: Sequence[Sequence[str]], texts: Sequence[str]) -> Iterator[str]:
    for words in (words for group in expected for words in group):
        if texts and not any(words in text for text in texts):
            yield f"its sources do not hold: {_short(words)}"


def _documents(item: Item) -> Iterator[str]:
    if isinstance(item, QuestionItem):
        yield from item.sources
        for expected in item.disagreements or ():
            yield from (position.source for position in expected.positions)
    if isinstance(item, ClaimItem):
        yield from (source.document for source in item.sources)


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79] + "…"

"""An item -> what of it the documents of an index do not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from unicodedata import normalize

from assistant.chain import Assistant
from assistant.evaluation.items import (
    CalculationItem,
    ClaimItem,
    ExpectedPosition,
    ExpectedQuantity,
    Item,
    QuestionItem,
)
from assistant.evaluation.lines import Flaw, short
from assistant.evaluation.metrics.answer_contains import holds
from assistant.evaluation.metrics.quantity_match import is_value
from assistant.evaluation.wordings import absent
from assistant.forms import quantity_form
from assistant.index.collection import Collection
from assistant.quantities.units import is_unit
from assistant.types import Document

_COPY = "copy them from the document as they stand there"
_LARGEST = 60
"""Digits of a number, before or after the point, that some document could state."""


@dataclass(frozen=True)
class Held:
    """What an index holds that items are about."""

    documents: Mapping[str, Document]
    collection: Collection

    @classmethod
    def of(cls, assistant: Assistant) -> Held:
        """Takes the documents of an assistant's index."""
        collection = assistant.collection
        documents = {name: entry.document for name, entry in collection.entries.items()}
        return cls(documents, collection)

    @cached_property
    def figures(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The figures of each document, in their JSON form."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for chunk in self.collection.chunks:
            found.setdefault(chunk.document, []).extend(map(quantity_form, chunk.quantities))
        return found

    def states(self, names: Sequence[str], wanted: ExpectedQuantity) -> bool:
        """Whether one of some documents states a figure, or its number alone, as tables do.

        One that no source could state is taken for stated: ``problems`` tells of it.
        """
        if not (is_sensible(wanted.value) and is_unit(wanted.unit)):
            return True
        figures = [one for name in names for one in self.figures.get(name, ())]
        return any(is_value(one, wanted) for one in figures) or (
            any(_stands(wanted.value, self.documents[name].text) for name in names)
            and not any(_is_other_money(one, wanted) for one in figures)
        )


def _is_other_money(figure: Mapping[str, Any], wanted: ExpectedQuantity) -> bool:
    """Whether a figure is the number wanted in another currency."""
    currency, _, _ = figure["unit"].partition("/")
    if figure["kind"] != "money" or currency == wanted.unit.partition("/")[0]:
        return False
    return is_value(figure, ExpectedQuantity(wanted.value, figure["unit"]))


def _stands(value: Decimal, text: str) -> bool:
    """Whether a number stands in a text in digits, grouped or not, as any language writes it.

    A negative one stands there with its sign.
    """
    whole, _, decimals = f"{value.copy_abs().normalize():f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "[.,'\u00a0\u202f ]?", whole)
    ending = f"[.,]{decimals}" if decimals else "(?:[.,]0+)?"
    sign = r"[-\u2010-\u2015\u2212] ?[$€£¥]?" if value < 0 else ""
    pattern = rf"(?<!\d)(?<!\d[.,]){sign}{grouped}{ending}(?![.,]?\d)"
    return re.search(pattern, normalize("NFKC", text)) is not None


def is_sensible(value: Decimal) -> bool:
    """Whether some document could state a number."""
    return not value or abs(value.adjusted()) <= _LARGEST


def of_sources(item: Item, held: Held) -> Iterator[Flaw]:
    """Yields what the sources of an item lack."""
    known = held.documents
    names = list(dict.fromkeys(_named(item)))
    yield from (
        Flaw(f"the index has no document {short(name)}", "write a name of `assistant index list`")
        for name in names
        if name not in known
    )
    said = None if isinstance(item, CalculationItem) else item.source_language
    spoken = {known[name].language for name in names if name in known}
    if said and names and said not in spoken and known.keys() >= set(names):
        what = f"source_language is {said}, but its sources are in: {', '.join(sorted(spoken))}"
        yield Flaw(what, "correct source_language, or the sources")
    if isinstance(item, QuestionItem):
        yield from _missing_wordings(item, known)
        yield from _missing_figures(item, held)
    if isinstance(item, ClaimItem):
        yield from _missing_quotes(item, known)


def _missing_wordings(item: QuestionItem, known: Mapping[str, Document]) -> Iterator[Flaw]:
    listed = [name for name in item.sources if name in known]
    for words in (words for group in item.expected for words in group):
        hint = absent(words, listed, known) if listed else None
        if hint is not None:
            yield Flaw(f"its sources do not hold: {short(words)}{hint}", _COPY)
        elif listed and not holds([[words]], [known[name].text for name in listed]):
            what = f"its sources hold it only within a longer number: {short(words)}"
            yield Flaw(what, "write the whole number")


def _missing_figures(item: QuestionItem, held: Held) -> Iterator[Flaw]:
    listed = [name for name in item.sources if name in held.documents]
    remedy = "correct value or unit, or the sources"
    for wanted in item.quantities if listed else ():
        if not held.states(listed, wanted):
            yield Flaw(f"its sources state no figure {wanted.value} {short(wanted.unit)}", remedy)
    for position in (one for each in item.disagreements or () for one in each.positions):
        if position.source in held.documents and not _states(held, position):
            words = f"{short(position.value)} {short(position.unit or '')}".strip()
            yield Flaw(f"{position.source} states no figure {words}", remedy)


def _states(held: Held, position: ExpectedPosition) -> bool:
    """Whether a source states both ends of a position; what is no figure goes unjudged."""
    unit = position.unit
    return unit is None or all(
        held.states([position.source], ExpectedQuantity(end, unit)) for end in position.ends
    )


def _missing_quotes(item: ClaimItem, known: Mapping[str, Document]) -> Iterator[Flaw]:
    for source in (source for source in item.sources if source.document in known):
        hint = absent(source.quote, [source.document], known)
        if hint is not None:
            what = f"{source.document} does not hold the quote: {short(source.quote)}{hint}"
            yield Flaw(what, _COPY)


def _named(item: Item) -> Iterator[str]:
    if isinstance(item, QuestionItem):
        yield from item.sources
        for expected in item.disagreements or ():
            yield from (position.source for position in expected.positions)
    if isinstance(item, ClaimItem):
        yield from (source.document for source in item.sources)

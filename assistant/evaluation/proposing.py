"""An index -> questions and claims that its sentences settle, for people to edit into a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from assistant.chain import Assistant
from assistant.claims.checkable import is_checkable
from assistant.disagreements.statements import Stated, stated_facts
from assistant.evaluation.items import ClaimItem, Deciding, ExpectedQuantity, Item, QuestionItem
from assistant.evaluation.languages import other_language
from assistant.facts.concepts import label
from assistant.facts.extraction import Fact
from assistant.language import detect_language, known_language
from assistant.reading.candidates import sentences_of
from assistant.types import Language

_ASKING: Mapping[Language, str] = {
    "en": "What is the {metric} of {subject}?",
    "de": "Welcher Wert wird für {subject} genannt ({metric})?",
    "ja": "{subject}の{metric}はどれくらいですか？",
}
_EDIT = "proposed: put it into your own words, then delete this note"


def proposals(assistant: Assistant, most: int) -> list[Item]:
    """Returns questions and claims in turns, spread evenly over the documents.

    A question asks for a figure whose sentence says of what it is; a claim repeats a sentence
    with a figure, to be reworded or made wrong.

    Args:
        most: items in all.
    """
    everything = sentences_of(assistant.collection.chunks)
    by_document: dict[str, list[Stated]] = {}
    for held in _telling(stated_facts(everything)):
        by_document.setdefault(held.document, []).append(held)
    turns = chain.from_iterable(zip_longest(*by_document.values()))
    chosen: dict[str, Item] = {}
    for held in turns:
        if held is not None and len(chosen) < most:
            number = len(chosen) + 1
            item = _question(number, held) if number % 2 else _claim(number, held)
            chosen.setdefault(item.text, item)
    return list(chosen.values())


def _telling(members: Sequence[Stated]) -> Iterator[Stated]:
    """Of each sentence the first figure that says what it measures, and of what.

    Sentences in another language than their document are quotes and rows of names.
    """
    seen: set[tuple[str, int]] = set()
    for held in members:
        place = held.document, held.evidence.start
        text, language = held.evidence.text, _language(held)
        told = held.fact and held.fact.metric and _subject(held)
        own = place not in seen and other_language(text, language) is None
        if told and own and is_checkable(text, language):
            seen.add(place)
            yield held


def _subject(held: Stated) -> str:
    """What a figure is of: a name, else the kind of thing."""
    fact = held.fact
    if fact is None:
        return ""
    if fact.subjects:
        return fact.subjects[0]
    return next((label("things", name, _language(held)) for name in sorted(fact.things)), "")


def _question(number: int, held: Stated) -> QuestionItem:
    fact, language = _fact(held), _language(held)
    metric = label("metrics", str(fact.metric), language)
    value = fact.quantity.value
    return QuestionItem(
        id=f"q{number:04}",
        question=_ASKING[language].format(metric=metric, subject=_subject(held)),
        language=language,
        answerable=True,
        source_language=language,
        sources=(held.document,),
        expected=((fact.quantity.text,),),
        quantities=() if value is None else (ExpectedQuantity(value, fact.quantity.unit),),
        kind=str(fact.metric),
        note=_EDIT,
    )


def _claim(number: int, held: Stated) -> ClaimItem:
    language = _language(held)
    return ClaimItem(
        id=f"c{number:04}",
        claim=held.evidence.text,
        language=language,
        source_language=language,
        verdict="supported",
        sources=(Deciding(held.document, held.evidence.text, "supports"),),
        kind=str(_fact(held).metric),
        note=_EDIT,
    )


def _fact(held: Stated) -> Fact:
    assert held.fact is not None
    return held.fact


def _language(held: Stated) -> Language:
    """That of the document, unless it is none of the three."""
    return known_language(held.evidence.language) or detect_language(held.evidence.text)

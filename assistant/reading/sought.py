"""What kind of answer a question wants, and what of it a sentence lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts.concepts import dimension
from assistant.facts.extraction import Fact, extract
from assistant.facts.questions import Asked, family
from assistant.facts.relations import Kind, asked_kinds
from assistant.facts.subjects import same_code, territories
from assistant.language import fold, mentions, names
from assistant.language.entities import Entity, entities
from assistant.reading.expansions import abbreviations, spells_out
from assistant.reading.features import codes, codes_missing
from assistant.reading.figures import of_metric
from assistant.reading.kinds import (
    asks,
    column_head,
    compiled,
    data,
    dimensions,
    events,
    is_measured_by_head,
    known,
    rates,
    units,
)
from assistant.reading.narrowing import Narrowed
from assistant.reading.things import Things
from assistant.types import Evidence

_OF_FIGURE = _OF_EVENT = 2
"""Things that a sentence lacks with the figure that is wanted, or with what is to be explained."""
_OF_RATE = _OF_KIND = 3
"""Things that a sentence lacks with a price where one by the hour is wanted, or with no chip."""
_KINDS = ("who", "human", "author", "where", "chip")
_NAMED = frozenset({"people", "companies", "products", "places", "machines"})
_CODED = re.compile(r"(?<![a-z\d])[a-z]{1,9}-?\d[\d.]*(?![\d.])")
_NUMBER = "0123456789."
_NO_PLACE = re.compile(r"[語円人製]|版")
"""What makes of a country's name that of a language, a currency or a people."""
_WORD = r"[A-ZÀ-Þ][a-zß-ÿ'-]+"
_PERSON = re.compile(
    rf"(?<![A-Za-zÀ-ÿ]){_WORD}(?: [A-ZÀ-Þ]\.)? {_WORD}(?![A-Za-zÀ-ÿ])"
    r"|[ァ-ヶー]{2,}・[ァ-ヶー]+|(?:[ァ-ヶー]{2,}|[一-龥]{2,4}|[A-Z][a-z]+)(?=氏|さん|ら)"
    r"|[A-Z][a-z]+(?= et al| u\. ?a\.|ほか)"
)
_WITHIN = re.compile(rf"(?<=[a-z,] ){_WORD}(?![A-Za-zÀ-ÿ])")
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Bb]ei|[Nn]ach|[Aa]us) {_WORD}(?![A-Za-zÀ-ÿ])"
    r"|[ァ-ヶー一-龥]{2,}[県市町村州都区島]"
)
_CAPITALS = re.compile(r"[A-Z]{3,}")
_KANJI = re.compile(r"[一-龥]+")
_CHIP = re.compile(
    r"(?<![A-Za-z])(?:(?!BF|FP|INT)[A-Z]{1,3}\d{2,4}[A-Za-z]*|TPU ?v\d\w?|TPUs?|Trainium)"
    r"(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question wants, worked out once for all sentences."""

    asked: Asked
    question: str
    dimensions: frozenset[str]
    """Of the figure that is wanted: money, mass ...; empty where none is."""
    wants: frozenset[str]
    """Of who, human, author, where, chip what the question asks for."""
    rates: frozenset[str]
    """By which units it wants a price or amount: hour, energy ..."""
    relations: frozenset[Kind]
    """Of who leads, when founded and where seated what it asks for."""
    codes: tuple[str, ...]
    """Its names with digits, levels and years."""
    names: tuple[Entity, ...]
    """The known people, firms, places and machines that it names."""
    narrowed: Narrowed
    """What keeps the answers of neighbours out."""
    things: Things
    """What else it wants: an amount of data, a facility ..."""
    short: tuple[str, ...] = ()
    """Abbreviations of which it asks what they stand for."""
    events: frozenset[str] = frozenset()
    """What it takes for granted by asking for the reason: ending, falling ..."""
    acronyms: tuple[str, ...] = ()
    """Names in capitals, which every language writes alike."""

    @classmethod
    def of(cls, question: str, language: str) -> Sought:
        """Reads a question."""
        folded, asked = fold(question), Asked.of(question, language)
        wants = frozenset(kind for kind in _KINDS if asks(kind, folded, language))
        related = asked_kinds(question, language, alone=True)
        return cls(
            asked=asked,
            question=question,
            dimensions=dimensions(question, folded, language, asked),
            wants=wants,
            rates=rates(folded, language, asked),
            relations=related - {"maker"} - (set() if "who" in wants else {"role"}),
            codes=codes(question),
            names=tuple(_named(question, language)),
            narrowed=Narrowed.of(question, language, asked),
            things=Things.of(question, language, asked),
            short=abbreviations(question) if asks("expansion", folded, language) else (),
            events=events(folded, language) if asks("reason", folded, language) else frozenset(),
            acronyms=tuple(name for name in names(question, language) if _CAPITALS.fullmatch(name)),
        )

    def lacking(self, evidence: Evidence) -> int:
        """Returns how many of the things wanted a sentence and what follows it do not have."""
        own = _with_following(evidence)
        text = "\n".join(sentence.text for sentence in own)
        near = f"{evidence.above}\n{evidence.context}\n{text}"
        return sum(
            (
                _OF_FIGURE * (bool(self.dimensions) and not self._has_own_figure(own)),
                self._names_other(near),
                self._of_family(text),
                bool(self.relations and self.names)
                and not any(_mentions(text, name) for name in self.names),
                _OF_EVENT * self._lacks_event(near, evidence.language),
                _OF_KIND * (self._lacks_name(text, own) or self._lacks_chip(text)),
                _OF_KIND * any(not spells_out(text, short) for short in self.short),
                _OF_KIND * (self.narrowed.is_missed(own) or self.things.are_missed(own)),
                _OF_RATE * (bool(self.rates) and not any(_has_rate(r, own) for r in self.rates)),
            )
        )

    def stated(self, evidence: Evidence) -> int:
        """Returns how many of the things wanted a sentence states beyond doubt."""
        if self.short:
            return _OF_KIND * all(spells_out(evidence.text, short) for short in self.short)
        if self.things.are_stated(_with_following(evidence)):
            return 1
        if not self.dimensions or not (self.asked.has_subject or self.asked.years):
            return 0
        own = [
            figure
            for figure in of_metric(self.asked, evidence)
            if dimension(figure) in self.dimensions and ("/" not in figure.unit or self.rates)
        ]
        near = f"{evidence.above}\n{evidence.text}"
        named = all(mentions(evidence.text, name) for name in self.asked.names)
        return int(bool(own) and named and all(_mentions(near, name) for name in self.names))

    def _has_own_figure(self, own: Sequence[Evidence]) -> bool:
        """Whether a sentence, or what goes on with it, has the figure that is wanted."""
        other = self.narrowed.is_of_other(own[0])
        return not other and any(map(self._has_figure, own))

    def _has_figure(self, sentence: Evidence) -> bool:
        if self.narrowed.is_of_other(sentence):
            return False
        facts = extract(
            sentence.text, sentence.start, sentence.language, sentence.quantities, sentence.above
        )
        return any(self._fits(fact) or self._fits_cell(fact, sentence) for fact in facts)

    def _fits(self, fact: Fact) -> bool:
        """Whether a figure is of the kind that is wanted, and of nothing else than is named."""
        asked = self.asked
        by_rate = any(fact.quantity.unit.endswith(units(rate)) for rate in self.rates)
        if dimension(fact.quantity) not in self.dimensions and not by_rate:
            return False
        if fact.quantity.kind == "count" and family(fact.metric or "") not in asked.metrics:
            return False
        other_year = asked.years and fact.years and not asked.years & fact.years
        if other_year or self.narrowed.is_done_otherwise(fact.activities):
            return False
        if asked.codes and fact.codes:
            return any(same_code(one, other) for one in asked.codes for other in fact.codes)
        if asked.products and not asked.codes:
            return not fact.codes and (not fact.products or bool(asked.products & fact.products))
        return True

    def _fits_cell(self, fact: Fact, sentence: Evidence) -> bool:
        """Whether a bare number of a table is of the kind that is wanted."""
        return is_measured_by_head(fact.quantity, sentence, self.dimensions)

    def _names_other(self, near: str) -> bool:
        """Whether nothing that the question names is named in a sentence or its passage."""
        others = self.asked.products - territories(self.question)
        if not self.names and not others:
            return False
        folded = fold(near)
        named = any(_mentions(near, name) for name in self.names)
        return not named and not any(other in folded for other in others)

    def _of_family(self, text: str) -> bool:
        """Whether a sentence speaks of a sibling of what is asked for instead: ASL-4, not ASL-3."""
        folded = fold(text)
        asked = [code for code in self.codes if not code.isdigit()]
        held = {found.group().replace("-", "") for found in _CODED.finditer(folded)}
        return any(
            codes_missing((code,), text)
            and any(code.rstrip(_NUMBER) == one.rstrip(_NUMBER) for one in held)
            for code in asked
        )

    def _lacks_event(self, near: str, language: str) -> bool:
        """Whether a passage does not speak of what is to be explained."""
        return bool(self.events) and not self.events <= events(fold(near), language)

    def _lacks_name(self, text: str, own: Sequence[Evidence]) -> bool:
        """Whether a person or place is wanted and all that are named are in the question."""
        if "where" not in self.wants and not {"who", "human"} <= self.wants:
            return False
        if any(name not in f"{own[0].above}\n{text}" for name in self.acronyms):
            return True
        known = {name.name for name in self.names}
        found = [one for sentence in own for one in _named(sentence.text, sentence.language)]
        kinds = {one.kind for one in found if one.name not in known}
        if "where" in self.wants:
            return "places" not in kinds and not self._has_new(_PLACE, text, ())
        if "people" in kinds:
            return False
        others = [one.text for one in found if one.kind != "people"]
        within = own[0].language == "en" and self._has_new(_WITHIN, text, others)
        return not within and not self._has_new(_PERSON, text, others)

    def _lacks_chip(self, text: str) -> bool:
        """Whether a chip is wanted and none is named, or not beside what it is wanted for."""
        products = self.asked.products - territories(self.question)
        beside = not products or any(product in fold(text) for product in products)
        return "chip" in self.wants and not (beside and _CHIP.search(text))

    def _has_new(self, pattern: re.Pattern[str], text: str, others: Sequence[str]) -> bool:
        """Whether a pattern finds a name that the question does not have, apart from some."""
        return any(
            name not in self.question
            and (_KANJI.fullmatch(name) or not mentions(self.question, name))
            and not any(other in name or name in other for other in others)
            for name in pattern.findall(text)
        )


def _with_following(evidence: Evidence) -> list[Evidence]:
    return [evidence, *([evidence.following] if evidence.following else [])]


def _named(text: str, language: str) -> list[Entity]:
    return [
        one
        for one in entities(text, language)
        if one.kind in _NAMED and not (one.kind == "places" and _NO_PLACE.match(text, one.end))
    ]


def _mentions(text: str, name: Entity) -> bool:
    return mentions(text, name.text) or mentions(text, name.name)


def _has_rate(rate: str, own: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a price or amount by a unit, in a table by its column's head."""
    said = data()["rates"][rate]["said"]
    for sentence in own:
        figures = [figure for figure in sentence.quantities if figure.kind != "date"]
        if any(figure.unit.endswith(units(rate)) for figure in figures):
            return True
        words = [sentence.text] if figures else []
        words += [column_head(figure, sentence) for figure in figures if figure.kind == "count"]
        saying = compiled(said[known(sentence.language)])
        if any(saying.search(fold(one)) for one in words):
            return True
    return False

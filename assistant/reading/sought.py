"""What kind of answer a question wants, and what of it a sentence lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.facts.cells import Cell
from assistant.facts.concepts import concepts, dimension
from assistant.facts.extraction import Fact, extract
from assistant.facts.questions import Asked, family
from assistant.facts.relations import Kind, asked_kinds
from assistant.facts.subjects import same_code, territories
from assistant.language import fold, mentions, rules_for
from assistant.language.entities import Entity, entities
from assistant.quantities import parse
from assistant.reading.features import codes, codes_missing
from assistant.types import Evidence, Quantity

_MEASURED = frozenset(
    {"emissions", "water", "energy", "power", "intensity"}
    | {"parameters", "tokens", "staff", "users", "population"}
)
"""Metrics of which a question for an amount wants a figure."""
_OF_RATE = _OF_KIND = 3
"""Things that a sentence lacks with a price where one by the hour is wanted, or with no chip."""
_NO_UNITS = frozenset({"count", "date", "factor"})
_KINDS = ("who", "human", "where", "chip")
_FEW, _KEYWORDS, _WORD_LENGTH = 5, 8, 3
"""Words up to which a question is a list of keywords, with a question mark and without one, and
characters of a word where words are not set apart."""
_NAMED = frozenset({"people", "companies", "places", "machines"})
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
    """Of who, human, where, chip what the question asks for."""
    rates: frozenset[str]
    """By which units it wants a price or amount: hour, energy ..."""
    relations: frozenset[Kind]
    """Of who leads, when founded and where seated what it asks for."""
    codes: tuple[str, ...]
    """Its names with digits, levels and years."""
    names: tuple[Entity, ...]
    """The known people, firms, places and machines that it names."""

    @classmethod
    def of(cls, question: str, language: str) -> Sought:
        """Reads a question."""
        folded, asked = fold(question), Asked.of(question, language)
        wants = frozenset(kind for kind in _KINDS if _asks(kind, folded, language))
        related = asked_kinds(question, language, alone=True)
        return cls(
            asked=asked,
            question=question,
            dimensions=_dimensions(question, folded, language, asked),
            wants=wants,
            rates=_rates(folded, language, asked),
            relations=related - {"maker"} - (set() if "who" in wants else {"role"}),
            codes=codes(question),
            names=tuple(_named(question, language)),
        )

    def lacking(self, evidence: Evidence) -> int:
        """Returns how many of the things wanted a sentence and what follows it do not have."""
        own = [evidence, *([evidence.following] if evidence.following else [])]
        text = "\n".join(sentence.text for sentence in own)
        near = f"{evidence.above}\n{evidence.context}\n{text}"
        return sum(
            (
                bool(self.dimensions) and not any(map(self._has_figure, own)),
                self._names_other(near),
                self._of_family(text),
                bool(self.relations and self.names)
                and not any(_mentions(text, name) for name in self.names),
                _OF_KIND * (self._lacks_name(text, own) or self._lacks_chip(text)),
                _OF_RATE * (bool(self.rates) and not any(_has_rate(r, own) for r in self.rates)),
            )
        )

    def _has_figure(self, sentence: Evidence) -> bool:
        facts = extract(
            sentence.text, sentence.start, sentence.language, sentence.quantities, sentence.above
        )
        return any(self._fits(fact) or self._fits_cell(fact, sentence) for fact in facts)

    def _fits(self, fact: Fact) -> bool:
        """Whether a figure is of the kind that is wanted, and of nothing else than is named."""
        asked = self.asked
        by_rate = any(fact.quantity.unit.endswith(_units(rate)) for rate in self.rates)
        if dimension(fact.quantity) not in self.dimensions and not by_rate:
            return False
        if fact.quantity.kind == "count" and family(fact.metric or "") not in asked.metrics:
            return False
        if asked.years and fact.years and not asked.years & fact.years:
            return False
        if asked.codes and fact.codes:
            return any(same_code(one, other) for one in asked.codes for other in fact.codes)
        if asked.products and not asked.codes:
            return not fact.codes and (not fact.products or bool(asked.products & fact.products))
        return True

    def _fits_cell(self, fact: Fact, sentence: Evidence) -> bool:
        """Whether a bare number of a table has its unit in the head of its column."""
        if fact.quantity.kind != "count":
            return False
        head = fold(_head(fact.quantity, sentence))
        return any(
            metric.kinds & self.dimensions and metric.found_in(head, sentence.language)
            for metric in concepts("metrics").values()
        )

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

    def _lacks_name(self, text: str, own: Sequence[Evidence]) -> bool:
        """Whether a person or place is wanted and all that are named are in the question."""
        if "where" not in self.wants and not {"who", "human"} <= self.wants:
            return False
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


def _dimensions(question: str, folded: str, language: str, asked: Asked) -> frozenset[str]:
    """What the figure that a question wants measures, where it says so."""
    if counted := _counted(folded, language):
        return frozenset({counted})
    measured = asked.metrics & _MEASURED
    dated = rules_for(language).asks["date"].search(folded)
    amount = _asks("amount", folded, language) or _are_keywords(question, language)
    if measured and amount and not dated:
        both = {"energy", "power"} if measured & {"energy", "power"} else set()
        kinds = [concepts("metrics")[name].kinds for name in measured]
        return frozenset(both).union(*kinds)
    money = "cost" in asked.metrics and asked.has_subject and _asks("price", folded, language)
    money = money and not _asks("relative", folded, language)
    return frozenset({"money"} if money else ())


def _are_keywords(question: str, language: str) -> bool:
    """Whether a question is hardly more than a list of words: "BLOOM 学習 CO2排出量"."""
    asks = question.rstrip().endswith(("?", "？", "。", "か"))
    if not rules_for(language).spaced:
        return len(question) <= (_FEW if asks else _KEYWORDS) * _WORD_LENGTH
    return len(question.split()) <= (_FEW if asks else _KEYWORDS)


def _counted(folded: str, language: str) -> str | None:
    """The dimension of the unit that "how many" asks a number of."""
    found = _pattern("many", language).search(folded)
    if found is None:
        return None
    words = f"1{folded[found.end() :]}" if language == "ja" else f"1 {folded[found.end() :]}"
    figures = parse(words, language)
    if not figures or figures[0].start:
        return None
    after, kind = words[figures[0].end :][:1], dimension(figures[0])
    whole = not (after.isascii() and after.isalnum()) and after != "-"
    year = language == "ja" and re.match(r"1年(?!間)", words)
    return kind if whole and not year and kind not in _NO_UNITS else None


def _named(text: str, language: str) -> list[Entity]:
    return [
        one
        for one in entities(text, language)
        if one.kind in _NAMED and not (one.kind == "places" and _NO_PLACE.match(text, one.end))
    ]


def _mentions(text: str, name: Entity) -> bool:
    return mentions(text, name.text) or mentions(text, name.name)


def _rates(folded: str, language: str, asked: Asked) -> frozenset[str]:
    if not (_asks("price", folded, language) or _asks("amount", folded, language)):
        return frozenset()
    others = {
        name
        for name, row in _data()["rates"].items()
        if "asked" in row and _compiled(row["asked"][_known(language)]).search(folded)
    }
    return frozenset(others | {"hour"} if asked.hourly else others)


def _has_rate(rate: str, own: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a price or amount by a unit, in a table by its column's head."""
    said = _data()["rates"][rate]["said"]
    for sentence in own:
        figures = [figure for figure in sentence.quantities if figure.kind != "date"]
        if any(figure.unit.endswith(_units(rate)) for figure in figures):
            return True
        words = [sentence.text] if figures else []
        words += [_head(figure, sentence) for figure in figures if figure.kind == "count"]
        pattern = _compiled(said[_known(sentence.language)])
        if any(pattern.search(fold(one)) for one in words):
            return True
    return False


def _head(figure: Quantity, sentence: Evidence) -> str:
    cell = Cell.at(sentence.text, figure.start - sentence.start, sentence.context)
    return cell.head if cell else ""


def _units(rate: str) -> tuple[str, ...]:
    return tuple(_data()["rates"][rate]["units"])


def _asks(kind: str, folded: str, language: str) -> bool:
    return _pattern(kind, language).search(folded) is not None


def _pattern(kind: str, language: str) -> re.Pattern[str]:
    return _compiled(_data()[kind][_known(language)])


def _known(language: str) -> str:
    return language if language in ("de", "ja") else "en"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _data() -> dict[str, Any]:
    return table("assistant.reading", "sought")

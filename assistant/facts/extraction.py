"""A sentence -> the facts that its figures state: metric, subject, time, basis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.clauses import Clauses
from assistant.facts.concepts import Concept, concepts, dimension, mentioned
from assistant.facts.subjects import codes, products
from assistant.language import fold
from assistant.quantities.conversion import is_restated
from assistant.types import Quantity

_RESPECTIVELY = re.compile(r"それぞれ|respectively|jeweils|beziehungsweise|bzw\.")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it is said of."""

    quantity: Quantity
    metric: str | None
    """A key of concepts.yaml."""
    activities: frozenset[str]
    things: frozenset[str]
    codes: frozenset[str]
    """Specific subjects: "gpt4", "h100"."""
    subjects: tuple[str, ...]
    """The codes as they are written."""
    products: frozenset[str]
    """Names without digits that the clause speaks of: "chatgpt"."""
    time: str | None
    """now, later, past, or nothing where the clause does not say."""
    years: frozenset[int]
    bases: frozenset[str]
    clause: str = ""
    """The words of the figure's clause."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sentence while its figures are read."""

    text: str
    start: int
    language: str
    context: str
    clauses: Clauses

    def fact(self, quantity: Quantity, figures: Sequence[Quantity]) -> Fact:
        place = self.clauses.at(quantity.start - self.start)
        metric, home = self._metric(quantity, place)
        scope = self._scope(place, home)
        named = self._codes(quantity, place, home, figures)
        written = {code.name: code.text for code in codes(self.text)}
        return Fact(
            quantity=quantity,
            metric=metric,
            activities=self._closest("activities", scope),
            things=self._closest("things", scope),
            codes=named,
            subjects=tuple(written[name] for name in sorted(named)),
            products=products(scope),
            time=self._time(place),
            years=self._years(place, figures),
            bases=mentioned("bases", self.text, self.language),
            clause=self.clauses.words(place),
        )

    def _scope(self, place: int, home: int) -> str:
        """The clause of the figure and the one that names its metric."""
        places = sorted({place, home})
        return " ".join(self.clauses.words(held) for held in places)

    def _metric(self, quantity: Quantity, place: int) -> tuple[str | None, int]:
        """The nearest word for something that such a unit measures, and the clause it is in."""
        fitting = [concept for concept in concepts("metrics").values() if concept.fits(quantity)]
        order = [place, *range(place - 1, -1, -1), *range(place + 1, len(self.clauses))]
        for held in order:
            offset = self.clauses.starts[held]
            near = self._nearest(
                fitting, self.clauses.words(held), quantity.start - self.start - offset
            )
            if near:
                return near, held
        return self._nearest(fitting, self.context, len(self.context)), place

    def _nearest(self, fitting: Sequence[Concept], words: str, offset: int) -> str | None:
        folded = fold(words)
        best: tuple[int, str] | None = None
        for concept in fitting:
            pattern = concept.patterns.get(self.language, concept.patterns["en"])
            for match in pattern.finditer(folded):
                distance = abs(match.start() - offset)
                if best is None or distance < best[0]:
                    best = distance, concept.name
        return best[1] if best else None

    def _closest(self, group: str, scope: str) -> frozenset[str]:
        """The concepts of the clause, else of the sentence, else of what stands above it."""
        for words in (scope, self.text, self.context):
            if found := mentioned(group, words, self.language):
                return found
        return frozenset()

    def _codes(
        self, quantity: Quantity, place: int, home: int, figures: Sequence[Quantity]
    ) -> frozenset[str]:
        every = codes(self.text)
        if _RESPECTIVELY.search(self.text) and (aligned := self._aligned(quantity, figures)):
            return frozenset({aligned})
        own = f"{self.clauses.words(place)} {self.clauses.words(home)}"
        before_it: Sequence[int] = range(place - 1, -1, -1)
        if mentioned("things", own, self.language):
            before_it = ()  # it names its subject itself: "a high-performance model"
        for held in dict.fromkeys((place, home, *before_it)):
            low, high = self.clauses.starts[held], self.clauses.ends[held]
            inside = [code for code in every if low <= code.start < high]
            before = [code for code in inside if code.start < quantity.start - self.start]
            if len(inside) > 1 and before:
                return frozenset({before[-1].name})
            if inside:
                return frozenset(code.name for code in inside)
        return frozenset()

    def _aligned(self, quantity: Quantity, figures: Sequence[Quantity]) -> str | None:
        """GPT-4 and Gemini 1 cost 100 and 191 million respectively."""
        kind = dimension(quantity)
        alike = [figure for figure in figures if dimension(figure) == kind]
        named = list(dict.fromkeys(code.name for code in codes(self.text)))
        if len(alike) != len(named) or quantity not in alike:
            return None
        return named[alike.index(quantity)]

    def _time(self, place: int) -> str | None:
        order = [place, *(held for held in range(place - 1, -1, -1))]
        for held in order:
            folded = fold(self.clauses.words(held))
            found = [
                (match.start(), name)
                for name, concept in concepts("times").items()
                if (match := concept.last_in(folded, self.language))
            ]
            if found:
                names = {name for _, name in found}
                return "later" if "later" in names else max(found)[1]
        return None

    def _years(self, place: int, figures: Sequence[Quantity]) -> frozenset[int]:
        low = self.start + self.clauses.starts[place]
        high = self.start + self.clauses.ends[place]
        dates = [figure for figure in figures if figure.kind == "date"]
        near = [date for date in dates if low <= date.start < high]
        if len(figures) - len(dates) == 1:
            near = near or dates
        years = {int(str(end)[:4]) for date in near for end in _ends(date)}
        return frozenset(years)


def _ends(date: Quantity) -> list[int]:
    numbers = (date.value, date.low, date.high)
    return [int(number) for number in numbers if number is not None]


def extract(
    text: str, start: int, language: str, figures: Sequence[Quantity], context: str = ""
) -> tuple[Fact, ...]:
    """Returns the facts of one sentence.

    Args:
        start: offset of the sentence in its document, to which the figures' spans refer.
        context: what stands above or before it and may name the subject.
    """
    return _extracted(text, start, language, tuple(figures), context)


@lru_cache(maxsize=1 << 13)  # the sentences near one question are near others
def _extracted(
    text: str, start: int, language: str, figures: tuple[Quantity, ...], context: str
) -> tuple[Fact, ...]:
    reader = _Reader(text, start, language, context, Clauses(text, language))
    stated = [figure for figure in figures if figure.kind != "date"]
    own = [figure for figure in stated if not _is_conversion(text, start, figure, stated)]
    return tuple(reader.fact(figure, [*own, *_dates(figures)]) for figure in own)


def _dates(figures: Sequence[Quantity]) -> list[Quantity]:
    return [figure for figure in figures if figure.kind == "date"]


def _is_conversion(text: str, start: int, figure: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a figure only repeats the one before it in another currency: $1 (154 yen)."""
    before = [held for held in figures if held.end <= figure.start]
    return bool(before) and is_restated(text, start, before[-1], figure)

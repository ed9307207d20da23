"""A sentence -> the facts that its figures state: metric, subject, time, basis."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.facts.clauses import Clauses
from assistant.facts.concepts import concepts, dimension, mentioned
from assistant.facts.pairing import Paired, Pairing, of_same_dimension
from assistant.facts.subjects import products
from assistant.language import fold
from assistant.quantities.conversion import is_restated
from assistant.types import Quantity

_AUTHORS = re.compile(r"(?:et al\.?|u\. ?a\.|ほか)[,、]? ?[(（]?$")
_BY_ENERGY = frozenset({"emissions", "water"})
_PER_ENERGY = re.compile(
    r"\b(?:per|pro|je) ?(?:[kmgt]?wh|(?:kilo|mega)wattst?\w*)\b|[kmgt]wh(?:当|あ)たり"
)
"""What a rate is by, where it stands apart from its figure."""
_SAME_RATE = 10
"""Times by which a figure may differ from a rate before it that it goes on from."""


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
    parts: frozenset[str] = frozenset()
    """Of an amount of money what it pays for, where that is only a part: electricity, staff.
    Of a share whose it is."""
    certain: bool = True
    """Whether it is plain whose figure it is, where a sentence names several things."""
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
    pairing: Pairing

    @classmethod
    def of(cls, text: str, start: int, language: str, context: str) -> _Reader:
        """Reads once what all figures of a sentence ask for."""
        clauses = Clauses(text, language)
        pairing = Pairing.of(text, start, language, clauses)
        return cls(text, start, language, context, clauses, pairing)

    def fact(self, quantity: Quantity, figures: Sequence[Quantity]) -> Fact:
        place = self.clauses.at(quantity.start - self.start)
        metric, home = self._metric(quantity, place)
        scope = self._scope(place, home)
        paired = self.pairing.subject(quantity, self.pairing.continues(place, home), figures)
        part = self.pairing.segment(quantity, place, figures)
        own = self.text[part]
        written = {code.name: code.text for code in self.pairing.every if code.name in paired.codes}
        return Fact(
            quantity=quantity,
            metric=None if self._is_short_rate(quantity, metric, figures) else metric,
            activities=self._closest("activities", scope),
            things=self._closest("things", scope),
            codes=paired.codes,
            subjects=tuple(written[name] for name in sorted(paired.codes)),
            products=self._products(paired, scope),
            time=self._time(own, place),
            years=self._years(part, place, figures),
            bases=self._bases(own, quantity, figures),
            parts=self._holders(own) if metric == "share" else self._parts(own, quantity),
            certain=paired.certain and not self._is_total(quantity, place, figures),
            clause=self.clauses.words(place),
        )

    def _products(self, paired: Paired, scope: str) -> frozenset[str]:
        """The names of the clause; where one of several is meant, that one alone."""
        if paired.product is None and not (paired.codes and paired.certain):
            return products(scope)
        own = frozenset({paired.product}) if paired.product else frozenset()
        others = {thing.name for thing in self.pairing.every if not thing.coded}
        return own | (products(scope) - others)

    def _is_short_rate(
        self, quantity: Quantity, metric: str | None, figures: Sequence[Quantity]
    ) -> bool:
        """Whether a figure goes on from a rate without its "per": 429 g/kWh and 370 to 384 g; or
        the "per" stands before all: per kWh, Germany emits 381 g."""
        numbers = _ends(quantity)
        before = [other for other in figures if other.start < quantity.start]
        told = self.text[: quantity.start - self.start]
        for other in (one for one in before if "/" in one.unit):
            begin, end = other.start - self.start, other.end - self.start
            told = told[:begin] + " " * (end - begin) + told[end:]
        if metric in _BY_ENERGY and "/" not in quantity.unit and _PER_ENERGY.search(fold(told)):
            return True
        return bool(numbers) and any(
            other.unit.startswith(f"{quantity.unit}/")
            and any(
                number <= _SAME_RATE * one and one <= _SAME_RATE * number
                for one in _ends(other)
                for number in numbers
            )
            for other in before
        )

    def _is_total(self, quantity: Quantity, place: int, figures: Sequence[Quantity]) -> bool:
        """Whether an amount is worked out from chip-hours beside it: of which chip is no matter."""
        low, high = self.clauses.starts[place], self.clauses.ends[place]
        beside = [f for f in figures if low <= f.start - self.start < high]
        hours = any(dimension(figure) == "chip_time" for figure in beside)
        return quantity.kind == "money" and "/" not in quantity.unit and hours

    def _bases(self, own: str, quantity: Quantity, figures: Sequence[Quantity]) -> frozenset[str]:
        """The bases of what is said of the figure, else of what is said of none or before all."""
        whole = bases_in(self.text, self.language)
        alike = of_same_dimension(quantity, figures)
        if not whole or len(alike) < 2:
            return whole
        frame = self.text[: alike[0].start - self.start]
        return bases_in(own, self.language) or bases_in(frame, self.language)

    def _parts(self, own: str, quantity: Quantity) -> frozenset[str]:
        paid = quantity.kind == "money" and mentioned("parts", self.text, self.language)
        return mentioned("parts", own, self.language) if paid else frozenset()

    def _holders(self, own: str) -> frozenset[str]:
        """Whose share a figure is."""
        return mentioned("holders", own, self.language) or mentioned(
            "holders", self.text, self.language
        )

    def _scope(self, place: int, home: int) -> str:
        """The clause of the figure and the one that names its metric."""
        places = sorted({place, home})
        return " ".join(self.clauses.words(held) for held in places)

    def _metric(self, quantity: Quantity, place: int) -> tuple[str | None, int]:
        """The nearest word for something that such a unit measures, and the clause it is in."""
        metrics = concepts("metrics").values()
        fitting = frozenset(concept.name for concept in metrics if concept.fits(quantity))
        order = [place, *range(place - 1, -1, -1), *range(place + 1, len(self.clauses))]
        for held in order:
            offset = self.clauses.starts[held]
            near = self._nearest(
                fitting, self.clauses.words(held), quantity.start - self.start - offset
            )
            if near:
                return near, held
        return self._nearest(fitting, self.context, len(self.context)), place

    def _nearest(self, fitting: Container[str], words: str, offset: int) -> str | None:
        found = [held for held in metrics_in(words, self.language) if held[0] in fitting]
        best = min(found, key=lambda held: abs(held[1] - offset), default=None)
        return best[0] if best else None

    def _closest(self, group: str, scope: str) -> frozenset[str]:
        """The concepts of the clause, else of the sentence, else of what stands above it."""
        for words in (scope, self.text, self.context):
            if found := mentioned(group, words, self.language):
                return found
        return frozenset()

    def _time(self, own: str, place: int) -> str | None:
        if time := time_of(own, self.language):
            return time
        for held in range(place, -1, -1):
            if time := time_of(self.clauses.words(held), self.language):
                return time
        return None

    def _years(self, part: slice, place: int, figures: Sequence[Quantity]) -> frozenset[int]:
        dates = [figure for figure in figures if figure.kind == "date" and not self._cites(figure)]
        clause = slice(self.clauses.starts[place], self.clauses.ends[place])
        near = self._inside(part, dates)
        if not near and not time_of(self.text[part], self.language):
            near = self._inside(clause, dates)
        if not any(figure.kind != "date" for figure in figures[1:]):
            near = near or dates
        return frozenset(int(str(end)[:4]) for date in near for end in _ends(date))

    def _cites(self, date: Quantity) -> bool:
        """Whether a year is that of a publication: Patterson et al. 2021."""
        return _AUTHORS.search(self.text[: date.start - self.start]) is not None

    def _inside(self, part: slice, dates: Sequence[Quantity]) -> list[Quantity]:
        return [date for date in dates if part.start <= date.start - self.start < part.stop]


@lru_cache(maxsize=1 << 12)  # the figures of a sentence ask for the same clauses
def metrics_in(words: str, language: str) -> tuple[tuple[str, int], ...]:
    """Returns the metrics that words name, and where."""
    folded = fold(words)
    return tuple(
        (concept.name, match.start())
        for concept in concepts("metrics").values()
        for match in concept.patterns.get(language, concept.patterns["en"]).finditer(folded)
    )


@lru_cache(maxsize=1 << 12)  # as above
def time_of(words: str, language: str) -> str | None:
    """Returns the time that words speak of: of several the last one, but what is to come before
    all."""
    folded = fold(words)
    found = [
        (match.start(), name)
        for name, concept in concepts("times").items()
        if (match := concept.last_in(folded, language))
    ]
    names = {name for _, name in found}
    return "later" if "later" in names else max(found)[1] if found else None


def bases_in(words: str, language: str) -> frozenset[str]:
    """Returns by which accounts words say that a figure is reckoned."""
    found = mentioned("bases", words, language)
    return found - {"overhead"} if "net" in found else found


def _ends(figure: Quantity) -> list[Decimal]:
    numbers = (figure.value, figure.low, figure.high)
    return [number for number in numbers if number is not None]


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
    reader = _Reader.of(text, start, language, context)
    stated = [figure for figure in figures if figure.kind != "date"]
    own = [
        figure
        for before, figure in zip([None, *stated], stated, strict=False)
        if before is None or not is_restated(text, start, before, figure)
    ]
    return tuple(reader.fact(figure, [*own, *_dates(figures)]) for figure in own)


def _dates(figures: Sequence[Quantity]) -> list[Quantity]:
    return [figure for figure in figures if figure.kind == "date"]

"""What figure a question asks for: of which metric and subject, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.facts.concepts import concepts, mentioned, phrases
from assistant.facts.extraction import Fact
from assistant.facts.subjects import codes, named_things, products, same_code, versions
from assistant.language import fold, names
from assistant.quantities import parse
from assistant.types import Quantity

_FAMILY = {"price": "cost", "rent": "cost"}
"""Metrics that ask for the same figures."""
_SPECIFIC = frozenset({"chip", "datacentre"})
"""Things that are meant where "AI models" stand in the same question."""
_MONETARY = frozenset({"price", "revenue", "gap", "rent", "profit", "salary", "funding"})
_DECIDING = (
    *("gap", "saving", "share", "revenue", "profit", "valuation", "funding", "salary"),
    *("growth", "chip_time"),
)
"""Metrics that a question is about even where it mentions costs as well."""

_NEVER_PAID = frozenset({"emissions", "intensity", "growth", "parameters", "tokens"})
_AMOUNTS = frozenset({"emissions", "water", "energy", "power"})
_UP_TO = re.compile(
    r"auf wie ?viele?\b|to how (?:much|many)\b|how (?:much|many) .*\b(?:could|will|might|may)\b"
    r"|何[^、。]{0,12}(?:まで|に(?:達|増|膨|なる))"
)
"""Questions for what something grows to, not for how fast."""
_YEARLY = re.compile(
    r"\b(?:per|a|each|every|pro|je|jedes) (?:year|jahr)\b|annual|yearly|jährlich"
    r"|(?<!\d)年(?:に|間|率)?\d|毎年|1年(?:に|で|当たり)"
)
_PER_ENERGY = re.compile(
    r"kwh|mwh|kilowatt|intensit|\bgrids?\b|\bmix|electricity|strom|キロワット|電力|電気|係数"
)
"""Words of questions for emissions that may mean those of a unit of energy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question wants to know about figures."""

    metrics: frozenset[str]
    """Families of metrics; empty where the question asks for no figure that can be named."""
    activities: frozenset[str]
    things: frozenset[str]
    codes: frozenset[str]
    products: frozenset[str]
    subjects: tuple[str, ...]
    """Codes and products as they are written."""
    names: tuple[str, ...]
    time: str | None
    years: frozenset[int]
    currency: str | None
    parts: frozenset[str] = frozenset()
    """Of costs the part that is asked for."""
    hourly: bool = False
    """Whether it asks for a price by the hour."""
    holders: frozenset[str] = frozenset()
    """Whose share is asked for."""
    yearly: bool = False
    """Whether it asks for a growth by the year."""

    @classmethod
    def of(cls, question: str, language: str) -> Asked:
        """Reads a standalone question."""
        folded = fold(question)
        figures = parse(question, language)
        coded = versions(question)
        return cls(
            metrics=_metrics(question, figures, language),
            activities=mentioned("activities", question, language) - {"purchase"},
            things=mentioned("things", question, language),
            codes=frozenset(code.name for code in coded),
            products=products(question),
            subjects=_written(question),
            names=tuple(
                name
                for name in names(question, language)
                if not codes(name)
                and not any(name in figure.text for figure in figures)
                and not (language == "de" and mentioned("metrics", name, language))
            ),
            time=_time(folded, language),
            years=frozenset(
                int(str(end)[:4])
                for figure in figures
                if figure.kind == "date"
                for end in (figure.value, figure.low, figure.high)
                if end is not None
            ),
            currency=_currency(folded),
            parts=mentioned("parts", question, language),
            yearly=_YEARLY.search(folded) is not None,
            holders=mentioned("holders", question, language),
            hourly=phrases("hourly", language).search(folded) is not None,
        )

    @property
    def has_subject(self) -> bool:
        """Whether it says of what: "what does it cost" alone is no question about one thing."""
        return bool(self.activities or self.things or self.codes or self.products)

    def wants(self, fact: Fact) -> bool:
        """Whether a fact is of the metric asked for, whatever its subject and time."""
        if fact.metric is None or family(fact.metric) not in self.metrics:
            return False
        if self.currency and fact.quantity.kind == "money" and fact.quantity.unit != self.currency:
            return False
        paid = fact.quantity.kind == "money"
        if paid and (fact.parts != self.parts or (self.hourly and not _is_hourly(fact.quantity))):
            return False
        specific = self.things & _SPECIFIC or self.things
        if specific and fact.things and not specific & fact.things:
            return False
        chips = "chip" in self.things and "chip" in fact.things
        alike = chips or not self.activities or bool(self.activities & fact.activities)
        return alike and self._is_of_share_or_growth(fact)

    def _is_of_share_or_growth(self, fact: Fact) -> bool:
        """Whether a share is that of what is asked about, and growth by the year where it is."""
        if fact.metric == "share":
            return fact.parts == self.holders
        yearly = self.yearly and fact.metric == "growth"
        return not yearly or _YEARLY.search(fold(fact.clause)) is not None

    def names_subject(self, fact: Fact) -> bool:
        """Whether a fact is of the very subject: the model or chip named, or none in particular."""
        if self.codes:
            return any(same_code(one, other) for one in self.codes for other in fact.codes)
        if self.products:
            return bool(self.products & fact.products)
        return not fact.codes and not fact.products

    def in_time(self, fact: Fact) -> bool:
        """Whether a fact holds when the question asks for."""
        if self.years:
            return bool(self.years & fact.years) or bool(self.codes and not fact.years)
        if self.time == "later":
            return fact.time == "later"
        if self.time == "past":
            return fact.time == "past"
        if self.time == "now":
            return fact.time == "now" or (fact.time is None and not fact.years)
        return fact.time in ("now", None) or bool(self.codes)


def _written(question: str) -> tuple[str, ...]:
    """Codes, then products, as they are written; countries under the name that all share."""
    things = sorted(named_things(question), key=lambda thing: (not thing.coded, thing.name))
    plain = {thing.name for thing in things}
    others = products(question) - plain - {thing.name for thing in codes(question)}
    return tuple(dict.fromkeys([*(thing.text for thing in things), *sorted(others)]))


def _is_hourly(quantity: Quantity) -> bool:
    return quantity.unit.endswith(("/hour", "/chip_hour"))


def family(metric: str) -> str:
    """Returns the metric under which figures of the same sense are compared."""
    return _FAMILY.get(metric, metric)


def _metrics(question: str, figures: Sequence[Quantity], language: str) -> frozenset[str]:
    folded = fold(question)
    if phrases("no_figure", language).search(folded):
        return frozenset()
    found = {
        name for name, concept in concepts("metrics").items() if concept.found_in(folded, language)
    }
    if _of_kind("money", figures) or _wants_money(folded, language, found):
        # "How high was the bill" asks for no height: what cannot be money is not meant.
        found = {name for name in found if "money" in concepts("metrics")[name].kinds}
        found = found if found & _MONETARY else {*found, "cost"}
    grows = phrases("rates", language).search(folded) or _of_kind("factor", figures)
    return frozenset(family(name) for name in _narrowed(found, folded, language, bool(grows)))


def _wants_money(folded: str, language: str, found: set[str]) -> bool:
    """Whether words ask for an amount of money; "how much" may as well ask for what they name."""
    if not phrases("money", language).search(folded):
        return False
    paid = any("money" in concepts("metrics")[name].kinds for name in found)
    return paid or not found & _NEVER_PAID or _currency(folded) is not None


def _of_kind(kind: str, figures: Sequence[Quantity]) -> bool:
    return any(figure.kind == kind for figure in figures)


def _narrowed(found: set[str], folded: str, language: str, grows: bool) -> set[str]:
    """Of several metrics the one that the question turns on.

    Args:
        grows: whether it asks for a rate of growth.
    """
    if phrases("hourly", language).search(folded) and found & {"cost", "price", "rent"}:
        found.discard("chip_time")
    if "growth" in found and _grown(found, folded) and not grows:
        found.discard("growth")
    for single in _DECIDING:
        if single in found:
            return {single}
    for single in ("emissions", "water", "intensity"):
        if single in found:
            both = single == "emissions" and _PER_ENERGY.search(folded)
            return {single, "intensity"} if both else {single}
    if found & {"cost", "price", "rent"}:
        return found & {"cost", "price", "rent"}
    return found


def _grown(found: set[str], folded: str) -> bool:
    """Whether a question is for the amount that something grows to."""
    return bool(found & {"cost", "price"} or (found & _AMOUNTS and _UP_TO.search(folded)))


def _time(folded: str, language: str) -> str | None:
    held = {
        name
        for name, concept in concepts("asked_times").items()
        if concept.found_in(folded, language)
    }
    if "later" in held and "now" in held:
        return "both"
    return next((name for name in ("later", "now", "past") if name in held), None)


def _currency(folded: str) -> str | None:
    """The currency that a question wants the answer in."""
    for pattern, code in (
        (r"\byen\b|(?<!\d)円|何円", "JPY"),
        (r"\bdollars?\b|ドル", "USD"),
        (r"\beuros?\b|ユーロ", "EUR"),
    ):
        if re.search(pattern, folded):
            return code
    return None

"""Claims that one of two named things has more or less of something than the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.claims.features import Claimed
from assistant.claims.wording import words
from assistant.facts.concepts import mentioned
from assistant.facts.extraction import bases_in
from assistant.facts.questions import family
from assistant.facts.subjects import named_things, territories
from assistant.language import fold, names
from assistant.language.entities import entities
from assistant.quantities.view import flat

_FILE = "comparatives"
_CALLED = re.compile(r"(?: [A-Z][a-z]+(?![A-Za-z]))*")
"""What a product's name goes on with: Gemini Ultra."""
_NO_SIDES = frozenset({"companies", "people"})
"""Who makes or estimates something, and is not what is compared."""
_STOPS = re.compile(r"[、。]|(?<!で)は|が|[もと](?=[A-Z])")
"""Behind which the second of two things begins in Japanese."""
_BESIDE = re.compile(r"(?:in|for|at|with|by|im|für|bei|mit|von)\b")
"""How words begin that say whose it is, where they stand inside: more in Germany than in France."""
_NO_TOTAL = re.compile(r"intensity|intensität|strommix|排出係数")
"""What tells how much is emitted for a unit of energy from how much is emitted."""
_EITHER = frozenset({"energy", "power"})
"""Metrics that one word names: power."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a claim says of two things without their figures."""

    first: str
    """A name as ``thing_of`` gives it."""
    second: str
    more: bool
    """Whether the first is said to have more than the second."""
    metrics: frozenset[str]
    """Of which one is meant, by the family they belong to."""
    activities: frozenset[str]
    bases: frozenset[str]
    parts: frozenset[str]
    """Of an amount of money what it pays for, where that is only a part."""

    @classmethod
    def of(cls, claimed: Claimed) -> Comparison | None:
        """Reads a claim; nothing where it compares no two things, or says by how much."""
        claim, language = claimed.text, claimed.language
        text = flat(claim).lower()
        hinge = _hinge(text, language)
        figures = claimed.figures.facts or claimed.figures.dates
        if hinge is None or figures or claimed.denies or claimed.hedges:
            return None
        found, more = hinge
        sides = _sides(claim, found, language)
        first, second = (thing_of(side, language) for side in sides)
        metrics = _metrics(text, found, language)
        named = first and second and first != second
        if not (named and metrics) or _is_apart(text, sides, language):
            return None
        activities, parts = (mentioned(group, claim, language) for group in ("activities", "parts"))
        return cls(first, second, more, metrics, activities, bases_in(claim, language), parts)


def thing_of(words: str, language: str) -> str:
    """Returns the one thing that words name, in one form for all languages; empty otherwise."""
    coded = {thing.name for thing in named_things(words)}
    known = entities(words, language)
    places = {fold(one.name) for one in known if one.kind == "places"}
    places |= {fold(name) for name in territories(words)} if not places else set()
    found = coded or places or _named(words, language)
    return found.pop() if len(found) == 1 else ""


def _named(words: str, language: str) -> set[str]:
    """Products by their whole names, else what is written as a name is."""
    known = entities(words, language)
    whole = {
        one.text + match.group()
        for one in known
        if one.kind == "products" and (match := _CALLED.match(words, one.end))
    }
    others = {one.text for one in known if one.kind in _NO_SIDES}
    return {fold(name) for name in whole or set(names(words, language)) - others}


def _hinge(text: str, language: str) -> tuple[re.Match[str], bool] | None:
    """The words that compare, if there is one comparison only, and whether they say more."""
    found = [
        (match, name == "more")
        for name in ("more", "less")
        for match in words(name, language, _FILE).finditer(text)
    ]
    return found[0] if len(found) == 1 else None


def _sides(claim: str, found: re.Match[str], language: str) -> tuple[str, str]:
    """The words with what is said to have more or less, and those with what it is held against."""
    if language != "ja":
        return claim[: found.end()], claim[found.end() :]
    begin = max((stop.end() for stop in _STOPS.finditer(claim, 0, found.start())), default=0)
    rest = f"{claim[:begin]} {claim[found.start() :]}"
    return rest, claim[begin : found.start()]


def _is_apart(text: str, sides: tuple[str, str], language: str) -> bool:
    """Whether a claim compares other than two amounts of one kind: what is done with each."""
    first, second = (mentioned("activities", side, language) for side in sides)
    measured, other = (_named_metrics(side.lower(), language) for side in sides)
    crossed = bool(first and second and not first & second) or bool(other - measured)
    return crossed or words("apart", language, _FILE).search(text) is not None


def _metrics(text: str, found: re.Match[str], language: str) -> frozenset[str]:
    """What is compared: what the words say that compare, else the only thing that is measured."""
    inside = (found["of"] or "").strip()
    said = _named_metrics(inside, language)
    known = said or mentioned("activities", inside, language) or _BESIDE.match(inside)
    if inside and language != "ja" and not known:
        return frozenset()
    # The comparing words themselves may look like a metric: "höhere".
    named = said or _named_metrics(f"{text[: found.start()]} {text[found.end() :]}", language)
    if words("priced", language, _FILE).search(found.group()) and (not said or said == {"cost"}):
        return frozenset({"cost"})
    return frozenset(named) if len(named) == 1 or named == _EITHER else frozenset()


def _named_metrics(text: str, language: str) -> set[str]:
    """The families of the metrics that a text names, each by its own words."""
    named = {family(name) for name in mentioned("metrics", text, language)}
    if "chip_time" in named:
        named -= {"units", "duration"}
    if _NO_TOTAL.search(text):
        return named & {"intensity"}
    return named - {"intensity"} if "emissions" in named else named

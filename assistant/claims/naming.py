"""The names of a claim beside those of a sentence: is another one in its place?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.claims.magnitudes import magnitudes
from assistant.claims.making import are_one_house, other_maker
from assistant.claims.wording import words
from assistant.facts.subjects import Code, codes, same_code
from assistant.language import country, fold, mentions, terms
from assistant.language.entities import Entity, entities
from assistant.types import Evidence

_KINDS = frozenset({"people", "companies", "authorities", "places", "products"})
_LEVEL = re.compile(r"(?<![A-Za-z])(?!CO)([A-Z]{2,4})-\d(?!\.?\d)")
"""ASL-3: a name whose number is what is said of its subject."""
_CHIP = re.compile(r"(?:[abhlptv]\d{2,4}|g[bh]\d{3}|mi\d{3}|gaudi-?\d|tpuv\d)[ac-z]?")
"""What accelerators are called, as codes are compared; a B counts a model's parameters."""
_CLAUSE = re.compile(r"[,;、；，]\s*|\b(?:and|und|while|whereas|während)\b|(?<=る)と(?=[^ぁ-ん])")
_JOINING = re.compile(r"\s*(?:,?\s*\b(?:and|und|sowie)\b|[&、，・]|と|や|及び|および|並びに)\s*")
_SAID = re.compile(r"[^\W\d_]{2}")
_TELLING = 2
"""Words that a claim shares with what is said of another level, from which that one is meant."""
_CLEARLY = 4
"""Times as many of them as of what is said of its own: endings are words as well in Japanese."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A name of a claim, and one of the same kind that a sentence has in its place."""

    claimed: str
    stated: str


def swaps(claim: str, language: str, evidence: Evidence) -> tuple[Swap, ...]:
    """Returns the claim's names that a sentence and what stands above it lack, with another.

    Names are people, firms and countries of the gazetteer, chips, makers of one product, levels
    such as ASL-3, and amounts told by their unit alone.
    """
    said = entities(claim, language)
    found = _partners(claim, said, evidence)
    if not found and not _is_about_others(claim, evidence):
        found = _replaced(said, evidence)
    maker = other_maker(claim, language, evidence)
    things = [chip for chip in (other_chip(claim, evidence.text),) if chip]
    things += [Swap(*maker)] if maker else []
    levels = [*_levels(claim, evidence.text), *_crossed_levels(claim, language, evidence)]
    levels = [swap for swap in levels if not _is_supposed(swap.claimed, claim, language)]
    return (*found, *things, *levels, *_magnitudes(claim, language, evidence))


def _replaced(said: Sequence[Entity], evidence: Evidence) -> list[Swap]:
    """The names that are missing, each with another of its kind.

    One name stands in the place of one only, and beside one of the claim's in that of none.
    """
    around = f"{evidence.above}\n{evidence.text}"
    there = {held.name for held in entities(around, evidence.language)}
    own = {held.name: held for held in said}
    others = {e.name: e for e in entities(evidence.text, evidence.language) if e.name not in own}
    found = []
    for held in own.values():
        kin = [one for one in own.values() if _alike(held, one)]
        missing = [one for one in kin if one.name not in there and not mentions(around, one.name)]
        rivals = [other for other in others.values() if _alike(held, other)]
        if kin and len(missing) == len(kin) <= len(rivals):
            found.append(Swap(held.text, rivals[kin.index(held)].text))
    return found


def _is_about_others(claim: str, evidence: Evidence) -> bool:
    """Whether a sentence has none of the things that a claim names by codes, chips left out."""
    things = [code.name for code in codes(claim) if not is_chip(code.name)]
    there = [code.name for code in codes(f"{evidence.above}\n{evidence.text}")]
    return bool(things) and not any(same_code(one, other) for one in things for other in there)


def _partners(claim: str, said: Sequence[Entity], evidence: Evidence) -> list[Swap]:
    """Who does something with another in a claim, and who does it with that one in a sentence.

    That the text above names the former as well says nothing of what the two do together.
    """
    own, text = {held.name for held in said}, evidence.text
    stated = joined(text, entities(text, evidence.language))
    pairs = [pair for one, other in joined(claim, said) for pair in ((one, other), (other, one))]
    return [
        Swap(other.text, partner.text)
        for one, other in pairs
        if not mentions(text, other.name)
        for first, second in stated
        for known, partner in ((first, second), (second, first))
        if known.name == one.name and partner.name not in own and _alike(other, partner)
    ][:1]


def joined(text: str, held: Sequence[Entity]) -> list[tuple[Entity, Entity]]:
    """Names right beside each other with no more than an "and" between them."""
    return [
        (one, other)
        for one, other in pairwise(held)
        if _JOINING.fullmatch(text[one.end : other.start])
    ]


def other_chip(claim: str, sentence: str) -> Swap | None:
    """Returns the chip of a claim and one of a sentence that names only others."""
    said, stated = _chips(claim), _chips(sentence)
    if not said or not stated or said.keys() & stated.keys():
        return None
    return Swap(next(iter(said.values())), next(iter(stated.values())))


def is_chip(code: str) -> bool:
    """Whether a name with a number, as codes are compared, is what an accelerator is called."""
    return _CHIP.fullmatch(code) is not None


def _chips(text: str) -> dict[str, str]:
    return {code.name: code.text for code in chips(text)}


def chips(text: str) -> list[Code]:
    """Returns the accelerators that a text names, in order."""
    return [code for code in codes(text) if is_chip(code.name)]


def _alike(one: Entity, other: Entity) -> bool:
    """Whether one may stand where the other is meant; a city lies in its country, DeepMind is
    Google's."""
    if one.kind != other.kind or one.kind not in _KINDS:
        return False
    if one.kind == "companies" and one.name != other.name:
        return not are_one_house(one.name, other.name)
    return one.kind != "places" or bool(country(one.name) and country(other.name))


def _magnitudes(claim: str, language: str, evidence: Evidence) -> list[Swap]:
    said = magnitudes(claim, language)
    stated = magnitudes(evidence.text, evidence.language)
    return [
        Swap(next(iter(said[family].values())), next(iter(stated[family].values())))
        for family in said.keys() & stated.keys()
        if not said[family].keys() & stated[family].keys()
    ]


def _levels(claim: str, sentence: str) -> list[Swap]:
    said, stated = _levels_in(claim), _levels_in(sentence)
    found = []
    for name, family in said.items():
        # One of several levels of the claim that is there leaves open what the others are.
        known = any(other in stated for other, kin in said.items() if kin == family)
        alike = [other for other, kin in stated.items() if kin == family]
        if len(alike) == 1 and not known:  # several explain the levels
            found.append(Swap(name, alike[0]))
    return found


def _is_supposed(level: str, claim: str, language: str) -> bool:
    """Whether a level stands in a condition only: "as soon as a model is at ASL-3"."""
    folded = fold(claim)
    return fold(level) in folded and fold(level) not in words("aside", language).sub(" ", folded)


def _crossed_levels(claim: str, language: str, evidence: Evidence) -> list[Swap]:
    """The level of a claim, and the one of which a sentence that has both says what it says."""
    said, stated = _levels_in(claim), _levels_in(evidence.text)
    if language != evidence.language or len(said) != 1:
        return []
    (name, family), used = next(iter(said.items())), set(terms(claim, language))
    parts = _parts(evidence.text)
    own = _terms_of(name, parts, language)
    rivals = [other for other, kin in stated.items() if kin == family and other != name]
    for other in rivals if own else []:
        its = _terms_of(other, parts, language)
        numbers = {*terms(name, language), *terms(other, language)}
        shared, kept = (len(used & alone - numbers) for alone in (its - own, own - its))
        if shared >= max(_TELLING, _CLEARLY * kept):
            return [Swap(name, other)]
    return []


def has_other_levels(claim: str, text: str) -> bool:
    """Whether a text explains several levels, none of them the claim's."""
    families = set(_levels_in(claim).values())
    stated = [name for name, family in _levels_in(text).items() if family in families]
    return len(stated) > 1 and not _levels_in(claim).keys() & set(stated)


def _parts(text: str) -> list[str]:
    """Stretches of a sentence that end with a level or after it, before the next clause."""
    found = [""]
    for piece in _CLAUSE.split(text):
        if _levels_in(found[-1]) and _levels_in(piece):
            found.append(piece)
        else:
            found[-1] += f" {piece}"
    return found


def _terms_of(name: str, parts: Sequence[str], language: str) -> set[str]:
    return {term for part in parts if name in _levels_in(part) for term in terms(part, language)}


def of_level(claim: str, text: str) -> str:
    """Returns what a text says of the claim's level, where it speaks of others as well."""
    said, stated = _levels_in(claim), _levels_in(text)
    own = said.keys() & stated.keys()
    if len(own) != 1 or len(stated) == 1:
        return text
    parts = [part for part in _parts(text) if own & _levels_in(part).keys()]
    # Levels side by side share what is said of them.
    told = all(_SAID.search(_LEVEL.sub(" ", part)) for part in parts)
    return " ".join(parts) if told else text


def _levels_in(text: str) -> dict[str, str]:
    """The levels of a text with the letters that they share: ASL-3 -> ASL."""
    normal = unicodedata.normalize("NFKC", text)
    return {match[0]: match[1] for match in _LEVEL.finditer(normal) if not codes(match[0])}

"""What narrows a question: whose chip, which kind of money, what one firm has alone, which town.

A sentence that speaks of a neighbour instead answers another question: the price of a GPU that of
a TPU, what two firms have together what one of them has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.facts.concepts import mentioned, phrases
from assistant.facts.questions import Asked
from assistant.language import country, fold
from assistant.language.entities import Entity, entities
from assistant.reading.kinds import asks, compiled, data, known, pattern
from assistant.types import Evidence

_DEVICE = re.compile(
    r"(?<![A-Za-z])(TPU|CPU|NPU|LPU|IPU|FPGA|ASIC|Trainium|Inferentia|Gaudi)(?=s?(?![A-Za-z]))"
)
"""Processors that are no GPU; every language writes them alike."""
_JOINED = re.compile(r"\s*(?:,|[&、・]|,?\s*\b(?:and|und|sowie)\b|と|や|及び|および)\s*")
_BESIDE = 24
"""Characters between a firm and the word that sets it apart from others."""
_DONE = frozenset({"training", "inference"})
"""Of which a figure of the one is none of the other."""
_TOWN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Bb]ei|[Nn]ach|[Aa]us|[Cc]ity of|[Tt]own of|[Ss]tadt) "
    r"([A-ZÀ-Þ][a-zß-ÿ'-]+)|([A-ZÀ-Þ][a-zß-ÿ]+)(?=-based)"
    r"|([ァ-ヶー]{2,})(?=に(?:ある|あり|位置|本社|拠点)|の郊外|郊外)|([ァ-ヶー一-龥]{2,}[市町村区])"
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of a question keeps its neighbours' answers out."""

    accounts: frozenset[str]
    """Of pay, revenue and profit the money that it asks for."""
    devices: frozenset[str]
    """Kinds of processors whose price it wants."""
    makers: tuple[Entity, ...]
    """Firms whose chips it wants the price of, where it names no chip."""
    alone: tuple[Entity, ...]
    """Firms of which it wants what each has without others."""
    town: bool
    """Whether it wants a town and no country."""
    done: frozenset[str]
    """Of training and inference the one whose figure it wants."""

    @classmethod
    def of(cls, question: str, language: str, asked: Asked) -> Narrowed:
        """Reads a question."""
        folded = fold(question)
        why = asks("reason", folded, language)
        priced = not why and ("cost" in asked.metrics or asks("price", folded, language))
        firms = tuple(one for one in entities(question, language) if one.kind == "companies")
        return cls(
            accounts=frozenset() if why else _accounts(folded, language),
            devices=_devices(question, language) if priced and not asked.codes else frozenset(),
            makers=tuple(one for one in firms if _is_maker(one, question, language))
            if priced and "chip" in asked.things and not asked.codes
            else (),
            alone=tuple(one for one in firms if _is_set_apart(one, question, language)),
            town=asks("town", folded, language),
            done=asked.activities & _DONE,
        )

    def is_missed(self, own: Sequence[Evidence]) -> bool:
        """Whether a sentence, with what follows it, speaks of a neighbour of what is asked for."""
        language, said = own[0].language, "\n".join(sentence.text for sentence in own)
        near = f"{own[0].above}\n{said}"
        return (
            bool(self.devices and self.devices.isdisjoint(_DEVICE.findall(near)))
            or bool(self.makers and _is_of_others(self.makers, near, said, language))
            or any(not _states_account(name, own) for name in self.accounts)
            or any(_is_joint(firm, near, language) for firm in self.alone)
            or (self.town and _names_country_only(near, language))
        )

    def is_done_otherwise(self, done: frozenset[str]) -> bool:
        """Whether what a figure is of is the other one of training and inference."""
        return len(self.done) == 1 and bool(done & _DONE) and self.done.isdisjoint(done)

    def is_of_other(self, evidence: Evidence) -> bool:
        """Whether a sentence is on running a model where its training is asked for, or reversed."""
        return self.is_done_otherwise(mentioned("activities", evidence.text, evidence.language))


def _devices(question: str, language: str) -> frozenset[str]:
    """Those of which the question wants the price, not that of what runs on them."""
    return frozenset(
        found[1]
        for found in _DEVICE.finditer(question)
        if _is_beside("priced", question, found.start(), found.end(), language)
    )


def _is_maker(firm: Entity, question: str, language: str) -> bool:
    """Whether chips are said to be a firm's, and not to be bought by it."""
    beside = _is_beside("making", question, firm.start, firm.end, language)
    return beside and not asks("buying", fold(question), language)


def _is_beside(kind: str, question: str, start: int, end: int, language: str) -> bool:
    """Whether the words of a kind stand right before a span or right behind it."""
    row, spoken = data()[kind], known(language)
    before, behind = fold(question[:start]), fold(question[end:])
    return bool(
        compiled(row["before"][spoken]).search(before)
        or compiled(row["behind"][spoken]).search(behind)
    )


def _accounts(folded: str, language: str) -> frozenset[str]:
    if asks("otherwise", folded, language) or phrases("no_figure", language).search(folded):
        return frozenset()
    rows = data()["accounts"].items()
    return frozenset(
        name for name, row in rows if compiled(row["asked"][known(language)]).search(folded)
    )


def _states_account(name: str, own: Sequence[Evidence]) -> bool:
    """Whether a sentence has money and says of which kind."""
    said = data()["accounts"][name]["said"]
    named = any(compiled(said[known(one.language)]).search(fold(one.text)) for one in own)
    return named and any(figure.kind == "money" for one in own for figure in one.quantities)


def _is_set_apart(firm: Entity, question: str, language: str) -> bool:
    beside = question[max(0, firm.start - _BESIDE) : firm.end + _BESIDE]
    return asks("alone", fold(beside), language)


def _is_of_others(firms: Sequence[Entity], near: str, said: str, language: str) -> bool:
    """Whether what is said names other firms only, or nothing near names any that is asked for."""
    if any(_names(said, firm, language) for firm in firms):
        return False
    others = any(one.kind == "companies" for one in entities(said, language))
    return others or not any(_names(near, firm, language) for firm in firms)


def _is_joint(firm: Entity, near: str, language: str) -> bool:
    """Whether a text does not name a firm, or but once, with another beside one total for both."""
    if not _names(near, firm, language):
        return True
    if not pattern("together", language).search(fold(near)):
        return False
    found = [one for one in entities(near, language) if one.kind == "companies"]
    return [one.name for one in found].count(firm.name) == 1 and any(
        firm.name in (one.name, other.name) and _JOINED.fullmatch(near[one.end : other.start])
        for one, other in pairwise(found)
    )


def _names_country_only(text: str, language: str) -> bool:
    places = [one.name for one in entities(text, language) if one.kind == "places"]
    towns = [name for found in _TOWN.findall(text) for name in found if name]
    found = [*places, *towns]
    return bool(found) and all(map(country, found))


def _names(text: str, firm: Entity, language: str) -> bool:
    # By ear, as names are looked for elsewhere, "Intel" is heard in モデル.
    held = (one.name for one in entities(text, language))
    return firm.name in text or firm.text in text or firm.name in held

"""Which calculation a question asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.cost.phrases import pattern, phrases
from assistant.cost.questions import Reading, names_chip
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Intent:
    """A way of asking for a formula."""

    name: str
    asks: Mapping[Language, re.Pattern[str]]
    groups: tuple[tuple[str, ...], ...]
    """Of each, one must be among what the question names."""
    without: Mapping[Language, re.Pattern[str]]
    without_figures: frozenset[str]
    formula_by: Mapping[str, str]

    def fits(self, reading: Reading, named: frozenset[str]) -> bool:
        """Whether a question asks for it and names what it needs."""
        folded, language = reading.folded, reading.language
        if not self.asks[language].search(folded) or named & self.without_figures:
            return False
        if self.without and self.without[language].search(folded):
            return False
        return all(named & set(group) for group in self.groups)

    def formula(self, named: frozenset[str]) -> str:
        """The formula that it asks for, given what is named."""
        return next((held for role, held in self.formula_by.items() if role in named), self.name)


def says(group: str, name: str, reading: Reading) -> bool:
    """Whether a question holds the words of a name in a group of intents.yaml."""
    return pattern(group, name, reading.language).search(reading.folded) is not None


@cache
def intents() -> tuple[Intent, ...]:
    """Returns the intents in the order in which they are tried."""
    return tuple(
        Intent(
            name=row["name"],
            asks={language: re.compile(words) for language, words in row["asks"].items()},
            groups=tuple(map(tuple, row["with"])),
            without={
                language: re.compile(words) for language, words in row.get("without", {}).items()
            },
            without_figures=frozenset(row.get("without_figures", ())),
            formula_by=row.get("formula_by", {}),
        )
        for row in phrases()["intents"]
    )


def named(reading: Reading) -> frozenset[str]:
    """Returns what a question names: roles of its figures, things, and words that count as such."""
    roles = [figure.role for figure in reading.figures]
    found = set(roles)
    money = sum(
        role
        in ("money", "budget", "unit_price", "run_rate", "revenue", "chip_price", "server_price")
        for role in roles
    )
    found |= {"money"} if money else set()
    found |= {"money2"} if money > 1 else set()
    found |= {"year2"} if roles.count("year") > 1 else set()
    found |= {"duration"} if found & {"hours", "years", "age"} else set()
    found |= {"flop"} if {"parameters", "tokens"} <= found else set()
    found |= {"run"} if reading.subjects.run else set()
    found |= {"chip"} if names_chip(reading) else set()
    found |= {"grid"} if reading.subjects.grid else set()
    found |= {word for word in phrases()["words"] if says("words", word, reading)}
    fractions = any((f.quantity.value or 1) < 1 for f in reading.of("factor"))
    found |= {"less_factor"} if "factor" in roles and ("less" in found or fractions) else set()
    return frozenset(found)


def intent_of(reading: Reading) -> tuple[Intent, str] | None:
    """Returns the first intent that fits, with its formula; nothing where none does."""
    held = named(reading)
    if held & {*phrases()["unread"]}:
        return None
    for intent in intents():
        if intent.fits(reading, held):
            return intent, intent.formula(held)
    return None


def formula_of(reading: Reading) -> str | None:
    """Returns the formula that a question asks for by its words, else by its figures alone."""
    if found := intent_of(reading):
        return found[1]
    roles = sorted(figure.role for figure in reading.figures)
    return next(
        (row["formula"] for row in phrases()["plain"] if sorted(row["figures"]) == roles), None
    )

"""The words by which three languages name what a figure measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.bundled import table
from assistant.language import fold
from assistant.types import Language, Quantity

_UNITS_OF = {
    "chip_time": "chip_hour",
    "energy": "Wh kWh MWh GWh TWh J MJ GJ TJ PJ",
    "power": "W kW MW GW TW mW horsepower",
    "mass": "g kg t kt Mt Gt gCO2e kgCO2e tCO2e",
    "volume": "mL cL L hectoliter m3 km3 gallon",
    "intensity": "g/kWh kg/kWh kg/MWh t/MWh gCO2e/kWh kgCO2e/kWh tCO2e/MWh",
    "computation": "FLOP",
    "speed": "FLOP/s",
    "length": "nm mm cm m km inch foot yard mile",
    "area": "m2 km2 hectare acre mile2",
}
_DIMENSIONS = {unit: name for name, units in _UNITS_OF.items() for unit in units.split()}


@dataclass(frozen=True, slots=True)
class Concept:
    """A metric, an activity, a thing or a time, with the pattern of each language."""

    name: str
    patterns: dict[str, re.Pattern[str]]
    labels: dict[str, str]
    kinds: frozenset[str] = frozenset()

    def fits(self, quantity: Quantity) -> bool:
        """Whether a figure of such a unit can measure it; things are counted in whole numbers."""
        kind = dimension(quantity)
        whole = quantity.value is None or quantity.value == quantity.value.to_integral_value()
        return kind in self.kinds and (kind != "count" or whole)

    def last_in(self, folded: str, language: str) -> re.Match[str] | None:
        """Returns the last mention in a folded text."""
        pattern = self.patterns.get(language, self.patterns["en"])
        last = None
        for match in pattern.finditer(folded):
            last = match
        return last

    def found_in(self, folded: str, language: str) -> bool:
        """Whether a folded text mentions it."""
        return self.patterns.get(language, self.patterns["en"]).search(folded) is not None


@cache
def concepts(group: str) -> dict[str, Concept]:
    """Returns the concepts of a group: metrics, activities, things, times, bases."""
    return {name: _concept(name, row) for name, row in _data()[group].items()}


@cache
def phrases(group: str, language: str) -> re.Pattern[str]:
    """Returns one of the lists of words at the end of concepts.yaml as a pattern."""
    rows: dict[str, list[str]] = _data()[group]
    words = "|".join(rows.get(language, rows["en"]))
    return re.compile(words.replace("ß", "ss"))  # as folding leaves it


@cache
def _data() -> dict[str, Any]:
    return table("assistant.facts", "concepts")


def _concept(name: str, row: dict[str, Any]) -> Concept:
    patterns = {
        "en": re.compile(rf"(?<![a-z])(?:{row['en']})"),
        "de": re.compile(rf"(?:{row['de']})".replace("ß", "ss")),  # as folding leaves it
        "ja": re.compile(rf"(?:{row['ja']})"),
    }
    return Concept(name, patterns, row.get("label", {}), frozenset(row.get("kinds", ())))


@lru_cache(maxsize=1 << 13)  # the figures of a sentence ask for the same words
def mentioned(group: str, text: str, language: str) -> frozenset[str]:
    """Returns the concepts of a group that a text mentions."""
    folded = fold(text)
    return frozenset(
        name for name, concept in concepts(group).items() if concept.found_in(folded, language)
    )


def dimension(quantity: Quantity) -> str:
    """Returns what a figure measures by its unit: money, count, energy, mass ..."""
    if quantity.kind == "measure" or quantity.unit == "chip_hour":
        return _DIMENSIONS.get(quantity.unit, quantity.unit)
    return quantity.kind


def label(group: str, name: str, language: Language) -> str:
    """Returns what readers of a language call a concept."""
    return concepts(group)[name].labels[language]

"""The words by which three languages name what a figure measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.language import fold
from assistant.types import Language, Quantity

_DIMENSIONS = {
    "chip_hour": "chip_time",
    "kWh": "energy", "MWh": "energy", "GWh": "energy", "TWh": "energy", "Wh": "energy", "J": "energy",
    "W": "power", "kW": "power", "MW": "power", "GW": "power", "TW": "power", "mW": "power",
    "t": "mass", "kg": "mass", "g": "mass", "tCO2e": "mass", "kgCO2e": "mass", "gCO2e": "mass", "Mt": "mass", "Gt": "mass", "kt": "mass",
    "L": "volume", "mL": "volume", "cL": "volume", "m3": "volume", "gallon": "volume", "km3": "volume", "hectoliter": "volume",
    "g/kWh": "intensity", "gCO2e/kWh": "intensity", "kgCO2e/kWh": "intensity", "kg/kWh": "intensity", "kg/MWh": "intensity", "t/MWh": "intensity",
    "FLOP": "computation", "FLOP/s": "speed",
    "m": "length", "km": "length", "cm": "length", "mm": "length", "nm": "length", "mile": "length", "foot": "length", "inch": "length", "yard": "length",
    "m2": "area", "km2": "area", "hectare": "area", "acre": "area", "mile2": "area",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concept:
    """A metric, an activity, a thing or a time, with the pattern of each language."""

    name: str
    patterns: dict[str, re.Pattern[str]]
    labels: dict[str, str]
    kinds: frozenset[str] = frozenset()

    def fits(self, quantity: Quantity) -> bool:
        """Whether a figure of such a unit can measure it; what is counted comes in whole numbers."""
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
    path = resources.files("assistant.facts") / "concepts.yaml"
    rows: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))[group]
    return {name: _concept(name, row) for name, row in rows.items()}


def _concept(name: str, row: dict[str, Any]) -> Concept:
    patterns = {
        "en": re.compile(rf"(?<![a-z])(?:{row['en']})"),
        "de": re.compile(rf"(?:{row['de']})"),
        "ja": re.compile(rf"(?:{row['ja']})"),
    }
    return Concept(name, patterns, row.get("label", {}), frozenset(row.get("kinds", ())))


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

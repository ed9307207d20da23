"""Names as English, German and Japanese write them: gazetteer.yaml, and CLDR's places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.language.normalisation import fold

LANGUAGES = ("en", "de", "ja")
_NOT_NAMES = frozenset({"001", "QO", "UM", "XA", "XB", "ZZ"})
"""The world and the unknown: territories of CLDR that no one calls by its name for them."""
_OTHER_WORDS = frozenset(
    """
    Africa/Ceuta America/Nome America/Resolute Asia/Oral
    Atlantic/Canary Atlantic/Faeroe Atlantic/Stanley Australia/Currie Australia/Eucla
    Australia/Lindeman Europe/Jersey JE Pacific/Easter Pacific/Enderbury Pacific/Gambier
    Pacific/Kanton Pacific/Midway Pacific/Norfolk Pacific/Truk Pacific/Wake Pacific/Wallis
    """.split()
)
"""Places whose names mean something else more often: Oral exams, フェロー, the canton Zug."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person, company or place is called; the first form of a language is preferred."""

    en: tuple[str, ...]
    de: tuple[str, ...]
    ja: tuple[str, ...]
    surname: str = ""
    """In Latin letters; empty for what is not a person."""
    titled: bool = False
    """The surname is a word of its own and is a name only with a title."""
    apart: bool = False
    """Something else where another name stands next to it."""
    unless: tuple[str, ...] = ()
    """What may not follow."""
    listed: bool = True
    """Whether it stands in gazetteer.yaml."""
    kind: str = "places"
    """Its heading in gazetteer.yaml."""

    def forms(self, language: str) -> tuple[str, ...]:
        """Returns what it is called in a language."""
        return {"en": self.en, "de": self.de, "ja": self.ja}[language]


@cache
def entries() -> tuple[Entry, ...]:
    """Returns all names; where one form means two things, the earlier is meant."""
    return (*_listed(), *_territories(), *_cities())


def alternatives(folded: str) -> frozenset[str]:
    """Returns everything that a name, given folded, is called in the three languages."""
    groups = _groups()
    return groups.get(folded) or groups.get(folded.removeprefix("the "), frozenset())


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries():
        forms = {*entry.en, *entry.de, *entry.ja}
        for form in forms:
            groups[fold(form)] |= forms
    return {name: frozenset(forms) for name, forms in groups.items()}


def _listed() -> Iterator[Entry]:
    for kind, rows in table("assistant.language", "gazetteer").items():
        for row in rows:
            yield _entry(row, kind)


def _entry(row: dict[str, Any], kind: str) -> Entry:
    english = _forms(row["en"])
    return Entry(
        english,
        _forms(row.get("de", row["en"])),
        _forms(row["ja"]),
        row.get("surname", english[0].split(" ")[-1]) if kind == "people" else "",
        row.get("titled", False),
        row.get("apart", False),
        tuple(row.get("unless", ())),
        kind=kind,
    )


def _forms(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _territories() -> Iterator[Entry]:
    from babel import Locale

    english, german, japanese = (Locale(language).territories for language in LANGUAGES)
    for code in sorted(english):
        if code in german and code in japanese and code not in _NOT_NAMES | _OTHER_WORDS:
            yield _place(english[code], german[code], japanese[code])


def _cities() -> Iterator[Entry]:
    from babel import Locale

    zones = [Locale(language).time_zones for language in LANGUAGES]
    for zone in sorted(zones[2]):
        if zone in _OTHER_WORDS or zone.startswith(("Antarctica/", "Etc/")):
            continue
        # CLDR leaves out a city's name where it is the one in the identifier.
        plain = zone.rpartition("/")[2].replace("_", " ")
        english, german, japanese = (named.get(zone, {}).get("city", plain) for named in zones)
        if japanese != plain and "," not in english:
            yield _place(english, german, japanese)


def _place(english: str, german: str, japanese: str) -> Entry:
    names = [name.replace("\u00ad", "") for name in (english, german, japanese)]
    spelt = (names[0], names[0].replace("&", "and"))
    return Entry(tuple(dict.fromkeys(spelt)), (names[1],), (names[2],), listed=False)


def country(name: str) -> str:
    """Returns the English name of a country given in any of the languages, or nothing."""
    return _countries().get(fold(name), "")


@cache
def _countries() -> dict[str, str]:
    return {
        fold(form): entry.en[0]
        for entry in _territories()
        for language in LANGUAGES
        for form in entry.forms(language)
    }

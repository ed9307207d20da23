"""The people, firms and places of the gazetteer that a text names, under one name each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.language.gazetteer import LANGUAGES, Entry, entries
from assistant.language.glosses import glosses

_NOT_LATIN = re.compile(r"[^\x00-\u024f]")
_ALIKE = {"institutions": "companies", "newspapers": "companies"}
"""Kinds of which one may stand where the other is meant."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A known name, ``text[start:end]``."""

    start: int
    end: int
    text: str
    name: str
    """In English, whatever the text's language."""
    kind: str
    """people, companies, places, machines ..."""


def entities(text: str, language: str) -> list[Entity]:
    """Returns the known names in a text, in order; Japanese texts write many in Latin letters."""
    source = language if language in LANGUAGES else "en"
    found = list(_found(text, source))
    if source == "ja":
        latin = _NOT_LATIN.sub(" ", text)  # of the same length, so that offsets hold
        found += [replace(one, text=text[one.start : one.end]) for one in _found(latin, "en")]
    return sorted(found, key=lambda one: one.start)


def _found(text: str, source: str) -> Iterator[Entity]:
    # To a reader of the other script every name needs its gloss.
    reader = "en" if source == "ja" else "ja"
    for gloss in glosses(text, source, reader):
        if entry := _named(reader).get(gloss.gloss):
            kind = _ALIKE.get(entry.kind, entry.kind)
            yield Entity(gloss.start, gloss.end, gloss.text, entry.en[0], kind)


@cache
def _named(language: str) -> dict[str, Entry]:
    """Entries by what they are called in a language: in full, and people by their surname."""
    found: dict[str, Entry] = {}
    for entry in entries():
        found.setdefault(entry.forms(language)[0], entry)
    for entry in entries():
        if entry.surname:
            surnames = [form.rpartition("・")[2] for form in entry.ja] if language == "ja" else []
            for surname in (entry.surname, *surnames):
                found.setdefault(surname, entry)
    return found

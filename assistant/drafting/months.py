"""Months named without a year: the reader of figures leaves them alone, a draft may invent them."""

from __future__ import annotations

import re
from functools import cache

_LANGUAGES = ("en", "de", "ja")
_AMBIGUOUS = {"may": r"(?<=[a-z,] )May\b", "march": r"(?<=[a-z,] )March\b"}
"""English words that are no month when they begin a sentence or are written small."""


def months_missing(text: str, language: str, passage: str) -> list[str]:
    """Returns the months that a text names and a passage in any of the languages does not."""
    held = {number for one in _LANGUAGES for number in _named(passage, one)}
    return [word for number, word in _named(text, language).items() if number not in held]


def _named(text: str, language: str) -> dict[int, str]:
    found = {}
    for number, pattern in _patterns(language).items():
        if match := pattern.search(text):
            found[number] = match.group()
    return found


@cache
def _patterns(language: str) -> dict[int, re.Pattern[str]]:
    from babel.dates import get_month_names

    if language == "ja":
        return {number: re.compile(rf"(?<!\d){number}月") for number in range(1, 13)}
    return {
        number: re.compile(_AMBIGUOUS.get(name.lower(), rf"\b{name}\b"))
        for number, name in get_month_names("wide", locale=language).items()
    }

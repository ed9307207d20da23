"""What the long patterns of the languages are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEVER = re.compile(r"(?!)")
"""Where a language has no such thing."""
ANYTHING = re.compile("")
"""Where a language asks for nothing."""

QUARTERS = re.compile(
    r"(?:[1-4][QH](?<![\w.,]..) ?|[QH][1-4]/(?<![\w.,]...))'?(?P<year>(?:20)?\d\d)(?![\w/]|[.,]\d)",
    re.ASCII,
)
"""4Q24, 1H 2025, Q1/24: the year of a quarter or half."""


def longest_first(words: Iterable[str]) -> str:
    """Returns alternatives of which the longest match wins."""
    return "|".join(sorted(words, key=len, reverse=True))


def either(*patterns: str) -> str:
    """Returns the patterns as alternatives, in their order."""
    return "|".join(patterns)


def words(text: str) -> str:
    """Returns the lines of a text as alternatives; an underscore stands for a space."""
    return "|".join(text.split()).replace("_", " ")


def lookbehinds(texts: str, then: str = "") -> str:
    """Returns a pattern that matches after one of some words, a space and ``then``.

    A look-behind has a fixed width, so that each word needs its own.
    """
    return "(?:" + "|".join(rf"(?<=\b{word}\s{then})" for word in texts.split()) + ")"


def compiled(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Returns a pattern that ignores case, as most here do."""
    return re.compile(pattern, flags)

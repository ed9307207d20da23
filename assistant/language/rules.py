"""The form in which each language states what the common code needs to know about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Splitter = Callable[[str], list[int]]
"""Takes one paragraph, returns the offsets at which its sentences end."""

Stemmer = Callable[[str], list[str]]
"""Takes folded text, returns index terms."""


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Everything in which languages differ below the level of numbers."""

    code: str
    """ISO 639-1."""
    function_words: frozenset[str]
    """Folded words that are frequent here and not words of another of the languages."""
    sentence_ends: Splitter
    terms: Stemmer
    anaphora: re.Pattern[str]
    """Finds words by which a question leans on the turn before it."""
    spaced: bool = True
    """Whether words are set apart by spaces."""

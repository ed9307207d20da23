"""The form in which each language states what the common code needs to know about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Splitter = Callable[[str], list[int]]
"""Takes one paragraph, returns the offsets at which its sentences end."""

Stemmer = Callable[[str], list[str]]
"""Takes folded text, returns index terms."""


Sought: TypeAlias = Literal["number", "date", "person"]
"""Kinds of answers that leave a trace in a sentence."""


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
    asks: Mapping[Sought, re.Pattern[str]]
    """Finds, in a folded question, what kind of answer it wants."""
    spaced: bool = True
    """Whether words are set apart by spaces."""

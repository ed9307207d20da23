"""Languages, and places in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "de", "ja"]
"""A language of questions, answers and the interface."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence, or a line that stands for itself."""

    heading: bool = False
    """Whether it introduces what follows: found with it, but no evidence of its own."""

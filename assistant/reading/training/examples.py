"""What the judge learns from: one (query, passage) with what is known of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant.reading.windows import Span

SUPPORTS, CONTRADICTS, NEITHER = 0, 1, 2
LABELS = {"entailment": SUPPORTS, "contradiction": CONTRADICTS, "neutral": NEITHER}
NOT_SUPPORTED = (CONTRADICTS, NEITHER)
"""What a data set with two labels knows of a pair that is no entailment."""

HELD = 7
"""One group in so many is measured with and never trained on."""


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to learn, or to measure with."""

    source: str
    """The data set, as the model card names it."""
    group: str
    """What must not stand on both sides of the split: an article, a passage, a picture."""
    query: str
    passage: str
    languages: tuple[str, str]
    """Of the query and of the passage."""
    answers: tuple[Span, ...] = ()
    """Spans of the passage that answer; empty where none does or none is known."""
    answerable: bool | None = None
    """None where the query is a claim."""
    stances: tuple[int, ...] = ()
    """The labels that may be right; empty where the query is a question."""

    deciding: Span | None = None
    """Where the passage decides about a claim, if that is known."""
    held_of: int = HELD

    @property
    def is_held(self) -> bool:
        """Whether it is measured with and never trained on; follows from the group alone."""
        return int(digest(self.group)[:8], 16) % self.held_of == self.held_of - 1

    @property
    def side(self) -> str:
        """What it is for: ``train``, or if held, ``calibrate`` or ``measure``."""
        if not self.is_held:
            return "train"
        return "calibrate" if int(digest(self.group)[8:16], 16) % 2 else "measure"


def digest(text: str) -> str:
    """Returns the hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()

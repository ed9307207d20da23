"""Questions and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from assistant.types.calculations import Calculation
from assistant.types.citations import Citation
from assistant.types.disagreements import Disagreement
from assistant.types.drafts import Draft
from assistant.types.passages import Chunk
from assistant.types.quantities import CitedQuantity
from assistant.types.texts import Language, Span

Status: TypeAlias = Literal["answered", "refused", "calculated"]
"""How a question ended."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the conversation that led to it."""

    question: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user reads, and everything needed to check it."""

    question: str
    language: Language
    status: Status
    answer: str
    """Plain text; ``[n]`` stands for ``citations[n - 1]``."""
    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    """Nearest passages of a refused question; never an answer."""
    model: str
    quantities: tuple[CitedQuantity, ...] = ()
    """Figures that answer the question, four at most."""
    disagreements: tuple[Disagreement, ...] = ()
    corrections: tuple[str, ...] = ()
    """What the question takes for granted and a source denies; the answer begins with them."""
    answers: Mapping[str, Span] = field(default_factory=dict)
    """By the id of a citation, where in its document the judge sees the answer."""
    calculation: Calculation | None = None
    """Where the status is calculated."""
    read: tuple[Chunk, ...] = ()
    """The passages that were read for it, best first."""
    draft: Draft | None = None
    """Where a chat model was asked."""
    timings_ms: dict[str, float] = field(default_factory=dict)

"""A chat model's draft of an answer, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

DraftOutcome: TypeAlias = Literal["verified", "redrafted", "quoted", "left_out"]
"""Shown as drafted; shown as drafted anew; a quote in its place; not shown."""

DraftFailure: TypeAlias = Literal[
    "unreachable", "timeout", "rate_limit", "refused", "failed", "nonsense", "too_long"
]
"""Why a chat model's draft was not used: no server, no answer in time, too many requests, the key
or model refused, another error, nothing that could be verified, no room for a passage."""

DraftProblemKind: TypeAlias = Literal[
    "statement",
    "markup",
    "language",
    "uncited",
    "figure",
    "name",
    "word",
    "added",
    "contradicted",
    "unsupported",
]


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """Why a drafted sentence may not be shown."""

    kind: DraftProblemKind
    words: str = ""
    """The figure or name that it is about."""


@dataclass(frozen=True, slots=True)
class DraftedSentence:
    """A sentence of a chat model, and what became of it."""

    text: str
    """As it was drafted, without its marks."""
    outcome: DraftOutcome
    citations: tuple[str, ...]
    """Ids of the citations that bear it out, or of the quote in its place."""
    problems: tuple[DraftProblem, ...] = ()
    """Why it was not shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a chat model had to do with an answer."""

    model: str
    prompts: str
    """Digest of the prompts."""
    sentences: tuple[DraftedSentence, ...] = ()
    failure: DraftFailure | None = None
    """Where the answer is the extractive one, why."""
    calls: int = 0
    tokens_read: int = 0
    """As the provider counts them; estimated where it does not."""
    tokens_written: int = 0

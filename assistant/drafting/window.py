"""How much of the evidence a model's window holds; whole passages are dropped, none is cut."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.models import ANSWER_TOKENS, tokens
from assistant.drafting.passages import Passage

_INSTRUCTIONS = 500
"""Tokens of the prompts around passages and question, and of a redraft's reasons."""


def room(window: int, question: str) -> int:
    """Returns the tokens that are left for passages."""
    # What it drafted first stands before a redraft.
    return window - 2 * ANSWER_TOKENS - _INSTRUCTIONS - tokens(question)


def within(left: int, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Returns the passages that fit, best first; one that does not is passed over.

    Args:
        left: tokens that they may take.
    """
    kept = []
    for passage in passages:
        needed = taken(passage)
        if needed <= left:
            left -= needed
            kept.append(passage)
    return tuple(kept)


def taken(passage: Passage) -> int:
    """Returns the tokens of a passage with its marks."""
    return tokens(passage.text) + 10

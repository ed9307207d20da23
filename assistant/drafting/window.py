"""How much of the evidence a model's window holds; whole passages are dropped, none is cut."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.models import ANSWER_TOKENS, tokens
from assistant.drafting.passages import Passage

_INSTRUCTIONS = 500
"""Tokens of the prompts around passages and question, and of a redraft's reasons."""


def within(window: int, question: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Returns the passages that fit, best first; one that does not is passed over."""
    # What it drafted first stands before a redraft.
    left = window - 2 * ANSWER_TOKENS - _INSTRUCTIONS - tokens(question)
    kept = []
    for passage in passages:
        needed = tokens(passage.text) + 10
        if needed <= left:
            left -= needed
            kept.append(passage)
    return tuple(kept)

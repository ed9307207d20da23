"""How much of the evidence a model's window holds; whole passages are dropped, none is cut."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.models import ANSWER_TOKENS
from assistant.drafting.passages import Passage

_INSTRUCTIONS = 500
"""Tokens of the prompts around passages and question, and of a redraft's reasons."""


def tokens(text: str) -> int:
    """Returns about how many tokens a text has, rather too many than too few.

    Tokenizers differ; of ASCII text they take four characters a token, of a Japanese character
    those trained on English take up to three tokens.
    """
    ascii_letters = sum(map(str.isascii, text))
    return ascii_letters // 3 + 2 * (len(text) - ascii_letters)


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

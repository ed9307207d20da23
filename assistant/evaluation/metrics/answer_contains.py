"""Whether an answer holds what is expected of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.items import Item


def answer_contains(item: Item, quotes: Sequence[str]) -> float | None:
    """Returns 1 where each expected fact stands, in one of its wordings, in a quote; else 0.

    A refused question has no quotes and so gives 0: what is not said is not right.
    """
    if not item.answerable:
        return None
    return float(
        all(any(words in quote for words in group for quote in quotes) for group in item.expected)
    )

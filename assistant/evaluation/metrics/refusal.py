"""The two errors of refusing."""

from __future__ import annotations

from assistant.evaluation.items import Item


def refusal_kept(item: Item, *, refused: bool) -> float | None:
    """Returns 1 where an unanswerable question was refused, 0 where it was answered.

    One minus the hallucination rate of NoMIRACL (Thakur et al. 2024, arXiv:2312.11361).
    """
    return None if item.answerable else float(refused)


def refusal_wrong(item: Item, *, refused: bool) -> float | None:
    """Returns 1 where an answerable question was refused, else 0: NoMIRACL's error rate."""
    return float(refused) if item.answerable else None

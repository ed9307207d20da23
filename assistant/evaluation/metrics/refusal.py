"""The two errors of refusing."""

from __future__ import annotations

from assistant.evaluation.metrics.case import Case, Score


def refusal_kept(case: Case) -> Score:
    """Returns 1 where an unanswerable question was refused, 0 where it was answered.

    One minus the hallucination rate of NoMIRACL (Thakur et al. 2024, arXiv:2312.11361).
    """
    item = case.question
    return float(_refused(case)) if item is not None and item.answerable is False else None


def refusal_wrong(case: Case) -> Score:
    """Returns 1 where an answerable question was refused, else 0: NoMIRACL's error rate."""
    item = case.question
    return float(_refused(case)) if item is not None and item.answerable else None


def _refused(case: Case) -> bool:
    return bool(case.form["status"] == "refused")

"""The two errors of refusing, and questions that take something false for granted."""

from __future__ import annotations

from assistant.evaluation.metrics.case import Case, Score


def refusal_kept(case: Case) -> Score:
    """Returns 1 where an unanswerable question was refused, 0 where it was answered.

    One minus the hallucination rate of NoMIRACL (Thakur et al. 2024, arXiv:2312.11361).
    """
    item = case.question
    if item is None or item.answerable is not False:
        return None
    return float(case.form["status"] == "refused")


def refusal_wrong(case: Case) -> Score:
    """Returns 1 where an answerable question was refused or failed, else 0: NoMIRACL's error
    rate."""
    item = case.question
    if item is None or not item.answerable:
        return None
    return float(case.form["status"] in ("refused", "failed"))


def premise_caught(case: Case) -> Score:
    """Returns 1 where a question with a false premise was refused or corrected, else 0.

    CREPE (Yu et al. 2023, arXiv:2211.17257) asks for both, that the premise is seen to be false and
    its correction; here either counts.
    """
    item = case.question
    if item is None or not item.false_premise:
        return None
    return float(case.form["status"] == "refused" or bool(case.form.get("corrections")))

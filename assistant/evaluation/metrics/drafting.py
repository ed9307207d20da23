"""What became of a chat model's draft; without one these metrics do not apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.evaluation.metrics.case import Case, Score

_SHOWN = ("verified", "redrafted")


def draft_used(case: Case) -> Score:
    """Returns 1 where the answer is in the model's words, 0 where quotes took their place."""
    draft = _draft(case)
    return None if draft is None else float(draft["failure"] is None)


def sentences_verified(case: Case) -> Score:
    """Returns the share of drafted sentences that were shown, at once or drafted anew."""
    draft = _draft(case)
    if draft is None or not draft["sentences"]:
        return None
    outcomes = [sentence["outcome"] for sentence in draft["sentences"]]
    return sum(outcome in _SHOWN for outcome in outcomes) / len(outcomes)


def _draft(case: Case) -> Mapping[str, Any] | None:
    return case.form.get("draft") if case.question is not None else None

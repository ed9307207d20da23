"""Whether answers name the disagreements of the sources, and only those."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import fmean
from typing import Any

from assistant.evaluation.items import ExpectedDisagreement, ExpectedPosition
from assistant.evaluation.metrics.case import Case, Score
from assistant.facts.relations import same_name


def disagreement_recall(case: Case) -> Score:
    """Returns the share of the expected disagreements that the answer names.

    One is named where an entry holds two of its values, or all where it has only one.
    """
    item = case.question
    if item is None or not item.disagreements:
        return None
    named = case.form["disagreements"]
    return fmean(any(_holds(entry, one) for entry in named) for one in item.disagreements)


def disagreement_precision(case: Case) -> Score:
    """Returns the share of the disagreements named that are expected, in kind as well."""
    item = case.question
    if item is None or item.disagreements is None or not case.form["disagreements"]:
        return None
    return fmean(
        any(_holds(entry, one) and entry["relation"] == one.relation for one in item.disagreements)
        for entry in case.form["disagreements"]
    )


def _holds(entry: Mapping[str, Any], expected: ExpectedDisagreement) -> bool:
    wanted = {position.value: position for position in expected.positions}
    left = list(entry["positions"])
    held = 0
    for position in wanted.values():
        match = next((one for one in left if _is(one, position)), None)
        if match is not None:
            left.remove(match)  # one position of an answer is one value
            held += 1
    return held >= min(2, len(wanted))


def _is(position: Mapping[str, Any], expected: ExpectedPosition) -> bool:
    quantity = position["quantity"]
    if quantity is None or not expected.ends:
        return quantity is None and same_name(position["text"], expected.value)
    if expected.unit and expected.unit != quantity["unit"]:
        return False
    ends = (quantity[name] for name in ("value", "low", "high"))
    found = {Decimal(str(end)) for end in ends if end is not None}
    return found.issuperset(expected.ends)

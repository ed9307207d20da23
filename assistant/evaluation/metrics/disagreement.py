"""Whether answers name the disagreements of the sources, and only those."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from statistics import fmean
from typing import Any

from assistant.evaluation.items import ExpectedDisagreement
from assistant.evaluation.metrics.case import Case, Score

_NAME = 6
"""Letters by which names are told apart: "Anthropic" and "anthropisch" are one."""


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
    values = {position.value for position in expected.positions}
    held = sum(any(_is(position, value) for position in entry["positions"]) for value in values)
    return held >= min(2, len(values))


def _is(position: Mapping[str, Any], value: str) -> bool:
    quantity = position["quantity"]
    if quantity is None or not value[:1].isdigit():
        return bool(position["text"].casefold()[:_NAME] == value.casefold()[:_NAME])
    ends = (quantity[name] for name in ("value", "low", "high"))
    numbers = {Decimal(str(end)) for end in ends if end is not None}
    low, _, high = value.partition("-")
    return all(Decimal(end) in numbers for end in (low, high) if end)

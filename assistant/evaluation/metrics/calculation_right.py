"""Whether a result is the right one, and whether its inputs name where they come from."""

from __future__ import annotations

from statistics import fmean

from assistant.evaluation.items import ExpectedQuantity
from assistant.evaluation.metrics.case import Case, Score
from assistant.evaluation.metrics.quantity_match import is_value


def calculation_right(case: Case) -> Score:
    """Returns 1 where the result has the right unit and is within the item's tolerance, else 0."""
    item = case.calculation
    if item is None:
        return None
    result = case.form["result"]
    wanted = ExpectedQuantity(item.value, item.unit)
    return float(bool(result) and is_value(result, wanted, item.tolerance))


def inputs_traced(case: Case) -> Score:
    """Returns the share of inputs that name where they come from: a citation if from a source,
    a reference if assumed, the question otherwise."""
    if case.calculation is None or not case.form["inputs"]:
        return None
    return fmean(
        bool(held["citation"] if held["origin"] == "source" else held["reference"])
        or held["origin"] == "question"
        for held in case.form["inputs"]
    )

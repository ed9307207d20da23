"""Accuracy and macro-averaged F1 of labels."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean


def accuracy(found: Sequence[object], right: Sequence[object]) -> float:
    """Share of labels that are right."""
    return fmean(float(one == other) for one, other in zip(found, right, strict=True))


def macro_f1(found: Sequence[object], right: Sequence[object]) -> float:
    """Mean over the labels that occur of each one's F1.

    Source: scikit-learn's ``f1_score`` with ``average="macro"``.
    """
    from sklearn.metrics import f1_score

    return float(f1_score(list(right), list(found), average="macro", zero_division=0))

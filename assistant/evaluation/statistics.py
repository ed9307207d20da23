"""Means with their uncertainty, and whether two runs differ by more than chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
LEVEL = 0.95
_SEED = 7
_BLOCK = 100
"""Resamples drawn at a time, so that large sets fit into memory."""

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over some items, with its interval."""

    value: float
    low: float
    high: float
    items: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much the second of two runs is above the first, over the items of both."""

    estimate: Estimate
    chance: float
    """Two-sided p-value: how often resampling turns the difference over."""


def mean(values: Sequence[float]) -> Estimate:
    """Returns a mean with its 95% percentile bootstrap interval over items.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3.

    Args:
        values: one an item, at least one.
    """
    array = np.asarray(values, dtype=np.float64)
    means = _resampled(len(array), lambda rows: array[rows].mean(axis=1))
    return Estimate(fmean(values), *_ends(means), len(array))


def percentile(values: Sequence[float], share: float) -> Estimate:
    """Returns the value below which a share of all lies, with its bootstrap interval.

    Linear interpolation between ranks, method 7 of Hyndman and Fan 1996.
    """
    array = np.asarray(values, dtype=np.float64)
    found = _resampled(len(array), lambda rows: np.quantile(array[rows], share, axis=1))
    return Estimate(float(np.quantile(array, share)), *_ends(found), len(array))


def macro_f1(found: Sequence[str], right: Sequence[str]) -> Estimate:
    """Returns the mean over the labels of each one's F1, with its bootstrap interval.

    Labels are those that are right or came out for some item, as in scikit-learn's ``f1_score``
    with ``average="macro"``; a resample leaves out those that it lacks.

    Args:
        found: labels that came out, at least one.
        right: those that should have.
    """
    said, true = _marked(found, right)
    values = _resampled(len(said), lambda rows: _f1(said[rows], true[rows]))
    return Estimate(float(_f1(said[None], true[None])[0]), *_ends(values), len(said))


def paired(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Returns the mean difference of pairs, by resampling the pairs.

    Args:
        before: scores of one run, at least one.
        after: those of the other, of the same items in the same order.
    """
    differences = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    means = _resampled(len(differences), lambda rows: differences[rows].mean(axis=1))
    return _difference(fmean(after) - fmean(before), means, len(differences))


def paired_macro_f1(
    before: Sequence[str], after: Sequence[str], right: Sequence[str]
) -> Difference:
    """Returns the difference of two runs' macro-F1, by resampling the items.

    Args:
        before: labels of one run, at least one.
        after: those of the other, of the same items in the same order.
        right: those that should have come out.
    """
    (old, true), (new, same) = _marked(before, right), _marked(after, right)
    values = _resampled(len(old), lambda r: _f1(new[r], same[r]) - _f1(old[r], true[r]))
    value = float((_f1(new[None], same[None]) - _f1(old[None], true[None]))[0])
    return _difference(value, values, len(old))


def _difference(value: float, values: Floats, items: int) -> Difference:
    """With the p-value that inverts the percentile interval, never quite 0 (Davison and Hinkley
    1997, Bootstrap Methods and their Application, 4.4)."""
    beyond = min(int((values <= 0).sum()), int((values >= 0).sum()))
    chance = min(1.0, 2 * (beyond + 1) / (len(values) + 1))
    return Difference(Estimate(value, *_ends(values), items), chance)


def _marked(found: Sequence[str], right: Sequence[str]) -> tuple[Floats, Floats]:
    """Which label each item got and should have, shapes (items, labels)."""
    labels = sorted({*found, *right})
    said, true = (
        np.array([[one == label for label in labels] for one in named], dtype=np.float64)
        for named in (found, right)
    )
    return said, true


def _f1(said: Floats, true: Floats) -> Floats:
    """Macro-F1 of resamples, from shapes (resamples, items, labels)."""
    hit = (said * true).sum(axis=1)
    both = said.sum(axis=1) + true.sum(axis=1)
    of_labels = np.divide(2 * hit, both, out=np.zeros_like(hit), where=both > 0)
    found: Floats = of_labels.sum(axis=1) / (both > 0).sum(axis=1)
    return found


def _resampled(items: int, statistic: Callable[[npt.NDArray[np.int64]], Floats]) -> Floats:
    """A statistic of resamples with replacement; the same ones for the same number of items.

    Args:
        statistic: of rows of items, shape (resamples, items), one value a row.
    """
    generator = np.random.default_rng(_SEED)
    blocks = [
        statistic(generator.integers(0, items, (_BLOCK, items))) for _ in range(RESAMPLES // _BLOCK)
    ]
    return np.concatenate(blocks)


def _ends(values: Floats) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)

"""Means with their uncertainty, and whether two runs differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
LEVEL = 0.95
_SEED = 7


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
    """Two-sided bootstrap p-value: how often resampling turns the difference over."""


def mean(values: Sequence[float]) -> Estimate:
    """Returns a mean with its 95% percentile bootstrap interval over items.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3.

    Args:
        values: one an item, at least one.
    """
    array = np.asarray(values, dtype=np.float64)
    means = array[_draws(len(array))].mean(axis=1)
    return Estimate(float(array.mean()), *_ends(means), len(array))


def paired(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Returns the mean difference of pairs, by resampling the pairs.

    Source: Berg-Kirkpatrick et al. 2012, An Empirical Investigation of Statistical Significance
    in NLP; the p-value is twice the smaller share of resamples beyond zero, ties in both.

    Args:
        before: scores of one run, at least one.
        after: those of the other, of the same items in the same order.
    """
    differences = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    means = differences[_draws(len(differences))].mean(axis=1)
    beyond = min(float((means <= 0).mean()), float((means >= 0).mean()))
    value = float(differences.mean())
    return Difference(Estimate(value, *_ends(means), len(differences)), min(1.0, 2 * beyond))


def macro_f1(found: Sequence[str], right: Sequence[str]) -> Estimate:
    """Returns the mean over the labels of each one's F1, with its bootstrap interval.

    Labels are those that are right for some item; a resample without one leaves it out.

    Args:
        found: labels that came out, at least one.
        right: those that should have.
    """
    labels = sorted(set(right))
    said = np.array([[one == label for label in labels] for one in found], dtype=np.float64)
    true = np.array([[one == label for label in labels] for one in right], dtype=np.float64)
    draws = _draws(len(said))
    resampled = [float(_f1(said[rows], true[rows])) for rows in draws]
    return Estimate(float(_f1(said, true)), *_ends(np.array(resampled)), len(said))


def _f1(said: npt.NDArray[np.float64], true: npt.NDArray[np.float64]) -> np.float64:
    hit = (said * true).sum(axis=0)
    both = said.sum(axis=0) + true.sum(axis=0)
    occurs = true.any(axis=0)
    result: np.float64 = (2 * hit[occurs] / both[occurs]).mean()
    return result


def _draws(items: int) -> npt.NDArray[np.int64]:
    """Which items each resample takes, shape (resamples, items); the same for the same number."""
    return np.random.default_rng(_SEED).integers(0, items, (RESAMPLES, items))


def _ends(values: npt.NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)

"""Means with their uncertainty, and whether two runs differ by more than chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
LEVEL = 0.95
_SEED = 7
_BLOCK = 100
"""Resamples drawn at a time, so that large sets fit into memory."""
_EXACT = 10
"""Pairs that differ up to which every exchange of them is tried."""
_EQUAL = 1e-9
"""Sums of the same numbers in another order differ by less."""

Floats: TypeAlias = npt.NDArray[np.float64]
Booleans: TypeAlias = npt.NDArray[np.bool_]
Method: TypeAlias = Literal["wilson", "bootstrap", "none"]
"""How an interval came about; ``none`` where there is none, and its ends are the value."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over some items, with its interval."""

    value: float
    low: float
    high: float
    items: int
    method: Method = "bootstrap"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much the second of two runs is above the first, over the items of both."""

    estimate: Estimate
    chance: float
    """Two-sided p-value: how often exchanging the runs' scores gives a difference as large."""


def mean_score(scores: Sequence[float]) -> Estimate:
    """Returns the mean of scores between 0 and 1 with its 95% interval.

    Where every score is 0 or 1 it is the Wilson score interval (Wilson 1927; Brown, Cai and
    DasGupta 2001, Interval Estimation for a Binomial Proportion). Where all have one value in
    between, it is that of ``_of_alike``, else the percentile bootstrap interval over items.

    Args:
        scores: one an item, at least one.
    """
    value, items = fmean(scores), len(scores)
    if all(score in (0, 1) for score in scores):
        low, high = _wilson(sum(map(int, scores)), items)
        return Estimate(value, low, high, items, "wilson")
    if len(set(scores)) == 1:
        return _of_alike(value, items, least=0.0)
    return mean(scores)


def mean(values: Sequence[float]) -> Estimate:
    """Returns the mean of amounts with its 95% percentile bootstrap interval over items.

    Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3.

    Args:
        values: one an item, at least one; where all are alike there is no interval.
    """
    array = np.asarray(values, dtype=np.float64)
    means = _resampled(len(array), lambda rows: array[rows].mean(axis=1))
    return _of_amounts(fmean(values), values, means)


def percentile(values: Sequence[float], share: float) -> Estimate:
    """Returns the value below which a share of all lies, with its bootstrap interval.

    Linear interpolation between ranks, method 7 of Hyndman and Fan 1996.
    """
    array = np.asarray(values, dtype=np.float64)
    found = _resampled(len(array), lambda rows: np.quantile(array[rows], share, axis=1))
    return _of_amounts(float(np.quantile(array, share)), values, found)


def macro_f1(found: Sequence[str], right: Sequence[str]) -> Estimate:
    """Returns the mean over the labels of each one's F1, with its bootstrap interval.

    Labels are those that are right or came out for some item, as in scikit-learn's ``f1_score``
    with ``average="macro"``; a resample leaves out those that it lacks. Where all labels are
    right or none is, it is the share of right ones, and so is its interval.

    Args:
        found: labels that came out, at least one.
        right: those that should have.
    """
    said, true = _marked(found, right)
    values = _resampled(len(said), lambda rows: _f1(said[rows], true[rows]))
    value = float(_f1(said[None], true[None])[0])
    return _of_resamples(value, values, len(said), least=0.0)


def paired(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Returns the mean difference of pairs, by resampling the pairs.

    Args:
        before: scores of one run, between 0 and 1, at least one.
        after: those of the other, of the same items in the same order.
    """
    differences = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    value = fmean(after) - fmean(before)
    if len(set(differences)) == 1:
        estimate = _of_alike(value, len(differences), least=-1.0)
    else:
        means = _resampled(len(differences), lambda rows: differences[rows].mean(axis=1))
        estimate = Estimate(value, *_ends(means), len(differences))
    moved = differences[differences != 0]
    chance = _chance(len(moved), lambda turned: np.where(turned, -moved, moved).sum(axis=1))
    return Difference(estimate, chance)


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
    estimate = _of_resamples(value, values, len(old), least=-1.0)
    return Difference(estimate, _chance_of_labels(before, after, right))


def _chance_of_labels(before: Sequence[str], after: Sequence[str], right: Sequence[str]) -> float:
    labels = sorted({*before, *after, *right})
    old, new, true = (_columns(named, labels) for named in (before, after, right))
    moved = np.flatnonzero((old != new).any(axis=1))

    def exchanged(turned: Booleans) -> Floats:
        rows = np.zeros((len(turned), len(old), 1), dtype=bool)
        rows[:, moved, 0] = turned
        one, other = np.where(rows, new, old), np.where(rows, old, new)
        return _f1(other, true[None]) - _f1(one, true[None])

    return _chance(len(moved), exchanged)


def _chance(pairs: int, statistic: Callable[[Booleans], Floats]) -> float:
    """The p-value of the paired randomization test, of McNemar's exact one where scores are 0 or 1.

    Source: Smucker, Allan and Carterette 2007, A Comparison of Statistical Significance Tests for
    Information Retrieval Evaluation.

    Args:
        pairs: that differ.
        statistic: the difference of the runs where some pairs are exchanged, shape
            (exchanges, pairs), one value a row.
    """
    least = abs(statistic(np.zeros((1, pairs), dtype=bool))[0]) - _EQUAL
    if pairs <= _EXACT:
        everything = np.arange(2**pairs)[:, None] >> np.arange(pairs) & 1 == 1
        return float((abs(statistic(everything)) >= least).mean())
    generator = np.random.default_rng(_SEED)
    blocks = (generator.integers(0, 2, (_BLOCK, pairs)) == 1 for _ in range(RESAMPLES // _BLOCK))
    beyond = sum(int((abs(statistic(turned)) >= least).sum()) for turned in blocks)
    # The runs as they are count as one exchange more, so that it is never quite 0.
    return (beyond + 1) / (RESAMPLES + 1)


def _wilson(right: int, items: int) -> tuple[float, float]:
    from scipy.stats import binomtest

    found = binomtest(right, items).proportion_ci(LEVEL, method="wilson")
    return float(found.low), float(found.high)


def _of_alike(value: float, items: int, *, least: float) -> Estimate:
    """Of items that all have one value, of which resampling could say nothing.

    At least a share of all items has it, the lower end of Wilson's interval of n in n; the others
    may have anything between the least and 1. For 0 and 1 that is Wilson's interval.
    """
    share, _ = _wilson(items, items)
    low, high = share * value + (1 - share) * least, share * value + (1 - share)
    return Estimate(value, low, high, items, "wilson")


def _of_resamples(value: float, values: Floats, items: int, *, least: float) -> Estimate:
    if np.ptp(values) == 0:
        return _of_alike(value, items, least=least)
    return Estimate(value, *_ends(values), items)


def _of_amounts(value: float, values: Sequence[float], resampled: Floats) -> Estimate:
    if len(set(values)) == 1:
        return Estimate(value, value, value, len(values), "none")
    return Estimate(value, *_ends(resampled), len(values))


def _marked(found: Sequence[str], right: Sequence[str]) -> tuple[Floats, Floats]:
    """Which label each item got and should have, shapes (items, labels)."""
    labels = sorted({*found, *right})
    return _columns(found, labels), _columns(right, labels)


def _columns(named: Sequence[str], labels: Sequence[str]) -> Floats:
    return np.array([[one == label for label in labels] for one in named], dtype=np.float64)


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

"""How well probabilities say how often they are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_BINS = 10


def expected_calibration_error(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance of probability and share of right ones over ten bins of equal width.

    Source: Guo et al. 2017, On Calibration of Modern Neural Networks (arXiv:1706.04599).
    """
    said, true = np.asarray(chances, dtype=float), np.asarray(right, dtype=float)
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(said[bins == number].mean() - true[bins == number].mean()) * (bins == number).mean()
        for number in np.unique(bins)
    ]
    return float(sum(gaps))

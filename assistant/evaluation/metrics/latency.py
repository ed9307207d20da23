"""How long answers take."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(seconds: Sequence[float], share: float) -> float:
    """Returns the duration below which a share of all lies, in seconds.

    Linear interpolation between ranks, method 7 of Hyndman and Fan 1996.
    """
    import numpy as np

    return float(np.quantile(np.array(seconds), share))

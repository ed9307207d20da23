"""How well probabilities say how often they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose probability lies in one stretch."""

    low: float
    high: float
    items: int
    said: float
    """Their mean probability."""
    right: float
    """The share that is right."""


def reliability(
    chances: Sequence[float], right: Sequence[bool], bins: int = _BINS
) -> tuple[Bin, ...]:
    """Returns the items by probability, in stretches of equal width; empty ones are left out.

    Source: DeGroot and Fienberg 1983, The Comparison and Evaluation of Forecasters.
    """
    held: dict[int, list[int]] = {}
    for place, chance in enumerate(chances):
        held.setdefault(min(int(chance * bins), bins - 1), []).append(place)
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            items=len(places),
            said=fmean(chances[place] for place in places),
            right=fmean(right[place] for place in places),
        )
        for number, places in sorted(held.items())
    )


def expected_calibration_error(
    chances: Sequence[float], right: Sequence[bool], bins: int = _BINS
) -> float:
    """Mean distance of probability and share of right ones over bins of equal width.

    Source: Guo et al. 2017, On Calibration of Modern Neural Networks (arXiv:1706.04599).
    """
    found = reliability(chances, right, bins)
    return sum(abs(one.said - one.right) * one.items for one in found) / max(len(chances), 1)

"""Ranges of results: every uncertain input drawn, the formula run over the draws.

A default with a 90% range is drawn from a split lognormal: median at the default, 5% and 95% at the
bounds, the two sides of different width. Rates and shares that the literature gives as normal are
normal likewise; where the default is itself a bound, draws go to the other side alone.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from assistant.cost.expressions import Domain, rounded
from assistant.cost.formulas import variable
from assistant.cost.inputs import Input

DRAWS = 10_000
_SEED = 20_240_531
_Z95, _Z975 = 1.6448536269514722, 1.959963984540054
"""The standard normal's 95th percentile; and its 97.5th, within which 95% of its size lie."""

Array = npt.NDArray[np.float64]

SAMPLED: Domain[Array] = Domain(
    constant=lambda number: np.asarray(float(number)),
    power=np.power,
    functions={
        "ln": np.log, "log10": np.log10, "exp": np.exp, "sqrt": np.sqrt, "floor": np.floor,
        "abs": np.abs, "min": np.minimum, "max": np.maximum,
    },
)  # fmt: skip


def draws(held: Input, count: int = DRAWS) -> Array:
    """Returns draws of an input, shape (count,); the same ones for a name every time.

    A number without a spread is shape ().
    """
    if held.low is None or held.high is None:
        assert held.value is not None
        return np.asarray(float(held.value))
    low, high = float(held.low), float(held.high)
    generator = np.random.default_rng([_SEED, zlib.crc32(held.name.encode())])
    if held.value is None or held.distribution is None:
        return generator.uniform(low, high, count)
    middle = float(held.value)
    normal: Array = generator.standard_normal(count)
    if held.distribution == "one_sided":
        half: Array = np.abs(normal) * (_Z95 / _Z975)
        normal = half if high > middle else -half
    if held.distribution == "normal" or low <= 0:
        return _within(held, middle + normal * _widths(normal, middle - low, high - middle))
    width = _widths(normal, math.log(middle / low), math.log(high / middle))
    return _within(held, middle * np.exp(normal * width))


def _widths(normal: Array, below: float, above: float) -> Array:
    """The deviation on either side of the middle, whose 95th percentile is the bound."""
    widths: Array = np.full(normal.shape, above / _Z95)
    widths[normal < 0] = below / _Z95
    return widths


def _within(held: Input, drawn: Array) -> Array:
    """A share of 110% or a negative rate may be drawn and cannot be."""
    bounds = variable(held.name).within
    return np.clip(drawn, float(bounds[0]), float(bounds[1])) if bounds else drawn


def interval(drawn: Array, point: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """Returns the 5th and 95th percentile, widened to the point where that is itself a bound."""
    finite = drawn[np.isfinite(drawn)]
    if finite.size < drawn.size / 2:
        return None
    low, high = (rounded(Decimal(float(end)), 4) for end in np.percentile(finite, [5, 95]))
    return (low, high) if point is None else (min(low, point), max(high, point))


def sampled(inputs: Mapping[str, Input], count: int = DRAWS) -> dict[str, Array]:
    """Returns the draws of every input by name."""
    return {name: draws(held, count) for name, held in inputs.items()}

"""How much each sign says about a sentence's stance; fitted by eval/bench/fit_claims.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.claims.features import NAMES, StanceFeatures

Floats = npt.NDArray[np.float64]

_SHARP = 3.0
"""By what the judge's scores are divided, to be of the size of the other features."""


@dataclass(frozen=True)
class StanceWeights:
    """A multinomial logistic model: supports, contradicts, neither."""

    matrix: tuple[tuple[float, float, float], ...]
    """One row a column of ``design``, and the constant last."""
    supported: float
    """Probability from which a sentence supports."""
    contradicted: float
    """Probability from which it contradicts."""

    def probabilities(self, features: Sequence[StanceFeatures]) -> Floats:
        """Returns the probabilities of the stances, shape (sentences, 3)."""
        scores = design(features) @ np.array(self.matrix)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = exponents / exponents.sum(axis=1, keepdims=True)
        return chances


def stance_weights(*, judging: bool) -> StanceWeights:
    """Returns the fitted weights: with the judge's scores, or without them."""
    return JUDGED if judging else UNJUDGED


def design(features: Sequence[StanceFeatures]) -> Floats:
    """Returns the columns that the model weighs, shape (sentences, 14).

    Beside the features there are products: a figure that a denial repeats contradicts.
    """
    rows = np.array([one.values() for one in features], dtype=np.float64).reshape(-1, len(NAMES))
    of = {name: rows[:, place] for place, name in enumerate(NAMES)}
    rows[:, NAMES.index("supports")] /= _SHARP
    rows[:, NAMES.index("contradicts")] /= _SHARP
    same = 1 - 2 * of["negated"]
    products = (of["agrees"] * same, of["differs"] * same)
    return np.column_stack([rows, *products, np.ones(len(rows))])


JUDGED = StanceWeights(
    matrix=(
        (0.327, -0.380, 0.053),
        (0.002, 0.554, -0.555),
        (0.444, 0.139, -0.583),
        (-0.669, -0.010, 0.679),
        (-0.361, -0.338, 0.700),
        (0.098, -0.535, 0.437),
        (-0.292, 1.139, -0.847),
        (-1.247, 1.769, -0.522),
        (-0.042, 0.257, -0.216),
        (0.167, 0.108, -0.275),
        (0.509, 0.678, -1.187),
        (0.741, -0.393, -0.348),
        (-1.368, 1.406, -0.038),
        (-0.224, -0.399, 0.623),
    ),
    supported=0.45,
    contradicted=0.20,
)
UNJUDGED = StanceWeights(
    matrix=(
        (0.000, 0.000, 0.000),
        (0.000, 0.000, 0.000),
        (0.566, 0.012, -0.578),
        (-0.362, 0.316, 0.046),
        (-0.247, -0.236, 0.483),
        (-0.124, -0.096, 0.220),
        (-0.091, 0.341, -0.249),
        (-0.223, 0.410, -0.187),
        (0.055, 0.053, -0.107),
        (0.023, 0.104, -0.127),
        (0.593, 0.586, -1.179),
        (0.533, -0.147, -0.386),
        (-0.465, 0.502, -0.037),
        (-0.179, -0.227, 0.406),
    ),
    supported=0.40,
    contradicted=0.15,
)
"""Fitted on the claims of eval/sets/claims.jsonl that are marked ``tune``."""

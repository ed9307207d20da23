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


@dataclass(frozen=True, slots=True)
class StanceWeights:
    """Two logistic models, the probabilities from which a stance counts, and a calibration.

    Whether a sentence decides about a claim at all is another question than which way it does;
    what speaks for the one says little about the other.
    """

    deciding: tuple[float, ...]
    """Of the columns of ``deciding_columns``."""
    siding: tuple[float, ...]
    """Of the columns of ``siding_columns``."""
    supported: float
    contradicted: float
    opposed: float
    """Share of the stronger side's probability that the weaker one needs for a dispute."""
    slope: float = 1.0
    shift: float = 0.0
    """Of the log odds of a verdict, to be those with which it is right (Platt scaling)."""

    def probabilities(self, features: Sequence[StanceFeatures]) -> Floats:
        """Returns the probabilities that each sentence supports, contradicts, does neither.

        Args:
            features: of the sentences weighed for one claim, nearest first.

        Returns:
            Shape (sentences, 3).
        """
        decides = _chance(deciding_columns(features) @ np.array(self.deciding))
        supports = _chance(siding_columns(features) @ np.array(self.siding))
        return np.column_stack([decides * supports, decides * (1 - supports), 1 - decides])

    def calibrated(self, chance: float) -> float:
        """Returns how often a verdict of that raw probability is right."""
        return float(_chance(np.array(self.slope * log_odds(chance) + self.shift)))


def log_odds(chance: float) -> float:
    """Returns the log odds of a probability, kept finite."""
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(inside / (1 - inside)))


def stance_weights(*, judging: bool) -> StanceWeights:
    """Returns the fitted weights: with the judge's scores, or without them."""
    return JUDGED if judging else UNJUDGED


def deciding_columns(features: Sequence[StanceFeatures]) -> Floats:
    """Returns what tells whether sentences decide, shape (sentences, 16).

    How a sentence compares with the best of its claim counts beside what it is by itself.
    """
    of, rows = _columns(features)
    about = np.maximum(of["supports"], of["contradicts"]) / _SHARP
    return np.column_stack(
        [
            about,
            about - about.max(initial=-np.inf),
            of["near"],
            of["near"] - of["near"].max(initial=-np.inf),
            np.log1p(np.arange(rows)),
            of["agrees"],
            of["differs"],
            of["lacks"],
            of["names_missing"],
            of["codes_missing"],
            of["swapped"],
            np.maximum(of["hedged"], 0.0),
            np.maximum(-of["hedged"], 0.0),
            np.abs(of["connected"]),
            np.abs(of["leaning"]),
            np.ones(rows),
        ]
    )


def siding_columns(features: Sequence[StanceFeatures]) -> Floats:
    """Returns what tells which way a sentence decides, shape (sentences, 13).

    A figure that a denial repeats contradicts, one that it denies agrees.
    """
    of, rows = _columns(features)
    leaning = (of["supports"] - of["contradicts"]) / _SHARP
    same = 1 - 2 * of["negated"]
    return np.column_stack(
        [
            leaning,
            leaning * of["negated"],
            of["agrees"],
            of["differs"],
            of["agrees"] * same,
            of["differs"] * same,
            of["connected"] * same,
            of["leaning"],
            of["negated"],
            of["swapped"],
            of["hedged"],
            of["codes_missing"],
            np.ones(rows),
        ]
    )


def _columns(features: Sequence[StanceFeatures]) -> tuple[dict[str, Floats], int]:
    rows = np.array([one.values() for one in features], dtype=np.float64).reshape(-1, len(NAMES))
    return {name: rows[:, place] for place, name in enumerate(NAMES)}, len(rows)


def _chance(odds: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-odds))
    return chances


JUDGED = StanceWeights(
    deciding=(
        0.38, 0.52, 0.62, 0.81, -0.68, 1.44, 0.29, -0.76, -0.32, 0.39, 1.22, -0.22, -0.64, 2.13,
        0.48, 0.39,
    ),
    siding=(0.67, 0.0, 1.0, -1.24, 1.47, -2.19, 1.59, 0.96, -0.77, -1.83, 0.29, -0.7, 0.22),
    supported=0.65,
    contradicted=0.2,
    opposed=0.7,
)  # fmt: skip
UNJUDGED = StanceWeights(
    deciding=(
        0.0, 0.0, 0.95, 1.12, -0.72, 1.86, 0.65, -0.82, -0.52, 0.46, 0.88, -0.35, -0.55, 2.59,
        0.59, 0.52,
    ),
    siding=(0.0, 0.0, 1.02, -1.25, 1.33, -2.23, 1.62, 0.9, -0.65, -1.99, 0.28, -0.67, 0.21),
    supported=0.65,
    contradicted=0.2,
    opposed=0.6,
)  # fmt: skip
"""Fitted on the claims of eval/sets/claims.jsonl that are marked ``tune``."""

"""How much each sign says about a sentence's stance; fitted by eval/bench/fit_claims.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assistant.claims.features import NAMES, StanceFeatures
from assistant.types import VerdictName

Floats = npt.NDArray[np.float64]

_SHARP = 3.0
"""By what the judge's scores are divided, to be of the size of the other features."""
_STATED = 0.9
"""How sure a sentence is that connects two names as the claim does, or otherwise."""


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
    shifts: Mapping[VerdictName, float] = field(default_factory=dict)
    """Of a verdict's log odds, to be those with which it is right (Platt scaling, one slope and a
    shift for each verdict); 0 where none is given."""

    def probabilities(self, features: Sequence[StanceFeatures]) -> Floats:
        """Returns the probabilities that each sentence supports, contradicts, does neither.

        Args:
            features: of the sentences weighed for one claim, nearest first.

        Returns:
            Shape (sentences, 3).
        """
        decides = _chance(deciding_columns(features) @ np.array(self.deciding))
        supports = _chance(siding_columns(features) @ np.array(self.siding))
        of, _ = _columns(features)
        # Who leads or made what is compared like a figure, not weighed.
        stated = of["connected"] != 0
        same = of["connected"] * (1 - 2 * of["negated"])
        decides = np.where(stated, np.maximum(decides, _STATED), decides)
        supports = np.where(stated, np.where(same > 0, _STATED, 1 - _STATED), supports)
        return np.column_stack([decides * supports, decides * (1 - supports), 1 - decides])

    def calibrated(self, chance: float, verdict: VerdictName) -> float:
        """Returns how often a verdict of that raw probability is right."""
        odds = self.slope * log_odds(chance) + self.shifts.get(verdict, 0.0)
        return float(_chance(np.array(odds)))


def log_odds(chance: float) -> float:
    """Returns the log odds of a probability, kept finite."""
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(inside / (1 - inside)))


def stance_weights(*, judging: bool) -> StanceWeights:
    """Returns the fitted weights: with the judge's scores, or without them."""
    return JUDGED if judging else UNJUDGED


def deciding_columns(features: Sequence[StanceFeatures]) -> Floats:
    """Returns what tells whether sentences decide, shape (sentences, 18).

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
            np.abs(of["dated"]),
            of["alike"],
            of["alike"] * of["differs"],
            of["lacks"],
            of["names_missing"],
            of["codes_missing"],
            of["swapped"],
            np.maximum(of["hedged"], 0.0),
            np.maximum(-of["hedged"], 0.0),
            np.abs(of["leaning"]),
            np.ones(rows),
        ]
    )


def siding_columns(features: Sequence[StanceFeatures]) -> Floats:
    """Returns what tells which way a sentence decides, shape (sentences, 15).

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
            of["dated"],
            of["dated"] * same,
            of["alike"] * (of["agrees"] - of["differs"]) * same,
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
        0.438,
        0.466,
        0.475,
        0.475,
        -0.764,
        0.758,
        -0.059,
        0.395,
        0.47,
        0.214,
        -0.523,
        -0.105,
        0.034,
        0.702,
        -0.101,
        -0.397,
        0.234,
        0.195,
    ),
    siding=(
        0.605,
        0.183,
        0.646,
        -0.663,
        0.756,
        -0.802,
        0.072,
        0.24,
        0.72,
        0.451,
        -0.256,
        -0.556,
        0.048,
        -0.309,
        -0.017,
    ),
    supported=0.4,
    contradicted=0.25,
    opposed=0.9,
    slope=0.993,
    shifts={
        "supported": 1.08,
        "contradicted": 1.045,
        "disputed": 1.589,
        "not_enough_evidence": -1.042,
    },
)
UNJUDGED = StanceWeights(
    deciding=(
        0.0,
        0.0,
        0.956,
        0.841,
        -0.769,
        1.259,
        -0.022,
        0.732,
        1.067,
        0.73,
        -0.806,
        -0.348,
        0.238,
        1.115,
        -0.253,
        -0.519,
        0.525,
        0.555,
    ),
    siding=(
        0.0,
        0.0,
        0.663,
        -0.683,
        0.695,
        -0.854,
        0.066,
        0.234,
        0.702,
        0.466,
        -0.186,
        -0.634,
        0.064,
        -0.319,
        -0.034,
    ),
    supported=0.55,
    contradicted=0.15,
    opposed=0.4,
    slope=1.137,
    shifts={
        "supported": 0.537,
        "contradicted": 1.027,
        "disputed": 0.818,
        "not_enough_evidence": -0.953,
    },
)
"""Fitted on the claims of eval/sets/claims.jsonl that are marked ``tune``."""

"""How much each sign says about a sentence's stance, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assistant.claims.features import NAMES, StanceFeatures
from assistant.types import VerdictName

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_SHARP = 3.0
"""By what the judge's scores are divided, to be of the size of the other features."""
_CLOSE = 0.05
"""By what differences of cosines are divided, for the same reason."""
_STATED = 0.9
"""How sure a sentence is that connects two names as the claim does, or otherwise."""

_LIKELY, _REPEATED = 0.5, 0.85
"""How sure a sentence has to be, and is, that repeats all figures of the same thing."""


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
        repeats = _repeats(of) & (supports >= _LIKELY)
        supports = np.where(repeats, np.maximum(supports, _REPEATED), supports)
        supports = np.where(_otherwise(of), 0.0, supports)
        decides = np.where(_of_another(of) | _open(of), 0.0, decides)
        # Figures that say which of two is the larger leave nothing to be weighed.
        ranked = of["ranked"]
        if ranked.any():
            decides = np.where(ranked != 0, _STATED, 0.0)
            supports = np.where(ranked > 0, 1.0, 0.0)
        return np.column_stack([decides * supports, decides * (1 - supports), 1 - decides])

    def calibrated(self, chance: float, verdict: VerdictName) -> float:
        """Returns how often a verdict of that raw probability is right."""
        odds = self.slope * log_odds(chance) + self.shifts.get(verdict, 0.0)
        return float(_chance(np.array(odds)))


def log_odds(chance: float) -> float:
    """Returns the log odds of a probability, kept finite."""
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(inside / (1 - inside)))


def deciding_columns(features: Sequence[StanceFeatures]) -> Floats:
    """Returns what tells whether sentences decide, shape (sentences, 21).

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
            of["outlying"],
            of["incomparable"],
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
            (of["similar"] - of["similar"].max(initial=-np.inf)) / _CLOSE,
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


def _otherwise(of: Mapping[str, Floats]) -> Flags:
    """Where a sentence says another date, another name, or the contrary: that is no support."""
    other = (of["dated"] < 0) | ((of["swapped"] > 0) & (of["connected"] <= 0))
    plain: Flags = (other & (of["negated"] == 0)) | (of["contrary"] > 0)
    return plain


def _repeats(of: Mapping[str, Floats]) -> Flags:
    """Where a sentence has all figures and names, of the same thing, and nothing keeps it apart."""
    apart = ("differs", "lacks", "incomparable", "names_missing", "codes_missing", "swapped")
    kept = sum(of[name] for name in (*apart, "negated"))
    same: Flags = (of["agrees"] == 1) & (of["alike"] > 0) & (of["leaning"] >= 0) & (kept == 0)
    return same


def _of_another(of: Mapping[str, Floats]) -> Flags:
    """Where another name has another figure: that says nothing of the claim's."""
    figure = (of["differs"] > 0) & (of["agrees"] == 0)
    another: Flags = figure & (of["swapped"] > 0) & (of["connected"] == 0)
    return another


def _open(of: Mapping[str, Floats]) -> Flags:
    """Where a sentence leaves open what the claim says: what each of several has of their total,
    whether what is expected has come about, any figure of it, or another case."""
    unsettled = (of["unsettled"] > 0) & (of["differs"] == 0)
    told = (of["connected"] != 0) | (of["negated"] > 0) | (of["leaning"] < 0)
    silent = (of["lacks"] >= 1) & ~told
    left: Flags = unsettled | silent | (of["divided"] > 0) | (of["elsewhere"] > 0)
    return left


def _columns(features: Sequence[StanceFeatures]) -> tuple[dict[str, Floats], int]:
    rows = np.array([one.values() for one in features], dtype=np.float64).reshape(-1, len(NAMES))
    return {name: rows[:, place] for place, name in enumerate(NAMES)}, len(rows)


def _chance(odds: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-odds))
    return chances

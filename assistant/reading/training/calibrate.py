"""Fits what turns the network's scores into probabilities, on examples held out of training."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assistant.errors import JudgeError
from assistant.reading.judge import Calibration, Judge
from assistant.reading.training import mixture, public
from assistant.reading.training.examples import Example

Floats = npt.NDArray[np.float64]

_SEED = 3
_QUESTIONS = 1500
_CLAIMS = 1500
_TINY = 1e-6
_LANGUAGES = ("en", "de", "ja")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what the network says of its passages, and whether one of them answers."""

    heads: Floats
    """Scores of the answerable head, shape (passages,)."""
    spans: Floats
    """Log probabilities of the best spans, shape (passages,)."""
    answerable: bool
    language: str
    passages: int

    def is_of(self, language: str) -> bool:
        """Whether it is in a language and asked of several passages, as users' questions are."""
        return self.language == language and self.passages > 1


def calibrated(judge: Judge, folder: Path) -> Calibration:
    """Returns the calibration that makes held examples most probable.

    A question's probability is the highest of its passages'; most have one passage, those of
    NoMIRACL ten. These then set a shift for each language, so that at 0.5 ten near passages
    together are not taken for an answer too often.

    Raises:
        JudgeError: the fit does not converge.
    """
    rng = random.Random(_SEED)
    held = [one for one in mixture.held_examples(folder) if one.side == "calibrate"]
    questions = [
        one for one in held if one.answerable is not None and one.held_of != public.HELD_REFUSALS
    ]
    asked = [
        _asked(judge, one.query, [one.passage], answerable=bool(one.answerable))
        for one in rng.sample(questions, min(_QUESTIONS, len(questions)))
    ]
    for language in _LANGUAGES:
        asked += [
            _asked(judge, row["question"], row["passages"], answerable=bool(row["answerable"]))
            for row in public.refusals(folder, language)
            if public.side_of_refusal(row) == "calibrate"
        ]
    claims = [one for one in held if len(one.stances) == 1]
    fitted = _fit_answerable(asked)
    return Calibration(
        answerable=round(fitted[0], 4),
        span=round(fitted[1], 4),
        shift=round(fitted[2], 4),
        shifts={
            language: round(_halfway([one for one in asked if one.is_of(language)], fitted), 4)
            for language in _LANGUAGES
        },
        temperature=round(
            _fit_temperature(judge, rng.sample(claims, min(_CLAIMS, len(claims)))), 4
        ),
    )


def _asked(judge: Judge, query: str, passages: Sequence[str], *, answerable: bool) -> Asked:
    read = [one for group in judge.read(query, passages) for one in group]
    return Asked(
        np.array([one.answerable for one in read]),
        np.array([one.best[1] for one in read]),
        answerable,
        read[0].language,
        len(passages),
    )


def _fit_answerable(asked: Sequence[Asked]) -> tuple[float, float, float]:
    def cost(weights: Floats) -> float:
        return -float(np.mean([_log_chance(one, weights) for one in asked]))

    found = minimize(
        cost,
        np.array([1.0, 0.1, 0.0]),
        method="Nelder-Mead",
        bounds=[(0.05, 5), (0, 1), (-10, 10)],  # a less certain span is no sign of an answer
    )
    if not found.success:
        raise JudgeError(f"The calibration does not converge ({found.message})", "Train longer")
    return float(found.x[0]), float(found.x[1]), float(found.x[2])


def _halfway(asked: Sequence[Asked], fitted: tuple[float, float, float]) -> float:
    """What brings the best passages of answered and of other questions to either side of 0.

    Halfway between their means, where linear discriminant analysis parts two classes.
    """
    best = {
        answerable: float(
            np.mean([_scores(one, fitted).max() for one in asked if one.answerable is answerable])
        )
        for answerable in (True, False)
    }
    return -(best[True] + best[False]) / 2


def _scores(asked: Asked, weights: Sequence[float] | Floats) -> Floats:
    scores: Floats = weights[0] * asked.heads + weights[1] * asked.spans + weights[2]
    return scores


def _log_chance(one: Asked, weights: Floats) -> float:
    chance = 1 / (1 + np.exp(-np.clip(_scores(one, weights).max(), -50, 50)))
    return float(np.log(max(chance if one.answerable else 1 - chance, _TINY)))


def _fit_temperature(judge: Judge, claims: Sequence[Example]) -> float:
    scores = np.array([_stances(judge, one) for one in claims], dtype=np.float64)
    right = np.array([one.stances[0] for one in claims])

    def cost(logarithm: Floats) -> float:
        scaled = scores / np.exp(logarithm[0])
        logs = scaled - np.logaddexp.reduce(scaled, axis=1, keepdims=True)
        return -float(logs[np.arange(len(right)), right].mean())

    return float(np.exp(minimize(cost, np.array([0.0]), method="Nelder-Mead").x[0]))


def _stances(judge: Judge, claim: Example) -> npt.NDArray[np.float32]:
    """Scores of the window that has the last word when the judge is asked."""
    return judge.decisive(judge.read(claim.query, [claim.passage])[0]).stances

"""Fits how much the features say about a sentence's stance (``claims/fitted.py``).

Two logistic regressions over the sentences that are weighed for the claims of
eval/sets/claims.jsonl marked ``tune``: those quoted there decide, and of these some support and
some contradict. Strengths and thresholds are those that give most right verdicts out of fold,
where a claim wrongly called supported costs as much as two right ones; the calibration is fitted
on the confidences out of fold. Needs shared data (ASSISTANT_SHARED).

    python eval/bench/fit_claims.py [FOLDER0 FOLDER1]

The folders hold two judges that have learnt pairs0 and pairs1 of claim_pairs.py: of each claim the
one has a say that has not learnt it, since of what it has learnt a judge is surer than of other
claims. Without them the judge that ships has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from claim_sets import ClaimSets
from sklearn.linear_model import LogisticRegression

from assistant.chain import Assistant
from assistant.claims.deciding import ORDER, borne_out, raw_confidence, sides, verdict_of
from assistant.claims.disputing import Pairs, disagreeing, mirrored
from assistant.claims.weighing import Weighed
from assistant.claims.weights import (
    Floats,
    StanceWeights,
    deciding_columns,
    log_odds,
    siding_columns,
)
from assistant.evaluation.items import ClaimItem
from assistant.language import detect_language
from assistant.types import VerdictName

FOLDS = 10
QUOTED = 3.0
"""Weight of a quoted sentence beside the others, of which there are many more."""
UNQUOTED, UNCITED = 0.1, 1.0
"""Weight of the others where some are quoted: of a claim more of them may decide than are, of a
drafted sentence only those count that it cites."""
STRENGTHS = (0.03, 0.1, 0.3, 1.0)
SUPPORTED = np.arange(0.2, 0.9, 0.05)
CONTRADICTED = np.arange(0.15, 0.8, 0.05)
OPPOSED = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FALSE_SUPPORT = 2.0


@dataclass(frozen=True, slots=True)
class Read:
    """A claim with the sentences weighed for it.

    Args:
        stances: 1 for those that support it, -1 for those that contradict it, else 0.
        disagreeing: places of those that contradict each other.
    """

    item: ClaimItem
    weighed: Sequence[Weighed]
    stances: Sequence[int]
    disagreeing: Pairs


@dataclass(frozen=True, slots=True)
class Trial:
    """A choice of strengths and thresholds, and what it is worth out of fold."""

    worth: float
    strengths: tuple[float, float]
    """Inverse penalties of the two regressions."""
    thresholds: StanceWeights
    """Weights that hold the thresholds alone."""


def main() -> None:
    """Prints what goes into fitted.py: with the judge, of what is cited, without the judge."""
    judges = [Path(folder) for folder in sys.argv[1:]]
    sets = (ClaimSets(judging=True, judges=judges), ClaimSets(judging=False))
    judged, unjudged = ([one for one in read_claims(held) if one.weighed] for held in sets)
    for name, read, unquoted in (
        ("JUDGED", judged, UNQUOTED),
        ("CITED", judged, UNCITED),
        ("UNJUDGED", unjudged, UNQUOTED),
    ):
        best = max(_trials(read, unquoted), key=lambda trial: trial.worth)
        weights = _calibrated(read, unquoted, best)
        print(f"{name}: C {best.strengths}, worth {best.worth:.1f} of {len(read)}")
        print(weights)


def read_claims(sets: ClaimSets) -> Iterator[Read]:
    """Yields the tuned claims with the sentences that are weighed for them."""
    for item in sets.of("tune"):
        if item.verdict != "nothing_to_check":
            assistant = sets.assistant(item)
            weighed = sets.weigher(item).weighed(item.claim, detect_language(item.claim))
            stances = [_stance(assistant, item, one) for one in weighed]
            yield Read(item, weighed, stances, disagreeing(weighed))


def _stance(assistant: Assistant, item: ClaimItem, one: Weighed) -> int:
    held = one.evidence
    for source in item.sources:
        if source.document == held.document:
            start = assistant.document(held.document).text.find(source.quote)
            if 0 <= start < held.end and start + len(source.quote) > held.start:
                return 1 if source.stance == "supports" else -1
    return 0


def _trials(read: Sequence[Read], unquoted: float) -> Iterator[Trial]:
    for strengths in product(STRENGTHS, STRENGTHS):
        found = [
            (one, sides(one.weighed, chances, one.disagreeing))
            for one, chances in _out_of_fold(read, unquoted, strengths)
        ]
        for supported, contradicted, opposed in product(SUPPORTED, CONTRADICTED, OPPOSED):
            thresholds = StanceWeights((), (), float(supported), float(contradicted), opposed)
            worth = sum(_worth(one.item, verdict_of(both, thresholds)) for one, both in found)
            yield Trial(worth, strengths, thresholds)


def _worth(item: ClaimItem, verdict: VerdictName) -> float:
    false = verdict == "supported" and item.verdict in ("contradicted", "not_enough_evidence")
    return (verdict == item.verdict) - FALSE_SUPPORT * false


def _out_of_fold(
    read: Sequence[Read], unquoted: float, strengths: tuple[float, float]
) -> Iterator[tuple[Read, Floats]]:
    """Each claim with the probabilities that a fit without its fold gives its sentences."""
    for fold in range(FOLDS):
        rest = [one for place, one in enumerate(read) if place % FOLDS != fold]
        fitted = _fitted(rest, unquoted, strengths, StanceWeights((), (), 0.5, 0.5, 0.5))
        for one in read[fold::FOLDS]:
            chances = fitted.probabilities([held.features for held in one.weighed])
            yield one, borne_out(mirrored(chances, one.disagreeing), one.weighed)


def _fitted(
    read: Sequence[Read],
    unquoted: float,
    strengths: tuple[float, float],
    thresholds: StanceWeights,
) -> StanceWeights:
    features = [[held.features for held in one.weighed] for one in read]
    stances = np.concatenate([one.stances for one in read])
    decides = stances != 0
    deciding = LogisticRegression(C=strengths[0], max_iter=5000, fit_intercept=False)
    columns = np.concatenate([deciding_columns(rows) for rows in features])
    known = np.concatenate([_known(one, unquoted) for one in read])
    deciding.fit(columns, decides, np.where(decides, QUOTED, known))
    siding = LogisticRegression(C=strengths[1], max_iter=5000, fit_intercept=False)
    columns = np.concatenate([siding_columns(rows) for rows in features])
    siding.fit(columns[decides], stances[decides] > 0)
    return replace(
        thresholds,
        deciding=tuple(round(float(weight), 3) for weight in deciding.coef_[0]),
        siding=tuple(round(float(weight), 3) for weight in siding.coef_[0]),
    )


def _known(one: Read, unquoted: float) -> Floats:
    """How far the sentences of a claim are known not to decide, were they not quoted."""
    return np.full(len(one.stances), unquoted if one.item.sources else 1.0)


def _calibrated(read: Sequence[Read], unquoted: float, trial: Trial) -> StanceWeights:
    """Platt scaling of the confidences that verdicts have out of fold, a shift for each verdict."""
    weights = _fitted(read, unquoted, trial.strengths, trial.thresholds)
    rows, right = [], []
    for one, chances in _out_of_fold(read, unquoted, trial.strengths):
        both = sides(one.weighed, chances, one.disagreeing)
        verdict = verdict_of(both, weights)
        rows.append([log_odds(raw_confidence(verdict, both)), *(verdict == name for name in ORDER)])
        right.append(verdict == one.item.verdict)
    model = LogisticRegression(C=1.0, fit_intercept=False).fit(np.array(rows, dtype=float), right)
    slope, *shifts = (round(float(weight), 3) for weight in model.coef_[0])
    return replace(weights, slope=slope, shifts=dict(zip(ORDER, shifts, strict=True)))


if __name__ == "__main__":
    main()

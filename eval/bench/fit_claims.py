"""Fits how much the features say about a sentence's stance (``JUDGED`` in ``claims/weights.py``).

Multinomial logistic regression over the sentences that are weighed for the claims of
eval/sets/claims.jsonl marked ``tune``: those quoted there support or contradict, the others do
neither. The thresholds are those that give most right verdicts out of fold, where a claim wrongly
called supported costs as much as two right ones. Needs shared data (ASSISTANT_SHARED).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.chain import Assistant
from assistant.claims.deciding import decide
from assistant.claims.weighing import Weighed, Weigher
from assistant.claims.weights import StanceWeights, design
from assistant.evaluation.claims import ClaimItem, load_claims
from assistant.index.opening import open_builder
from assistant.language import detect_language
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
SETS = {"ca": ("eval-articles", SHARED / "seeds"), "cc": ("eval-corpus", ROOT / "corpus")}
"""By the beginning of an id: the index, and what it is built of."""
FOLDS = 10
QUOTED = 3.0
"""Weight of a quoted sentence beside the others, of which there are many more."""
STRENGTHS = (0.03, 0.1, 0.3, 1.0)
STANCES = ("supports", "contradicts", "unclear")
FALSE_SUPPORT = 2.0


@dataclass(frozen=True, slots=True)
class Read:
    """A claim with the sentences weighed for it and the stance of each."""

    item: ClaimItem
    weighed: Sequence[Weighed]
    stances: Sequence[int]


def main() -> None:
    """Fits with the judge and without, and prints what goes into weights.py."""
    for judging in (True, False):
        read = list(_read(judging))
        strength, scored = max(
            ((c, _out_of_fold(read, c)) for c in STRENGTHS), key=lambda pair: pair[1][0]
        )
        worth, supported, contradicted = scored
        print(f"judging {judging}: C {strength}, worth {worth:.1f} of {len(read)}")
        weights = _fitted(read, strength, supported, contradicted)
        rows = ",\n".join(f"    ({a:.3f}, {b:.3f}, {c:.3f})" for a, b, c in weights.matrix)
        print(f"({rows}),\nsupported={supported:.2f}, contradicted={contradicted:.2f}")


def _read(judging: bool) -> list[Read]:
    settings = load_settings().model_copy(update={"judge": judging})
    weighers: dict[str, tuple[Assistant, Weigher]] = {}
    for key, (name, folder) in SETS.items():
        open_builder(ROOT / "indexes" / name, load_settings()).build([folder])
        assistant = Assistant.open(ROOT / "indexes" / name, settings)
        weighers[key] = assistant, assistant.weigher
    found = []
    for item in load_claims(ROOT / "eval/sets/claims.jsonl"):
        if item.split == "tune" and item.verdict != "nothing_to_check":
            assistant, weigher = weighers[item.id[:2]]
            weighed = weigher.weighed(item.claim, detect_language(item.claim))
            found.append(Read(item, weighed, [_stance(assistant, item, one) for one in weighed]))
    return found


def _stance(assistant: Assistant, item: ClaimItem, one: Weighed) -> int:
    held = one.evidence
    for source in item.sources:
        if source.document == held.document:
            start = assistant.document(held.document).text.find(source.quote)
            if 0 <= start < held.end and start + len(source.quote) > held.start:
                return STANCES.index(source.stance)
    return STANCES.index("unclear")


def _out_of_fold(read: Sequence[Read], strength: float) -> tuple[float, float, float]:
    """The best thresholds over the folds, and what they are worth."""
    grid = np.arange(0.1, 0.9, 0.05)
    worth = dict.fromkeys(product(grid, grid), 0.0)
    for fold in range(FOLDS):
        rest = [one for place, one in enumerate(read) if place % FOLDS != fold]
        fitted = _fitted(rest, strength, 0.5, 0.5)
        for one in read[fold::FOLDS]:
            for supported, contradicted in worth:
                weights = StanceWeights(fitted.matrix, supported, contradicted)
                verdict = decide(one.weighed, weights).verdict
                right = verdict == one.item.verdict
                false = verdict == "supported" and one.item.verdict in (
                    "contradicted",
                    "not_enough_evidence",
                )
                worth[supported, contradicted] += right - FALSE_SUPPORT * false
    best = max(worth, key=lambda pair: worth[pair])
    return worth[best], float(best[0]), float(best[1])


def _fitted(
    read: Sequence[Read], strength: float, supported: float, contradicted: float
) -> StanceWeights:
    columns = np.concatenate([design([w.features for w in one.weighed]) for one in read])
    stances = np.concatenate([one.stances for one in read])
    model = LogisticRegression(C=strength, max_iter=5000, fit_intercept=False)
    model.fit(columns, stances, np.where(stances == STANCES.index("unclear"), 1.0, QUOTED))
    matrix = tuple((float(a), float(b), float(c)) for a, b, c in model.coef_.T)
    return StanceWeights(matrix, supported, contradicted)


if __name__ == "__main__":
    main()

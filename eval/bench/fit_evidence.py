"""Fits the weights of cosines, terms, number and date in ``reading/evidence.py``.

Logistic regression over the sentences of the eight best hits: does a sentence hold the answer?
Questions of XQuAD (English, German) and JSQuAD, over pools of their paragraphs; needs shared data
(ASSISTANT_SHARED). Prints the weights and, on paragraphs left out of
the fit, how often the best sentence and one of the best three hold the answer.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from pools import indexed
from sklearn.linear_model import LogisticRegression

from assistant.chain import Assistant
from assistant.language import terms
from assistant.reading.candidates import candidates_of
from assistant.reading.evidence import EvidenceFinder
from assistant.reading.features import NAMES
from assistant.reading.weights import FITTED, JUDGED

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
FITTED_HERE = ("sentence", "chunk", "terms", "context_terms", "number", "date")
POOLS = (("xquad.en", "en", 40), ("xquad.de", "de", 40), ("jsquad.ja", "ja", 120))
A_THIRD = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The sentences found for one question."""

    file: str
    rows: Any
    """Features, shape (sentences, len(NAMES))."""
    holds: Any
    """Whether each sentence holds the answer, shape (sentences,)."""


def main() -> None:
    """Fits on two thirds of the paragraphs and measures on the rest."""
    asked = [item for name, language, size in POOLS for item in _pool(name, language, size)]
    held = {
        file for place, file in enumerate(sorted({a.file for a in asked})) if not place % A_THIRD
    }
    fit = [item for item in asked if item.file not in held]
    columns = [NAMES.index(name) for name in FITTED_HERE]
    model = LogisticRegression(C=1000, max_iter=5000)
    model.fit(
        np.concatenate([item.rows[:, columns] for item in fit]),
        np.concatenate([item.holds for item in fit]),
    )
    weights = dict(zip(FITTED_HERE, model.coef_[0].round(2).tolist(), strict=True))
    print(weights, "intercept", round(float(model.intercept_[0]), 2))
    rest = [item for item in asked if item.file in held and item.holds.any()]
    for most in (1, 3):
        print(f"best {most}:", round(fmean(_among(model, item, columns, most) for item in rest), 3))


def _among(model: LogisticRegression, item: Asked, columns: Sequence[int], most: int) -> float:
    order = np.argsort(-model.decision_function(item.rows[:, columns]))[:most]
    return float(item.holds[order].any())


def _pool(name: str, language: str, size: int) -> Iterator[Asked]:
    rows = [json.loads(line) for line in _lines(SHARED / "data/qa" / f"{name}.jsonl")]
    contexts = random.Random(1).sample(sorted({row["context"] for row in rows}), size)
    with indexed(contexts) as (assistant, files):
        for row in rows:
            if row["context"] in files:
                yield _asked(assistant, row, language, files[row["context"]])


def _asked(assistant: Assistant, row: dict[str, Any], language: str, file: str) -> Asked:
    vector = assistant.retriever.embedder.encode_query(row["question"])
    hits = assistant.retriever.hits_for(vector, terms(row["question"], language))
    found = candidates_of(hits)
    finder = EvidenceFinder(assistant.collection, FITTED, JUDGED)
    features = finder.features(row["question"], language, vector, found, far=0.0)
    start = row["answer_start"][0]
    holds = [c.chunk.document == file and c.sentence.start <= start < c.sentence.end for c in found]
    return Asked(file, np.array([row.values() for row in features]), np.array(holds))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    main()

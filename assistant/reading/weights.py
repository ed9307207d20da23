"""The logistic model that turns features into the probability of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assistant.reading.features import NAMES, Features

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over ``Features``."""

    intercept: float
    by_name: Mapping[str, float]
    threshold: float
    """Probability of the best sentence below which a question counts as unanswered."""

    def probabilities(self, rows: Sequence[Features]) -> npt.NDArray[np.float64]:
        """Returns one probability a row, shape (len(rows),)."""
        return logistic(self.log_odds(rows))

    def log_odds(self, rows: Sequence[Features]) -> npt.NDArray[np.float64]:
        """Returns the logarithms of the odds, one a row, shape (len(rows),)."""
        matrix = np.array([row.values() for row in rows], dtype=np.float64).reshape(-1, len(NAMES))
        odds: npt.NDArray[np.float64] = (
            matrix @ np.array([self.by_name[name] for name in NAMES]) + self.intercept
        )
        return odds


@dataclass(frozen=True, slots=True)
class JudgedWeights:
    """Orders sentences by what ``Weights`` says of them and what the judge does."""

    intercept: float
    features: float
    """Of the log odds by features alone."""
    answerable: float
    """Of the judge's log odds that the passage answers."""
    span: float
    """Of the log probability of the best answer that lies within the sentence."""
    lacking: float
    """Of each thing wanted that the sentence lacks; see ``reading/sought.py``."""

    def scores(
        self, features: Floats, answerable: Floats, span: Floats, lacking: Floats
    ) -> npt.NDArray[np.float64]:
        """Returns one score a sentence, between 0 and 1, all of shape (n,)."""
        return logistic(
            self.intercept
            + self.features * features
            + self.answerable * answerable
            + self.span * span
            + self.lacking * lacking
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """When a question counts as answered: judge and features have to be convinced together, of a
    sentence that has what is asked for."""

    features: float
    """Of the log odds by features alone, beside the judge's log odds at 1."""
    lacking: float
    """Of each thing wanted that the sentence lacks."""
    threshold: float
    """Sum of all below which no sentence of a question answers."""

    def confidences(self, features: Floats, answerable: Floats, lacking: Floats) -> Floats:
        """Returns the sums, one a sentence, all of shape (n,)."""
        return answerable + self.features * features + self.lacking * lacking


def logistic(log_odds: Floats) -> npt.NDArray[np.float64]:
    """Returns the probabilities of log odds."""
    chances: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(log_odds, -500, 500)))
    return chances


FITTED = Weights(
    intercept=-6.5,
    by_name={
        "sentence": 31.9,
        "chunk": 7.4,
        "heading": 10.0,
        "terms": 4.5,
        "context_terms": -1.5,
        "number": 0.95,
        "date": 0.87,
        "person": 0.5,
        "names_missing": -4.0,
        "codes_missing": -6.0,
        "is_question": -3.0,
        "far": -100.0,
    },
    threshold=0.0045,
)
"""For the bundled embedder. Weights of cosines, terms, number and date: logistic regression on
1,335 questions of XQuAD (en, de and across), JSQuAD and SQuAD 2.0 over the sentences of their eight
best hits. ``eval/bench/fit_evidence.py`` repeats that on questions in the paragraphs' own language,
where the sentence's cosine comes out at 19 instead of 32. The others do not vary there; they, like
the threshold, were set on the questions of eval/sets/articles.jsonl that are marked ``tune``."""

JUDGED = JudgedWeights(intercept=0.0, features=0.5, answerable=0.25, span=0.25, lacking=-1.0)
"""Set on the questions of eval/sets/articles.jsonl and corpus.jsonl that are marked ``tune``;
``eval/bench/fit_judged.py`` tries such weights and fits others on public questions."""

ANSWERED = Answered(features=0.3, lacking=-2.0, threshold=-3.45)
"""Set on the same questions. The judge alone parts those on the articles as well, but loses more of
the corpus, whose passages are short or full of figures. Of the questions without an answer 80% on
the articles and 72% on the corpus are refused, of the others 2.6 and 2.8%; without ``lacking`` 73
and 57%, and 2.6 and 1.4%. A higher ``lacking`` refuses more, but ties refusing to the patterns of
``reading/sought.py``, which also find something lacking in 4 to 6% of the sentences of XQuAD and
JSQuAD that do answer."""

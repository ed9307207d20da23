"""Fits the say of features and judge in a sentence's score (``JUDGED`` in ``reading/weights.py``).

Logistic regression over the sentences of the eight best hits: does a sentence hold the answer?
Questions held out of the judge's training, over pools of their paragraphs. Then, on the questions
of eval/sets/articles.jsonl marked ``tune``: how often the five best sentences hold the fact for
several weights beside a features' weight of 1, and how many are refused rightly and wrongly by the
log odds of the best hit. Needs shared data
(ASSISTANT_SHARED).
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt
from pools import indexed
from sklearn.linear_model import LogisticRegression

from assistant.chain import Assistant
from assistant.evaluation.items import QuestionItem
from assistant.evaluation.loading import questions as questions_of
from assistant.evaluation.metrics.answer_contains import holds
from assistant.index.opening import open_builder
from assistant.language import detect_language, terms
from assistant.reading.candidates import Candidate, candidates_of
from assistant.reading.examination import Examined
from assistant.reading.features import distance
from assistant.reading.reader import Reader
from assistant.reading.training import public
from assistant.reading.training.examples import Example
from assistant.reading.weights import FITTED
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
MOST = 70
"""Questions of one source and language of passages."""
BEST = 5
"""Sentences that an answer quotes at most."""
PARAGRAPHS = 120
"""Of a pool: those of its questions first."""

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fits, measures on every third question, and tries weights and thresholds."""
    rows, holds, held = [], [], []
    for number, (columns, right) in enumerate(_pools()):
        rows.append(columns)
        holds.append(right)
        held.append(number % 3 == 0)
    fit = [place for place, out in enumerate(held) if not out]
    model = LogisticRegression(C=1000, max_iter=5000)
    model.fit(
        np.concatenate([rows[place] for place in fit]),
        np.concatenate([holds[place] for place in fit]),
    )
    print(
        "features, answerable, bearing, span:", model.coef_[0].round(3), model.intercept_.round(3)
    )
    rest = [place for place, out in enumerate(held) if out and holds[place].any()]
    for name, weigh in (("features", lambda r: r[:, 0]), ("judged", model.decision_function)):
        for most in (1, 3):
            found = [holds[p][np.argsort(-weigh(rows[p]))[:most]].any() for p in rest]
            print(f"{name}, best {most}: {fmean(map(float, found)):.3f} of {len(rest)}")
    _on_articles()


def chosen_questions(data: Path) -> Iterator[tuple[list[str], list[Example]]]:
    """Yields pools of paragraphs with the questions on them that the weights are fitted on."""
    groups: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for one in public.questions(data):
        if one.is_held:
            groups[one.source, one.languages[1]].append(one)
    for questions in groups.values():
        random.Random(7).shuffle(questions)
        paragraphs = list(dict.fromkeys(one.passage for one in questions))[:PARAGRAPHS]
        yield paragraphs, [one for one in questions if one.passage in paragraphs][:MOST]


def _pools() -> Iterator[tuple[Floats, npt.NDArray[np.bool_]]]:
    for paragraphs, questions in chosen_questions(SHARED / "data"):
        with indexed(paragraphs) as (assistant, files):
            reader = Reader(assistant.collection, judging=True)
            for one in questions:
                found = _read(assistant, reader, one.query)
                start = one.answers[0][0] if one.answers else -1
                right = [
                    c.chunk.document == files[one.passage]
                    and c.sentence.start <= start < c.sentence.end
                    for c in found.candidates
                ]
                if right:
                    yield found.columns, np.array(right)


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences found for one question, and what is seen of each."""

    candidates: Sequence[Candidate]
    read: Sequence[Examined]
    """The hit of each."""
    columns: Floats
    """Features, answerable, bearing and span, shape (sentences, 4)."""


def _read(assistant: Assistant, reader: Reader, question: str) -> Found:
    language = detect_language(question)
    vector = assistant.retriever.embedder.encode_query(question)
    hits = assistant.retriever.hits_for(vector, terms(question, language))
    candidates = candidates_of(hits)
    far = distance(max(hit.similarity for hit in hits))
    features = FITTED.log_odds(reader.finder.features(question, language, vector, candidates, far))
    examined = {one.hit.chunk.id: one for one in reader.examined(question, hits)}
    read = [examined[candidate.chunk.id] for candidate in candidates]
    spans = [
        one.span_within(candidate.sentence.start, candidate.sentence.end)[1]
        for one, candidate in zip(read, candidates, strict=True)
    ]
    judged = [(one.answerable, one.bearing) for one in read]
    return Found(candidates, read, np.column_stack([features, np.array(judged), spans]))


def _on_articles() -> None:
    """What the questions marked ``tune`` say of the same weights, and of a threshold."""
    open_builder(ROOT / "indexes/eval-articles", load_settings()).build([SHARED / "seeds"])
    assistant = Assistant.open(ROOT / "indexes/eval-articles")
    reader = Reader(assistant.collection, judging=True)
    asked, best = [], {True: list[float](), False: list[float]()}
    for item in questions_of(ROOT / "eval/sets/articles.jsonl"):
        if item.split == "tune":
            found = _read(assistant, reader, item.question)
            best[bool(item.answerable)].append(max(one.answerable for one in found.read))
            asked += [(item, found)] if item.answerable else []
    for weights in product((1.0,), (0.0, 0.3, 0.6), (0.0, 0.3, 0.6, 0.9), (0.2, 0.5)):
        held = [_holds(item, found, np.array(weights)) for item, found in asked]
        print(f"{weights}: fact in the best five {fmean(held):.3f}")
    for threshold in np.arange(-3, 3.1, 0.5):
        kept = fmean(float(odds < threshold) for odds in best[False])
        wrong = fmean(float(odds < threshold) for odds in best[True])
        print(f"log odds {threshold:+}: refused rightly {kept:.3f}, wrongly {wrong:.3f}")


def _holds(item: QuestionItem, found: Found, weights: Floats) -> float:
    order = np.argsort(-(found.columns @ weights))[:BEST]
    return float(holds(item.expected, [found.candidates[place].text for place in order]))


if __name__ == "__main__":
    main()

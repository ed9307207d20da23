"""Fits ``JUDGED`` in ``reading/weights.py``: the say of features and judge in a sentence's score.

Logistic regression over the sentences of the eight best hits: does a sentence hold the answer?
Questions held out of the judge's training, over pools of their paragraphs. Then, on the questions
of eval/sets/articles.jsonl marked ``tune``, prints for each threshold how many are refused rightly
and wrongly. Needs shared data (ASSISTANT_SHARED).
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import numpy as np
import numpy.typing as npt
from pools import indexed
from sklearn.linear_model import LogisticRegression

from assistant.chain import Assistant
from assistant.evaluation.items import load_set
from assistant.index.opening import open_builder
from assistant.language import detect_language, terms
from assistant.reading.evidence import candidates_of
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
PARAGRAPHS = 120
"""Of a pool: those of its questions first."""

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fits, measures on every third paragraph, and tries thresholds."""
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
    print("features, answerable, span:", model.coef_[0].round(3), model.intercept_.round(3))
    rest = [place for place, out in enumerate(held) if out and holds[place].any()]
    for name, weigh in (("features", lambda r: r[:, 0]), ("judged", model.decision_function)):
        for most in (1, 3):
            found = [holds[p][np.argsort(-weigh(rows[p]))[:most]].any() for p in rest]
            print(f"{name}, best {most}: {fmean(map(float, found)):.3f} of {len(rest)}")
    _thresholds(model)


def _pools() -> Iterator[tuple[Floats, npt.NDArray[np.bool_]]]:
    groups: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for one in public.questions(SHARED / "data"):
        if one.is_held:
            groups[one.source, one.languages[1]].append(one)
    for questions in groups.values():
        random.Random(7).shuffle(questions)
        paragraphs = list(dict.fromkeys(one.passage for one in questions))[:PARAGRAPHS]
        with indexed(paragraphs) as (assistant, files):
            reader = Reader(assistant.collection, judging=True)
            for one in [one for one in questions if one.passage in files][:MOST]:
                columns, places = _columns(assistant, reader, one.query)
                start = one.answers[0][0] if one.answers else -1
                right = [
                    name == files[one.passage] and low <= start < high for name, low, high in places
                ]
                if places:
                    yield columns, np.array(right)


def _columns(
    assistant: Assistant, reader: Reader, question: str
) -> tuple[Floats, list[tuple[str, int, int]]]:
    """What the logistic model sees of each sentence, shape (sentences, 3), and their places."""
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
    columns = np.column_stack([features, [one.answerable for one in read], spans])
    places = [(c.chunk.document, c.sentence.start, c.sentence.end) for c in candidates]
    return columns, places


def _thresholds(model: LogisticRegression) -> None:
    open_builder(ROOT / "indexes/eval-articles", load_settings()).build([SHARED / "seeds"])
    assistant = Assistant.open(ROOT / "indexes/eval-articles")
    reader = Reader(assistant.collection, judging=True)
    best: dict[bool, list[float]] = {True: [], False: []}
    for item in load_set(ROOT / "eval/sets/articles.jsonl"):
        if item.split == "tune":
            columns, _ = _columns(assistant, reader, item.question)
            best[item.answerable].append(float(model.predict_proba(columns)[:, 1].max()))
    for threshold in (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
        kept = fmean(float(chance < threshold) for chance in best[False])
        wrong = fmean(float(chance < threshold) for chance in best[True])
        print(f"threshold {threshold}: refused rightly {kept:.3f}, wrongly {wrong:.3f}")


if __name__ == "__main__":
    main()

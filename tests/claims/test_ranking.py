"""Claims that one of two has more, and the figures that say so: rankings.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.claims.comparatives import Comparison
from assistant.claims.features import NAMES, Claimed, StanceFeatures
from assistant.claims.fitted import stance_weights
from assistant.claims.ranking import Ranking, rankings
from assistant.claims.relating import ranked
from assistant.types import Evidence

Sentence = Callable[..., Evidence]


def _cases() -> Iterator[Any]:
    lines = (Path(__file__).parent / "rankings.jsonl").read_text(encoding="utf-8").split("\n")
    for number, case in enumerate(map(json.loads, filter(None, lines))):
        yield pytest.param(case, id=f"{number}-{case['claim'][:40]}")


def _found(case: dict[str, Any], sentence: Sentence) -> dict[Evidence, Ranking]:
    compared = Comparison.of(Claimed.of(case["claim"], case["language"]))
    sentences = [
        sentence(text, language, above, document)
        for document, language, text, above in case["sentences"]
    ]
    return rankings(compared, sentences) if compared else {}


@pytest.mark.parametrize("case", _cases())
def test_which_of_two_has_more(case: dict[str, Any], sentence: Sentence) -> None:
    found = _found(case, sentence)
    expected = set() if case["agrees"] is None else {case["agrees"]}
    assert {one.agrees for one in found.values()} == expected
    assert {ranked(one) for one in found.values()} == set(filter(None, [case["relation"]]))


def test_both_sentences_are_evidence_each_with_its_own_figure(sentence: Sentence) -> None:
    dear = sentence("Training GPT-4 cost $78 million.", document="a")
    cheap = sentence("Training GPT-3 cost $4.6 million.", document="b")
    compared = Comparison.of(Claimed.of("GPT-4 was more expensive than GPT-3.", "en"))
    assert compared is not None
    found = rankings(compared, [cheap, dear])
    told = {one.text: ranking.of(one).text for one, ranking in found.items()}
    assert told == {dear.text: "$78 million", cheap.text: "$4.6 million"}


def test_two_documents_that_each_rank_otherwise_are_both_evidence(sentence: Sentence) -> None:
    texts = ["GPT-4 cost $78 million.", "GPT-3 cost $4.6 million.", "GPT-3 cost $90 million."]
    one = [sentence(f"Training {text}", document="a") for text in texts[:2]]
    other = [sentence(f"Training {text}", document="b") for text in (texts[0], texts[2])]
    compared = Comparison.of(Claimed.of("GPT-4 was more expensive than GPT-3.", "en"))
    assert compared is not None
    found = rankings(compared, [*one, *other])
    assert [found[held].agrees for held in (*one, *other)] == [True, True, False, False]


@pytest.mark.parametrize(("ranks", "column"), [(1.0, 0), (-1.0, 1)])
def test_figures_that_rank_two_things_leave_nothing_to_the_judge(ranks: float, column: int) -> None:
    plain = dict.fromkeys(NAMES, 0.0)
    judged = StanceFeatures(**(plain | {"supports": -9.0 * ranks, "contradicts": 9.0 * ranks}))
    told = StanceFeatures(**(plain | {"ranked": ranks, "negated": 1.0, "elsewhere": 1.0}))
    chances = stance_weights(judging=True).probabilities([judged, told])
    assert chances[1][column] == pytest.approx(0.9)
    assert chances[0][2] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("GPT-4 was more expensive than GPT-3.", "$78 million"),
        ("GPT-3 was more expensive than GPT-4.", "$4.6 million"),
    ],
)
def test_the_figure_of_a_sentence_that_states_both_is_the_first_ones(
    claim: str, told: str, sentence: Sentence
) -> None:
    both = sentence("Training cost $78 million for GPT-4 and $4.6 million for GPT-3.")
    compared = Comparison.of(Claimed.of(claim, "en"))
    assert compared is not None
    (ranking,) = rankings(compared, [both]).values()
    assert ranking.of(both).text == told

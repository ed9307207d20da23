"""Sentences that disagree on a claim's figures: disputes.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.claims.disputing import disagreeing, mirrored
from assistant.claims.features import Beside, Claimed
from assistant.claims.weighing import Weighed
from assistant.types import Evidence

Sentence = Callable[..., Evidence]


def _cases() -> Iterator[Any]:
    lines = (Path(__file__).parent / "disputes.jsonl").read_text(encoding="utf-8").split("\n")
    for case in map(json.loads, filter(None, lines)):
        yield pytest.param(case, id=f"{case['claim'][:30]}-{len(case['pairs'])}")


def _weighed(claimed: Claimed, evidence: Evidence) -> Weighed:
    matches = claimed.matches(evidence)
    beside = Beside.of(claimed, evidence, matches)
    return Weighed(evidence, matches, beside.swaps, beside.features((0.0, 0.0), 0.0, 0.0))


@pytest.mark.parametrize("case", _cases())
def test_sentences_that_disagree(case: dict[str, Any], sentence: Sentence) -> None:
    claimed = Claimed.of(case["claim"], case["language"])
    weighed = [
        _weighed(claimed, sentence(text, language, document=document))
        for document, language, text in case["sentences"]
    ]
    pairs = {tuple(pair) for pair in case["pairs"]}
    assert disagreeing(weighed) == pairs | {(other, one) for one, other in pairs}


def test_what_disagrees_with_the_surest_sentence_is_as_sure() -> None:
    chances = np.array([[0.8, 0.1, 0.1], [0.1, 0.2, 0.7], [0.1, 0.2, 0.7]])
    changed = mirrored(chances, frozenset({(0, 1), (1, 0)}))
    assert changed.tolist() == [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.2, 0.7]]


def test_a_dispute_beside_the_claim_changes_nothing() -> None:
    chances = np.array([[0.8, 0.1, 0.1], [0.1, 0.2, 0.7], [0.1, 0.2, 0.7]])
    assert mirrored(chances, frozenset({(1, 2), (2, 1)})).tolist() == chances.tolist()


def test_what_disagrees_with_a_likely_sentence_is_as_sure() -> None:
    chances = np.array([[0.1, 0.9, 0.0], [0.6, 0.1, 0.3], [0.0, 0.2, 0.8], [0.7, 0.1, 0.2]])
    changed = mirrored(chances, frozenset({(1, 2), (2, 1)}))
    assert changed[2].tolist() == [0.1, 0.6, 0.3]
    assert np.delete(changed, 2, axis=0).tolist() == np.delete(chances, 2, axis=0).tolist()


def test_of_two_that_disagree_the_surer_one_counts() -> None:
    chances = np.array([[0.6, 0.1, 0.3], [0.0, 0.8, 0.2]])
    changed = mirrored(chances, frozenset({(0, 1), (1, 0)}))
    assert changed.tolist() == [[0.8, 0.0, 0.2], [0.0, 0.8, 0.2]]


def test_of_no_sentences_nothing_is_mirrored() -> None:
    assert len(mirrored(np.empty((0, 3)), frozenset())) == 0

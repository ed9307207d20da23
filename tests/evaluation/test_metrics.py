"""Metrics against values worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.evaluation.items import Item
from assistant.evaluation.metrics.answer_contains import answer_contains
from assistant.evaluation.metrics.refusal import refusal_kept, refusal_wrong
from assistant.evaluation.metrics.source_recall import source_recall
from assistant.evaluation.runner import METRICS, Outcome, summary
from assistant.types import Answer


def _item(**changes: Any) -> Item:
    values: dict[str, Any] = {
        "id": "a",
        "question": "What?",
        "language": "en",
        "source_language": "de",
        "answerable": True,
        "sources": ("a.txt", "b.txt"),
        "expected": (("5", "five"), ("six",)),
        "kind": "value",
        "split": "tune",
    }
    return Item(**{**values, **changes})


_NONE = _item(answerable=False, source_language=None, sources=(), expected=())


@pytest.mark.parametrize(
    ("quotes", "score"),
    [
        (["5 and six"], 1.0),
        (["five", "six"], 1.0),
        (["five"], 0.0),
        (["six"], 0.0),
        (["5", "5"], 0.0),
        ([], 0.0),
        (["FIVE six"], 0.0),
        (["fi", "ve six"], 0.0),
    ],
)
def test_each_fact_must_stand_in_one_of_its_wordings(quotes: list[str], score: float) -> None:
    assert answer_contains(_item(), quotes) == score


@pytest.mark.parametrize(
    ("documents", "score"),
    [
        ([], 0.0),
        (["b.txt"], 1.0),
        (["x"] * 4 + ["a.txt"], 1.0),
        (["x"] * 5 + ["a.txt"], 0.0),
        (["c.txt"], 0.0),
    ],
)
def test_success_at_five(documents: list[str], score: float) -> None:
    assert source_recall(_item(), documents) == score


def test_success_at_one() -> None:
    assert source_recall(_item(), ["x", "a.txt"], k=1) == 0.0


def test_refusals() -> None:
    assert refusal_wrong(_item(), refused=True) == 1.0
    assert refusal_wrong(_item(), refused=False) == 0.0
    assert refusal_kept(_NONE, refused=True) == 1.0
    assert refusal_kept(_NONE, refused=False) == 0.0


def test_what_does_not_apply_has_no_score() -> None:
    assert refusal_kept(_item(), refused=True) is None
    assert refusal_wrong(_NONE, refused=True) is None
    assert answer_contains(_NONE, ["5"]) is None
    assert source_recall(_NONE, ["a.txt"]) is None


def _outcome(item: Item, **scores: float | None) -> Outcome:
    answer = Answer("What?", "en", "refused", "", (), (), "extractive")
    return Outcome(item, answer, (), {**dict.fromkeys(METRICS), **scores})


def test_means_leave_out_what_has_no_score() -> None:
    table = summary(
        [
            _outcome(_item(), answer_contains=1.0, refusal_wrong=0.0),
            _outcome(_item(), answer_contains=0.0, refusal_wrong=0.0),
            _outcome(_item(source_language="ja"), answer_contains=0.0),
            _outcome(_NONE, refusal_kept=1.0),
        ]
    )
    assert table == {
        "all": {"items": 4, "answer_contains": 0.3333, "refusal_wrong": 0.0, "refusal_kept": 1.0},
        "en-de": {"items": 2, "answer_contains": 0.5, "refusal_wrong": 0.0},
        "en-ja": {"items": 1, "answer_contains": 0.0},
        "en-none": {"items": 1, "refusal_kept": 1.0},
    }


def test_the_mean_of_nothing_is_not_zero() -> None:
    assert summary([]) == {"all": {"items": 0}}

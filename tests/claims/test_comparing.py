"""Figures and names of claims beside those of sentences, from relations.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.features import Beside, Claimed
from assistant.claims.relating import relation
from assistant.types import Evidence

_CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("relations.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["claim"][:40])
def test_what_keeps_claim_and_sentence_apart(
    case: dict[str, Any], sentence: Callable[..., Evidence]
) -> None:
    claimed = Claimed.of(case["claim"], case["language"])
    evidence = sentence(case["sentence"], case["read"])
    found = claimed.matches(evidence)
    assert [match.outcome for match in found] == case["outcomes"]
    assert relation(found, Beside.of(claimed, evidence, ()).swaps) == case["relation"]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["claim"][:40])
def test_a_sentence_agrees_with_itself(
    case: dict[str, Any], sentence: Callable[..., Evidence]
) -> None:
    claimed = Claimed.of(case["sentence"], case["read"])
    evidence = sentence(case["sentence"], case["read"])
    assert {match.outcome for match in claimed.matches(evidence)} <= {"agrees"}
    assert Beside.of(claimed, evidence, ()).swaps == ()


def test_a_level_above_the_sentence_is_not_the_one_it_speaks_of(
    sentence: Callable[..., Evidence],
) -> None:
    claimed = Claimed.of("AI at ASL-3 will appear in 2027.", "en")
    above = "He classifies AI that can be misused as ASL-3."
    evidence = sentence("AI equivalent to ASL-4 will appear in 2027.", above=above)
    (swap,) = Beside.of(claimed, evidence, ()).swaps
    assert (swap.claimed, swap.stated) == ("ASL-3", "ASL-4")


def test_a_name_above_the_sentence_is_not_missing(sentence: Callable[..., Evidence]) -> None:
    claimed = Claimed.of("Amazon pays 20 billion dollars.", "en")
    evidence = sentence("Microsoft pays half of it.", above="Amazon and Microsoft share a plant.")
    assert Beside.of(claimed, evidence, ()).swaps == ()


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Meta and AMD have bought 150,000 H100s."),
        ("de", "AMD und Meta haben 150.000 H100 gekauft."),
        ("ja", "MetaとAMDはH100を15万基購入した。"),
    ],
)
def test_who_does_something_with_another_is_not_told_by_what_stands_above(
    language: str, claim: str, sentence: Callable[..., Evidence]
) -> None:
    above = "NVIDIA, AMD and Intel develop chips."
    evidence = sentence("Meta and Microsoft have bought 150,000 H100s.", above=above)
    (swap,) = Beside.of(Claimed.of(claim, language), evidence, ()).swaps
    assert (swap.claimed, swap.stated) == ("AMD", "Microsoft")


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["en", "de", "ja"]))
def test_any_text_can_be_compared(
    sentence: Callable[..., Evidence], claim: str, text: str, language: str
) -> None:
    claimed = Claimed.of(claim, language)
    evidence = sentence(text, language)
    found = claimed.matches(evidence)
    assert len(found) == len(claimed.figures.facts) + len(claimed.figures.dates)
    features = Beside.of(claimed, evidence, found).features((0.0, 0.0), 0.0, 0.0)
    assert all(-1 <= value <= 1 for value in features.values())

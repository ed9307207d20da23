"""Opposites of a claim and a sentence, from opposites.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.features import Claimed
from assistant.claims.opposites import ends, is_restated, is_reworded, leaning

_CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("opposites.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["claim"][:40])
def test_claim_and_sentence_lean_the_same_way_or_not(case: dict[str, Any]) -> None:
    claimed, stated = ends(case["claim"], case["language"]), ends(case["sentence"], case["read"])
    assert leaning(claimed, stated) == case["leaning"]
    assert leaning(stated, claimed) == case["leaning"]


@given(st.text(max_size=80), st.sampled_from(["en", "de", "ja"]))
def test_a_text_leans_with_itself(text: str, language: str) -> None:
    found = ends(text, language)
    assert leaning(found, found) == float(bool(found))


@pytest.mark.parametrize(
    ("claim", "sentence", "read", "same"),
    [
        ("Many firms keep their costs to themselves.", "費用を公表しない企業が多い。", "ja", True),
        ("Many firms keep their costs to themselves.", "費用を公表する企業が多い。", "ja", False),
        ("Staff is not cheap.", "Personal ist teuer.", "de", True),
        ("Staff is not cheap.", "Personal ist billig.", "de", False),
        ("Staff is not cheap.", "Personal ist nicht billig.", "de", False),
        ("The plant is not finished.", "Das Werk ist nicht in Schweden.", "de", False),
    ],
)
def test_a_denied_word_may_say_what_its_opposite_says(
    claim: str, sentence: str, read: str, same: bool
) -> None:
    assert is_reworded(claim, "en", sentence, read) == same
    assert is_reworded(sentence, read, claim, "en") == same


@pytest.mark.parametrize(
    ("claim", "language", "said"),
    [
        ("Even if costs rise, analysts stay calm.", "en", {"mood": -1}),
        ("Selbst wenn die Kosten steigen, bleiben sie gelassen.", "de", {"mood": -1}),
        ("費用が上がっても、安心が広がっている。", "ja", {"mood": -1}),
        ("Costs rise, analysts stay calm.", "en", {"direction": 1, "mood": -1}),
        ("If costs rise, Acme will act.", "en", {"direction": 1}),
    ],
)
def test_what_a_claim_supposes_counts_where_it_says_no_other(
    claim: str, language: str, said: dict[str, int]
) -> None:
    assert Claimed.of(claim, language).ends == said


@pytest.mark.parametrize(
    ("text", "language", "restated"),
    [
        ("It does not come overnight, it is a gradual process.", "en", True),
        ("Chips sind nicht billig; sie sind teuer.", "de", True),
        ("価格は下がらない。むしろ上昇した。", "ja", True),
        ("It does not come overnight.", "en", False),
        ("Prices rise, staff does not come cheap.", "en", False),
        ("Die Preise steigen nicht; sie sinken nicht.", "de", False),
    ],
)
def test_a_word_denied_for_its_opposite(text: str, language: str, restated: bool) -> None:
    assert is_restated(text, language) == restated

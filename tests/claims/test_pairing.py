"""Figures that a sentence has as well, but pairs otherwise: pairings.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.claims.features import Beside, Claimed
from assistant.types import Evidence

_CASES = Path(__file__).with_name("pairings.jsonl").read_text(encoding="utf-8").splitlines()
Sentence = Callable[..., Evidence]


@pytest.mark.parametrize("case", [json.loads(line) for line in _CASES], ids=lambda c: c["text"])
def test_figures_paired_otherwise(case: dict[str, str], sentence: Sentence) -> None:
    evidence = sentence(case["beside"], case["read"])
    claimed = Claimed.of(case["text"], case["language"])
    features = Beside.of(claimed, evidence, claimed.matches(evidence)).features((0.0, 0.0), 0, 0)
    found = "contrary" if features.contrary else "elsewhere" if features.elsewhere else ""
    assert found == case["said"]

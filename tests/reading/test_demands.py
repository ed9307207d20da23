"""Sentences that tell their reader what to write: tests/cases/reading/demands.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.demands import is_demand

_CASES = Path(__file__).parents[1] / "cases" / "reading" / "demands.jsonl"


@pytest.mark.parametrize("case", map(json.loads, _CASES.read_text("utf-8").splitlines()))
def test_demands_are_told_from_statements(case: dict[str, Any]) -> None:
    assert is_demand(case["text"]) == case["demand"]


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    is_demand(text)


@pytest.mark.parametrize("text", ["must " * 4_000, "answer " * 4_000, "指示" * 5_000, "<" * 9_000])
def test_long_texts_can_be_read(text: str) -> None:
    is_demand(text)

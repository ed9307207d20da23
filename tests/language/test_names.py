"""Names in questions and their mentions in texts, from tests/cases/*/names.jsonl."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language import mentions, names

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ["en", "de", "ja"]


def _cases(key: str) -> list[Any]:
    return [
        pytest.param(language, case, id=f"{language}-{case['text']}-{case.get('name', '')}")
        for language in _LANGUAGES
        for line in (_CASES / language / "names.jsonl").read_text(encoding="utf-8").split("\n")
        if line and key in (case := json.loads(line))
    ]


@pytest.mark.parametrize(("language", "case"), _cases("names"))
def test_names_of_a_question(language: str, case: dict[str, Any]) -> None:
    assert names(case["text"], language) == case["names"]


@pytest.mark.parametrize(("language", "case"), _cases("mentioned"))
def test_mentions_of_a_name(language: str, case: dict[str, Any]) -> None:
    assert mentions(case["text"], case["name"]) is case["mentioned"]


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=st.text(alphabet="AZaz019 -.&éßアモ・ー価?\u00ad"))
@example(text="A 0.00")
def test_any_text_names_something_that_it_mentions(language: str, text: str) -> None:
    assert all(mentions(text, name) for name in names(text, language))


@given(text=st.text(), name=st.text())
def test_any_two_texts_can_be_compared(text: str, name: str) -> None:
    assert mentions(text, name) in (True, False)


@pytest.mark.parametrize("piece", ["a", "A", "é", "ア", "A ", "A-", "A1", "1", "A-A", "アー・"])
def test_a_long_row_of_letters_takes_no_long_time(piece: str) -> None:
    started = time.process_time()
    names(piece * 20_000, "en")
    assert time.process_time() - started < 5

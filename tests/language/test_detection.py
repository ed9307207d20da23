"""Which language a question or a text is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import detect_language
from assistant.types import Language


@pytest.mark.cases("detection")
@pytest.mark.parametrize("default", ["en", "de", "ja"])
def test_language_whatever_the_default(
    language: str, case: dict[str, Any], default: Language
) -> None:
    assert detect_language(case["text"], default) == case["language"] == language


@pytest.mark.parametrize(
    "text", ["", "  \n", "123", "???", "💰", "GPT-4", "Gemini Ultra", "한국어"]
)
@pytest.mark.parametrize("default", ["en", "de", "ja"])
def test_the_default_where_nothing_speaks_for_any(text: str, default: Language) -> None:
    assert detect_language(text, default) == default


def test_english_is_the_default_default() -> None:
    assert detect_language("GPT-4") == "en"


def test_a_few_foreign_words_do_not_turn_a_text() -> None:
    assert detect_language("The firm 東京エレクトロン said that it would invest more. " * 3) == "en"
    assert detect_language("Die Firma nannte es „the future of everything“ und schwieg.") == "de"
    assert detect_language("同社は「the future of everything is here」と述べた。") == "ja"


def test_hidden_characters_do_not_hide_the_language() -> None:
    assert detect_language("W\u200bas k\u00adostet d\u2060as?") == "de"


def test_composed_and_decomposed_umlauts_count_alike() -> None:
    assert detect_language("Mu\u0308ller") == detect_language("Müller") == "de"


@given(st.text(), st.sampled_from(["en", "de", "ja"]))
def test_any_text_has_one_of_the_three_languages(text: str, default: Language) -> None:
    assert detect_language(text, default) in {"en", "de", "ja"}


@pytest.mark.parametrize(
    ("pair", "key", "language", "least"),
    [
        ("de-en", "source", "de", 0.97),
        ("de-en", "en", "en", 0.97),
        ("jp-en", "source", "ja", 0.99),
        ("jp-en", "en", "en", 0.97),
    ],
)
def test_short_everyday_sentences(
    shared: Path, pair: str, key: str, language: str, least: float
) -> None:
    lines = (shared / f"data/parallel/tatoeba.{pair}.jsonl").read_text("utf-8").splitlines()
    found = [detect_language(json.loads(line)[key]) for line in lines]
    assert found.count(language) / len(found) >= least

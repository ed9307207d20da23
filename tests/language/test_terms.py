"""Under which terms a text is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import terms
from assistant.language.ja import plain_style

_LANGUAGES = ["en", "de", "ja"]


@pytest.mark.cases("terms")
def test_terms(language: str, case: dict[str, Any]) -> None:
    found = terms(case["text"], language)
    assert set(case["contains"]) <= set(found)
    assert not set(case["lacks"]) & set(found)


@pytest.mark.parametrize(
    ("part", "compound"),
    [
        ("Kosten", "Trainingskosten"),
        ("Strom", "Stromverbrauch"),
        ("Verbrauch", "Stromverbrauch"),
        ("Wasser", "Kühlwasserbedarf"),
    ],
)
def test_a_german_compound_is_reached_by_its_parts(part: str, compound: str) -> None:
    parts, whole = set(terms(part, "de")), set(terms(compound, "de"))
    assert parts & whole
    assert not parts & set(terms("Einwohnerzahl", "de"))


@pytest.mark.parametrize(
    ("english", "german", "japanese"),
    [
        ("1,287 MWh", "1.287 MWh", "1,287 MWh"),
        ("2.5", "2,5", "２．５"),
        ("25,000,000", "25.000.000", "25,000,000"),
        ("H100", "H100", "Ｈ１００"),
        ("DeepSeek-V3", "DeepSeek-V3", "DeepSeek-V3"),
        ("A100-80GB", "A100-80GB", "A100-80GB"),
        ("Llama 3.1", "Llama 3.1", "Llama 3.1"),
    ],
)
def test_numbers_and_names_are_alike_in_every_language(
    english: str, german: str, japanese: str
) -> None:
    expected = _whole_words(english, "en")
    assert _whole_words(german, "de") == expected
    assert _whole_words(japanese, "ja") == expected


def _whole_words(text: str, language: str) -> set[str]:
    """Without letter groups; the stems of names may differ."""
    return {
        term for term in terms(text, language) if not term.startswith("~") and term != "deepseek"
    }


def test_terms_keep_order_and_repetitions() -> None:
    assert terms("chips cost chips", "en") == ["chip", "cost", "chip"]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_text_without_words_has_no_terms(language: str) -> None:
    assert terms(" \n…!? ", language) == []


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=st.text())
def test_any_text_gives_terms_without_white_space(language: str, text: str) -> None:
    found = terms(text, language)
    assert all(term and not term.isspace() for term in found)
    assert terms(text, language) == found


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=st.text(alphabet=st.characters(codec="ascii")))
def test_case_makes_no_difference(language: str, text: str) -> None:
    assert terms(text.upper(), language) == terms(text.lower(), language)


@pytest.mark.cases("styles", languages=("ja",))
def test_polite_and_plain_japanese(language: str, case: dict[str, Any]) -> None:
    assert (plain_style(case["text"]) == plain_style(case["other"])) == case["same"]

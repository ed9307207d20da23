"""Known names in texts, under one name whatever the language and script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.entities import entities


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Microsoft and Biden in France", "en", ["Microsoft", "Joe Biden", "France"]),
        ("Biden besucht Deutschland.", "de", ["Joe Biden", "Germany"]),
        ("アマゾンはダリオ・アモデイに投資した。", "ja", ["Amazon", "Dario Amodei"]),
        ("Anthropicの株はGoogleも持つ。", "ja", ["Anthropic", "Google"]),
        ("Nothing here is known.", "en", []),
        ("", "ja", []),
    ],
)
def test_names_are_found_in_order(text: str, language: str, names: list[str]) -> None:
    assert [found.name for found in entities(text, language)] == names


def test_kinds_that_can_stand_for_one_another_are_one() -> None:
    kinds = {found.name: found.kind for found in entities("BBC, Google and Obama in Japan", "en")}
    assert kinds["Google"] == "companies"
    assert kinds["Japan"] == "places"
    assert kinds["Barack Obama"] == "people"


@given(st.text(max_size=100), st.sampled_from(["en", "de", "ja", "fr"]))
def test_spans_are_slices(text: str, language: str) -> None:
    for found in entities(text, language):
        assert text[found.start : found.end] == found.text

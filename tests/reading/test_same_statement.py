"""When two sentences count as one statement."""

from __future__ import annotations

import pytest

from assistant.quantities import parse
from assistant.reading.extractive import _other_figures
from assistant.types import Evidence, Language


def _evidence(text: str, language: Language, *, read: bool) -> Evidence:
    quantities = tuple(parse(text, language)) if read else ()
    return Evidence("a.txt", 0, len(text), text, 1, language, "", 0.5, quantities)


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("An H100 costs $25,000.", "The price of an H100 is $25,000.", False),
        ("An H100 costs $25,000.", "Renting an H100 costs $2.99.", True),
        ("H100は2万5000ドルです。", "H100は２万5000ドルとされる。", False),
        ("Die Kosten steigen.", "Die Kosten steigen 2024.", False),
    ],
)
def test_sentences_with_other_figures_are_other_statements(
    first: str, second: str, differ: bool
) -> None:
    language: Language = "ja" if "は" in first else "de" if "Die" in first else "en"
    held = [_evidence(text, language, read=False) for text in (first, second)]
    assert _other_figures(*held) is differ


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("It costs $78 million.", "Es kostet 78 Mio. US-Dollar.", False),
        ("It costs $78 million.", "費用は7800万ドルです。", False),
        ("It costs $78 million.", "Es kostet 191 Mio. US-Dollar.", True),
        ("It costs $500 billion.", "費用は五千億ドルです。", False),
        ("It costs $78 million.", "Es ist teuer.", False),
    ],
)
def test_figures_are_compared_across_languages(first: str, second: str, differ: bool) -> None:
    language: Language = "ja" if "は" in second else "de"
    held = _evidence(first, "en", read=True), _evidence(second, language, read=True)
    assert _other_figures(*held) is differ

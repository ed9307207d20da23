"""What stands in brackets beside a quote in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.reading.glossing import gloss
from assistant.types import Citation, Evidence, Language

Quoted = Callable[..., tuple[Evidence, Citation]]


@pytest.mark.parametrize(
    ("text", "source", "reader", "expected"),
    [
        ("Zwei Drittel der Kosten, 1.287 MWh.", "de", "en", "two thirds; 1,287 MWh"),
        ("Two thirds of it went to staff.", "en", "ja", "3分の2"),
        ("3分の2を占める。", "ja", "de", "zwei Drittel"),
        ("Zwei Werte sind im Umlauf: 502 t.", "de", "en", "502 metric tons"),
        ("The two runs used 433 MWh and cost $78 million.", "en", "de", "78 Mio. US-Dollar"),
        ("二つの値がある。1億ドルである。", "ja", "en", "100 million US dollars"),
        ("Training requires billions of dollars.", "en", "de", "mindestens 1 Mrd. US-Dollar"),
    ],
)  # fmt: skip
def test_figures_are_written_for_the_reader(
    text: str, source: str, reader: Language, expected: str, quoted: Quoted
) -> None:
    written = gloss(*quoted(text, source), reader)
    assert written.strip(" ()（）").split("; ") == expected.split("; ")


@pytest.mark.parametrize(
    ("text", "source", "reader"),
    [
        ("Zwei Werte sind im Umlauf.", "de", "en"),
        ("Einmal ist genug.", "de", "en"),
        ("Both took 433 MWh in 2023.", "en", "de"),
        ("三つの基準がある。", "ja", "en"),
    ],
)
def test_what_helps_no_reader_is_left_out(
    text: str, source: str, reader: Language, quoted: Quoted
) -> None:
    assert gloss(*quoted(text, source), reader) == ""


def test_a_quote_in_the_readers_language_needs_none(quoted: Quoted) -> None:
    evidence, citation = quoted("It cost $78 million.", "en")
    assert gloss(evidence, citation, "en") == ""
    assert gloss(replace(evidence, language="de"), citation, "en") != ""

"""Sentence spans: the cases of each language, and what holds for any text."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import split_sentences
from assistant.types import Span

# What sentence splitters stumble over, besides every other character there is.
_PIECES = st.sampled_from(
    [
        *[
            "A. ",
            "B. ",
            "z. B. ",
            "U.S. ",
            "10. Januar ",
            "1,5 Mrd. ",
            "3.8 ",
            ". ",
            ".",
            "! ",
            "? ",
        ],
        *["… ", "\n", "\n\n", "\n# ", "\n- ", "\n| a | b |"],
        *["(", ")", "[", "]", "「", "」", "。", "！", "？", "『", "』", "（", "）", "．", "“", "”"],
        *[
            "これは文です",
            "Yahoo!",
            "\u3000",
            "\u200b",
            "\u2028",
            "\x85",
            "\r",
            "\t",
            "\0",
            "👨‍👩‍👧",
            "e\u0301",
        ],
        *["Word ", "word ", "Wort ", "Größe ", "| a | b |\n", "**bold** ", "1) ", "> ", "```\n"],
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=5))).map("".join))
_LANGUAGES = st.sampled_from(["en", "de", "ja", "fr"])


def slices(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def check_cover(text: str, spans: list[Span], start: int, end: int) -> None:
    """Ordered, apart, trimmed, and nothing but white space left out."""
    borders = [(start, start), *((span.start, span.end) for span in spans), (end, end)]
    for (_, before), (after, _) in pairwise(borders):
        assert before <= after
        assert not text[before:after].strip()
    for sentence in slices(text, spans):
        assert sentence
        assert sentence == sentence.strip()


@pytest.mark.cases("sentences")
def test_sentence(language: str, case: dict[str, Any]) -> None:
    spans = split_sentences(case["text"], language)
    assert slices(case["text"], spans) == case["sentences"]
    check_cover(case["text"], spans, 0, len(case["text"]))


@given(_TEXTS, _LANGUAGES)
def test_sentences_cover_any_text(text: str, language: str) -> None:
    check_cover(text, split_sentences(text, language), 0, len(text))


@given(_TEXTS, _LANGUAGES, st.data())
def test_sentences_of_a_part_cover_the_part_and_no_more(
    text: str, language: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check_cover(text, split_sentences(text, language, start, end), start, end)


@given(st.lists(st.sampled_from(["First one.", "Another is here!", "Is it so?"]), min_size=1))
def test_plain_sentences_come_back_one_by_one(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert slices(text, split_sentences(text, "en")) == sentences


def test_an_unknown_language_is_split_like_english() -> None:
    text = "Mr. Dupont est là. Il mange."
    assert split_sentences(text, "fr") == split_sentences(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(" * 40_000 + ")" * 40_000),
        ("en", "(" * 100_000),
        ("de", "Sie kamen an. " * 8_000),
        ("de", "A. " * 30_000),
        ("ja", "「" * 40_000 + "」" * 40_000),
        ("ja", "本。" * 50_000),
        ("ja", "a\n" * 50_000),
    ],
    ids=lambda value: value[:8].replace("\n", " "),
)
def test_time_grows_no_faster_than_the_text(language: str, text: str) -> None:
    started = time.process_time()
    split_sentences(text, language)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", ["xquad.en", "xquad.de", "jsquad.ja"])
def test_real_paragraphs_are_split_into_sentences_of_readable_length(
    shared: Path, name: str
) -> None:
    lines = (shared / "data" / "qa" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = sorted({json.loads(line)["context"] for line in lines})[:150]
    language = name.rpartition(".")[2]
    lengths = []
    for paragraph in paragraphs:
        spans = split_sentences(paragraph, language)
        check_cover(paragraph, spans, 0, len(paragraph))
        lengths.extend(span.end - span.start for span in spans)
    mean = sum(lengths) / len(lengths)
    assert (30 if language == "ja" else 80) < mean < (80 if language == "ja" else 220)
    assert sum(length > 600 for length in lengths) <= len(lengths) // 200

"""Citation marks as models write them: tests/cases/drafting/marks.jsonl."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.marks import Marked, marked_sentences, unmarked
from assistant.types import Language
from tests.drafting.cases import cases, rows

_LANGUAGES: list[Language] = ["en", "de", "ja"]
_DRAFTS = [(row["text"], row["language"]) for row in rows("marks")]


def _read(words: list[str], language: Language) -> list[Marked]:
    return list(marked_sentences(words, language))


@pytest.mark.parametrize("case", cases("marks"))
def test_sentences_with_their_marks(case: dict[str, Any]) -> None:
    found = _read([case["text"]], case["language"])
    assert [[held.text, list(held.numbers)] for held in found] == case["sentences"]


@pytest.mark.parametrize(("text", "language"), _DRAFTS)
def test_letter_by_letter_is_the_same(text: str, language: Language) -> None:
    assert _read(list(text), language) == _read([text], language)


@given(st.sampled_from(_DRAFTS), st.sampled_from(_DRAFTS), st.lists(st.integers(0, 200)))
def test_where_a_stream_is_cut_changes_nothing(
    first: tuple[str, Language], second: tuple[str, Language], cuts: list[int]
) -> None:
    text, language = f"{first[0]}\n{second[0]}", first[1]
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert _read(pieces, language) == _read([text], language)


@given(
    st.lists(
        st.sampled_from(
            ["[1]", "【2】", "[1, 3]", ". ", "。", "\n", "- ", "A word", "言葉", " 25.4 ",
             "<think>", "</think>", "“", "”", "「", "」", "Dr. ", "1. ", "[", "]", "?", "!"]
        )
    ),
    st.sampled_from(_LANGUAGES),
)  # fmt: skip
def test_any_stream_can_be_read(pieces: list[str], language: Language) -> None:
    for held in _read(pieces, language):
        assert held.text == unmarked(held.text)
        assert len(set(held.numbers)) == len(held.numbers)


def test_a_sentence_comes_before_the_next_one_is_whole() -> None:
    taken: list[str] = []

    def words() -> Any:
        for piece in ("One is done [1]. ", "Two is", " done [2]. ", "Three"):
            taken.append(piece)
            yield piece

    assert next(marked_sentences(words(), "en")) == Marked("One is done.", (1,))
    assert taken == ["One is done [1]. ", "Two is"]


def test_marks_are_taken_off() -> None:
    assert unmarked("It costs $25,000 [1][2], they say 【3】.") == "It costs $25,000, they say."

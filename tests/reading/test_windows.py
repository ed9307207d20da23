"""Windows show the judge all of a passage, and say where in it they are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor

from assistant.reading.training.base import Pieces
from assistant.reading.training.vocabulary import build_tokenizer
from assistant.reading.windows import (
    BEGIN,
    END,
    OVERLAP,
    QUERY_SIZE,
    SIZE,
    Tokens,
    Window,
    tokenize,
    window,
    windows,
)


def _tokens(count: int, first: int = 100) -> Tokens:
    """Each with a number and a span of its own."""
    return Tokens(
        tuple(range(first, first + count)),
        tuple((3 * place, 3 * place + 2) for place in range(count)),
    )


_QUERIES = st.integers(0, 100).map(lambda count: _tokens(count, 5000))
_PASSAGES = st.one_of(st.integers(0, 1200), st.integers(180, 260)).map(_tokens)


@given(_QUERIES, _PASSAGES)
def test_windows_cover_every_token_of_a_passage_in_order(query: Tokens, passage: Tokens) -> None:
    cut = windows(query, passage)
    seen = [number for one in cut for number in one.passage.ids]
    assert sorted(set(seen)) == list(passage.ids)
    assert [one.passage.ids[:1] for one in cut] == sorted(one.passage.ids[:1] for one in cut)


@given(_QUERIES, _PASSAGES)
def test_no_window_is_larger_than_the_model_reads(query: Tokens, passage: Tokens) -> None:
    cut = windows(query, passage)
    assert all(len(one.ids) <= SIZE for one in cut)
    assert all(len(one.ids) == SIZE for one in cut[:-1])


@given(_QUERIES, _PASSAGES)
def test_neighbours_share_their_overlap_and_the_last_adds_something(
    query: Tokens, passage: Tokens
) -> None:
    for one, two in pairwise(windows(query, passage)):
        assert one.passage.ids[-OVERLAP:] == two.passage.ids[:OVERLAP]
        assert len(two.passage) > OVERLAP


@given(_QUERIES, _PASSAGES)
def test_spans_count_from_the_start_of_the_whole_passage(query: Tokens, passage: Tokens) -> None:
    places = dict(zip(passage.ids, passage.spans, strict=True))
    for one in windows(query, passage):
        assert one.passage.spans == tuple(places[number] for number in one.passage.ids)


@given(_QUERIES, _PASSAGES)
def test_a_window_is_query_marks_passage(query: Tokens, passage: Tokens) -> None:
    asked = query.ids[:QUERY_SIZE]
    for one in windows(query, passage):
        assert one.ids == (BEGIN, *asked, END, END, *one.passage.ids, END)
        assert one.ids[one.first : -1] == one.passage.ids
        assert one.types == (0,) * one.first + (1,) * (len(one.passage) + 1)


def test_a_long_query_is_cut_at_64_tokens() -> None:
    [one] = windows(_tokens(65, 5000), _tokens(3))
    assert one.ids == (BEGIN, *range(5000, 5064), END, END, 100, 101, 102, END)


@pytest.mark.parametrize("asked", [0, 10, 64, 90])
def test_a_passage_that_just_fits_is_one_window(asked: int) -> None:
    room = SIZE - min(asked, QUERY_SIZE) - 4
    assert len(windows(_tokens(asked, 5000), _tokens(room))) == 1
    assert len(windows(_tokens(asked, 5000), _tokens(room + 1))) == 2


def test_an_empty_passage_has_one_window() -> None:
    assert windows(_tokens(2), _tokens(0)) == [
        Window((BEGIN, 100, 101, END, END, END), 5, Tokens((), ()))
    ]


def test_one_window_takes_a_stretch_of_any_length() -> None:
    stretch = _tokens(1000)[100:900]
    one = window(_tokens(1, 7), stretch)
    assert one.passage is stretch
    assert one.ids[one.first : -1] == tuple(range(200, 1000))


@pytest.fixture(scope="module")
def tokenizer() -> SentencePieceProcessor:
    """Knows five pieces; every other letter is unknown."""
    texts = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁cat", "s", "▁sat", ".")
    scores = np.array([0, 0, 0, 0, -3, -1, -2, -1, -1], dtype=np.float32)
    pieces = Pieces(texts, scores, begin=0, end=2, padding=1, unknown=3)
    return SentencePieceProcessor(model_proto=build_tokenizer(pieces, np.arange(len(texts))))


def test_tokens_slice_to_words_without_their_blanks(tokenizer: SentencePieceProcessor) -> None:
    text = "  cats \n\tsat ."
    [tokens] = tokenize(tokenizer, [text])
    sliced = [text[start:end] for start, end in tokens.spans if end > start]
    assert sliced == ["cat", "s", "sat", "."]


def test_texts_are_tokenised_one_by_one_and_without_marks(
    tokenizer: SentencePieceProcessor,
) -> None:
    texts = ["cats", "", "sat."]
    assert tokenize(tokenizer, texts) == [tokenize(tokenizer, [text])[0] for text in texts]
    assert tokenize(tokenizer, texts)[1] == Tokens((), ())
    assert tokenize(tokenizer, []) == []


@given(text=st.one_of(st.text(), st.text(alphabet="cats. \n\u3000")))
def test_spans_never_start_with_a_blank(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    assert all(not text[start:end][:1].isspace() for start, end in tokens.spans)
    assert all(0 <= start <= end <= len(text) for start, end in tokens.spans)


def test_a_slice_of_tokens_keeps_numbers_and_spans_together() -> None:
    part = _tokens(10)[2:5]
    assert part == Tokens((102, 103, 104), ((6, 8), (9, 11), (12, 14)))
    assert len(part) == 3

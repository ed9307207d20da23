"""Which pieces of the base's vocabulary the judge keeps, and its tokenizer."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.reading.training.base import Pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEGIN, PADDING, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
_MARKS = (BEGIN, PADDING, END, UNKNOWN)
_SCRIPTS = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})
_SPACE = "▁"


def kept_pieces(pieces: Pieces) -> npt.NDArray[np.int64]:
    """Returns the numbers of the pieces that stay, ascending; the four marks come first.

    Latin letters, kana, Chinese characters, digits and signs stay whole; of the other scripts
    single letters stay, so that their languages are read letter by letter rather than not at all.
    """
    marks = [pieces.texts.index(mark) for mark in _MARKS]
    rest = [
        number
        for number, text in enumerate(pieces.texts)
        if number not in marks and text not in ("", "<mask>") and _stays(text)
    ]
    return np.array(sorted(marks) + rest, dtype=np.int64)


def build_tokenizer(pieces: Pieces, kept: npt.NDArray[np.int64]) -> Tokenizer:
    """Returns a unigram tokenizer over the kept pieces, with offsets into the text as given."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import Unigram

    vocabulary = [(pieces.texts[number], float(pieces.scores[number])) for number in kept]
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=_MARKS.index(UNKNOWN), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(_SPACE, "always", split=True)]
    )
    return tokenizer


def _stays(piece: str) -> bool:
    text = piece.removeprefix(_SPACE)
    return len(text) <= 1 or all(_is_kept(letter) for letter in text)


def _is_kept(letter: str) -> bool:
    if not unicodedata.category(letter).startswith("L"):
        return True
    return unicodedata.name(letter, "").split(" ")[0] in _SCRIPTS

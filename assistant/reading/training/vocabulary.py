"""Which pieces of the base's vocabulary the judge keeps, and its tokenizer."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.reading.training.base import Pieces

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


def build_tokenizer(pieces: Pieces, kept: npt.NDArray[np.int64]) -> bytes:
    """Returns the sentencepiece model of the kept pieces: piece i of it is ``kept[i]``."""
    from sentencepiece import sentencepiece_model_pb2

    protocol: Any = sentencepiece_model_pb2  # generated, and without types
    model = protocol.ModelProto()
    model.ParseFromString(_any_model())
    del model.pieces[:]
    kinds = protocol.ModelProto.SentencePiece
    for number in kept.tolist():
        text = pieces.texts[number]
        kind = kinds.CONTROL if text in _MARKS else kinds.NORMAL
        model.pieces.add(
            piece=text,
            score=float(pieces.scores[number]),
            type=kinds.UNKNOWN if text == UNKNOWN else kind,
        )
    places = {"bos": BEGIN, "pad": PADDING, "eos": END, "unk": UNKNOWN}
    for name, mark in places.items():
        setattr(model.trainer_spec, f"{name}_piece", mark)
        setattr(model.trainer_spec, f"{name}_id", _MARKS.index(mark))
    model.trainer_spec.vocab_size = len(kept)
    return bytes(model.SerializeToString())


def _any_model() -> bytes:
    """A model of a few letters, for its normaliser: the base's, compiled into the library."""
    from sentencepiece import SentencePieceTrainer

    written = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d"] * 20),
        model_writer=written,
        vocab_size=12,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    return written.getvalue()


def _stays(piece: str) -> bool:
    text = piece.removeprefix(_SPACE)
    return len(text) <= 1 or all(_is_kept(letter) for letter in text)


def _is_kept(letter: str) -> bool:
    if not unicodedata.category(letter).startswith("L"):
        return True
    return unicodedata.name(letter, "").split(" ")[0] in _SCRIPTS

"""(query, passage) -> windows of tokens that the judge reads, with their characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

Span: TypeAlias = tuple[int, int]
"""Code points of the text it was read from, end exclusive."""

BEGIN, PADDING, END, UNKNOWN = 0, 1, 2, 3
"""Numbers of the four marks in the judge's vocabulary."""

SIZE = 256
"""Tokens of a window, query and marks included."""
QUERY_SIZE = 64
"""Tokens of a query that are read."""
OVERLAP = 48
"""Tokens that two windows of one passage share."""
_MARKS = 4
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text as the model reads it: piece numbers and their spans, of equal length."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]

    def __getitem__(self, part: slice) -> Tokens:
        return Tokens(self.ids[part], self.spans[part])

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A query and a stretch of a passage: ``<s> query </s></s> passage </s>``."""

    ids: tuple[int, ...]
    first: int
    """Position of the passage's first token in ``ids``."""
    passage: Tokens
    """The stretch; its spans count from the start of the whole passage."""

    @property
    def types(self) -> tuple[int, ...]:
        """Token types: 0 up to the passage, 1 from its first token on."""
        return (0,) * self.first + (1,) * (len(self.ids) - self.first)


def tokenize(tokenizer: SentencePieceProcessor, texts: Sequence[str]) -> list[Tokens]:
    """Returns the tokens of each text, without marks.

    Half characters, which the tokenizer cannot take, are read as U+FFFD.
    """
    whole = [_HALVES.sub("\ufffd", text) for text in texts]
    encoded = tokenizer.encode(whole, return_type="offset_mapping", num_threads=1)
    return [
        Tokens(tuple(one["ids"]), tuple(_trimmed(text, span) for span in one["offsets"]))
        for text, one in zip(whole, encoded, strict=True)
    ]


def windows(query: Tokens, passage: Tokens) -> list[Window]:
    """Returns the windows that cover a passage, in order; one for an empty passage."""
    asked = query[:QUERY_SIZE]
    size = room(asked)
    starts = (
        range(0, max(len(passage) - OVERLAP, 1), size - OVERLAP) if size < len(passage) else [0]
    )
    return [window(asked, passage[start : start + size]) for start in starts]


def room(query: Tokens) -> int:
    """Returns how many tokens of a passage fit a window beside a query."""
    return SIZE - min(len(query), QUERY_SIZE) - _MARKS


def window(query: Tokens, stretch: Tokens) -> Window:
    """Returns one window over a stretch of a passage, however long it is."""
    head = (BEGIN, *query.ids, END, END)
    return Window((*head, *stretch.ids, END), len(head), stretch)


def _trimmed(text: str, span: Span) -> Span:
    """The tokenizer counts the blanks around a word to the word."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end

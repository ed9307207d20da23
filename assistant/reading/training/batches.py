"""Examples -> batches of windows of like length, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from sentencepiece import SentencePieceProcessor
from torch import Tensor

from assistant.reading.training.examples import Example
from assistant.reading.training.network import STANCES
from assistant.reading.windows import (
    PADDING,
    QUERY_SIZE,
    SIZE,
    Tokens,
    Window,
    room,
    tokenize,
    window,
)

_POOL = 64
"""Batches whose examples are sorted by length together."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in tokens; answers are spans of passage tokens, end inclusive."""

    query: Tokens
    passage: Tokens
    answers: tuple[tuple[int, int], ...]
    answerable: bool | None
    stances: tuple[int, ...]
    deciding: tuple[int, int] | None = None
    """Tokens that a window of a claim must hold."""

    @property
    def room(self) -> int:
        """Tokens of the passage that fit a window."""
        return room(self.query)

    @property
    def length(self) -> int:
        """Tokens of its window."""
        return SIZE - self.room + min(len(self.passage), self.room)


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows of L tokens and what is to be learned of them."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    """Each of shape (B, L)."""
    spans: Tensor
    """Shape (B, 2): positions of an answer's first and last token; -1 where there is none."""
    answerable: Tensor
    """Shape (B,): 1, 0, or -1 where it is not asked."""
    stances: Tensor
    """Shape (B, 3): whether each label may be right; all 0 where it is not asked."""


def encode(tokenizer: SentencePieceProcessor, examples: Sequence[Example]) -> list[Encoded]:
    """Tokenises each distinct text once; answers that lie on no token are left out."""
    texts = list(dict.fromkeys(text for one in examples for text in (one.query, one.passage)))
    tokens = dict(zip(texts, tokenize(tokenizer, texts), strict=True))
    return [_encoded(one, tokens) for one in examples]


def epoch(
    examples: Sequence[Encoded],
    sources: Sequence[str],
    shares: Mapping[str, float],
    rng: random.Random,
    tokens: int,
) -> list[list[int]]:
    """Returns one pass over the mixture as batches of numbers of examples, in random order.

    Args:
        examples: all of them.
        sources: the source of each.
        shares: how often a source's examples are taken in one pass; below 1, a part of them.
        rng: decides what is taken and the order.
        tokens: padded tokens that a batch holds at most.
    """
    chosen = [
        number
        for number, source in enumerate(sources)
        for _ in range(_times(shares.get(source, 1.0), rng))
    ]
    rng.shuffle(chosen)
    batches = []
    pool = _POOL * tokens // SIZE
    for start in range(0, len(chosen), pool):
        part = sorted(chosen[start : start + pool], key=lambda number: examples[number].length)
        batches += list(_cut(part, examples, tokens))
    rng.shuffle(batches)
    return batches


def collate(examples: Sequence[Encoded], rng: random.Random) -> Batch:
    """Cuts one window from each example, around an answer or what decides, where it has one."""
    cut = [_crop(one, rng) for one in examples]
    length = max(len(one.ids) for one, _ in cut)
    batch = Batch(
        ids=torch.full((len(cut), length), PADDING),
        types=torch.zeros((len(cut), length), dtype=torch.long),
        mask=torch.zeros((len(cut), length), dtype=torch.long),
        spans=torch.full((len(cut), 2), -1),
        answerable=torch.full((len(cut),), -1.0),
        stances=torch.zeros((len(cut), STANCES)),
    )
    for row, ((one, answer), example) in enumerate(zip(cut, examples, strict=True)):
        batch.ids[row, : len(one.ids)] = torch.tensor(one.ids)
        batch.types[row, : len(one.ids)] = torch.tensor(one.types)
        batch.mask[row, : len(one.ids)] = 1
        if answer:
            batch.spans[row] = torch.tensor(answer) + one.first
        if example.answerable is not None:
            batch.answerable[row] = float(example.answerable)
        batch.stances[row, list(example.stances)] = 1
    return batch


def _times(share: float, rng: random.Random) -> int:
    whole = int(share)
    return whole + (rng.random() < share - whole)


def _cut(numbers: Sequence[int], examples: Sequence[Encoded], tokens: int) -> Iterator[list[int]]:
    """Cuts a list sorted by length so that no batch exceeds its padded tokens."""
    batch: list[int] = []
    for number in numbers:
        if batch and (len(batch) + 1) * examples[number].length > tokens:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _encoded(example: Example, tokens: Mapping[str, Tokens]) -> Encoded:
    passage = tokens[example.passage]
    answers = [_token_span(passage, start, end) for start, end in example.answers]
    return Encoded(
        tokens[example.query][:QUERY_SIZE],
        passage,
        tuple(answer for answer in answers if answer),
        example.answerable,
        example.stances,
        _token_span(passage, *example.deciding) if example.deciding else None,
    )


def _token_span(passage: Tokens, start: int, end: int) -> tuple[int, int] | None:
    touched = [
        number for number, (first, last) in enumerate(passage.spans) if first < end and last > start
    ]
    return (touched[0], touched[-1]) if touched else None


def _crop(example: Encoded, rng: random.Random) -> tuple[Window, tuple[int, int] | None]:
    answer = rng.choice(example.answers) if example.answers else None
    inside = answer or example.deciding
    free = len(example.passage) - example.room
    start = rng.randint(0, free) if free > 0 else 0
    if free > 0 and inside:
        low = min(max(0, inside[1] - example.room + 1), inside[0])
        start = rng.randint(low, max(low, min(inside[0], free)))
    stretch = example.passage[start : start + example.room]
    shifted = (answer[0] - start, min(answer[1] - start, len(stretch) - 1)) if answer else None
    return window(example.query, stretch), shifted

"""Hits as the judge reads them: how well each answers, and where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.reading.features import codes, codes_missing
from assistant.reading.judge import Judge, Reading
from assistant.types import Hit, Span

_CONTEXT = 200
"""Characters of what stands above a chunk that are read with it."""
_DENSE_CONTEXT = 80
"""The same in Japanese, where a character is about a token."""
_HIGHEST_CHANCE = 0.999
_LEAST = 1e-9
_CODES_MISSING = 2.0
"""Log odds that a passage loses where it speaks of none of the models and years asked for."""
_FAR = 8.0
"""Most that the stances' log odds count, up or down."""
_RERANK_WEIGHT = 0.006
"""Of the judge's log odds in the order of hits; the retriever's scores differ by hundredths."""


@dataclass(frozen=True)
class Examined:
    """A hit and what the judge says of it for one question."""

    hit: Hit
    readings: tuple[Reading, ...]
    chances: tuple[float, ...]
    """Probability that it answers, for each of its windows."""
    answerable: float
    """Log odds that the passage answers, less where it lacks a code that is asked for."""
    offset: int
    """What a position of the passage as read is short of the document's."""
    bearing: float = 0.0
    """Log odds that the passage speaks for or against anything in the question, rather than of
    other things, within a limit."""

    def span_within(self, start: int, end: int) -> tuple[Span, float]:
        """Returns the best answer inside a stretch of the document, with its log probability.

        That of a window counts less by as much as the window answers worse than the best one.
        """
        best = max(self.chances)
        found = [
            (span, chance + math.log(max(answers, _LEAST) / max(best, _LEAST)))
            for one, answers in zip(self.readings, self.chances, strict=True)
            for span, chance in [one.best_within(start - self.offset, end - self.offset)]
        ]
        (first, last), chance = max(found, key=lambda pair: pair[1])
        return Span(first + self.offset, last + self.offset), chance

    @cached_property
    def reranked(self) -> Hit:
        """The hit with a score that weighs what the judge says."""
        return replace(self.hit, score=self.hit.score + _RERANK_WEIGHT * self.answerable)


def examine(judge: Judge, question: str, hits: Sequence[Hit]) -> list[Examined]:
    """Reads the hits for a question, each with what stands above it."""
    heads = [_head(hit) for hit in hits]
    passages = [head + hit.chunk.text for head, hit in zip(heads, hits, strict=True)]
    read, asked = judge.read(question, passages), codes(question)
    return [
        _examined(judge, hit, readings, asked, len(head))
        for hit, head, readings in zip(hits, heads, read, strict=True)
    ]


def _examined(
    judge: Judge, hit: Hit, readings: Sequence[Reading], asked: Sequence[str], head: int
) -> Examined:
    chances = tuple(map(judge.answerable, readings))
    missing = codes_missing(asked, f"{hit.chunk.context}\n{hit.chunk.text}")
    return Examined(
        hit,
        tuple(readings),
        chances,
        _log_odds(max(chances)) - _CODES_MISSING * missing,
        hit.chunk.start - head,
        _bearing(readings[chances.index(max(chances))]),
    )


def reranked(examined: Sequence[Examined]) -> list[Hit]:
    """Returns the hits in the order of retriever and judge together."""
    return sorted((one.reranked for one in examined), key=lambda hit: -hit.score)


def _head(hit: Hit) -> str:
    most = _DENSE_CONTEXT if hit.chunk.language == "ja" else _CONTEXT
    context = hit.chunk.context[-most:].strip()
    return f"{context}\n" if context else ""


def _bearing(reading: Reading) -> float:
    supports, contradicts, neither = map(float, reading.stances)
    odds = float(np.logaddexp(supports, contradicts)) - neither
    return min(max(odds, -_FAR), _FAR)


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 1 - _HIGHEST_CHANCE), _HIGHEST_CHANCE)
    return math.log(bounded / (1 - bounded))

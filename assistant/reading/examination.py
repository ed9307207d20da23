"""Hits as the judge reads them: how well each answers, and where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.reading.features import codes, codes_missing
from assistant.reading.judge import Judge, Reading
from assistant.types import Hit, Span

_CONTEXT = 200
"""Characters of what stands above a chunk that are read with it."""
_CERTAIN = 0.999
_CODES_MISSING = 2.0
"""Log odds that a passage loses where it speaks of none of the models and years asked for."""
_ANSWERED = 0.0
"""Log odds of the best hit from which a question is answered."""
_RERANK_WEIGHT = 0.003
"""Of the judge's log odds in the order of hits; the retriever's scores differ by hundredths."""


@dataclass(frozen=True)
class Examined:
    """A hit and what the judge says of it for one question."""

    hit: Hit
    readings: tuple[Reading, ...]
    answerable: float
    """Log odds that the passage answers, less where it lacks a code that is asked for."""
    offset: int
    """What a position of the passage as read is short of the document's."""

    def span_within(self, start: int, end: int) -> tuple[Span, float]:
        """Returns the best answer inside a stretch of the document, with its log probability."""
        found = [one.best_within(start - self.offset, end - self.offset) for one in self.readings]
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
        Examined(
            hit,
            tuple(readings),
            _log_odds(max(map(judge.answerable, readings)))
            - _CODES_MISSING * codes_missing(asked, f"{hit.chunk.context}\n{hit.chunk.text}"),
            hit.chunk.start - len(head),
        )
        for hit, head, readings in zip(hits, heads, read, strict=True)
    ]


def reranked(examined: Sequence[Examined]) -> list[Hit]:
    """Returns the hits in the order of retriever and judge together."""
    return sorted((one.reranked for one in examined), key=lambda hit: -hit.score)


def answered(examined: Sequence[Examined]) -> bool:
    """Whether any of the hits answers."""
    return max(one.answerable for one in examined) >= _ANSWERED


def _head(hit: Hit) -> str:
    context = hit.chunk.context[-_CONTEXT:].strip()
    return f"{context}\n" if context else ""


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 1 - _CERTAIN), _CERTAIN)
    return math.log(bounded / (1 - bounded))

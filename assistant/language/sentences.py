"""Text -> sentence spans, in every kind of text that a document can hold.

A line of its own (a heading, a list item, a table row) is a sentence of its own; lines that were
only wrapped belong together. Spans are trimmed, ordered, and leave nothing out but white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.language.registry import rules_for
from assistant.types import Span

_LINE = re.compile(r"[^\n]+")
_OWN_LINE = re.compile(r"\s*(?:#{1,6}\s|[-*+•⭐・▪◦■●]\s?|\d{1,2}[.)]\s|\||>|```)")
_TABLE_ROW = re.compile(r"\S \| \S|^\s*\|")
_ENDS = re.compile(r"[.!?。！？:：;」』\"”)]\s*$")
_NOTES = re.compile(r"(?<=\S)(?:[\[［]\^?\w{1,3}[\]］]|[¹²³⁰⁴-⁹]{1,3}|※\d{1,2})+\s*")
"""Marks of footnotes that are written to the end of a sentence."""
_WRAP_WIDTH = 120
"""Characters; text whose lines are longer was not wrapped by hand."""


def split_sentences(text: str, language: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Returns the sentences of ``text[start:end]`` as spans of ``text``."""
    ends_of = rules_for(language).sentence_ends
    spans: list[Span] = []
    for block_start, block_end in _blocks(text, start, len(text) if end is None else end):
        # Same length, so that offsets hold; a wrapped line must not look like a paragraph break.
        paragraph = text[block_start:block_end].replace("\n", " ")
        whole = _TABLE_ROW.search(paragraph) is not None
        ends = [] if whole else [_past_notes(paragraph, end) for end in ends_of(paragraph)]
        cuts = _cut(block_start, block_end, ends)
        spans.extend(_trimmed(text, first, last) for first, last in cuts)
    return [span for span in spans if span.start < span.end]


def _past_notes(paragraph: str, end: int) -> int:
    notes = _NOTES.match(paragraph, end)
    return notes.end() if notes else end


def _cut(start: int, end: int, ends: list[int]) -> list[tuple[int, int]]:
    borders = [start, *(start + offset for offset in ends), end]
    return list(pairwise(borders))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields stretches that no sentence crosses: a paragraph, or a line of its own."""
    lines = [match.span() for match in _LINE.finditer(text, start, end)]
    first = 0
    for position in range(1, len(lines) + 1):
        if position == len(lines) or not _is_wrapped(text, lines, position):
            yield lines[first][0], lines[position - 1][1]
            first = position


def _is_wrapped(text: str, lines: list[tuple[int, int]], position: int) -> bool:
    """Whether the line at a position goes on with the sentence of the line before it."""
    (start, end), (next_start, next_end) = lines[position - 1], lines[position]
    line, following = text[start:end], text[next_start:next_end]
    if next_start - end > 1 or not following.strip():
        return False
    if _OWN_LINE.match(following) or _is_single_line(line) or len(line) > _WRAP_WIDTH:
        return False
    if _TABLE_ROW.search(following) or following[:1].isspace() != line[:1].isspace():
        return following[:1].islower()
    first_word = following.split(maxsplit=1)[0]
    width = max(len(line), len(following))
    fits = len(line) + 1 + len(first_word) <= width and len(line) < 0.75 * width
    if following[:1].islower():
        return True
    return not fits and len(line) >= _SHORTEST_WRAP and not _ENDS.search(line)


_SHORTEST_WRAP = 36
"""Characters; shorter lines without a final mark are headings."""


def _is_single_line(line: str) -> bool:
    return line.lstrip().startswith(("#", "|", "```")) or bool(_TABLE_ROW.search(line))

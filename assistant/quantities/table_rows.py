"""Rows of tables in text: which lines are one, and where their cells stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ROW = re.compile(r"\s*\||.*\S \| \S")
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_CELL = re.compile(r"(?<=\|)(?P<cell>(?:\\\||[^|])*)")
_LOOSE_CELL = re.compile(r"(?P<cell>(?:(?! \| ).)+)(?: \| )?")
_KEYED = re.compile(r"(?P<key>[^:]{1,80}):\s+")
"""A cell that begins with its head: "Cost (USD): 40"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, by offsets into a text."""

    key: str
    """The head that the text repeats before it: Cost (USD)."""
    key_start: int
    """Where that begins; where there is none, where the cell does."""
    start: int
    end: int


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return _ROW.match(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line only sets the heads of a table off from its rows."""
    return _RULE.fullmatch(line) is not None


def cells_in(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yields the cells of a row that stands in a text; an escaped bar ends none."""
    framed = text[start:end].lstrip().startswith("|")
    for found in (_CELL if framed else _LOOSE_CELL).finditer(text, start, end):
        if framed and not found.group().strip() and found.end() == end:
            continue
        key = _KEYED.match(text, *found.span("cell"))
        first = key.end() if key else found.start()
        key_start = key.start("key") if key else first
        yield _trimmed(text, Cell(key["key"] if key else "", key_start, first, found.end("cell")))


def _trimmed(text: str, cell: Cell) -> Cell:
    words = text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip())
    return Cell(cell.key, cell.key_start, start, max(start, cell.start + len(words.rstrip())))


def number_at(cells: Sequence[Cell], offset: int) -> int:
    """Returns the number of the last cell that begins at an offset or before it, or -1."""
    return bisect_right(cells, offset, key=lambda cell: cell.key_start) - 1

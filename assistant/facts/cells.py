"""The rows of tables: their cells, and under which head each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.quantities import table_rows as rows

_LEAST = 2
"""Cells of a row."""
_KEYED = re.compile(r"(?P<head>[^:：|]{1,80}): +(?=\S)")
"""The head that a text of an HTML or Word document repeats before each cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row."""

    head: str
    """The head of its column; empty where no row stands above."""
    words: str

    @classmethod
    def at(cls, row: str, offset: int, context: str) -> Cell | None:
        """Returns the cell of a row that an offset lies in, or nothing where it is no row.

        Args:
            context: a text that holds the row and what stands above it.
        """
        cells = cells_of(row, context)
        return cells[place_in(row, offset)] if cells else None


def place_in(row: str, offset: int) -> int:
    """Returns the number of the cell of a row that an offset lies in."""
    return max(0, rows.number_at(_spans(row), offset))


def lead_in(row: str, offset: int) -> str:
    """Returns what stands before an offset in its cell, without the head repeated there."""
    cells = _spans(row)
    start = cells[place_in(row, offset)].key_start if cells else 0
    return row[start:offset].strip()


@lru_cache(maxsize=1 << 10)  # the figures of a row ask for the same cells
def cells_of(row: str, context: str) -> tuple[Cell, ...]:
    """Returns the cells of a row; none where a text is no row.

    Args:
        context: as for ``Cell.at``.
    """
    words = _words(row)
    if len(words) < _LEAST or "\n" in row.strip():
        return ()
    keys = [_KEYED.match(cell) for cell in words]
    if all(keys):
        return tuple(
            Cell(key["head"].strip(), cell[key.end() :])
            for key, cell in zip(keys, words, strict=True)
            if key
        )
    heads = _heads(row, len(words), context) or [""] * len(words)
    return tuple(map(Cell, heads, words))


def above_table(row: str, context: str) -> str:
    """Returns what stands above the table of a row."""
    lines = context.partition(row)[0].rstrip("\n").split("\n")
    return "\n".join(line for line in lines if not rows.is_row(line))


def _heads(row: str, size: int, context: str) -> list[str]:
    """The first of the rows of as many cells that stand right above one."""
    above = context.partition(row)[0].rstrip("\n").split("\n")
    block = list(takewhile(lambda line: _sets_off(line) or len(_words(line)) == size, above[::-1]))
    return _words(block[-1]) if block and not _sets_off(block[-1]) else []


def _sets_off(line: str) -> bool:
    """Whether a line stands between heads and rows: |---|---|."""
    return "|" in line and rows.is_rule(line)


def _words(row: str) -> list[str]:
    return [row[cell.key_start : cell.end].strip() for cell in _spans(row)]


@lru_cache(maxsize=1 << 10)  # as above
def _spans(row: str) -> tuple[rows.Cell, ...]:
    return tuple(rows.cells_in(row, 0, len(row.rstrip())))

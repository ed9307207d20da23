"""The rows of tables: their cells, and under which head each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

_LEAST = 2
"""Cells of a row."""
_KEYED = re.compile(r"(?P<head>[^:：|]{1,80}): +(?=\S)")
"""The head that a text of an HTML or Word document repeats before each cell."""
_RULE = re.compile(r":?-+:?")


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
    return len(_split(f"{row[:offset]}0")) - 1


@lru_cache(maxsize=1 << 10)  # the figures of a row ask for the same cells
def cells_of(row: str, context: str) -> tuple[Cell, ...]:
    """Returns the cells of a row; none where a text is no row.

    Args:
        context: as for ``Cell.at``.
    """
    words = _split(row)
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
    return "\n".join(line for line in lines if not is_row(line))


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return line.lstrip().startswith("|") or " | " in line


def _heads(row: str, size: int, context: str) -> list[str]:
    """The first of the rows of as many cells that stand right above one."""
    above = context.partition(row)[0].rstrip("\n").split("\n")
    block = list(takewhile(lambda cells: len(cells) == size, map(_split, reversed(above))))
    return block[-1] if block and not all(map(_RULE.fullmatch, block[-1])) else []


def _split(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]

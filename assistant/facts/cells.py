"""The rows of tables: in which cell a figure stands, and under which head."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

_LEAST = 2
"""Cells of a row."""


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
        cells = _cells(row)
        if len(cells) < _LEAST:
            return None
        place = len(_cells(f"{row[:offset]}0")) - 1
        head = _head(row, len(cells), context)
        return cls(head[place] if head else "", cells[place])


def _head(row: str, size: int, context: str) -> list[str]:
    """The first of the rows of as many cells that stand right above one."""
    above = context.partition(row)[0].rstrip("\n").split("\n")
    block = list(takewhile(lambda cells: len(cells) == size, map(_cells, reversed(above))))
    return block[-1] if block else []


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]

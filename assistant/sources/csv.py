"""Comma-separated values, whatever separates them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from assistant.sources.encoding import decode
from assistant.sources.extraction import (
    Extract,
    Limits,
    bounded,
    check_length,
    damage_reported,
    paginate,
)
from assistant.sources.tables import render_table

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50


def read(data: bytes, limits: Limits) -> Extract:
    """Read a csv file: one line a row.

    Raises:
        SourceEncodingError: the bytes are no text.
        SourceTooLargeError: with the headers repeated on each row, the text is too long.
        SourceDamagedError: a quoted cell does not end.
    """
    content = decode(data)
    check_length(len(content), limits)
    with damage_reported("CSV"):
        rows = _rows(content, _delimiter(content))
        text, pages = paginate(["\n".join(bounded(render_table(rows), limits))])
    return Extract(text, pages)


def _rows(content: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)


def _delimiter(content: str) -> str:
    """The one that cuts most of the first rows into the same number of cells, two or more."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(content, delimiter))


def _regularity(content: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in islice(_rows(content, delimiter), _SAMPLE_ROWS) if row]
    except csv.Error:
        return (0, 0)
    return max(((widths.count(width), width) for width in widths if width > 1), default=(0, 0))

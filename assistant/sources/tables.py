"""Tables as text: one line a row, with the column's header before every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

_NUMERIC = re.compile(r"[^A-Za-z\u3040-\u30ff\u4e00-\u9fff]*\d[^A-Za-z\u3040-\u30ff\u4e00-\u9fff]*")
_DATE = re.compile(r"(19|20)\d\d([-/.]\d\d?){0,2}")


def render_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield ``Model: GPT-4 | Cost: $78 million`` for each row, without empty cells."""
    for row in rows:
        pairs = zip_longest(header, row, fillvalue="")
        cells = ((one_line(word), one_line(cell)) for word, cell in pairs)
        line = " | ".join(f"{word}: {cell}" if word else cell for word, cell in cells if cell)
        if line:
            yield line


def render_table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row, with the header before the cells if the table has one.

    The header is the first row of two or more cells, unless one of them is a number.
    """
    remaining = iter(rows)
    header: Sequence[str] = ()
    for row in remaining:
        if is_header(row):
            header = row
            break
        yield from render_rows((), [row])
        if _filled(row) > 1:
            break
    if (first := next(remaining, None)) is None:
        yield from render_rows((), [header])
    else:
        yield from render_rows(header, chain([first], remaining))


def is_header(row: Sequence[str]) -> bool:
    """Whether a row can name columns: two or more words and no bare number but years and dates."""
    return _filled(row) > 1 and not any(
        _NUMERIC.fullmatch(cell) and not _DATE.fullmatch(cell) for cell in map(str.strip, row)
    )


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def one_line(text: str) -> str:
    """Collapse white space, line breaks included."""
    return " ".join(text.split())

"""Tables as files and text: CSV that spreadsheets open right, Markdown that nothing breaks."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import OutputError
from assistant.reporting import COLUMNS

LINE_BREAKS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"})
"""Marks at which some readers split lines; JSON leaves them as they are."""
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | LINE_BREAKS
"""What a file name could do to a terminal."""


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Writes rows under their columns to a file.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.write_bytes(csv_bytes(rows))
    except OSError as error:
        raise OutputError(
            f"The table cannot be written to {path}: {error.strerror}",
            "Name a file in a folder that exists and may be written to",
        ) from error


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Returns rows under their columns, with a byte order mark, so that spreadsheets read UTF-8."""
    import csv

    written = io.StringIO(newline="")
    csv.writer(written).writerows([COLUMNS, *([_inert(cell) for cell in row] for row in rows)])
    return written.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Returns rows under their columns as a Markdown table."""
    cells = [[escaped(cell) for cell in row] for row in (COLUMNS, *rows)]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join((lines[0], "|" + " --- |" * len(COLUMNS), *lines[1:]))


def escaped(words: str) -> str:
    """One line without anything that would end the cell or be read as markup."""
    flat = " ".join(words.translate(CONTROLS).split())
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", flat)

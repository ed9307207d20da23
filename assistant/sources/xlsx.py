"""Excel workbooks: one page a sheet, the values as they were last calculated."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from assistant.errors import SourceTooLargeError
from assistant.sources.archive import check_archive
from assistant.sources.extraction import (
    Extract,
    Limits,
    bounded,
    check_length,
    damage_reported,
    paginate,
    printable,
)
from assistant.sources.tables import render_table

_SHEET_ROWS = 1_048_576  # Excel's own limit; a forged row number would have us count to it
_STREAMED = ("xl/worksheets/", "xl/sharedStrings")
_DIGITS = 15  # what Excel itself keeps of a number


def read(data: bytes, limits: Limits) -> Extract:
    """Read an xlsx file: ``# Sheet`` and one line a row.

    Raises:
        SourceTooLargeError: too much to unpack, or too many cells.
        SourceDamagedError: it is no workbook.
    """
    check_archive(data, limits, "XLSX", streamed=_STREAMED)
    import openpyxl

    with damage_reported("XLSX"):
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        texts: list[str] = []
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # a forged size would pad every row to it
            texts.append(_sheet(sheet.title, _rows(sheet.iter_rows(), limits), limits))
            check_length(sum(map(len, texts)), limits)
        title = workbook.properties.title
    text, pages = paginate(texts)
    return Extract(text, pages, title=title and printable(title))


def _sheet(name: str, rows: Iterator[list[str]], limits: Limits) -> str:
    lines = list(bounded(render_table(rows), limits))
    return printable("\n".join([f"# {name}", "", *lines])) if lines else ""


def _rows(rows: Iterable[tuple[Any, ...]], limits: Limits) -> Iterator[list[str]]:
    """The rows that hold anything; as many cells are looked at as there may be characters."""
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > _SHEET_ROWS or cells > limits.characters:
            raise SourceTooLargeError(
                "One of its sheets has too many cells", "Delete the empty rows and columns"
            )
        if any(cell.value is not None for cell in row):
            texts = [_render(cell.value, cell) for cell in row]
            check_length(sum(map(len, texts)), limits)  # cells may share one long string
            yield texts


def _render(value: object, cell: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, percent="%" in cell.number_format)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _number(value: int | float, percent: bool) -> str:
    """Fifteen digits hide binary noise; a percentage reads as the sheet shows it."""
    number = Decimal(f"{value:.{_DIGITS}g}") * (100 if percent else 1)
    if not number.is_finite():
        return str(value)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text

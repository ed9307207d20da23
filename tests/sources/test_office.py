"""Tables in text files, workbooks and Word documents; archives that are bombs."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SourceDamagedError, SourceEmptyError, SourceError, SourceTooLargeError
from assistant.sources import csv
from assistant.sources.extraction import DEFAULT_LIMITS
from assistant.types import Document

ReadBytes: TypeAlias = Callable[..., Document]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "Model,Cost\nGPT-4,$78 million\nGemini,\n",
            "Model: GPT-4 | Cost: $78 million\nModel: Gemini",
        ),
        ("Modell;Kosten\nA;1,5\nB;2,5\n", "Modell: A | Kosten: 1,5\nModell: B | Kosten: 2,5"),
        ("Model\tCost\nA\t1\n", "Model: A | Cost: 1"),
        ("Model|Cost\nA|1\n", "Model: A | Cost: 1"),
        ('Model,Note\nA,"one,\ntwo"\n', "Model: A | Note: one, two"),
        ("Country,2022,2023\nJapan,5,6\n", "Country: Japan | 2022: 5 | 2023: 6"),
        ("A,1\nB,2\n", "A | 1\nB | 2"),
        ("Costs by model\n\nModel,Cost\nA,1\n", "Costs by model\nModel: A | Cost: 1"),
        ("モデル,費用\nA社,百万円\n", "モデル: A社 | 費用: 百万円"),
        ("word\nother\n", "word\nother"),
        ("Model,Cost\n", "Model | Cost"),
        ("Model,Cost\nA,1,extra\n", "Model: A | Cost: 1 | extra"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_csv(read_bytes: ReadBytes, content: str, text: str, encoding: str) -> None:
    document = read_bytes("costs.csv", content.encode(encoding))
    assert document.text == text
    assert document.title == "costs"
    assert len(document.pages) == 1


def test_csv_limits(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLargeError):
        read_bytes("a.csv", "a,b\n" + "1,2\n" * 1000, characters=500)
    with pytest.raises(SourceTooLargeError):
        read_bytes("a.csv", f"{'long ' * 100},b\n" + "1,2\n" * 1000, characters=100_000)
    with pytest.raises(SourceDamagedError):
        read_bytes("a.csv", 'a,b\n"' + "x" * 200_000)
    with pytest.raises(SourceEmptyError):
        read_bytes("a.csv", ",,\n,,\n")


@given(st.text(alphabet="ab,;|\t\"'\n1. ", max_size=60))
def test_any_csv_is_read_or_refused(content: str) -> None:
    try:
        extract = csv.read(content.encode(), DEFAULT_LIMITS)
    except SourceError:
        return
    assert extract.pages[-1].end == len(extract.text)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Costs"
    sheet.append(["Costs of training"])
    sheet.append([])
    sheet.append(["Model", "Cost", "Date", "Share", "Done"])
    sheet.append(["GPT-4", 0.1 + 0.2, date(2024, 5, 31), 0.125, True])
    sheet.append(["Gemini", 191_000_000.0, datetime(2024, 5, 31, 10, 30), 1e-7, None])
    sheet["D4"].number_format = "0.0%"
    book.create_sheet("Empty")
    book.create_sheet("日本").append(["費用", 5])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_xlsx(read_bytes: ReadBytes) -> None:
    document = read_bytes("costs.xlsx", workbook())
    first, second, third = (document.text[page.start : page.end] for page in document.pages)
    assert first == (
        "# Costs\n\nCosts of training\n"
        "Model: GPT-4 | Cost: 0.3 | Date: 2024-05-31 | Share: 12.5% | Done: TRUE\n"
        "Model: Gemini | Cost: 191000000 | Date: 2024-05-31 10:30:00 | Share: 0.0000001"
    )
    assert second == ""
    assert third == "# 日本\n\n費用 | 5"
    assert document.title == "costs"


def altered(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with one replacement in one part."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(entry.filename, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="5"', b'<row r="2000000000"'),
        (b'<dimension ref="A1:E5"', b'<dimension ref="A1:XFD1048576"'),
    ],
)
def test_forged_sizes_do_not_make_it_count(read_bytes: ReadBytes, old: bytes, new: bytes) -> None:
    started = time.process_time()
    with suppress(SourceTooLargeError):
        read_bytes("a.xlsx", altered(workbook(), "xl/worksheets/sheet1.xml", old, new))
    assert time.process_time() - started < 5


def word(tmp_path: Path) -> bytes:
    document = docx.Document()
    document.core_properties.title = "Costs of training"
    document.add_heading("Costs", 0)
    document.add_heading("By model", 2)
    paragraph = document.add_paragraph("It takes 10")
    paragraph.add_run("25").font.superscript = True
    paragraph.add_run(" FLOP.")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "Model"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Cost"
    for row, cells in enumerate((("GPT-4", "$78 million", "low"), ("GPT-4", "$90 million", "")), 1):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("")
    document.add_paragraph("After the table.")
    path = tmp_path / "made.docx"
    document.save(str(path))
    return path.read_bytes()


def test_docx(read_bytes: ReadBytes, tmp_path: Path) -> None:
    document = read_bytes("a.docx", word(tmp_path))
    assert document.title == "Costs of training"
    assert document.text == (
        "# Costs\n\n## By model\n\nIt takes 10²⁵ FLOP.\n\n"
        "Model: GPT-4 | Cost: $78 million | Cost: low\nModel: GPT-4 | Cost: $90 million\n\n"
        "- First\n\nAfter the table."
    )


def test_a_forged_span_does_not_make_it_count(read_bytes: ReadBytes, tmp_path: Path) -> None:
    data = altered(
        word(tmp_path),
        "word/document.xml",
        b'<w:gridSpan w:val="2"/>',
        b'<w:gridSpan w:val="99999999"/>',
    )
    assert "Cost: $78 million" in read_bytes("a.docx", data).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_entities_are_refused(read_bytes: ReadBytes, tmp_path: Path, encoding: str) -> None:
    declaration = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><w:document'
    data = altered(
        word(tmp_path), "word/document.xml", b"<w:document", declaration.encode(encoding)
    )
    with pytest.raises(SourceDamagedError, match="document type"):
        read_bytes("a.docx", data)


def bomb(entries: int, size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            archive.writestr(f"word/{number}.xml", b"\0" * size)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@pytest.mark.parametrize(("entries", "size"), [(1, 50 * 2**20), (5001, 1)])
def test_zip_bombs_are_refused(read_bytes: ReadBytes, name: str, entries: int, size: int) -> None:
    data = bomb(entries, size)
    started = time.process_time()
    with pytest.raises(SourceTooLargeError):
        read_bytes(name, data)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_damaged(read_bytes: ReadBytes, tmp_path: Path, name: str) -> None:
    whole = word(tmp_path) if name == "a.docx" else workbook()
    for data in (b"", b"text", whole[: len(whole) // 2], bomb(1, 10)):
        with pytest.raises(SourceDamagedError):
            read_bytes(name, data)


def test_an_empty_docx(read_bytes: ReadBytes) -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(SourceEmptyError):
        read_bytes("a.docx", stream.getvalue())

"""PDFs: whole, encrypted, scanned, damaged and hostile ones."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter

from assistant.errors import (
    SourceDamagedError,
    SourceEncryptedError,
    SourceError,
    SourceNoTextLayerError,
    SourceTooLargeError,
)
from assistant.sources import SourceFile, discover, pdf, read
from assistant.sources.extraction import DEFAULT_LIMITS
from assistant.types import Document, SourceInfo

ReadBytes: TypeAlias = Callable[..., Document]


def report(pages: int = 3) -> bytes:
    made = FPDF()
    made.set_title("Cost report")
    made.set_auto_page_break(False)
    for number in range(1, pages + 1):
        made.add_page()
        made.set_font("helvetica", size=9)
        made.cell(0, 6, "Running header", new_x="LMARGIN", new_y="NEXT")
        made.set_font("helvetica", "B", 16)
        made.cell(0, 10, f"Chapter {number * number}", new_x="LMARGIN", new_y="NEXT")
        made.set_font("helvetica", size=11)
        text = f"Training model {number * 7} took several months and a considerable sum of money. "
        for _ in range(2):
            made.multi_cell(0, 5, text * 4, new_x="LMARGIN", new_y="NEXT")
            made.ln(4)
        with made.table() as table:
            for cells in (("Model", "Cost"), ("GPT-4", f"${number * 78} million")):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        made.set_y(-15)
        made.cell(0, 5, f"Page {number} of {pages}")
    return bytes(made.output())


def encrypted(user: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(report(1))))
    writer.encrypt(user, "owner", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pdf_of(content: bytes, page: bytes = b"", filters: bytes = b"") -> bytes:
    """A PDF by hand, its cross-references right."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>" + page + b">>",
        b"<<" + filters + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    made += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return made + b"startxref\n%d\n%%%%EOF\n" % start


def circular_previous() -> bytes:
    made = pdf_of(b"BT /F1 12 Tf (Text) Tj ET")
    start = made.rindex(b"startxref\n") + len(b"startxref\n")
    position = made[start:].split(b"\n")[0]
    return made.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev " + position + b">>")


def flate_bomb() -> bytes:
    packed = zlib.compress(b"(x) Tj " * 60_000_000, 9)
    return pdf_of(packed, filters=b"/Filter/FlateDecode")


def circular_pages() -> bytes:
    return pdf_of(b"").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def slow() -> bytes:
    return pdf_of(b"BT /F1 12 Tf " + b"(x) Tj " * 900_000)


def nested_arrays() -> bytes:
    return pdf_of(b"BT /F1 12 Tf (Text) Tj ET", page=b"/X" + b"[" * 200_000)


def test_pages_paragraphs_and_tables(read_bytes: ReadBytes) -> None:
    document = read_bytes("a.pdf", report())
    assert (document.format, document.title, document.language) == ("pdf", "Cost report", "en")
    first, second, third = (document.text[page.start : page.end] for page in document.pages)
    sentence = "Training model 14 took several months and a considerable sum of money."
    paragraph = " ".join([sentence] * 4)
    table = "Model | Cost\nGPT-4 | $156 million"
    assert second == f"Chapter 4\n\n{paragraph}\n\n{paragraph}\n\n{table}"
    assert first.startswith("Chapter 1\n\n")
    assert third.endswith("$234 million")
    assert document.text == "\n\n".join((first, second, third))


def test_the_parent_never_imports_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report(1))
    script = (
        "import sys; from pathlib import Path; from assistant.sources import *;"
        f"read(discover([Path({str(path)!r})]).files[0]); sys.exit('pypdf' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encryption(read_bytes: ReadBytes, algorithm: str) -> None:
    assert "GPT-4" in read_bytes("open.pdf", encrypted("", algorithm)).text
    with pytest.raises(SourceEncryptedError):
        read_bytes("closed.pdf", encrypted("secret", algorithm))


def test_a_scan_has_no_text_layer(read_bytes: ReadBytes) -> None:
    made = FPDF()
    made.add_page()
    made.image(Image.new("L", (50, 50), 128), w=100)
    with pytest.raises(SourceNoTextLayerError):
        read_bytes("a.pdf", bytes(made.output()))


@pytest.mark.parametrize(
    "data",
    [
        report()[: len(report()) // 2],
        report()[:-100],
        b"%PDF-1.7\n%%EOF",
        b"no PDF at all",
        b"",
        circular_pages(),
    ],
    ids=["half", "no end", "no objects", "text", "empty", "circular pages"],
)
def test_damaged(read_bytes: ReadBytes, data: bytes) -> None:
    with pytest.raises(SourceDamagedError):
        read_bytes("a.pdf", data)


@pytest.mark.parametrize(
    "make", [circular_previous, flate_bomb, nested_arrays], ids=lambda make: make.__name__
)
def test_hostile_files_end_in_time(read_bytes: ReadBytes, make: Callable[[], bytes]) -> None:
    data = make()
    started = time.perf_counter()
    with suppress(SourceError):
        read_bytes("a.pdf", data, wall_seconds=15)
    assert time.perf_counter() - started < 20


def test_limits(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLargeError, match="more than 2 pages"):
        read_bytes("a.pdf", report(3), pages=2)
    with pytest.raises(SourceTooLargeError, match="longer than 100 characters"):
        read_bytes("a.pdf", report(1), characters=100)
    with pytest.raises(SourceTooLargeError, match="time"):
        read_bytes("a.pdf", report(1), wall_seconds=0.01)
    with pytest.raises(SourceTooLargeError, match="signal"):
        read_bytes("a.pdf", slow(), cpu_seconds=1)


def test_too_little_memory_is_no_damage(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLargeError):
        read_bytes("a.pdf", flate_bomb(), memory_bytes=150 * 2**20)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("Cost report", "Cost report"),
        ("untitled", None),
        ("Microsoft Word - draft 3", None),
        ("report_final.docx", None),
        ("12", None),
        ("", None),
        (None, None),
    ],
)
def test_senseless_titles(stated: str | None, kept: str | None) -> None:
    assert pdf._title(stated) == kept


def test_mutated_files_are_read_or_refused() -> None:
    source, chance = report(1), random.Random(7)
    for _ in range(12):
        data = bytearray(source)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            extract = pdf.read(bytes(data), DEFAULT_LIMITS)
        except SourceError:
            continue
        assert extract.pages[-1].end == len(extract.text)


def test_one_hostile_file_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(report(1))
    (tmp_path / "b.pdf").write_bytes(circular_pages())
    (tmp_path / "c.pdf").write_bytes(report(1))
    good: list[str] = []
    for file in discover([tmp_path]).files:
        try:
            good.append(read(SourceFile(file.path, file.name, SourceInfo())).path)
        except SourceError:
            continue
    assert good == ["a.pdf", "c.pdf"]

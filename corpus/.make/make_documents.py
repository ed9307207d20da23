"""Makes the corpus's PDF and DOCX files from the texts in ``corpus/.make``.

A body is named after its document plus ``.txt``. A blank line parts its blocks, ``#`` and ``##``
begin headings, the first of which is the title, and `` | `` parts the cells of a table's rows.
Author, language and date come from ``sources.yaml``. The same fonts make the same bytes.

    python corpus/make_documents.py           write the documents
    python corpus/make_documents.py --check   read them; exit 1 if they say something else
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from fpdf import FPDF

from assistant.errors import SourceError
from assistant.sources import SourceFile, read
from assistant.sources.metadata import read_catalogue
from assistant.sources.tables import render_table
from assistant.types import SourceInfo

CORPUS = Path(__file__).parents[1]
FONTS = Path("/usr/share/fonts")
_LATIN = ("fonts-dejavu-core", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_JAPANESE = ("fonts-ipafont-gothic", "ipag.ttf", "ipag.ttf")  # pypdf parts Noto's characters

_MARGIN = 56.0  # points, as all lengths here
_LEADING, _ROW, _GAP = 1.55, 1.75, 0.95  # in sizes: between lines, rows and blocks
_SIZES = (10.2, 15.0, 13.5, 11.8)  # of text and of headings, by level
_TABLE_SIZES = (8.8, 8.4, 8.0, 7.6, 7.2, 6.8)  # the first in which a table fits is taken
_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uff60"
_OPENING = "「『（【"  # end no line
_CLOSING = "、。，．・：；？！」』）】ー々ァィゥェォッャュョヮぁぃぅぇぉっゃゅょ"  # begin no line
_BREAK = re.compile(rf"(?<= )|(?<=[{_WIDE}])(?<![{_OPENING}])(?=[{_WIDE}])(?![{_CLOSING}])")


@dataclass(frozen=True)
class Block:
    """A heading (level 1 is the title), a paragraph (level 0) or a table (its rows' cells)."""

    source: str
    text: str
    level: int
    rows: list[list[str]]


@dataclass(frozen=True)
class Work:
    """A document to be made."""

    file: str
    blocks: list[Block]
    info: SourceInfo
    date: datetime


def works() -> Iterator[Work]:
    """Yield what ``corpus/.make`` and ``sources.yaml`` say is to be made."""
    catalogue = read_catalogue(CORPUS / "sources.yaml")
    for path in sorted((CORPUS / ".make").rglob("*.txt")):
        file = path.relative_to(CORPUS / ".make").with_suffix("").as_posix()
        info = catalogue[PurePosixPath(file)]
        texts = path.read_text(encoding="utf-8").strip().split("\n\n")
        blocks = [_block(text, is_title=not number) for number, text in enumerate(texts)]
        date = datetime.fromisoformat(info.published or "2026-01-01").replace(tzinfo=UTC)
        yield Work(file, blocks, info, date)


def _block(source: str, *, is_title: bool) -> Block:
    text = source.lstrip("# ")
    marks = len(source) - len(source.lstrip("#"))
    rows = [line.split(" | ") for line in source.splitlines() if " | " in line]
    return Block(source, text, marks + (not is_title) if marks else 0, rows)


def make(work: Work) -> bytes:
    """Return the document's bytes; ``FileNotFoundError`` names a font's missing package."""
    return _docx(work) if work.file.endswith(".docx") else _Paper(work).written()


def difference(work: Work, folder: Path) -> str:
    """Say where a reader finds the document below a folder to depart from its body, or nothing."""
    wanted = "\n\n".join(block.text for block in work.blocks)
    if work.file.endswith(".docx"):
        tables = (("\n".join(render_table(block.rows)), block.source) for block in work.blocks)
        wanted = "\n\n".join(table or source for table, source in tables)
    try:
        found = read(SourceFile(folder / work.file, work.file, work.info)).text
    except SourceError as error:
        return str(error)
    pairs = zip((found + "\n(end)").split("\n"), (wanted + "\n(end)").split("\n"), strict=False)
    return next((f"{here!r} instead of {there!r}" for here, there in pairs if here != there), "")


class _Paper(FPDF):
    """Lays a work out on pages; a block is never parted."""

    def __init__(self, work: Work) -> None:
        super().__init__(unit="pt", format="A4")
        self.work = work
        self.set_margin(_MARGIN)
        self.set_lang(work.info.language or "")
        self.set_title(work.blocks[0].text)
        self.set_author(work.info.author or "")
        self.set_creation_date(work.date)
        for style, font in zip(("", "B"), _fonts(work.info.language), strict=True):
            self.add_font("text", style, font)
        self.add_page()

    def footer(self) -> None:
        self.set_font("text", "", 8)
        self.set_text_color(110)
        page = str(self.page_no())
        self.text(self.w - _MARGIN - self.get_string_width(page), self.h - 34, page)

    def written(self) -> bytes:
        for block, following in pairwise((*self.work.blocks, Block("", "", 0, []))):
            height = self._height(block) + (self._height(following) if block.level else 0)
            if self.y + height > self.h - _MARGIN:
                self.add_page()
            self.set_text_color(*((24, 60, 92) if block.level else (20, 20, 20)))
            self._table(block.rows) if block.rows else self._paragraph(block)
        return bytes(self.output())

    def _height(self, block: Block) -> float:
        if block.rows:
            return (len(block.rows) + 1) * _ROW * self._columns(block.rows)[0]
        return (len(self._lines(block)) * _LEADING + 2 * _GAP) * _SIZES[block.level]

    def _lines(self, block: Block) -> list[str]:
        """Break where words end, or between Japanese characters that may be parted."""
        self.set_font("text", "B" if block.level else "", _SIZES[block.level])
        lines = [""]
        for unit in _BREAK.split(block.text):
            if self.get_string_width((lines[-1] + unit).rstrip()) > self.epw:
                lines.append("")
            lines[-1] += unit
        return [line.rstrip() for line in lines]

    def _paragraph(self, block: Block) -> None:
        lines = self._lines(block)
        self.y += _GAP * self.font_size_pt * (block.level > 1)
        for line in lines:
            self.y += _LEADING * self.font_size_pt
            if self.work.info.language == "ja" and line is not lines[-1]:
                self.set_char_spacing((self.epw - self.get_string_width(line)) / (len(line) - 1))
            self.text(_MARGIN, self.y, line)
            self.set_char_spacing(0)
        self.y += _GAP * self.font_size_pt

    def _columns(self, rows: list[list[str]]) -> tuple[float, list[float]]:
        """The size in which a table fits the page, and the widths of its columns."""
        for size in _TABLE_SIZES:
            self.set_font("text", "", size)
            widths = [max(map(self._cell_width, column)) for column in zip(*rows, strict=True)]
            last, *others = (self.get_string_width(row[-1]) for row in rows)
            widths[-1] = max(1.15 * last, *others)  # its header is bold
            if (spare := self.epw - 8 - sum(widths)) >= 0:
                return size, [width + spare / len(widths) for width in widths]
        raise ValueError(f"{self.work.file}: this table is too wide: {rows[0]}")

    def _cell_width(self, text: str) -> float:
        """With a gap so wide that whoever reads the text back sees a column."""
        ems = sum(1.0 if re.match(f"[{_WIDE}]", character) else 0.5 for character in text)
        return max(self.get_string_width(text) + 8, (1.25 * ems + 2.8) * self.font_size_pt)

    def _table(self, rows: list[list[str]]) -> None:
        size, widths = self._columns(rows)
        self.y += 0.5 * size
        self.set_draw_color(150)
        for number, row in enumerate(rows):
            self.set_font("text", "" if number else "B", size)
            self.set_fill_color(*((255, 255, 255) if number else (226, 233, 240)))
            self.rect(_MARGIN, self.y, self.epw, _ROW * size, style="DF")
            for column, text in enumerate(row):
                self.text(_MARGIN + 4 + sum(widths[:column]), self.y + 1.2 * size, text)
            self.y += _ROW * size
        self.y += _GAP * size


def _fonts(language: str | None) -> list[Path]:
    """The regular and the bold font."""
    package, *names = _JAPANESE if language == "ja" else _LATIN
    found = [path for name in names for path in sorted(FONTS.rglob(name))[:1]]
    if len(found) < len(names):
        raise FileNotFoundError(f"{' and '.join(names)} not found: apt-get install {package}")
    return found


def _docx(work: Work) -> bytes:
    document, saved, stamped = docx.Document(), io.BytesIO(), io.BytesIO()
    properties = document.core_properties
    properties.title, properties.language = work.blocks[0].text, work.info.language or ""
    properties.author = properties.last_modified_by = work.info.author or ""
    properties.created = properties.modified = work.date.replace(tzinfo=None)
    properties.comments = ""
    for block in work.blocks:
        if block.rows:
            _docx_table(document, block.rows)
        elif block.level:
            document.add_heading(block.text, block.level - 1)
        else:
            document.add_paragraph(block.text)
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(stamped, "w") as target:
        for name in source.namelist():  # ZipInfo's own date is a fixed one
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return stamped.getvalue()


def _docx_table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Light Grid Accent 1")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def main() -> int:
    """Write or check all documents; return the exit status."""
    failures = []
    for work in works():
        if "--check" not in sys.argv[1:]:
            (CORPUS / work.file).write_bytes(make(work))
        if wrong := difference(work, CORPUS):
            failures.append(f"{work.file}: {wrong}")
    print("\n".join(failures) or "All documents say what their bodies say.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

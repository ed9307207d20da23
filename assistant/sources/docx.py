"""Word documents: paragraphs and tables in their order, headings marked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.sources.archive import check_archive
from assistant.sources.extraction import (
    Extract,
    Limits,
    bounded,
    damage_reported,
    paginate,
    printable,
    superscript,
)
from assistant.sources.tables import one_line, render_table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.hyperlink import Hyperlink
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# Content controls wrap paragraphs and tables; a text box repeats its paragraphs for old readers.
_BODY = """
    .//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]
    | .//w:tbl[not(ancestor::w:tbl or ancestor::w:txbxContent)]
"""
_HEADING = re.compile(r"(?:Heading|heading) ([1-6])$")
_SPAN = 50  # columns; a forged span would make any number of cells


def read(data: bytes, limits: Limits) -> Extract:
    """Read a docx file.

    Raises:
        SourceTooLargeError: too much to unpack, or too long a text.
        SourceDamagedError: it is no Word document.
    """
    check_archive(data, limits, "DOCX")
    import docx

    with damage_reported("DOCX"):
        document = docx.Document(io.BytesIO(data))
        text, pages = paginate([printable("\n\n".join(bounded(_blocks(document), limits)))])
        title = document.core_properties.title
    return Extract(text, pages, title=printable(title).strip() or None)


def _blocks(document: Document) -> Iterator[str]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for element in document.element.body.xpath(_BODY):
        if element.tag.endswith("}tbl"):
            yield "\n".join(render_table(_rows(Table(element, document))))
        elif text := _paragraph(Paragraph(element, document._body)):
            yield text


def _paragraph(paragraph: Paragraph) -> str:
    text = "".join(map(_run, paragraph.iter_inner_content())).strip()
    style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
    if not text:
        return ""
    if style == "Title":
        return f"# {one_line(text)}"
    if heading := _HEADING.match(style):
        return f"{'#' * int(heading[1])} {one_line(text)}"
    return f"- {text}" if style.startswith("List") else text


def _run(run: Run | Hyperlink) -> str:
    from docx.text.run import Run

    raised = isinstance(run, Run) and run.font.superscript
    return superscript(run.text) if raised else run.text


def _rows(table: Table) -> Iterator[list[str]]:
    """The text above every column; a value that spans columns is said once, a header for each."""
    from docx.table import _Cell

    above: list[str] = []
    for row in table.rows:
        cells = [""] * min(row.grid_cols_before, _SPAN)
        for element in row._tr.tc_lst:
            continues = element.vMerge == "continue" and len(cells) < len(above)
            text = above[len(cells)] if continues else _Cell(element, table).text
            spanned = [text if not above else ""] * (min(element.grid_span, _SPAN) - 1)
            cells += (text, *spanned)
        yield cells
        above = cells

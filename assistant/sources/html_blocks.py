"""An HTML tree as blocks of plain text: paragraphs, headings, list items and table rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from assistant.sources.extraction import WIDE, superscript
from assistant.sources.tables import is_header, one_line, render_rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_LISTS = frozenset({"ul", "ol", "dl"})
_PREFIXES = {"li": "- ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
_LINE_BREAK = "\v"  # of <br>; the parser lets no such character through
_WIDE_BREAK = re.compile(rf"(?<={WIDE})[ \t]*\n\s*(?={WIDE})")
_SENTENCE_ENDS = tuple(".!?:;。！？：；)）”’\"'")
_SPAN = 50  # columns or rows; a forged span would make any number of cells


@dataclass(frozen=True)
class Block:
    """A stretch of text that stands by itself on the page."""

    text: str
    group: HtmlElement | None = None
    """The list or table it is a line of."""
    level: int = 0
    """Of a heading, from 1."""
    raw: str = ""
    """The text as the page has it, where that differs: the cells of a row without headers."""
    is_link: bool = False
    """Whether nothing in it stands outside a link, as in a menu."""

    @property
    def is_content(self) -> bool:
        """Whether it is a sentence or a table row rather than a label."""
        return bool(self.raw) or self.text.endswith(_SENTENCE_ENDS)

    @cached_property
    def squashed(self) -> str:
        """Its letters and digits alone, to find it in another rendering of the page."""
        return squash(self.raw or self.text)


def squash(text: str) -> str:
    """Leave only letters and digits."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def render(root: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of a tree in order; only its depth is held in memory."""
    from lxml.etree import iterwalk

    state = _State()
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            yield from state.enter(element)
            if element.tag == "table" and _is_data(element):
                yield from _table(element)
                walker.skip_subtree()
            else:
                state.add(element.text)
        else:
            yield from state.leave(element)
            state.add(element.tail if element is not root else None)
    yield from state.flush()


@dataclass(slots=True)
class _State:
    """Where the walk is: the text since the last block, and what it will be a part of."""

    buffer: list[str] = field(default_factory=list)
    prefix: str = ""
    lists: list[HtmlElement] = field(default_factory=list)
    preformatted: int = 0
    links: int = 0
    unlinked: bool = False
    raised: list[int] = field(default_factory=list)
    """Where in the buffer each open <sup> begins."""

    def add(self, text: str | None) -> None:
        if text:
            self.buffer.append(text)
            self.unlinked |= not self.links and not text.isspace()

    def enter(self, element: HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self.flush()
            self.prefix = _PREFIXES.get(tag, self.prefix)
        if tag in _LISTS:
            self.lists.append(element)
        self.preformatted += tag == "pre"
        self.links += tag == "a"
        if tag == "sup":
            self.raised.append(len(self.buffer))
        elif tag == "br":
            self.buffer.append(_LINE_BREAK)

    def leave(self, element: HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self.flush()
        if tag in _PREFIXES:
            self.prefix = ""
        if tag in _LISTS:
            self.lists.pop()
        self.preformatted -= tag == "pre"
        self.links -= tag == "a"
        if tag == "sup":
            self._raise(element)

    def flush(self) -> Iterator[Block]:
        raw = "".join(self.buffer)
        self.buffer.clear()
        text = raw.replace(_LINE_BREAK, "\n").strip("\n") if self.preformatted else _flow(raw)
        if text.strip():
            group = self.lists[0] if self.lists else None
            level = self.prefix.count("#")
            yield Block(self.prefix + text, group, level, is_link=not self.unlinked)
            self.prefix = ""
        self.unlinked = False

    def _raise(self, element: HtmlElement) -> None:
        """10<sup>12</sup> is not 1012; a linked mark is a footnote's and no text."""
        start = self.raised.pop()
        mark = "".join(self.buffer[start:])
        linked = element.find(".//a") is not None
        self.buffer[start:] = [] if linked else [superscript(mark)]


def _flow(raw: str) -> str:
    """Collapse white space as a browser does; between Japanese characters a line end is none."""
    lines = _WIDE_BREAK.sub("", raw).split(_LINE_BREAK)
    return "\n".join(filter(None, map(one_line, lines)))


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than the layout of a page."""
    if table.get("role") in {"presentation", "none"}:
        return False
    nested = next(table.iterdescendants("table", "h1", "h2", "h3"), None)
    return nested is None and any(
        sum(1 for cell in row.iterchildren("td", "th")) > 1 for row in table.iter("tr")
    )


def _table(table: HtmlElement) -> Iterator[Block]:
    for caption in table.iterchildren("caption"):
        yield from render(caption)
    rows = [row for row in _grid(table) if any(cell.text for cell in row)]
    texts = [[cell.text for cell in row] for row in rows]
    depth = _header_depth(rows)
    header = _header(texts[:depth])
    described = not depth and all(row[0].is_header for row in rows)
    for row in texts[depth:]:
        pairs = (row[:1], [row[1:]]) if described and len(row) == 2 else (header, [row])
        for line in render_rows(*pairs):
            yield Block(line, table, raw="".join(row))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    is_header: bool


def _header_depth(rows: Sequence[Sequence[_Cell]]) -> int:
    """How many rows name the columns: those of <th> alone, or else a first row of words."""
    marked = list(takewhile(lambda row: all(cell.is_header for cell in row if cell.text), rows))
    if marked or len(rows) < 2 or any(cell.is_header for cell in rows[0]):
        return len(marked) if len(marked) < len(rows) else 0
    return int(is_header([cell.text for cell in rows[0]]))


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    """One header of several rows: the different words above each column."""
    columns = zip_longest(*rows, fillvalue="")
    return [" ".join(dict.fromkeys(filter(None, words))) for words in columns]


_Hanging: TypeAlias = dict[int, tuple[int, _Cell]]
"""By column: a cell that spans further rows, and how many."""


def _grid(table: HtmlElement) -> Iterator[list[_Cell]]:
    """The rows with spanning cells repeated, so that each cell stands in its column."""
    hanging: _Hanging = {}
    for row in table.iter("tr"):
        cells: list[_Cell] = []
        for element in row.iterchildren("td", "th"):
            _let_down(cells, hanging)
            _place(element, cells, hanging)
        _let_down(cells, hanging)
        yield cells


def _let_down(cells: list[_Cell], hanging: _Hanging) -> None:
    while (column := len(cells)) in hanging:
        rows, cell = hanging.pop(column)
        cells.append(cell)
        if rows > 1:
            hanging[column] = (rows - 1, cell)


def _place(element: HtmlElement, cells: list[_Cell], hanging: _Hanging) -> None:
    is_header = element.tag == "th"
    cell = _Cell(one_line(" ".join(block.text for block in render(element))), is_header)
    rows = _span(element, "rowspan")
    for _ in range(_span(element, "colspan")):
        if rows > 1:
            hanging[len(cells)] = (rows - 1, cell)
        cells.append(cell)
        cell = cell if is_header else _Cell("", False)  # a value is said once


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name, "")
    return min(int(value), _SPAN) if value.isascii() and value.isdigit() and int(value) else 1

"""Document -> chunks: whole sentences, sized in the embedder's tokens, under their headings."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.language import split_sentences
from assistant.quantities import parse
from assistant.types import Chunk, Document, Quantity, Sentence, Span

CHUNKER = "sentences-6"
"""Changes with every change of where chunks begin and end or of what figures they hold; kept in
the index, so that one of another chunker is built anew."""

_HEADING = re.compile(r"\s*(#{1,6})\s+\S")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•⭐・▪◦■●]|\d{1,2}[.)]\s|\||>)")
_WORDS = re.compile(r"\S")
_FINAL = re.compile(r"[.。!！,，、;；]\W*$")
_HEADING_LENGTH = 90
_PLAIN_LEVEL = 7
_FILLED = 0.35
"""Share of a chunk beyond which a heading opens the next one."""


@dataclass(frozen=True, slots=True)
class Chunker:
    """Cuts documents for one embedder."""

    count_tokens: Callable[[str], int]
    max_tokens: int = 200
    overlap: int = 1
    """Sentences repeated from the chunk before, where both lie in one section."""

    def split(self, document: Document) -> tuple[Chunk, ...]:
        """Returns the chunks in order; every sentence of the body is in one at least."""
        runs = _Runs(self.max_tokens, self.overlap)
        for line in self._lines(document):
            runs.add(line)
        figures = _Figures(figures_of(document))
        return tuple(_chunk(document, run, figures) for run in runs.finish())

    def _lines(self, document: Document) -> Iterator[_Line]:
        """Yields sentences with what stands above them; halves where one exceeds a chunk."""
        outline = _Outline()
        text, body = document.text, document.body
        for sentence in split_sentences(text, document.language, body.start, body.end):
            heading = is_heading(text, sentence)
            words = _slice(text, sentence)
            introduces = heading or outline.opens_table(words)
            context = outline.above(words, heading=heading)
            for piece in self._halves(text, sentence):
                tokens = self.count_tokens(_slice(text, piece))
                yield _Line(piece, tokens, heading, introduces, context)

    def _halves(self, text: str, span: Span) -> list[Span]:
        size = span.end - span.start
        if size < self.max_tokens or self.count_tokens(_slice(text, span)) <= self.max_tokens:
            return [span]
        middle = _break_near(text, span)
        first, second = _trimmed(text, span.start, middle), _trimmed(text, middle, span.end)
        return [*self._halves(text, first), *self._halves(text, second)]


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    tokens: int
    heading: bool
    introduces: bool
    """Whether it is a heading or a table's header, and says nothing by itself."""
    context: tuple[str, ...]
    """Headings and table header above it, outermost first."""


@dataclass(slots=True)
class _Outline:
    """The headings and the table header in force while reading down a document."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    table_header: str = ""

    def opens_table(self, words: str) -> bool:
        """Whether a line is the first row of a table, which names its columns."""
        return not self.table_header and _is_bare_row(words)

    def above(self, words: str, *, heading: bool) -> tuple[str, ...]:
        """Returns what stands above a line, then takes the line in."""
        if heading:
            marked = _HEADING.match(words)
            level = len(marked.group(1)) if marked else _PLAIN_LEVEL
            self.headings = [held for held in self.headings if held[0] < level]
        table = self.table_header if _is_bare_row(words) else ""
        context = tuple(part for part in (*(title for _, title in self.headings), table) if part)
        if heading:
            self.headings.append((level, words.strip("# \t")))
        if not _is_bare_row(words):
            self.table_header = ""
        elif not self.table_header:
            self.table_header = words
        return context


@dataclass(slots=True)
class _Runs:
    """Collects lines into runs that fit a chunk."""

    max_tokens: int
    overlap: int
    done: list[list[_Line]] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    carried: int = 0
    """How many of the open lines are overlap."""

    def add(self, line: _Line) -> None:
        filled = sum(held.tokens for held in self.lines)
        full = filled + line.tokens > self.max_tokens
        section_ends = (
            line.heading and filled > _FILLED * self.max_tokens and not self.lines[-1].heading
        )
        if len(self.lines) > self.carried and (full or section_ends):
            self._close(
                overlap=0 if section_ends else self.overlap, room=self.max_tokens - line.tokens
            )
        self.lines.append(line)

    def finish(self) -> list[list[_Line]]:
        if len(self.lines) > self.carried:
            self.done.append(self.lines)
        return self.done

    def _close(self, *, overlap: int, room: int) -> None:
        """Ends a run; headings at its end move on, where they fit, to the text they introduce."""
        end = len(self.lines)
        while end > self.carried + 1 and self.lines[end - 1].heading:
            end -= 1
        if sum(line.tokens for line in self.lines[end:]) > room:
            end = len(self.lines)
        run, moved = self.lines[:end], self.lines[end:]
        repeated = run[-overlap:] if overlap and not moved else []
        if sum(line.tokens for line in repeated) > room // 2:
            repeated = []
        self.done.append(run)
        self.lines = [*repeated, *moved]
        self.carried = len(repeated)


class _Figures:
    """The figures of a document, found by where they stand."""

    def __init__(self, figures: Sequence[Quantity]) -> None:
        self._figures = figures
        self._starts = [figure.start for figure in figures]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return tuple(figure for figure in self._figures[first:last] if figure.end <= end)


def figures_of(document: Document) -> list[Quantity]:
    """Returns the figures of a document's body, in document offsets."""
    start, end = document.body.start, document.body.end
    return [
        replace(figure, start=figure.start + start, end=figure.end + start)
        for figure in parse(document.text[start:end], document.language)
    ]


def _chunk(document: Document, run: list[_Line], figures: _Figures) -> Chunk:
    start, end = run[0].span.start, run[-1].span.end
    text = document.text[start:end]
    title = (document.info.title,) if document.info.title else ()
    shown = [part for part in dict.fromkeys((*title, *run[0].context)) if part not in text]
    return Chunk(
        id=_chunk_id(document, start, end),
        document=document.path,
        start=start,
        end=end,
        text=text,
        context="\n".join(shown),
        page=page_at(document, start),
        language=document.language,
        sentences=tuple(Sentence(line.span.start, line.span.end, line.introduces) for line in run),
        quantities=figures.within(start, end),
    )


def is_heading(text: str, span: Span) -> bool:
    """Whether a sentence stands alone on its line and introduces what follows.

    A question on a line of its own counts: its answer follows.
    """
    words = text[span.start : span.end]
    if _HEADING.match(words):
        return True
    before, after = text[max(0, span.start - 80) : span.start], text[span.end : span.end + 80]
    alone = not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()
    goes_on = _WORDS.search(text, span.end) is not None
    short = len(words) <= _HEADING_LENGTH and " | " not in words
    return alone and goes_on and short and not _FINAL.search(words) and not _LIST_ITEM.match(words)


def page_at(document: Document, offset: int) -> int:
    """Returns the number of the page on which an offset lies."""
    return max(
        (page.number for page in document.pages if page.start <= offset),
        default=document.pages[0].number,
    )


def _is_bare_row(words: str) -> bool:
    """Whether a line is a table row whose cells do not carry their header's words."""
    cells = words.split(" | ")
    return words.startswith("|") or (len(cells) > 1 and not all(": " in cell for cell in cells))


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _break_near(text: str, span: Span) -> int:
    """A gap between words, best after a comma, near the middle of a span."""
    middle = (span.start + span.end) // 2
    reach = max(1, (span.end - span.start) // 4)
    window = text[middle - reach : middle + reach]
    for pattern in (r"[,;:、；：]\s*", r"\s+"):
        gaps = [found.end() + middle - reach for found in re.finditer(pattern, window)]
        if gaps:
            return min(gaps, key=lambda gap: abs(gap - middle))
    return middle


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _chunk_id(document: Document, start: int, end: int) -> str:
    name = f"{document.path}:{document.sha256}:{start}:{end}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]

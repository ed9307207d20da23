"""A document as text to be read: its facts, its pages, its figures marked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.app.citations import link_html, title_html
from assistant.app.markup import passage, shown
from assistant.app.strings import language_name, number, say
from assistant.index.collection import Entry
from assistant.quantities import render
from assistant.reading.phrases import spelled_date
from assistant.types import Chunk, Document, Language, Page, Quantity, Span

PART = 60_000
"""Code points shown at first, and with each step after."""
_LINE = 2_000
"""How far before its end a part may be cut, at a line's end."""


class View(NamedTuple):
    """A document as far as it is shown."""

    html: str
    rest: int
    """Code points that follow."""


def view(entry: Entry, parts: int, language: Language, passage: Span | None = None) -> View:
    """Returns the first parts of a document.

    Args:
        passage: what is set off, in document offsets.
    """
    document, figures = entry.document, figures_of(entry.chunks)
    end = cut(document, figures, parts)
    text = _Text(document, end, figures, passage or Span(end, end), language)
    pages = "".join(
        _page(text, page)
        for page in document.pages
        if page.start < end or page.start == page.end == end
    )
    return View(
        f'<article lang="{language}">{_header(entry, len(figures), language)}{pages}</article>',
        document.body.end - end,
    )


def figures_of(chunks: Iterable[Chunk]) -> list[Quantity]:
    """Returns the figures of a document in order, those in several chunks once."""
    found = {(held.start, held.end): held for chunk in chunks for held in chunk.quantities}
    kept: list[Quantity] = []
    for place in sorted(found):
        if not kept or place[0] >= kept[-1].end:
            kept.append(found[place])
    return kept


def parts_up_to(document: Document, place: int) -> int:
    """Returns how many parts show a document up to a place."""
    return 1 + max(0, place - document.body.start + _LINE) // PART


def cut(document: Document, figures: Sequence[Quantity], parts: int) -> int:
    """Returns where the first parts end: at a line's end, if there is one near, in no figure."""
    body = document.body
    most = body.start + parts * PART
    if most >= body.end:
        return body.end
    line = document.text.rfind("\n", most - _LINE, most)
    end = most if line < 0 else line + 1
    return next((held.start for held in figures if held.start < end < held.end), end)


def _header(entry: Entry, figures: int, language: Language) -> str:
    document = entry.document
    known = [(name, value) for name, value in _facts(entry, language) if value]
    facts = "".join(
        f"<div><dt>{shown(say(language, f'sources.{name}'))}</dt><dd><bdi>{value}</bdi></dd></div>"
        for name, value in known
    )
    marked = (
        say(language, "sources.figures", n=figures)
        if figures
        else say(language, "sources.no_figures")
    )
    return (
        f'<header><h2 tabindex="-1">{title_html(document)}</h2>'
        f'<dl class="facts">{facts}</dl><p class="note">{shown(marked)}</p></header>'
    )


def _facts(entry: Entry, language: Language) -> Iterator[tuple[str, str]]:
    """What is known of a document, as HTML by the name of the fact."""
    document = entry.document
    info = document.info
    yield "publisher", shown(info.publisher or "")
    yield "published", shown(spelled_date(info.published, language)) if info.published else ""
    yield "language", shown(language_name(document.language, language))
    yield "pages", number(len(document.pages), language)
    yield "chunks", number(len(entry.chunks), language)
    yield "file", shown(document.path)
    yield "address", link_html(info.url or "", shown(info.url or ""))


@dataclass(frozen=True, slots=True)
class _Text:
    """What of a document is shown, and how."""

    document: Document
    end: int
    figures: Sequence[Quantity]
    passage: Span
    language: Language


def _page(text: _Text, page: Page) -> str:
    document, language = text.document, text.language
    words = say(language, "sources.page", number=page.number)
    heading = f"<h3>{shown(words)}</h3>" if len(document.pages) > 1 else ""
    content = _content(text, page.start, min(page.end, text.end))
    if not content.strip():
        return f'<section>{heading}<p class="note">{_blank(language)}</p></section>'
    spoken = html.escape(document.language)
    return (
        f'<section>{heading}<div class="text" lang="{spoken}" dir="auto">{content}</div></section>'
    )


def _content(text: _Text, start: int, end: int) -> str:
    """A stretch of text, the part of the passage that stands in it set off."""
    first, last = (min(max(place, start), end) for place in (text.passage.start, text.passage.end))
    before, inside, after = (
        marked_html(text.document, *place, _between(text.figures, *place), text.language)
        for place in ((start, first), (first, last), (last, end))
    )
    if not inside:
        return before + after
    return f'{before}<span class="passage" tabindex="-1">{inside}</span>{after}'


def _between(figures: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    return [held for held in figures if start <= held.start and held.end <= end]


def _blank(language: Language) -> str:
    return shown(say(language, "sources.blank_page"))


def marked_html(
    document: Document, start: int, end: int, figures: Sequence[Quantity], language: Language
) -> str:
    """Returns a stretch of text with its figures marked, each with how it is read."""
    pieces: list[str] = []
    for held in figures:
        if held.end <= end:
            pieces += (passage(document.text[start : held.start]), _figure(held, language))
            start = held.end
    return "".join((*pieces, passage(document.text[start:end])))


def _figure(held: Quantity, language: Language) -> str:
    words = render(held, language)
    if words == held.text:
        return f"<mark>{shown(held.text)}</mark>"
    reading = html.escape(words)
    return (
        f'<mark tabindex="0" title="{reading}" data-reading="{reading}">{shown(held.text)}</mark>'
    )

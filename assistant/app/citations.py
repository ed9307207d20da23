"""Answer -> the citation pane, as HTML: each quote in its place, and what its source is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.app.figures import figure_html
from assistant.app.markup import passage, place, quote_html, shown
from assistant.app.strings import language_name, say
from assistant.reading.extractive import one_line
from assistant.reading.phrases import spelled_date
from assistant.types import Answer, Citation, Document, Language

_AROUND = 160
"""Code points shown on either side of a quote."""
_BREAK = re.compile(r"(?<=[。！？])|(?<=\s)")
"""Where words that stand before a quote may begin."""

Documents = Callable[[str], Document]
"""Returns a document by its name in the index."""


@dataclass(frozen=True, slots=True)
class _Pane:
    answer: Answer
    key: str
    document: Documents


def pane(answer: Answer, key: str, document: Documents) -> str:
    """Returns the numbered citations of an answer, or what is related to a refused question.

    A calculation that rests on no quote has a sentence that says so.

    Args:
        key: of the exchange, which sets its citations apart.
        document: where a quote's surroundings are looked up.
    """
    held = _Pane(answer, key, document)
    language = answer.language
    if answer.citations:
        return _list(held, "citations", "", answer.citations)
    if answer.related:
        return _list(held, "related", say(language, "evidence.related_note"), answer.related)
    if answer.status == "calculated":
        return nothing_quoted("evidence.worked_out", language)
    return ""


def nothing_quoted(key: str, language: Language) -> str:
    """Returns a pane without citations.

    Args:
        key: of the words that say why.
    """
    return f'<section lang="{language}"><p class="empty">{shown(say(language, key))}</p></section>'


def _list(held: _Pane, kind: str, note: str, citations: Sequence[Citation]) -> str:
    items = (_item(held, kind, number, citation) for number, citation in enumerate(citations, 1))
    language = held.answer.language
    return (
        f'<section class="{kind}" lang="{language}"><h2>{say(language, f"evidence.{kind}")}</h2>'
        + (f'<p class="note">{shown(note)}</p>' if note else "")
        + f"<ol>{''.join(items)}</ol></section>"
    )


def _item(held: _Pane, kind: str, number: int, citation: Citation) -> str:
    marker = f'<span class="number">[{number}]</span> ' if kind == "citations" else ""
    quote = quote_html(citation.quote, citation, held.answer)
    return (
        f'<li id="{place(citation, held.key)}" tabindex="-1">'
        f'<p class="source">{marker}{linked_title(citation)}</p>'
        f"{quotation_html(citation, held.document, quote)}{_figures(citation, held.answer)}"
        f'<p class="details">{details_html(citation, held.answer.language)}</p>'
        f"{buttons_html(citation, held.answer.language, _back(held.answer.language))}</li>"
    )


def quotation_html(citation: Citation, document: Documents, quote: str) -> str:
    """Returns a quote in its place in the source.

    Args:
        document: where its surroundings are looked up.
        quote: it as HTML.
    """
    before, after = surroundings(document(citation.document), citation)
    return (
        f'<blockquote lang="{html.escape(citation.language)}" dir="auto">'
        f'<span class="around">{passage(before)}</span><mark>{quote}</mark>'
        f'<span class="around">{passage(after)}</span></blockquote>'
    )


def surroundings(document: Document, citation: Citation) -> tuple[str, str]:
    """Returns what stands before and after a quote on its page, cut at a word or sentence.

    Nothing where the document has changed since it was quoted.
    """
    if document.text[citation.start : citation.end] != citation.quote:
        return "", ""
    page = next((p for p in document.pages if p.start <= citation.start < p.end), document.body)
    start, end = max(page.start, citation.start - _AROUND), min(page.end, citation.end + _AROUND)
    before, after = document.text[start : citation.start], document.text[citation.end : end]
    if start > page.start:
        first = _BREAK.search(before)
        before = "…" + (before[first.end() :] if first else before)
    if end < page.end:
        breaks = [found.start() for found in _BREAK.finditer(after)]
        after = (after[: breaks[-1]] if breaks else after).rstrip() + "…"
    return re.sub(r"\n{2,}", "\n", before), re.sub(r"\n{2,}", "\n", after)


def _figures(citation: Citation, answer: Answer) -> str:
    """The figures of a quote that answer the question, as its reader writes them."""
    written = dict.fromkeys(
        figure_html(quantity, quantity.text, citation.language, answer.language)
        for quantity in answer.quantities
        if quantity.citation == citation.id
    )
    if not written:
        return ""
    items = "".join(f"<li>{figure}</li>" for figure in written)
    label = html.escape(say(answer.language, "evidence.figures"))
    return f'<ul class="figures" role="list" aria-label="{label}">{items}</ul>'


def title_html(source: Citation | Document) -> str:
    """Returns the title in its own language."""
    return f'<cite lang="{html.escape(source.language)}" dir="auto">{shown(source.title)}</cite>'


def linked_title(citation: Citation) -> str:
    """Returns the title, as a link where its source has a web address."""
    return link_html(citation.url or "", title_html(citation))


def link_html(url: str, inner: str) -> str:
    """Returns HTML as a link to a web address; as it is where that is none."""
    if not _is_web_address(url):
        return inner
    address = html.escape(url)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{inner}</a>'


def details_html(citation: Citation, language: Language) -> str:
    """Returns publisher, date, page and language of a quote's source."""
    date = spelled_date(citation.published, language) if citation.published else None
    page = say(language, "evidence.page", number=citation.page)
    facts = (citation.publisher, date, page, language_name(citation.language, language))
    return " · ".join(f"<bdi>{shown(fact)}</bdi>" for fact in facts if fact)


def buttons_html(citation: Citation, language: Language, more: str = "") -> str:
    """Returns the buttons that copy a quote and open its source.

    Args:
        more: further buttons.
    """
    own = f"{copy_button(citation, language)}{_source_button(citation, language)}"
    return f'<div class="quote-buttons">{own}{more}</div>'


def _back(language: Language) -> str:
    """The button that leads back to the marker that led here."""
    return (
        f'<button type="button" data-back hidden>{shown(say(language, "evidence.back"))}</button>'
    )


def _source_button(citation: Citation, language: Language) -> str:
    """The button that opens a quote's source at its place."""
    facts = {
        "source": citation.document,
        "start": citation.start,
        "end": citation.end,
        "id": citation.id,
    }
    data = "".join(f' data-{name}="{html.escape(str(fact))}"' for name, fact in facts.items())
    named = html.escape(say(language, "evidence.show_named", title=citation.title))
    words = shown(say(language, "evidence.show"))
    return f'<button type="button" aria-label="{named}"{data}>{words}</button>'


def copy_button(citation: Citation, language: Language) -> str:
    """Returns the button that copies a quote with its source, and the place where it says so."""
    words = {
        "footnote": footnote(citation, language),
        "done": say(language, "evidence.copied"),
        "failed": say(language, "evidence.copy_failed"),
    }
    data = "".join(f' data-{name}="{html.escape(text)}"' for name, text in words.items())
    button = f'<button type="button"{data}>{shown(say(language, "evidence.copy"))}</button>'
    return f'<p class="copy">{button} <span role="status"></span></p>'


def footnote(citation: Citation, language: Language) -> str:
    """Returns a quote with its source in one line, as a footnote gives it."""
    ja = language == "ja"
    date = spelled_date(citation.published, language) if citation.published else ""
    return say(
        language,
        "evidence.footnote",
        publisher=_followed(citation.publisher, "" if ja else ", "),
        title=citation.title,
        date=_followed(date, "、" if ja else ", "),
        page=say(language, "evidence.page", number=citation.page),
        quote=one_line(citation.quote),
        url=f" {citation.url}" if citation.url else "",
    )


def _followed(words: str | None, sign: str) -> str:
    return f"{words}{sign}" if words else ""


def _is_web_address(url: str) -> bool:
    """Whether an address is one that a reader may safely be sent to."""
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)

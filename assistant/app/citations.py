"""Answer -> the citation pane, as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from assistant.app.figures import figure_html
from assistant.app.markup import quote_html, shown
from assistant.app.strings import WORDS
from assistant.reading.phrases import spelled_date
from assistant.types import Answer, Citation, Language


def pane(answer: Answer) -> str:
    """Returns the numbered citations of an answer, or what is related to a refused question."""
    words = WORDS[answer.language]
    if answer.citations:
        return _list("citations", words.citations, "", answer.citations, answer)
    if answer.related:
        return _list("related", words.related, words.related_note, answer.related, answer)
    return ""


def _list(kind: str, heading: str, note: str, citations: Sequence[Citation], answer: Answer) -> str:
    items = (_item(kind, number, citation, answer) for number, citation in enumerate(citations, 1))
    return (
        f'<section class="{kind}" lang="{answer.language}"><h2>{shown(heading)}</h2>'
        + (f'<p class="note">{shown(note)}</p>' if note else "")
        + f"<ol>{''.join(items)}</ol></section>"
    )


def _item(kind: str, number: int, citation: Citation, answer: Answer) -> str:
    numbered = kind == "citations"
    name = f"citation-{number}" if numbered else f"related-{number}"
    marker = f'<span class="number">[{number}]</span> ' if numbered else ""
    source_language = html.escape(citation.language)
    quote = quote_html(citation.quote, citation, answer)
    return (
        f'<li id="{name}" data-citation="{html.escape(citation.id)}" tabindex="-1">'
        f'<p class="source">{marker}{_title(citation)}</p>'
        f'<blockquote lang="{source_language}" dir="auto">{quote}</blockquote>'
        f"{_figures(citation, answer)}"
        f'<p class="details">{_details(citation, answer.language)}</p></li>'
    )


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
    label = html.escape(WORDS[answer.language].figures)
    return f'<ul class="figures" role="list" aria-label="{label}">{items}</ul>'


def title_html(citation: Citation) -> str:
    """Returns the title in its own language."""
    return (
        f'<cite lang="{html.escape(citation.language)}" dir="auto">{shown(citation.title)}</cite>'
    )


def _title(citation: Citation) -> str:
    title = title_html(citation)
    if not (citation.url and _is_web_address(citation.url)):
        return title
    address = html.escape(citation.url)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{title}</a>'


def _details(citation: Citation, language: Language) -> str:
    date = spelled_date(citation.published, language) if citation.published else None
    page = WORDS[language].page.format(number=citation.page)
    facts = (citation.publisher, date, page, language_name(citation.language, language))
    return " · ".join(f"<bdi>{shown(fact)}</bdi>" for fact in facts if fact)


def _is_web_address(url: str) -> bool:
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def language_name(code: str, language: Language) -> str:
    """Returns what a language is called in another; the code where nobody knows it."""
    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code

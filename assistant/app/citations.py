"""Answer -> the citation pane, as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from assistant.app.markup import shown
from assistant.app.strings import WORDS
from assistant.reading.phrases import spelled_date
from assistant.types import Answer, Citation, Language


def pane(answer: Answer) -> str:
    """Returns the numbered citations of an answer, or what is related to a refused question."""
    words = WORDS[answer.language]
    if answer.citations:
        return _list("citations", words.citations, "", answer.citations, answer.language)
    if answer.related:
        return _list("related", words.related, words.related_note, answer.related, answer.language)
    return ""


def _list(
    kind: str, heading: str, note: str, citations: Sequence[Citation], language: Language
) -> str:
    items = (
        _item(kind, number, citation, language) for number, citation in enumerate(citations, 1)
    )
    return (
        f'<section class="{kind}" lang="{language}"><h2>{shown(heading)}</h2>'
        + (f'<p class="note">{shown(note)}</p>' if note else "")
        + f"<ol>{''.join(items)}</ol></section>"
    )


def _item(kind: str, number: int, citation: Citation, language: Language) -> str:
    numbered = kind == "citations"
    name = f"citation-{number}" if numbered else f"related-{number}"
    marker = f'<span class="number">[{number}]</span> ' if numbered else ""
    source_language = html.escape(citation.language)
    return (
        f'<li id="{name}" data-citation="{html.escape(citation.id)}" tabindex="-1">'
        f'<p class="source">{marker}{_title(citation)}</p>'
        f'<blockquote lang="{source_language}" dir="auto">{shown(citation.quote)}</blockquote>'
        f'<p class="details">{_details(citation, language)}</p></li>'
    )


def _title(citation: Citation) -> str:
    title = (
        f'<cite lang="{html.escape(citation.language)}" dir="auto">{shown(citation.title)}</cite>'
    )
    if not (citation.url and _is_web_address(citation.url)):
        return title
    address = html.escape(citation.url)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{title}</a>'


def _details(citation: Citation, language: Language) -> str:
    date = spelled_date(citation.published, language) if citation.published else None
    page = WORDS[language].page.format(number=citation.page)
    facts = (citation.publisher, date, page, _language_name(citation.language, language))
    return " · ".join(f"<bdi>{shown(fact)}</bdi>" for fact in facts if fact)


def _is_web_address(url: str) -> bool:
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _language_name(code: str, language: Language) -> str:
    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code

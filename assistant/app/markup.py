"""Text of documents -> HTML in which it can do nothing but be read."""

from __future__ import annotations

import html
import re

from assistant.reading.extractive import one_line
from assistant.types import Answer, Citation

_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""Flags of regions are spelled with tag characters, the only use of them that is seen."""
_HIDDEN = re.compile(
    f"({_FLAG})|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)

_SYNTAX = re.compile(
    r"""(
    ^[ \t]*+ (?: \#{1,6}[ ] | (?=[^\n]*---) [|: \t-]++$ )
    | \*\* | `+ | \|
    | !?\[ (?= [^\[\]\n]+ \]\((?:https?://|[./#]) )
    | \]\( (?:https?://|[./#]) [^)\s]{0,500}+ \)
    )""",
    re.MULTILINE | re.VERBOSE,
)
"""Signs of headings, tables, links and what is set off in Markdown."""


def shown(text: str) -> str:
    """Returns text as HTML, with characters that would hide or reorder it spelled out."""
    return _HIDDEN.sub(_spelled, html.escape(text))


def passage(text: str) -> str:
    """Returns words of a source as HTML: signs of Markdown recede, and none is left out."""
    pieces = map(shown, _SYNTAX.split(text))
    # What the pattern caught stands at every other place.
    return "".join(
        f'<span class="syntax">{piece}</span>' if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


def spelled_out(text: str) -> str:
    """Returns text for a component that shows it as text, with the same characters spelled out."""
    return _HIDDEN.sub(lambda match: match[1] or f"[U+{ord(match[0]):04X}]", text)


def answer_html(answer: Answer, text: str, key: str) -> str:
    """Returns the answer, or a beginning of it, with its markers as links to the citations.

    A ``[1]`` inside a quote is the document's own and stays text.

    Args:
        key: of the exchange, which sets its citations apart.
    """
    pieces: list[str] = []
    end = 0
    quoted = {one_line(citation.quote): citation for citation in answer.citations}
    for match in _marks(quoted).finditer(text):
        pieces.append(shown(text[end : match.start()]))
        pieces.append(_mark(match, quoted, answer, key))
        end = match.end()
    pieces.append(shown(text[end:]))
    return f'<span lang="{answer.language}">{"".join(pieces)}</span>'


def quote_html(words: str, citation: Citation, answer: Answer) -> str:
    """Returns a quote with the answer that stands in it set off.

    Args:
        words: the quote, or the same with its line breaks as blanks.
    """
    span = answer.answers.get(citation.id)
    if span is None:
        return passage(words)
    start, end = span.start - citation.start, span.end - citation.start
    before, inside, after = map(passage, (words[:start], words[start:end], words[end:]))
    return f"{before}<strong>{inside}</strong>{after}"


def marker(number: int, citation: Citation, key: str) -> str:
    """Returns the ``[n]`` that leads to a citation of the pane."""
    return f'<a href="#{place(citation, key)}">[{number}]</a>'


def place(citation: Citation, key: str) -> str:
    """Returns the id of a citation in the pane."""
    return html.escape(f"{key}-{citation.id}")


def _marks(quotes: dict[str, Citation]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, quotes), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), r"\[(?P<number>\d{1,2})\]"]))


def _mark(match: re.Match[str], quotes: dict[str, Citation], answer: Answer, key: str) -> str:
    words = match.group()
    if match["number"] is None:
        quote = quotes[words]
        inner = quote_html(words, quote, answer)
        return f'<span lang="{html.escape(quote.language)}">{inner}</span>'
    number = int(match["number"])
    if not 1 <= number <= len(answer.citations):
        return shown(words)
    return marker(number, answer.citations[number - 1], key)


def _spelled(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return f'<span class="hidden-character">U+{ord(match[0]):04X}</span>'

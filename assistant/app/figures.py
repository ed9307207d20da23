"""A figure as the reader's language writes it, beside the words of its source."""

from __future__ import annotations

import html

from assistant.app.markup import shown
from assistant.quantities import render
from assistant.reading.phrases import PHRASES
from assistant.types import Language, Quantity


def figure_html(quantity: Quantity, original: str, source: str, language: Language) -> str:
    """Returns both readings, or one where they are the same.

    Args:
        original: the figure's words in the source.
        source: ISO 639-1 code of the language that they are in.
    """
    words = render(quantity, language)
    rendered = f'<span class="rendered">{shown(words)}</span>'
    if words == original:
        return rendered
    return f"{rendered} {_quoted(original, source, language)}"


def name_html(original: str, source: str) -> str:
    """Returns words of a source that hold no figure to render."""
    return (
        f'<span class="rendered" lang="{html.escape(source)}" dir="auto">{shown(original)}</span>'
    )


def _quoted(original: str, source: str, language: Language) -> str:
    phrases = next((PHRASES[known] for known in PHRASES if known == source), PHRASES[language])
    quoted = phrases.quote.replace("{words}", shown(original))
    return f'<span class="original" lang="{html.escape(source)}" dir="auto">{quoted}</span>'

"""Items that went wrong -> HTML: what was asked, expected and said, and the quotes."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.app.evaluate.runs import Results
from assistant.app.evaluate.wording import metric_name, pair_name, percent
from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.evaluation.report import Section
from assistant.evaluation.wording import Failure, Quote
from assistant.types import Language

PAGE = 20
"""Failures that are shown at a time."""


def places(found: Results, language: Language) -> list[tuple[str, str]]:
    """Returns where failures are: words and key of each type and pair, the weakest pair first."""
    return [
        (_place_words(section, pair, len(failures), language), f"{section.figures.type} {pair}")
        for section in found.sections
        for pair, failures in section.failures.items()
    ]


def failures_at(found: Results, place: str | None) -> Sequence[Failure]:
    """Returns the failures of a place; none where there is no such place."""
    kind, _, pair = (place or "").partition(" ")
    for section in found.sections:
        if section.figures.type == kind:
            return section.failures.get(pair, ())
    return ()


def failures_html(failures: Sequence[Failure], most: int, language: Language) -> str:
    """Returns the first failures as cards."""
    if not failures:
        return f'<p class="empty">{say(language, "evaluate.no_failures")}</p>'
    cards = "".join(_card(one, language) for one in failures[:most])
    number = min(most, len(failures))
    note = say(language, "evaluate.failures_shown", shown=number, all=len(failures))
    return f'<p class="note" role="status">{shown(note)}</p>{cards}'


def _place_words(section: Section, pair: str, number: int, language: Language) -> str:
    return say(
        language,
        "evaluate.failures_of",
        type=say(language, f"evaluate.type_{section.figures.type}"),
        pair=pair_name(pair, language),
        number=number,
    )


def _card(one: Failure, language: Language) -> str:
    origin = " · ".join(filter(None, (one.set, one.id, one.kind)))
    quotes = "".join(_quote(quote) for quote in one.quotes)
    scores = "".join(
        f"<li><code>{shown(metric_name(name))}</code> {percent(score, language)}</li>"
        for name, score in one.scores.items()
    )
    return (
        f'<article><h2 lang="{html.escape(one.language)}">{shown(one.text)}</h2>'
        f'<p class="note">{shown(origin)}</p><dl>'
        f"<dt>{say(language, 'evaluate.expected')}</dt><dd>{shown(one.expected) or '–'}</dd>"
        f"<dt>{say(language, 'evaluate.answered')}</dt><dd>{_lines(one.said)}</dd></dl>"
        f'{quotes}<ul class="scores">{scores}</ul></article>'
    )


def _lines(words: str) -> str:
    return "<br>".join(map(shown, words.splitlines()))


def _quote(quote: Quote) -> str:
    return (
        f'<blockquote><span lang="{html.escape(quote.language)}" dir="auto">{shown(quote.text)}'
        f"</span><cite>{shown(quote.title)}</cite></blockquote>"
    )

"""Where sources disagree -> tables under the answer, one a topic, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.citations import language_name, title_html
from assistant.app.figures import figure_html, name_html
from assistant.app.markup import marker, shown
from assistant.app.strings import DIFFERENCES, WORDS
from assistant.reading.phrases import listed, spelled_date
from assistant.types import Answer, Citation, Disagreement, Language, Position

_OPENING = '<div class="disagreements"'
"""An answer's own text is escaped, so only ``tables`` can have written it."""


def tables(answer: Answer) -> str:
    """Returns a table for each disagreement."""
    if not answer.disagreements:
        return ""
    written = "".join(_table(disagreement, answer) for disagreement in answer.disagreements)
    return f'{_OPENING} lang="{answer.language}">{written}</div>'


def without_tables(message: str) -> str:
    """Returns a message of the chat without what ``tables`` put under it."""
    return message.partition(_OPENING)[0]


def _table(disagreement: Disagreement, answer: Answer) -> str:
    words = WORDS[answer.language]
    columns = (words.value, words.source, words.source_language, words.published)
    headers = "".join(
        f'<th role="columnheader" scope="col">{shown(column)}</th>' for column in columns
    )
    positions = "".join(_position(position, answer) for position in disagreement.positions)
    return (
        f'<table role="table" class="{disagreement.relation}">'
        f"{_caption(disagreement, answer.language)}"
        f'<thead role="rowgroup"><tr role="row">{headers}</tr></thead>{positions}</table>'
    )


def _caption(disagreement: Disagreement, language: Language) -> str:
    words, names = WORDS[language], DIFFERENCES[language]
    relation = {"contradicts": words.contradicts, "not_comparable": words.not_comparable}
    differs = listed([names.get(word, word) for word in disagreement.differs], language)
    details = words.differs.replace("{what}", differs) if differs else ""
    return (
        f'<caption><span class="topic" dir="auto">{shown(disagreement.topic)}</span> '
        f'<span class="relation"><strong>{shown(relation[disagreement.relation])}</strong>'
        f"{shown(details)}</span></caption>"
    )


def _position(position: Position, answer: Answer) -> str:
    """One group of rows: the value once, and a row for each source that gives it."""
    numbered = [
        (number, citation)
        for number, citation in enumerate(answer.citations, 1)
        if citation.id in position.citations
    ]
    value = _value(position, [citation for _, citation in numbered], answer.language)
    sources = [_source(number, citation, answer.language) for number, citation in numbered]
    rows = "".join(f'<tr role="row">{cells}</tr>' for cells in sources[1:])
    first = (
        sources[0] if sources else f'<td role="cell" colspan="3">{_unknown(answer.language)}</td>'
    )
    return f'<tbody role="rowgroup"><tr role="row">{value}{first}</tr>{rows}</tbody>'


def _value(position: Position, citations: Sequence[Citation], language: Language) -> str:
    holding = (citation for citation in citations if position.text in citation.quote)
    citation = next(holding, citations[0] if citations else None)
    source = citation.language if citation else language
    if position.quantity is None:
        value = name_html(position.text, source)
    else:
        value = figure_html(position.quantity, position.text, source, language)
    rows = max(1, len(citations))
    return f'<th role="rowheader" scope="rowgroup" rowspan="{rows}">{value}</th>'


def _source(number: int, citation: Citation, language: Language) -> str:
    words = WORDS[language]
    date = citation.published and shown(spelled_date(citation.published, language))
    cells = (
        (words.source, f"{marker(number, citation)} {title_html(citation)}"),
        (words.source_language, shown(language_name(citation.language, language))),
        (words.published, date or _unknown(language)),
    )
    return "".join(
        # Seen where the columns are stacked; Gradio lets no data-attribute through.
        f'<td role="cell"><span class="label">{shown(label)}</span> {content}</td>'
        for label, content in cells
    )


def _unknown(language: Language) -> str:
    return f'<span class="unknown">{shown(WORDS[language].unknown)}</span>'

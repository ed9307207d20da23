"""Where sources disagree -> tables under the answer, one a topic, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.citations import title_html
from assistant.app.figures import figure_html, name_html
from assistant.app.markup import marker, shown
from assistant.app.strings import language_name, say, words
from assistant.reading.phrases import listed, spelled_date
from assistant.types import Answer, Citation, Disagreement, Language, Position


def tables_html(answer: Answer, key: str) -> str:
    """Returns a table for each disagreement.

    Args:
        key: of the exchange, which sets its citations apart.
    """
    if not answer.disagreements:
        return ""
    written = "".join(
        table_html(held, answer.citations, answer.language, key) for held in answer.disagreements
    )
    return f'<div class="disagreements" lang="{answer.language}">{written}</div>'


def table_html(
    disagreement: Disagreement, citations: Sequence[Citation], language: Language, key: str
) -> str:
    """Returns one table: value, source, language and date, a row for each source."""
    columns = ("evidence.value", "evidence.source", "evidence.language", "evidence.published")
    headers = "".join(
        f'<th role="columnheader" scope="col">{shown(say(language, column))}</th>'
        for column in columns
    )
    numbered = list(enumerate(citations, 1))
    positions = "".join(
        _position(position, numbered, language, key) for position in disagreement.positions
    )
    return (
        f'<table role="table" class="{disagreement.relation}">'
        f"{_caption(disagreement, language)}"
        f'<thead role="rowgroup"><tr role="row">{headers}</tr></thead>{positions}</table>'
    )


def _caption(disagreement: Disagreement, language: Language) -> str:
    differs = listed([_difference(word, language) for word in disagreement.differs], language)
    details = say(language, "evidence.differs", what=differs) if differs else ""
    relation = say(language, f"evidence.{disagreement.relation}")
    return (
        f'<caption><span class="topic" dir="auto">{shown(disagreement.topic)}</span> '
        f'<span class="relation"><strong>{shown(relation)}</strong>'
        f"{shown(details)}</span></caption>"
    )


def _difference(word: str, language: Language) -> str:
    key = f"evidence.differs_{word}"
    return say(language, key) if key in words() else word


def _position(
    position: Position, citations: Sequence[tuple[int, Citation]], language: Language, key: str
) -> str:
    """One group of rows: the value once, and a row for each source that gives it."""
    numbered = [held for held in citations if held[1].id in position.citations]
    value = _value(position, [citation for _, citation in numbered], language)
    sources = [_source(number, citation, language, key) for number, citation in numbered]
    rows = "".join(f'<tr role="row">{cells}</tr>' for cells in sources[1:])
    first = sources[0] if sources else f'<td role="cell" colspan="3">{_unknown(language)}</td>'
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


def _source(number: int, citation: Citation, language: Language, key: str) -> str:
    date = citation.published and shown(spelled_date(citation.published, language))
    cells = (
        ("source", f"{marker(number, citation, key)} {title_html(citation)}"),
        ("language", shown(language_name(citation.language, language))),
        ("published", date or _unknown(language)),
    )
    return "".join(
        # Seen where the columns are stacked; Gradio lets no data-attribute through.
        f'<td role="cell"><span class="label">{shown(say(language, f"evidence.{column}"))}</span>'
        f" {content}</td>"
        for column, content in cells
    )


def _unknown(language: Language) -> str:
    return f'<span class="unknown">{shown(say(language, "evidence.unknown"))}</span>'

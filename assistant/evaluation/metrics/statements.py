"""An answer -> its statements, each with the citations that it marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.language import split_sentences
from assistant.reading.phrases import PHRASES

_MARK = re.compile(r"\s?\[(\d+)\]")
_UNTRANSLATED = frozenset(phrases.untranslated for phrases in PHRASES.values())


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an answer says."""

    text: str
    cited: tuple[str, ...]
    """The quotes of the citations that it marks, each in one line."""


def statements(form: Mapping[str, Any]) -> list[Statement]:
    """Returns what an answer states: what a paragraph quotes, else its sentences.

    Left out are the note that quotes are not translated and what is said of disagreements,
    which have metrics of their own.

    Args:
        form: an answer in its JSON form.
    """
    quotes = [_flat(citation["quote"]) for citation in form["citations"]]
    topics = [held["topic"] for held in form["disagreements"]]
    return [
        statement
        for paragraph in form["answer"].split("\n\n")
        if paragraph not in _UNTRANSLATED and not any(topic in paragraph for topic in topics)
        for statement in _of_paragraph(_flat(paragraph), quotes, form["language"])
    ]


def _of_paragraph(paragraph: str, quotes: list[str], language: str) -> Iterator[Statement]:
    cited = _cited(paragraph, quotes)
    quoted = [quote for quote in cited if _bare(quote) in _bare(paragraph)]
    if quoted:
        yield Statement(quoted[0], cited)
        return
    for span in split_sentences(paragraph, language):
        sentence = paragraph[span.start : span.end]
        yield Statement(_MARK.sub("", sentence).strip(), _cited(sentence, quotes))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Without white space: answers join the sentences of a quote as its language does."""
    return "".join(text.split())


def _cited(text: str, quotes: list[str]) -> tuple[str, ...]:
    places = dict.fromkeys(int(match[1]) - 1 for match in _MARK.finditer(text))
    return tuple(quotes[place] for place in places if 0 <= place < len(quotes))

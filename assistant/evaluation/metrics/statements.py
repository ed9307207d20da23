"""An answer -> its statements, each with the citations that it marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.language import split_sentences
from assistant.reading.phrases import PHRASES

_MARK = re.compile(r"\s?\[(\d+)\]")
UNTRANSLATED = frozenset(phrases.untranslated for phrases in PHRASES.values())
"""The note that quotes are not translated, in every language."""


def _beginning(template: str) -> str:
    """What a text that a template made begins with, as a pattern."""
    return ".*?".join(re.escape(part) for part in re.split(r"\{[^}]*\}", template)[:-1])


_QUOTING = re.compile("|".join(_beginning(one.according_to) for one in PHRASES.values()))
_BESIDE = re.compile(
    "|".join(
        _beginning(template)
        for one in PHRASES.values()
        for template in (one.contradicts, one.not_comparable, one.original)
    )
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an answer says."""

    text: str
    cited: tuple[str, ...]
    """The quotes of the citations that it marks, each in one line."""


def statements(form: Mapping[str, Any]) -> list[Statement]:
    """Returns what an answer states: the quotes of a paragraph that quotes, else its sentences.

    Left out are the note that quotes are not translated, what is said of disagreements, which
    have metrics of their own, corrections of the question, and originals beside a translation.

    Args:
        form: an answer in its JSON form.
    """
    quotes = [_flat(citation["quote"]) for citation in form["citations"]]
    aside = UNTRANSLATED.union(form.get("corrections", ()))
    return [
        statement
        for paragraph in form["answer"].split("\n\n")
        if paragraph not in aside and not _BESIDE.match(paragraph)
        for statement in _of_paragraph(_flat(paragraph), quotes, form["language"])
    ]


def _of_paragraph(paragraph: str, quotes: list[str], language: str) -> Iterator[Statement]:
    if _QUOTING.match(paragraph):
        cited = _cited(paragraph, quotes)
        yield from (Statement(one, (one,)) for one in cited if _bare(one) in _bare(paragraph))
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

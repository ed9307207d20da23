"""Sentence ends in languages written with Latin letters."""

from __future__ import annotations

import re

_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.[\"'\u201d\u2019\u00bb)]*\s*$")
_INITIAL = re.compile(r"^[^\W\d_]$")
_ORDINAL = re.compile(r"^\d{1,2}$")
_ENUMERATOR = re.compile(r"\W*\d{1,2}[.)]\s*$")
_MARKUP = re.compile(r"[*_]{1,3}\s+")
_PAIRS = {"(": ")", "[": "]"}


def sentence_ends(
    paragraph: str, language: str, abbreviations: frozenset[str], *, ordinal_dot: bool
) -> list[int]:
    """Returns the offsets at which sentences of one paragraph end, white space included.

    sentencex proposes; a boundary is taken back after an abbreviation, an initial, a German
    ordinal ("10. Januar"), and inside brackets that close later.
    """
    from sentencex import get_sentence_boundaries

    proposed = [
        _past_markup(paragraph, int(found["end_index"]))
        for found in get_sentence_boundaries(language, paragraph)
    ]
    inside = _bracketed(paragraph)
    return [
        end
        for end in proposed
        if end < len(paragraph)
        and not inside[end]
        and not _goes_on(paragraph[:end], paragraph[end:], abbreviations, ordinal_dot)
    ]


def _past_markup(paragraph: str, end: int) -> int:
    """Marks that close bold or italic text belong to the sentence before them."""
    closing = _MARKUP.match(paragraph, end)
    return closing.end() if closing else end


def _goes_on(before: str, after: str, abbreviations: frozenset[str], ordinal_dot: bool) -> bool:
    if _ENUMERATOR.match(before):
        return True
    if after[:1].islower():
        return before.rstrip().endswith(".")
    found = _LAST_WORD.search(before[-40:])
    if not found:
        return False
    word = found.group(1)
    if ordinal_dot and _ORDINAL.match(word):
        return True
    return word.casefold() in abbreviations or bool(_INITIAL.match(word))


def _bracketed(paragraph: str) -> list[bool]:
    """For each offset, whether a bracket opened before it closes at or after it."""
    inside = [False] * (len(paragraph) + 1)
    opened: list[tuple[str, int]] = []
    for position, character in enumerate(paragraph):
        if character in _PAIRS:
            opened.append((_PAIRS[character], position))
        elif opened and character == opened[-1][0]:
            start = opened.pop()[1] + 1
            inside[start : position + 1] = [True] * (position + 1 - start)
    return inside

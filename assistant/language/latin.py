"""Sentence ends in languages written with Latin letters."""

from __future__ import annotations

import re

from assistant.language.brackets import bracketed

_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.[\"'\u201d\u2019\u00bb)]*\s*$")
_FIRST_WORD = re.compile(r"[\"'(\u201c\u201e\u00bb]*([^\W\d_]{2,})")
_INITIAL = re.compile(r"^[^\W\d_]$")
_UNIT_END = re.compile(
    r"(?:°[CFK]|(?<![\d.,])\d+(?:[.,]\d+)*[ \u00a0]?[tghlm]|\w/[hsmgltadLJK]"
    # Capitals are initials as well, so that a number in running text must stand before them.
    r"|(?<=[a-zäöüß][ \u00a0])(?!(?:1[5-9]|20)\d\d\D)\d+(?:[.,]\d+)*[ \u00a0]?[WVKA])"
    r"\.[\"'\u201d\u2019\u00bb)]*\s+(?=[\"'(\u201c\u201e\u00ab]?[^\W\d_a-zäöüß])"
)
"""A unit of a single letter at the end of a sentence; it looks like an initial."""
_ORDINAL = re.compile(r"^\d{1,2}$")
_ENUMERATOR = re.compile(r"\W*\d{1,2}[.)]\s*$")
_LABEL = re.compile(r"[\W\d]*(\*\*|__)[^*_]+\1\s*$")
_MARKUP = re.compile(r"[*_]{1,3}\s+")
_PAIRS = {"(": ")", "[": "]"}
_NEAR = 40
"""Characters around a boundary that decide about it."""


def sentence_ends(
    paragraph: str,
    language: str,
    abbreviations: frozenset[str],
    openers: frozenset[str],
    *,
    ordinal_dot: bool,
) -> list[int]:
    """Returns the offsets at which sentences of one paragraph end, white space included.

    sentencex proposes; a boundary is taken back after an abbreviation, an initial, a German
    ordinal ("10. Januar"), and inside brackets that close later. Words of ``openers`` have a
    capital at the beginning of a sentence only, so that one ends even there ("in the U.S. The").
    What sentencex takes for an initial and is a unit ends one as well ("at 30 °C. Fans").
    """
    from sentencex import get_sentence_boundaries

    units = {match.end() for match in _UNIT_END.finditer(paragraph)}
    proposed = {
        _past_markup(paragraph, int(found["end_index"]))
        for found in get_sentence_boundaries(language, paragraph)
    }
    inside = bracketed(paragraph, _PAIRS)
    return [
        end
        for end in sorted(proposed | units)
        if end < len(paragraph)
        and not inside[end]
        and (end in units or not _goes_on(paragraph, end, abbreviations, openers, ordinal_dot))
    ]


def _past_markup(paragraph: str, end: int) -> int:
    """Marks that close bold or italic text belong to the sentence before them."""
    closing = _MARKUP.match(paragraph, end)
    return closing.end() if closing else end


def _goes_on(
    paragraph: str,
    end: int,
    abbreviations: frozenset[str],
    openers: frozenset[str],
    ordinal_dot: bool,
) -> bool:
    before, after = paragraph[max(0, end - _NEAR) : end], paragraph[end : end + _NEAR]
    if end <= _NEAR and (_ENUMERATOR.match(before) or _LABEL.match(before)):
        return True
    if after[:1].islower():
        return before.rstrip().endswith(".")
    found = _LAST_WORD.search(before)
    if not found or _opens(after, openers):
        return False
    word = found.group(1)
    if ordinal_dot and _ORDINAL.match(word):
        return True
    return word.casefold() in abbreviations or bool(_INITIAL.match(word))


def _opens(after: str, openers: frozenset[str]) -> bool:
    first = _FIRST_WORD.match(after)
    return bool(first and first[1].istitle() and first[1].lower() in openers)

"""Abbreviations and the words that they stand for: "Graphics Processing Unit (GPU)"."""

from __future__ import annotations

import re

from assistant.language import fold

_SHORT = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2,6}(?![A-Za-z0-9]|-\d)")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_BESIDE = r"[\s'’\"“”„*_]*"
_BRACKETS = (
    rf"(?P<before>[^\s()（）][^()（）\n]{{0,60}}?){_BESIDE}[(（]{_BESIDE}{{short}}s?(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9]){{short}}s?{_BESIDE}[(（](?P<within>[^()（）\n]{{2,60}})[)）]"
)
_DENSE = re.compile(r"[ァ-ヶー一-龥]{4,}")
_SAID = re.compile(
    r"\b(?:stands? for|short for|abbreviat\w*|acronym)\b"
    r"|\b(?:steh(?:t|en) für|kurz für|abkürzung|kürzel)\b|の略|略称|略語|頭文字"
)


def abbreviations(question: str) -> tuple[str, ...]:
    """Returns the abbreviations that a question holds, in order."""
    return tuple(dict.fromkeys(_SHORT.findall(question)))


def spells_out(text: str, short: str) -> bool:
    """Whether a text says what an abbreviation stands for: in brackets beside it, or in so many
    words."""
    if short not in text:
        return False
    beside = re.finditer(_BRACKETS.replace("{short}", re.escape(short)), text)
    for found in beside:
        words = found["before"] or found["within"]
        if _initials_of(words, short) or _DENSE.search(words):
            return True
    return _SAID.search(fold(text)) is not None


def _initials_of(words: str, short: str) -> bool:
    """Whether the letters begin words that stand together; one word may begin several of them."""
    initials = "".join(word[0] for word in _WORD.findall(words)).upper()
    letters = "".join(
        letter for word in _WORD.findall(words) for letter in word if letter.isupper()
    )
    return short in initials or short in letters or _is_compound(words, short)


def _is_compound(words: str, short: str) -> bool:
    """Whether one word is written together of what the letters begin: Grafikprozessor."""
    return any(
        word[0].upper() == short[0] and len(word) > 3 * len(short) for word in _WORD.findall(words)
    )

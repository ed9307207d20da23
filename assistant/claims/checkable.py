"""Whether a sentence states anything that sources could bear out or deny."""

from __future__ import annotations

import re
import unicodedata

from assistant.claims.wording import words
from assistant.language import fold
from assistant.quantities import parse

_QUESTION = re.compile(
    r"[?？][\s」』”\"')）]*$|(?:です|ます|でしょう|だろう|ません|の)か[。.]?[\s」』]*$"
)
_MARKS = re.compile(r"^(?:[\s\"'“”„«»「『（(#*>・\-\d.)]|\[[ x]\]|\[\^?\d+\]:?)+")
_BARE = re.compile(r"[:：]\s*$|^!?\[[^\]]*\]\([^)]*\)$")
"""What a list or an image begins with: a label that ends in a colon, a link alone."""
_STRETCH = 4
_LONG = 80
_VARIED = 0.25
"""Share of the stretches of a long text that differ, below which it only repeats itself; written
ones of 300 characters and more have over 0.67."""


def is_checkable(sentence: str, language: str) -> bool:
    """Whether a sentence is a statement, not a question, a request, a greeting or an opinion.

    Only the writer's own opinion is set aside: what others are said to think can be checked.
    """
    text = _MARKS.sub("", fold(sentence)).strip()
    if not any(unicodedata.category(character)[0] in "LN" for character in text) or _repeats(text):
        return False
    if _QUESTION.search(sentence.strip()) or _BARE.search(sentence.strip()):
        return False
    if words("greeting", language).search(text) and not parse(sentence, language):
        return False
    by_others = words("attributed", language).search(text)
    kinds = ("request",) if by_others else ("request", "opinion")
    return not any(words(kind, language).search(text) for kind in kinds)


def _repeats(text: str) -> bool:
    """Whether a text says the same few words over and over; the judge finds anything in those."""
    stretches = [text[at : at + _STRETCH] for at in range(len(text) - _STRETCH + 1)]
    return len(text) >= _LONG and len(set(stretches)) < _VARIED * len(stretches)

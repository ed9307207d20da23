"""What a text names only to rule it out: the second of "ASL-2, not ASL-3"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.claims.wording import words
from assistant.language import fold
from assistant.types import Evidence


@lru_cache(maxsize=1 << 12)  # the sentences near one claim are near others
def affirmed(text: str, language: str) -> str:
    """Returns a text with blanks in the place of what it rules out, so that offsets stay.

    >>> affirmed("It costs $25,000, not $40,000.", "en")
    'It costs $25,000             .'
    """
    if not words("contrast", language).search(fold(text)):
        return text
    kept = list(text)
    for start, end in _ruled_out(text, language):
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def affirming(evidence: Evidence) -> Evidence:
    """Returns a sentence with only what it affirms."""
    text = affirmed(evidence.text, evidence.language)
    if text == evidence.text:
        return evidence
    kept = [one for one in evidence.quantities if not text[one.start - evidence.start].isspace()]
    return replace(evidence, text=text, quantities=tuple(kept))


def _ruled_out(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text; folding makes some characters longer."""
    places = [place for place, one in enumerate(text) for _ in fold(one)]
    for match in words("contrast", language).finditer("".join(map(fold, text))):
        yield places[match.start()], places[match.end() - 1] + 1

"""What a text names only to rule it out: the second of "ASL-2, not ASL-3"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.claims.wording import words
from assistant.language import fold
from assistant.quantities import parse
from assistant.types import Evidence

_LEVEL = re.compile(r"[A-Z]{2,4}-\d")


@lru_cache(maxsize=1 << 12)  # the sentences near one claim are near others
def affirmed(text: str, language: str) -> str:
    """Returns a text with blanks in the place of what it rules out, so that offsets stay.

    >>> affirmed("It costs $25,000, not $40,000.", "en")
    'It costs $25,000             .'
    """
    for start, end in _ruled_out(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def affirming(evidence: Evidence) -> Evidence:
    """Returns a sentence with only what it affirms."""
    text = affirmed(evidence.text, evidence.language)
    if text == evidence.text:
        return evidence
    kept = [one for one in evidence.quantities if not text[one.start - evidence.start].isspace()]
    return replace(evidence, text=text, quantities=tuple(kept))


def _ruled_out(text: str, language: str) -> list[tuple[int, int]]:
    """Stretches of the text; folding makes some characters longer."""
    folded = fold(text)
    found = [(False, match) for match in words("contrast", language).finditer(folded)]
    found += [(True, match) for match in words("contrast_of_figures", language).finditer(folded)]
    if not found:
        return []
    places = [place for place, one in enumerate(text) for _ in fold(one)]
    if len(places) != len(folded):
        return []
    stretches = [(by, places[m.start()], places[m.end() - 1] + 1) for by, m in found]
    return [
        (start, end)
        for by_figure, start, end in stretches
        if not by_figure or _has_counterpart(text, start, end, language)
    ]


def _has_counterpart(text: str, start: int, end: int, language: str) -> bool:
    """Whether what is ruled out is a figure of a kind that the rest states, or a level."""
    ruled, rest = text[start:end], f"{text[:start]} {text[end:]}"
    if _LEVEL.search(ruled):
        return _LEVEL.search(rest) is not None
    kinds = [{held.kind for held in parse(part, language)} for part in (ruled, rest)]
    return bool(kinds[0] & kinds[1]) or (kinds[0] == {"count"} and bool(kinds[1]))

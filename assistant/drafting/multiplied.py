"""Which of two things a multiple makes the larger: "A is 1.9 times B" is not "B is 1.9 times A"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.language import terms

_VERB = r"(?:is|was|are|were|costs?|needs?|needed|uses?|used|consumes?|consumed|takes?|took)"
_VERB_DE = r"(?:ist|war|sind|waren|kostete?n?|brauchte?n?|verbrauchte?n?|beträgt|betrug)"
_FAR = r"(?:[^.;]|\.(?=\d))*?"
_LONGEST = 600
"""Code points of a sentence that is read: the patterns take the square of its length."""
_PARTS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        rf"(?P<more>.+?)\b{_VERB}\b{_FAR}\b(?:times|twice|double|triple)\b(?P<less>[^.;,]+)", re.I
    ),
    "de": re.compile(
        rf"(?P<more>.+?)\b{_VERB_DE}\b{_FAR}(?:mal\b|\w*fache[ns]?\b|\bdoppelt\b)(?P<less>[^.;,]+)",
        re.I,
    ),
    "ja": re.compile(
        r"(?P<more>.+?)[はが](?P<less>[^。、]+?)の(?:約|およそ|ほぼ)?[\d.〇一二三四五六七八九十]+倍"
    ),
}


def is_inverted(text: str, other: str, language: str) -> bool:
    """Whether two sentences of a language say of a multiple which is the larger one differently."""
    one, two = _sides(text, language), _sides(other, language)
    if one is None or two is None:
        return False
    straight = len(one[0] & two[0]) + len(one[1] & two[1])
    return len(one[0] & two[1]) + len(one[1] & two[0]) > straight


def _sides(text: str, language: str) -> tuple[set[str], set[str]] | None:
    """The words of the larger and of the smaller thing, less what both have."""
    found = _PARTS[language].match(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    more, less = (set(terms(found[name], language)) for name in ("more", "less"))
    return more - less, less - more

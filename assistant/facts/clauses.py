"""The clauses of a sentence: how far a figure's subject and verb reach."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAKS = {
    "en": re.compile(
        r"[;:](?=\s)|,\s+(?=(?:but|and|while|whereas|which|although|however|or)\b)|\s+(?=(?:but|while|whereas|although)\b)"
        r"|(?<=[’'”\"])\s|,\s+(?=['‘“\"])|(?<=,)\s+(?=[‘“'\"])"
    ),
    "de": re.compile(
        r"[;:](?=\s)|,\s+(?=(?:aber|und|während|wobei|doch|jedoch|sondern|der|die|das|dass|weil|oder)\b)|\s+(?=(?:während|wogegen)\b)"
    ),
    "ja": re.compile(r"[、；，](?!\d)|(?<=が)、"),
}


class Clauses:
    """A sentence cut into clauses, by offsets into it."""

    def __init__(self, text: str, language: str) -> None:
        pattern = _BREAKS.get(language, _BREAKS["en"])
        cuts = [match.end() for match in pattern.finditer(text)]
        self.text = text
        self.starts = [0, *cuts]
        self.ends = [*cuts, len(text)]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Returns the number of the clause that an offset lies in."""
        return bisect_right(self.starts, offset) - 1

    def words(self, place: int) -> str:
        """Returns the text of a clause."""
        return self.text[self.starts[place] : self.ends[place]]

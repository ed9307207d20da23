"""Stretches of a text that are taken, none overlapping another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Spans:
    """Answers in logarithmic time whether a stretch is still free."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Spans:
        """Returns the given spans; of two that overlap the first one stays."""
        taken = cls()
        for start, end in spans:
            taken.take(start, end)
        return taken

    def take(self, start: int, end: int) -> bool:
        """Takes a stretch if it is free; returns whether it was."""
        place = bisect_right(self.starts, start)
        after = place < len(self.starts) and self.starts[place] < end
        if after or (place and self.ends[place - 1] > start):
            return False
        self.starts.insert(place, start)
        self.ends.insert(place, end)
        return True

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in one of them."""
        place = bisect_right(self.starts, offset)
        return place > 0 and offset < self.ends[place - 1]

    def blanked(self, text: str, blank: str) -> str:
        """Returns the text with one character in place of each that is taken."""
        return "".join(self._pieces(text, blank))

    def _pieces(self, text: str, blank: str) -> Iterator[str]:
        position = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            yield text[position:start]
            yield blank * (end - start)
            position = end
        yield text[position:]

"""A drafted text -> its sentences with the passages that each cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.language import split_sentences
from assistant.types import Language

_NUMBERS = r"[\[【［]\s*\d{1,2}(?:\s*[,、，]\s*\d{1,2})*\s*[\]】］]"
_MARKS = re.compile(rf"\s*({_NUMBERS})")
_AFTER_END = re.compile(rf"([.!?。！？]+[\"”“」』]?)((?:\s*{_NUMBERS})+)")
_NUMBER = re.compile(r"\d{1,2}")
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
"""What some models write for themselves before they answer."""
_MONTH = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"  # 3. Mai
)
_BULLET = re.compile(rf"^\s*(?:[-–*](?=\s)|[•・]|\d{{1,2}}[.)](?=\s)(?!\s*(?:{_MONTH})\b))\s*")
_UNSETTLED = re.compile(rf"(?:\s*(?:{_NUMBERS}|[\[【［][\d\s,、，]*|<[/a-z]*))*\s*\Z")
"""Marks at the end of what has come so far: they may be cut, and belong to what stands before."""
_ENDED = re.compile(rf"(?:[.!?。！？…][\"'”“’»」』)）]*|{_NUMBERS})\s*\Z")
"""How a text ends that was not broken off."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and the numbers in them."""

    text: str
    numbers: tuple[int, ...]


def marked_sentences(words: Iterable[str], language: Language) -> Iterator[Marked]:
    """Yields the sentences of a text that comes in pieces, each as soon as the next one begins.

    Half a sentence at the end, where a server died or had no room, says something else than whole.
    """
    text, done = "", 0
    for piece in words:
        text += piece
        # The last one may go on, or its marks may follow.
        found = _sentences(_UNSETTLED.sub("", text), language)
        yield from found[done:-1]
        done = max(done, len(found) - 1)
    found = _sentences(text, language)
    yield from found[done:] if _ENDED.search(text) else found[done:-1]


def unmarked(text: str) -> str:
    """Returns a sentence without its marks."""
    return _MARKS.sub("", text).strip()


def _sentences(text: str, language: Language) -> list[Marked]:
    answer = _THOUGHTS.sub("", text)
    moved = _AFTER_END.sub(lambda found: found[2] + found[1], answer)
    lines = "\n\n".join(_BULLET.sub("", line) for line in moved.splitlines())
    spans = split_sentences(lines, language)
    return [_marked(lines[span.start : span.end]) for span in spans]


def _marked(sentence: str) -> Marked:
    numbers = [int(n) for marks in _MARKS.findall(sentence) for n in _NUMBER.findall(marks)]
    return Marked(unmarked(sentence), tuple(dict.fromkeys(numbers)))

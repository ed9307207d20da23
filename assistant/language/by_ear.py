"""Full names in a text that sound like names known from elsewhere, across scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.names import consonants

_KATAKANA = "ァ-ヶー"
_FULL_NAME = {
    True: re.compile(rf"(?<![{_KATAKANA}・])[{_KATAKANA}]++(?:・[{_KATAKANA}]++)++"),
    False: re.compile(r"(?<![\w'-])[A-ZÀ-Þ](?:\w|['-](?=\w))*+(?: [A-ZÀ-Þ](?:\w|['-](?=\w))*+)++"),
}
_PART = re.compile(rf"[{_KATAKANA}]+|[^\W\d_{_KATAKANA}]+")
_LONGEST = 4
_Sounds = tuple[str, ...]


def heard(text: str, source: str, known: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yields start and end of each full name in a text, and the known name it sounds like."""
    japanese = source == "ja"
    by_sound = _by_sound(known, katakana=not japanese)
    if not by_sound:
        return
    for run in _FULL_NAME[japanese].finditer(text):
        words = [
            (run.start() + word.start(), run.start() + word.end(), _sound(word.group()))
            for word in _PART.finditer(run.group())
        ]
        for first, last in _stretches(len(words), whole=japanese):
            name = by_sound.get(tuple(sound for _, _, sound in words[first:last]))
            if name:
                yield words[first][0], words[last - 1][1], name


def _stretches(count: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """Katakana names end where their run does; capitals may be those of other words."""
    if whole:
        yield 0, count
        return
    for first in range(count - 1):
        for last in range(min(count, first + _LONGEST), first + 1, -1):
            yield first, last


@lru_cache(maxsize=16)
def _by_sound(known: tuple[str, ...], *, katakana: bool) -> dict[_Sounds, str]:
    """The names of two words and more that are in katakana, or those that are not."""
    found: dict[_Sounds, str] = {}
    for name in known:
        words = _PART.findall(name)
        sounds = tuple(map(_sound, words))
        script = all("ァ" <= word[0] <= "ー" for word in words)
        if len(words) > 1 and script == katakana and len("".join(sounds)) > 2:
            found.setdefault(sounds, name)
    return found


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return consonants(word)

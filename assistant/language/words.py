"""Words of languages that set them apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

_WORD = re.compile(r"\d+(?:[.,'\u2019]\d+)*|[^\W_]+")
_MARKS = re.compile(r"[.,'\u2019]")


def folded_words(text: str) -> Iterator[str]:
    """Yields words and numbers of folded text; numbers without their marks ("1,287" -> "1287")."""
    for match in _WORD.finditer(text):
        word = match.group()
        yield _MARKS.sub("", word) if word[0].isdigit() else word


@cache
def stemmer(algorithm: str) -> Callable[[str], str]:
    """Returns Snowball's stemming function of that name.

    Source: M. F. Porter, Snowball: A language for stemming algorithms (2001).
    """
    import snowballstemmer

    # PyStemmer, where it is installed, is behind the same call.
    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return lru_cache(maxsize=1 << 16)(stem)

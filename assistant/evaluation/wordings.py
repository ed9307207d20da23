"""Words that a document should hold and does not -> where they stand instead."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from assistant.language import visible
from assistant.types import Document

_CLUSTER = re.compile(r"\S[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")
"""A character with the marks that are combined with it."""
_MARKS = dict.fromkeys(map(ord, '‘’‚‛`“”„‟"«»'), "'")


def absent(words: str, listed: Sequence[str], known: Mapping[str, Document]) -> str | None:
    """Returns what holds words that none of some documents holds, in a few words.

    Args:
        words: as they should stand.
        listed: the documents that should hold them; at least one.
        known: all documents, by name.

    Returns:
        ``None`` where one does hold them; ``""`` where nothing is to be said.
    """
    if any(words in known[name].text for name in listed):
        return None
    for name in listed:
        if (found := like(words, known[name].text)) is not None:
            subject = "it" if len(listed) == 1 else name
            return f"; {subject} holds {json.dumps(found, ensure_ascii=False)} instead"
    return next((f"; {name} holds it" for name, one in known.items() if words in one.text), "")


def like(words: str, text: str) -> str | None:
    """Returns the stretch of a text that is written otherwise but reads the same.

    Blanks, width, marks of quotation and the form of Unicode are left out of account.
    """
    sought, _ = _view(words)
    view, offsets = _view(text)
    start = view.find(sought) if sought else -1
    if start < 0:
        return None
    return text[offsets[start][0] : offsets[start + len(sought) - 1][1]]


@lru_cache(maxsize=64)
def _view(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """The text as it is compared, and for every letter where it stands in the text."""
    letters: list[str] = []
    offsets: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        plain = _plain(cluster.group())
        letters.append(plain)
        offsets += [cluster.span()] * len(plain)
    return "".join(letters), offsets


@lru_cache(maxsize=65_536)
def _plain(cluster: str) -> str:
    return "".join(normalize("NFKC", visible(cluster)).translate(_MARKS).split())

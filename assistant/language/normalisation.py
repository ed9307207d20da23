"""One view of a text for matching; the text itself, and every offset into it, stays as it is."""

from __future__ import annotations

import unicodedata

_INVISIBLE = (
    *range(0x200B, 0x2010),  # zero-width characters and direction marks
    *range(0x202A, 0x202F),  # bidirectional embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, isolates
    *range(0xE0000, 0xE0080),  # tag characters
    0x00AD,  # soft hyphen
    0x061C,
    0xFEFF,
)
_REMOVED = dict.fromkeys(_INVISIBLE)


def visible(text: str) -> str:
    """Returns the text without characters that a reader cannot see, for index and prompts.

    They carry hidden instructions and break words for a search; quotes keep them.
    """
    return text.translate(_REMOVED)


def fold(text: str) -> str:
    """Returns the text as it is compared: visible, NFKC, case-folded. Offsets do not survive."""
    return unicodedata.normalize("NFKC", visible(text)).casefold()

"""One view of a text for matching; the text itself, and every offset into it, stays as it is."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = (
    "\u00ad"  # soft hyphen
    "\u061c"
    "\u200b-\u200f"  # zero-width characters and direction marks
    "\u202a-\u202e"  # bidirectional embeddings and overrides
    "\u2060-\u206f"  # word joiner, isolates
    "\ufeff"
    "\U000e0000-\U000e007f"  # tag characters
)
_JOINED = (
    "\u0600-\u07ff\u0860-\u109f\u1780-\u18af"  # scripts from Arabic to Mongolian
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"  # emoji and their modifiers
)
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
"""England, Scotland and Wales: the only emoji that are spelt with tag characters."""
_REMOVED = re.compile(f"({_FLAGS}|(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}]))|[{_INVISIBLE}]")


def visible(text: str) -> str:
    """Returns the text without characters that a reader cannot see, for index and prompts.

    They carry hidden instructions and break words for a search; quotes keep them. Joiners stay
    where they shape what is seen: in emoji, and in scripts like Arabic and Devanagari.
    """
    return _REMOVED.sub(r"\1", text)


def whole_characters(text: str) -> str:
    """Returns the text with halves of characters, which JSON escapes can hold, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def fold(text: str) -> str:
    """Returns the text as it is compared: visible, NFKC, case-folded. Offsets do not survive."""
    return unicodedata.normalize("NFKC", visible(text)).casefold()

"""A text as the parser reads it: one character for each of the original, so offsets are shared."""

from __future__ import annotations

_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_TABLE = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **{ord(space): 0xA0 for space in _SPACES},
    **{0x2080 + digit: ord("0") + digit for digit in range(10)},  # CO₂
    0x3000: ord(" "),
    0x3BC: 0xB5,  # μ as it is typed -> the micro sign
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\u00ad"), ord("-")),
    **dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015"), ord("–")),
    **dict.fromkeys(map(ord, "〜∼～"), ord("~")),
    **dict.fromkeys(map(ord, "‘’ʼ′´"), ord("'")),
    **dict.fromkeys(map(ord, "“”″"), ord('"')),
    ord("･"): ord("・"),
    ord("\t"): ord(" "),
    0xFFE5: ord("¥"),
    0xFFE1: ord("£"),
}

NO_BREAK = "\u00a0"
"""What every space but the plain one becomes; thousands may be set apart by it."""


def flat(text: str) -> str:
    """Returns a text of the same length with one form for each digit, dash, space and quote."""
    return text.translate(_TABLE)

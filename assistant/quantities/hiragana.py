"""Numbers spelled out in hiragana: さんびゃくごじゅう."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.numeral import ONE
from assistant.quantities.patterns import longest_first

_DIGITS = {
    reading: value
    for value, readings in enumerate(
        "ぜろ/れい いち/いっ に さん よん/し ご ろく/ろっ なな/しち はち/はっ きゅう/く".split()
    )
    for reading in readings.split("/")
}
_TENS = {
    **{"じゅう": 10, "じゅっ": 10, "ひゃく": 100, "びゃく": 100, "ぴゃく": 100},
    **{"せん": 1000, "ぜん": 1000},
}
_MYRIADS = {"まん": 10**4, "おく": 10**8, "ちょう": 10**12}
_READING = re.compile(longest_first((*_DIGITS, *_TENS, *_MYRIADS)))
SPOKEN = re.compile(
    rf"""
    (?:^|(?<=[\s、。，,．:：]))
    (?!に(?![いさよごろなはきじひせ])|し(?!ち)|く)
    (?:{_READING.pattern})+
    (?=$|[\s、。，,．!?]|どる)
    """,
    re.VERBOSE,
)
"""A word of readings that stands by itself; most syllables are other words inside a text."""


def spoken_number(word: str) -> Decimal:
    """Returns the value of a word that ``SPOKEN`` has matched."""
    total, section, digits = Decimal(0), Decimal(0), ""
    for match in _READING.finditer(word):
        piece = match.group()
        if piece in _DIGITS:
            digits += str(_DIGITS[piece])
        elif piece in _TENS:
            section += Decimal(digits or 1) * _TENS[piece]
            digits = ""
        else:
            total += (section + Decimal(digits or 0) or ONE) * _MYRIADS[piece]
            section, digits = Decimal(0), ""
    return total + section + Decimal(digits or 0)

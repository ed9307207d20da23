"""Parts of a whole as people write them: two thirds, zwei Drittel, 3分の2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from assistant.types import Language

_LARGEST_PART = 12
_CLOSE = Decimal("1e-9")
_WRITTEN = re.compile(r"^\D*$|分の|/|[⅐-⅞¼-¾]")
"""What a text holds where it names a part, rather than a factor such as 0.5x."""
_COUNTS: Mapping[str, str] = {
    "en": "one two three four five six seven eight nine ten eleven",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf",
}
_PARTS: Mapping[str, str] = {
    "en": "third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "de": "Drittel Viertel Fünftel Sechstel Siebtel Achtel Neuntel Zehntel Elftel Zwölftel",
}
_HALF: Mapping[str, str] = {"en": "half", "de": "die Hälfte", "ja": "半分"}


def fraction_words(number: Decimal, written: str, language: Language) -> str:
    """Returns a number below one as a part of the whole, or nothing where it is none.

    Args:
        written: how the text has it.
    """
    part = Fraction(number).limit_denominator(_LARGEST_PART)
    exact = Decimal(part.numerator) / part.denominator
    if not 0 < part < 1 or abs(number - exact) > _CLOSE:
        return ""
    if part.denominator in (2, 4, 5, 8, 10) and not _WRITTEN.search(written):
        return ""
    return _named(part, language)


def _named(part: Fraction, language: Language) -> str:
    if part.denominator == 2:
        return _HALF[language]
    if language == "ja":
        return f"{part.denominator}分の{part.numerator}"
    count = _COUNTS[language].split()[part.numerator - 1]
    name = _PARTS[language].split()[part.denominator - 3]
    return f"{count} {name}" + ("s" if language == "en" and part.numerator > 1 else "")

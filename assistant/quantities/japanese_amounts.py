"""Units that only Japanese writes: 割分厘, a unit before its number, a half after it."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.kanji import whole_number
from assistant.quantities.numeral import ARITHMETIC, Numeral
from assistant.quantities.units import Unit, UnitNames

_DIGIT = r"[\d〇一二三四五六七八九]"
_TENTHS = re.compile(
    rf" ?割(?:(?P<one>{_DIGIT}) ?分(?!の))?(?:(?P<tenth>{_DIGIT}) ?厘)?(?P<half>半)?(?:引き?(?![きくけ]))?", re.ASCII
)
_HUNDREDTHS = re.compile(r"(?:百|100) ?分 ?の$")
_BEFORE = re.compile(r"(?P<name>大さじ|小さじ|摂氏|華氏|時速|毎時|秒速|毎秒|分速|毎分|セ氏|カ氏) ?(?:約)?$")
_SPOONS = {"大さじ": "tablespoon", "小さじ": "teaspoon"}
_DEGREES = {"摂氏": "degC", "セ氏": "degC", "華氏": "degF", "カ氏": "degF"}
_TIMES = {"時速": "hour", "毎時": "hour", "秒速": "second", "毎秒": "second", "分速": "minute", "毎分": "minute"}
_DEGREE = re.compile(r" ?度")
_HALF = re.compile(r"半(?![径ば導])")

Found = tuple[Unit, Decimal | None, int, int]
"""The unit, the number in it, and the span."""


def japanese_unit(text: str, numeral: Numeral, units: UnitNames) -> Found | None:
    """Returns the unit of a numeral where it is one that only Japanese writes."""
    return (
        _tenths(text, numeral)
        or _named_before(text, numeral, units)
        or _with_half(text, numeral, units)
    )


def _tenths(text: str, numeral: Numeral) -> Found | None:
    """3割8分7厘 is 38.7 percent."""
    match = _TENTHS.match(text, numeral.end)
    if match is None or numeral.value is None:
        return None
    value = ARITHMETIC.multiply(numeral.value, Decimal(10))
    for name, share in (("one", Decimal(1)), ("tenth", Decimal("0.1"))):
        if match[name]:
            value += ARITHMETIC.multiply(whole_number(match[name]) or Decimal(0), share)
    if match["half"]:
        value += 5
    return Unit("%", "percent", Decimal(1)), value, numeral.start, match.end()


def _named_before(text: str, numeral: Numeral, units: UnitNames) -> Found | None:
    """大さじ2, 摂氏30度, 時速120キロメートル."""
    window = text[max(0, numeral.start - 5) : numeral.start]
    match = _BEFORE.search(window)
    if match is None:
        return None
    name, start = match["name"], numeral.start - len(window) + match.start()
    if name in _SPOONS:
        return Unit(_SPOONS[name], "measure"), numeral.value, start, numeral.end
    if name in _DEGREES:
        degree = _DEGREE.match(text, numeral.end)
        end = degree.end() if degree else numeral.end
        return Unit(_DEGREES[name], "measure"), numeral.value, start, end
    found = units.prefix_of(text, numeral.end)
    if found is None or found[0].kind != "measure":
        return None
    return Unit(f"{found[0].name}/{_TIMES[name]}", "measure"), numeral.value, start, found[1]


def _with_half(text: str, numeral: Numeral, units: UnitNames) -> Found | None:
    """3年半, 2時間半."""
    found = units.prefix_of(text, numeral.end)
    if found is None or found[0].kind != "duration" or numeral.value is None:
        return None
    half = _HALF.match(text, found[1])
    if half is None:
        return None
    return found[0], numeral.value + Decimal("0.5"), numeral.start, half.end()

"""Units that only Japanese writes: 割分厘, a unit before its number, a half after it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.quantities.amount import Amount
from assistant.quantities.kanji import whole_number
from assistant.quantities.numeral import ARITHMETIC, Numeral
from assistant.quantities.patterns import either
from assistant.quantities.units import Unit, UnitNames

_DIGIT = r"[\d〇一二三四五六七八九]"
_TENTHS = re.compile(
    rf" ?割(?:(?P<one>{_DIGIT}) ?分(?!の{_DIGIT}))?(?:(?P<tenth>{_DIGIT}) ?厘)?(?P<half>半)?"
    r"(?:引き?(?![きくけ]))?",
    re.ASCII,
)
_SPOONS = {"大さじ": "tablespoon", "小さじ": "teaspoon"}
_DEGREES = {"摂氏": "degC", "セ氏": "degC", "華氏": "degF", "カ氏": "degF"}
_SPEEDS = {
    **{"時速": "hour", "毎時": "hour", "分速": "minute", "毎分": "minute"},
    **{"秒速": "second", "毎秒": "second"},
}
_BEFORE = re.compile(rf"(?P<name>{either(*_SPOONS, *_DEGREES, *_SPEEDS)}) ?約?$")
_LONGEST_BEFORE = 5
_NEAR = 20
"""Characters before a number in which its measure is named."""
_DEGREE = re.compile(r" ?度")
_KILO = re.compile(r" ?キロ(?![ァ-ヶー])")
_WEIGHED = re.compile(
    r"(?:CO2|二酸化炭素|温室効果ガス|排出量|重さ|重量|体重|目方)"
    r"(?:年間|1人当たり|合計|約|およそ|[はがをのも、 ]){0,4}$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"(?:の(?:距離|道)|ほど|分)?(?:を?[走歩移進]|離れ|先)")
_WEIGHED_BEHIND = re.compile(
    r"(?:分?の|もの)?(?:CO2|二酸化炭素|温室効果ガス)|(?:を|も|が)?(?:排出|痩せ|やせ|太っ|[増減]量)",
    re.IGNORECASE,
)
"""What makes a bare キロ one of weight and not of distance."""
_HALF = re.compile(r"半(?![径ば導])")


def japanese_amount(text: str, numeral: Numeral, units: UnitNames) -> Amount | None:
    """Returns the amount around a numeral where its unit is one that only Japanese writes."""
    return (
        _tenths(text, numeral)
        or _named_before(text, numeral, units)
        or _by_weight(text, numeral)
        or _with_half(text, numeral, units)
    )


def _tenths(text: str, numeral: Numeral) -> Amount | None:
    """3割8分7厘 is 38.7 percent."""
    match = _TENTHS.match(text, numeral.end)
    if match is None:
        return None
    amount = Amount.of(numeral, match.end(), Unit("%", "percent", Decimal(10)))
    if amount.value is None:
        return amount
    shares = (("one", Decimal(1)), ("tenth", Decimal("0.1")))
    more = sum((whole_number(match[name]) or 0) * share for name, share in shares if match[name])
    return replace(amount, value=amount.value + more + (5 if match["half"] else 0))


def _named_before(text: str, numeral: Numeral, units: UnitNames) -> Amount | None:
    """大さじ2, 摂氏30度, 時速120キロメートル."""
    window = text[max(0, numeral.start - _LONGEST_BEFORE) : numeral.start]
    match = _BEFORE.search(window)
    if match is None:
        return None
    name, start = match["name"], numeral.start - len(window) + match.start()
    if name in _SPOONS:
        return Amount.of(numeral, numeral.end, Unit(_SPOONS[name], "measure"), start=start)
    if name in _DEGREES:
        degree = _DEGREE.match(text, numeral.end)
        end = degree.end() if degree else numeral.end
        return Amount.of(numeral, end, Unit(_DEGREES[name], "measure"), start=start)
    found = units.prefix_of(text, numeral.end)
    if found is None or found[0].kind != "measure":
        return None
    speed = replace(found[0], name=f"{found[0].name}/{_SPEEDS[name]}")
    return Amount.of(numeral, found[1], speed, start=start)


def _by_weight(text: str, numeral: Numeral) -> Amount | None:
    """502キロのCO2, 体重60キロ."""
    kilo = _KILO.match(text, numeral.end)
    if kilo is None or _MOVED.match(text, kilo.end()):
        return None
    before = text[max(0, numeral.start - _NEAR) : numeral.start]
    weighed = _WEIGHED.search(before) or _WEIGHED_BEHIND.match(text, kilo.end())
    return Amount.of(numeral, kilo.end(), Unit("kg", "measure")) if weighed else None


def _with_half(text: str, numeral: Numeral, units: UnitNames) -> Amount | None:
    """3年半, 2時間半."""
    found = units.prefix_of(text, numeral.end)
    if found is None or found[0].kind != "duration" or numeral.value is None:
        return None
    half = _HALF.match(text, found[1])
    if half is None:
        return None
    more = ARITHMETIC.add(numeral.value, Decimal("0.5"))
    return Amount.of(replace(numeral, value=more), half.end(), found[0])

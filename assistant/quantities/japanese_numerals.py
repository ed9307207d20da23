"""Japanese numerals: whole numbers with the fractions, dozens and powers that go on with them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, DecimalException

from assistant.quantities.digits import decimal_of, fraction_at, raised, vulgar_starts
from assistant.quantities.hiragana import SPOKEN, spoken_number
from assistant.quantities.japanese_words import IDIOMS, stands_alone
from assistant.quantities.kanji import DIGITS, FORMAL_DIGIT, MARKS, MYRIADS, TENS, Read, read_number
from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral
from assistant.quantities.spans import Spans

_START = re.compile(
    rf"(?<!\d)\d|\.\d|[{''.join((*DIGITS, *TENS, *MYRIADS))}]|(?<![持古]){FORMAL_DIGIT}"
    r"|[数何](?=[十百千万億兆])|半(?=ダース|年|日|世紀)",
    re.ASCII,
)
_BY_TENS = re.compile(
    r"(?<![\d.,一二三四五六七八九十百千万億兆数何])(?P<tens>[十百千]?)(?P<myriad>[万億兆]?)"
    r"(?<=[十百千万億兆])(?=(?:[人台個件社基枚本円]|ドル|ユーロ|トン)?単位"
    r"(?:に(?:のぼ|達|上)|の(?:費用|規模|投資|資金|人|利用者|損失|赤字|黒字|需要|GPU|サーバー|チップ)"
    r"|で(?:[増減売買使失動投]|かか|導入|調達|購入|発注|消費|不足)))"
)
"""万単位で, by the ten thousand: a magnitude and no number of steps."""
_VAGUE = re.compile(r"[数何](?P<tens>[十百千]?)(?P<myriad>[万億兆]?)")
_ODD = re.compile(r"(?:余り?|あまり|数)(?P<myriad>[万億兆]?+)(?![字値式学列])")
_OVER = re.compile(r" ?分 ?の ?(?P<minus>マイナス|-)?")
_AND = re.compile(r" ?(?:と|は|又は?|また|および) ?")
_POWER = r"の(?P<sign>(?:マイナス|-)*)(?P<power>[\d一二三四五六七八九十]{1,3})乗"
_RAISED = re.compile(_POWER, re.ASCII)
_TIMES_TEN = re.compile(rf"[×x](?:10|十){_POWER}", re.ASCII)
_HALF = re.compile(r"(?:(?<![一-龥\d])|(?<=約))半(?=年|日(?!本)|世紀)")
_HALF_DOZEN = "半ダース"
_DOZEN = re.compile(r" ?ダース")
_AND_DOZEN = re.compile(r"と(?P<count>[\d〇一二三四五六七八九十]+)ダース")
_SUFFIX = re.compile(r"(?P<suffix>[kK]| ?M|bn|[BTG])(?![A-Za-z0-9])")
_SUFFIXES = {"k": 3, "m": 6, "b": 9, "bn": 9, "g": 9, "t": 12}
_HUNDREDTHS = re.compile(r"(?P<count>\d[\d,]{0,30}(?:\.\d+)?)/100(?![\d/.,]|年)", re.ASCII)
_NO_FRACTION = re.compile(r"/|年")
_HUNDREDTH = Decimal("0.01")


def numerals(text: str) -> list[Numeral]:
    """Returns the numerals of a flat Japanese text in order; they do not overlap."""
    idioms = Spans.of(match.span() for match in IDIOMS.finditer(text))
    found: list[Numeral] = []
    end = 0
    for start in _starts(text):
        if start < end or idioms.holds(start):
            continue
        numeral = _numeral(text, start)
        if numeral is not None:
            found.append(numeral)
            end = numeral.end
    return found


def _starts(text: str) -> list[int]:
    spoken = {match.start() for match in SPOKEN.finditer(text)}
    written = {match.start() for match in _START.finditer(text)}
    return sorted({*spoken, *written, *vulgar_starts(text)})


def _numeral(text: str, start: int) -> Numeral | None:
    try:
        if match := SPOKEN.match(text, start):
            return Numeral(*match.span(), spoken_number(match.group()), literal=False)
        if match := _VAGUE.match(text, start) or _BY_TENS.match(text, start):
            return _vague(match)
        if match := _HALF.match(text, start):
            return Numeral(*match.span(), Decimal("0.5"), literal=False)
        if text.startswith(_HALF_DOZEN, start):
            return Numeral(start, start + len(_HALF_DOZEN), Decimal(6), literal=False)
        return _plain_fraction(text, start) or _written(text, start)
    except DecimalException:
        return None


def _vague(match: re.Match[str]) -> Numeral:
    """数億, 数十億, 数百万."""
    scale = Decimal(MYRIADS.get(match["myriad"], 1))
    low = ARITHMETIC.multiply(Decimal(TENS.get(match["tens"], 1)), scale)
    return Numeral(*match.span(), None, low, low * 10, scale, literal=False, approximate=True)


def _written(text: str, start: int) -> Numeral | None:
    first = read_number(text, start)
    if first is None or (first.kanji and not stands_alone(text, start, first.end)):
        return None
    if part := _fraction(text, first):
        if first.value == 100 and abs(part.value) != _HUNDREDTH:
            return _in_hundredths(start, part.end, ARITHMETIC.multiply(part.value, first.value))
        return Numeral(start, part.end, part.value, fraction=True, literal=False)
    numeral = Numeral(
        start,
        first.end,
        first.value,
        scale=first.scale,
        inner=first.inner,
        literal=first.literal,
    )
    return _with_power(text, _with_more(text, _with_fraction(text, numeral)))


def _in_hundredths(start: int, end: int, value: Decimal) -> Numeral:
    return Numeral(start, end, value, literal=False, hundredths=True)


def _plain_fraction(text: str, start: int) -> Numeral | None:
    """3/5 and 1 3/5; so many of a hundred are percent; 2024/05 is a date."""
    if match := _HUNDREDTHS.match(text, start):
        value = decimal_of(match["count"], MARKS)
        if value is not None and value != 1:
            return _in_hundredths(*match.span(), value)
    fraction = fraction_at(text, start)
    if fraction is None or _NO_FRACTION.match(text, fraction.end):
        return None
    return replace(fraction, literal=False)


def _fraction(text: str, lower: Read) -> Read | None:
    """16分の5: the denominator comes first."""
    over = _OVER.match(text, lower.end)
    upper = read_number(text, over.end()) if over else None
    if over is None or upper is None or lower.value == 0:
        return None
    value = ARITHMETIC.divide(upper.value, lower.value)
    return replace(upper, value=-value if over["minus"] else value)


def _with_fraction(text: str, whole: Numeral) -> Numeral:
    """2と4分の1, 百万又50万分の25, 1また4/3."""
    joined = _AND.match(text, whole.end)
    if joined is None:
        return whole
    part: Numeral | Read | None = _plain_fraction(text, joined.end())
    if part is None:
        lower = read_number(text, joined.end())
        part = _fraction(text, lower) if lower else None
    if part is None:
        return whole
    value = ARITHMETIC.add(whole.value or ONE, part.value or ONE)
    return replace(whole, end=part.end, value=value, literal=False)


def _with_more(text: str, numeral: Numeral) -> Numeral:
    """10余万, 百二十数億, 3ダース, 300と2ダース, 15k."""
    value, end = numeral.value or Decimal(0), numeral.end
    if match := _ODD.match(text, end):
        low = ARITHMETIC.multiply(value, Decimal(MYRIADS.get(match["myriad"], 1)))
        vague = replace(numeral, value=None, low=low, approximate=True)
        return replace(vague, end=match.end(), literal=False)
    if match := _AND_DOZEN.match(text, end):
        count = read_number(text, match.start("count"))
        value = ARITHMETIC.add(value, (count.value if count else ONE) * 12)
    elif match := _DOZEN.match(text, end):
        value = ARITHMETIC.multiply(value, Decimal(12))
    elif numeral.literal and (match := _SUFFIX.match(text, end)):
        scale = Decimal(10) ** _SUFFIXES[match["suffix"].strip().lower()]
        value = ARITHMETIC.multiply(value, scale)
        numeral = replace(numeral, scale=scale)
    else:
        return numeral
    return replace(numeral, end=match.end(), value=value, literal=False)


def _with_power(text: str, numeral: Numeral) -> Numeral:
    if numeral.value is None:
        return numeral
    if match := _TIMES_TEN.match(text, numeral.end):
        value = ARITHMETIC.scaleb(numeral.value, _exponent(match))
    elif match := _RAISED.match(text, numeral.end):
        value = ARITHMETIC.power(numeral.value, _exponent(match))
    else:
        end, value = raised(text, numeral.end, numeral.value)
        return replace(numeral, end=end, value=value)
    return replace(numeral, end=match.end(), value=value, literal=False)


def _exponent(match: re.Match[str]) -> int:
    read = read_number(match["power"], 0)
    power = int(read.value) if read else 1
    return -power if match["sign"] in ("マイナス", "-") else power

"""Whole numbers in digits, kanji and the myriads 万 億 兆 京 垓, mixed as people mix them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.digits import MOST_DIGITS, Marks, decimal_of
from assistant.quantities.numeral import ARITHMETIC, ONE

MARKS = Marks(",", ".", plain_space=False)
_FORMAL = {"壱": 1, "壹": 1, "弐": 2, "貳": 2, "参": 3, "參": 3, "伍": 5}
"""Digits of contracts and banknotes; alone they are parts of words: 参加, 弐号機."""
DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_VALUES = DIGITS | _FORMAL
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "阡": 1000}
MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16, "垓": 10**20, "萬": 10**4}
FORMAL_DIGIT = rf"[{''.join(_FORMAL)}](?=[{''.join(TENS)}{''.join(MYRIADS)}円])"
_ANY_DIGIT = rf"[\d{''.join(DIGITS)}]"
_NEIGHBOURS = "|".join(f"{digit},{digit + 1}" for digit in range(1, 9))
_DECIMAL_COMMA = rf"(?!(?:{_NEIGHBOURS})(?!\d))\d+,\d(?!\d)|0,\d+"
"""1,5億, but not 5,6人, which are five or six."""
_MEASURED = (
    r"(?=[ ]?(?:[%A-Za-z千万億兆円倍割秒年度℃°]|ドル|ユーロ|ポイント|メートル|グラム|トン|キロ))"
)
_PIECE = re.compile(
    rf"""
    (?P<literal>
        (?:[1-9]|(?<=[{"".join(MYRIADS)}])0)\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?
      | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.,]?\d)
      | \d{{1,3}}(?:\ \d{{3}}){{2,}}(?:\.\d+)?(?!\d)
      | \d{{1,3}}(?:[\u00a0']\d{{3}})+(?:\.\d+)?(?!\d)
      | (?:{_DECIMAL_COMMA})(?!,){_MEASURED}
      | \d+,\d\d(?!\d)
      | \d+(?:\.\d+)?
      | \.\d+
    )
    | (?P<digits>[{"".join(DIGITS)}]{{1,{MOST_DIGITS + 1}}}|{FORMAL_DIGIT})
    | (?P<tens>[{"".join(TENS)}])
    | (?P<myriad>[{"".join(MYRIADS)}])
    | (?P<point>[点・](?={_ANY_DIGIT}))
    """,
    re.ASCII | re.VERBOSE,
)
_AFTER_POINT = re.compile(rf"{_ANY_DIGIT}+", re.ASCII)
_GAP = re.compile(rf" {{0,2}}(?=[{''.join(TENS)}{''.join(MYRIADS)}])")
_AFTER_UNIT_GAP = re.compile(r" ?(?=[\d〇一二三四五六七八九十百千])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Read:
    """A whole number as read so far."""

    end: int
    value: Decimal
    scale: Decimal
    literal: bool
    kanji: bool
    """Whether it is written without any digit."""
    inner: Decimal = ONE
    """The 千 of 三千万."""


def read_number(text: str, start: int) -> Read | None:
    """Reads 3896万4965, 四千零五万, 5億1万4千6百, 一二三, 2千万点5544."""
    reader = _Reader(text, start)
    while reader.step():
        pass
    return reader.read()


def whole_number(written: str) -> Decimal | None:
    """Returns the value of a text that is a Japanese number from beginning to end."""
    read = read_number(written, 0)
    return read.value if read and read.end == len(written) else None


@dataclass(slots=True)
class _Reader:
    """Takes piece after piece; the number is what they have added up to."""

    text: str
    start: int
    end: int = 0
    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    """Below ten thousand: what 千 百 十 have added up to."""
    digit: Decimal | None = None
    myriad: Decimal | None = None
    tens: int = 10_000
    scale: Decimal = ONE
    inner: Decimal = ONE
    literal: bool = False
    kanji: bool = True
    decimal: bool = False
    pieces: int = 0

    def step(self) -> bool:
        """Takes one more piece; returns whether there was one that fits."""
        match = _PIECE.match(self.text, self._position())
        if match is None:
            return False
        handler = {
            "literal": self._literal,
            "digits": self._digits,
            "tens": self._tens,
            "myriad": self._myriad,
            "point": self._point,
        }[match.lastgroup or ""]
        if not handler(match):
            return False
        self.pieces += 1
        self.end = max(self.end, match.end())
        self.kanji = self.kanji and match["literal"] is None
        return True

    def _position(self) -> int:
        if not self.pieces:
            return self.start
        gap = _GAP.match(self.text, self.end)
        if gap is None and self.digit is None:
            gap = _AFTER_UNIT_GAP.match(self.text, self.end)
        return gap.end() if gap else self.end

    def _literal(self, match: re.Match[str]) -> bool:
        written = match.group().replace(",", "") if self.pieces else match.group()
        value = decimal_of(written, MARKS)
        if value is None or self.digit is not None or self.decimal:
            return False
        if self.pieces and value >= min(Decimal(self.tens), self.myriad or Decimal(10_000)):
            return False
        if sum(map(str.isdigit, match.group())) > MOST_DIGITS:
            return False
        self.digit, self.scale = value, ONE
        self.literal = self.pieces == 0
        self.decimal = value % 1 != 0 or "." in match.group()
        return True

    def _digits(self, match: re.Match[str]) -> bool:
        if self.digit is not None or len(match.group()) > MOST_DIGITS:
            return False
        value = Decimal("".join(str(_VALUES[kanji]) for kanji in match.group()))
        if self.pieces and value >= self.tens and not match.group().startswith(("零", "〇")):
            return False
        self.digit, self.scale = value, ONE
        return True

    def _tens(self, match: re.Match[str]) -> bool:
        unit = TENS[match.group()]
        # 2千万, 105千万: beside a myriad a thousand may follow any number.
        if unit >= self.tens or (self.decimal and self.digit is None):
            return False
        self.section += ARITHMETIC.multiply(self.digit or ONE, Decimal(unit))
        self.digit, self.tens, self.scale = None, unit, Decimal(unit)
        self.literal = self.decimal = False
        return True

    def _myriad(self, match: re.Match[str]) -> bool:
        unit = Decimal(MYRIADS[match.group()])
        part = self.section + (self.digit or Decimal(0))
        if self.digit is None and not self.section:
            return self._second_myriad(unit)
        if self.myriad is not None and unit >= self.myriad:
            if not self.kanji or unit == self.myriad:
                return False
            part, self.total = self.total + part, Decimal(0)  # 一万五千億
        self.total += ARITHMETIC.multiply(part, unit)
        self.inner = self.scale if self.digit is None else ONE
        self.section, self.digit, self.myriad, self.tens = Decimal(0), None, unit, 10_000
        self.scale = unit
        self.literal = self.decimal = False
        return True

    def _second_myriad(self, unit: Decimal) -> bool:
        """The 億 of 1万億."""
        if self.scale == ONE or self.pieces == 0 or self.myriad is None:
            return False
        self.total = ARITHMETIC.multiply(self.total, unit)
        self.scale = ARITHMETIC.multiply(self.scale, unit)
        self.myriad = unit
        return True

    def _point(self, match: re.Match[str]) -> bool:
        """二点五, 〇・二三四, 400億点050."""
        if self.decimal or (match.group() == "・" and not (self.kanji or self.literal)):
            return False
        digits = _AFTER_POINT.match(self.text, match.end())
        if digits is None or self.pieces == 0 or len(digits.group()) > 30:
            return False
        written = "".join(str(DIGITS.get(digit, digit)) for digit in digits.group())
        self.digit = (self.digit or Decimal(0)) + Decimal(f"0.{written}")
        self.end, self.decimal = digits.end(), True
        return True

    def read(self) -> Read | None:
        """Returns the number, or nothing where no piece was one."""
        if not self.pieces or self.end <= self.start:
            return None
        value = self.total + self.section + (self.digit or Decimal(0))
        lone = self.pieces == 1 and not self.literal and self.text[self.start] in MYRIADS
        return None if lone else self._as_read(value)

    def _as_read(self, value: Decimal) -> Read:
        inner = self.inner if self.digit is None and not self.section else ONE
        return Read(self.end, value, self.scale, self.literal, self.kanji, inner)

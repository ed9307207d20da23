"""What every language's numerals become before units and bounds are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow

ONE = Decimal(1)
ARITHMETIC = Context(
    prec=42, Emax=999, Emin=-999, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Wide enough for 40 digits; whatever leaves its range is no figure of a text."""
_LARGEST_OPEN = 1000
"""The largest multiplier that a scale may still follow: two thousand to three thousand million."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, or the bounds of a vague one."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = ONE
    """The multiplier at its end, which a range shares with the number before."""
    inner: Decimal = ONE
    """The hundred of three hundred million, the 千 of 三千万, which a digit before shares too."""
    literal: bool = True
    """Whether it is written in digits, without a word or a scale."""
    fraction: bool = False
    """Whether it is a part of one: two thirds, ein Viertel, 3分の2."""
    hundredths: bool = False
    """Whether it is written as so many of a hundred: 百分の二."""
    approximate: bool = False
    article: bool = False
    """Whether it is an article that counts only before a unit: ein Pfund."""

    @property
    def plain(self) -> bool:
        """Whether the scale of a number behind it may hold for it too: 3, three, 三百."""
        if self.literal:
            return True
        settled = not (self.fraction or self.hundredths or self.approximate or self.article)
        return settled and self.value is not None and self.scale <= _LARGEST_OPEN

"""What every language's numerals become before units and bounds are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow

ONE = Decimal(1)
ARITHMETIC = Context(
    prec=42, Emax=999, Emin=-999, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Wide enough for 40 digits; whatever leaves its range is no figure of a text."""


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
    literal: bool = True
    """Whether it is written in digits, without a word or a scale."""
    fraction: bool = False
    """Whether it is a part of one: two thirds, ein Viertel, 3分の2."""
    hundredths: bool = False
    """Whether it is written as so many of a hundred: 百分の二."""
    approximate: bool = False
    article: bool = False
    """Whether it is an article that counts only before a unit: ein Pfund."""

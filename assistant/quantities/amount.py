"""A numeral with its unit, before bounds and ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral
from assistant.quantities.units import Unit
from assistant.types import QuantityKind


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit; its values are in that unit."""

    start: int
    end: int
    numeral: Numeral
    kind: QuantityKind
    unit: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    assumed: bool = False
    scale: Decimal = ONE
    """What a number before it in a range is multiplied by, with the unit's factor."""
    bare: bool = False
    """Whether it has no unit of its own, and may take one over."""
    minor: bool = False
    """Whether it is in hundredths of its currency."""
    year: bool = False
    """Whether it is a number of four digits that a neighbour may turn into a year or a count."""

    @classmethod
    def of(
        cls, numeral: Numeral, end: int, unit: Unit, *, start: int | None = None, by: Decimal = ONE
    ) -> Amount:
        """Args: by: a scale that does not belong to the numeral: the bn of $5bn."""
        scaled = times(numeral, ARITHMETIC.multiply(unit.factor, by))
        return cls(
            start=numeral.start if start is None else min(start, numeral.start),
            end=end,
            numeral=times(numeral, by),
            kind=unit.kind,
            unit=unit.name,
            value=scaled.value,
            low=scaled.low,
            high=scaled.high,
            assumed=unit.assumed,
            scale=numeral.scale if by == 1 else by,
            minor=unit.minor,
        )

    @property
    def small_word(self) -> bool:
        """Whether it counts a few things in words: under three roofs, some five people."""
        spelled = not self.numeral.literal and self.numeral.scale == 1
        return spelled and (self.value or Decimal(0)) < 13


def times(numeral: Numeral, factor: Decimal) -> Numeral:
    """Returns the numeral with all its values multiplied."""
    if factor == 1:
        return numeral

    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else ARITHMETIC.multiply(value, factor)

    return replace(
        numeral, value=scaled(numeral.value), low=scaled(numeral.low), high=scaled(numeral.high)
    )

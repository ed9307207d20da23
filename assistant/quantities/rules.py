"""The form in which each language states how it writes figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.quantities.digits import Marks
from assistant.quantities.numeral import Numeral

Effect: TypeAlias = Literal["about", "odd", "least", "above", "most", "below"]
"""What words beside a figure do to it; "above" and "below" leave out the number named, "odd"
adds an unknown rest to it."""


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Words beside a figure; the groups of the pattern are named after their effects."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, groups: dict[Effect, str], frame: str) -> Modifiers:
        """Args: frame: a pattern around ``{}``, which stands for the words."""
        words = "|".join(f"(?P<{effect}>{pattern})" for effect, pattern in groups.items())
        return cls(re.compile(frame.format(words), re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class DateForm:
    """A pattern with groups among year, month, day, decade, century, era; ``precision`` names the unit."""

    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FactorForm:
    """A word or ending that makes a factor."""

    pattern: re.Pattern[str]
    value: Callable[[re.Match[str]], Decimal | None]
    percent: bool = False


@dataclass(frozen=True, slots=True)
class NumberRules:
    """Everything in which languages differ about figures."""

    code: str
    """ISO 639-1."""
    marks: Marks
    numerals: Callable[[str], Sequence[Numeral]]
    """Finds them in a flat text, in order, without overlap."""
    negative: re.Pattern[str]
    """A minus sign or word; matched so that it ends where the numeral begins."""
    before: Modifiers
    after: Modifiers
    between: re.Pattern[str]
    """What stands between the two ends of a range; group "needs_opening" after "between" only."""
    opening: re.Pattern[str]
    """What may stand before a range: between, from, zwischen, von."""
    closing: re.Pattern[str]
    """What may stand after a range: の間, の範囲."""
    change_before: re.Pattern[str]
    """Words before a pair that make it a change and no range: rose from."""
    change_after: re.Pattern[str]
    unit_gap: re.Pattern[str]
    """What may stand between a numeral and its unit."""
    factors: re.Pattern[str]
    """What makes the numeral before it a factor."""
    factor_words: tuple[FactorForm, ...]
    """Factors without a separate numeral: doubled, das Zehnfache."""
    dates: tuple[re.Pattern[str], ...]
    """Full dates and months; groups year, month, day."""
    year_before: re.Pattern[str]
    """What makes a bare number from 1000 to 2999 a year."""
    year_part: re.Pattern[str]
    """Words that name a part of the year and belong to its span."""
    year_after: re.Pattern[str]
    count_after: re.Pattern[str]
    """What makes a bare four-digit number a count, where nothing says that it is a year."""
    excluded: re.Pattern[str]
    """Stretches that hold digits but no figure."""
    months: dict[str, int]
    spaced: bool = True

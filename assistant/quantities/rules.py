"""The form in which each language states how it writes figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.quantities.amount import Amount
from assistant.quantities.numeral import Numeral
from assistant.quantities.patterns import ANYTHING, NEVER
from assistant.quantities.units import UnitNames

Effect: TypeAlias = Literal["about", "odd", "least", "above", "most", "below", "equal"]
"""What words beside a figure do to it: "above" and "below" leave out the number named, "equal"
takes it in again, "odd" adds an unknown rest to it."""


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Words beside a figure; the groups of the pattern are named after their effects."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, groups: Mapping[Effect, str], frame: str) -> Modifiers:
        """Args: frame: a pattern around ``{}``, which stands for the words."""
        words = "|".join(f"(?P<{effect}>{pattern})" for effect, pattern in groups.items())
        return cls(re.compile(frame.format(words), re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Beside:
    """An amount with a word before it that may bound it."""

    word: str
    """In lower case."""
    before: str
    """Some text before the word."""
    amount: Amount
    written: str
    """The amount as the text has it."""
    after: str
    """Some text after the amount."""

    @property
    def lasts(self) -> bool:
        """Whether the amount is a stretch of time."""
        return self.amount.kind == "duration" and self.amount.unit != "chip_hour"


@dataclass(frozen=True, slots=True)
class BoundRules:
    """Words that bound or soften a figure."""

    before: Modifiers
    after: Modifiers
    both: re.Pattern[str]
    """What stands between two bounds of one figure: more than 10 and less than 20."""
    between_numbers: re.Pattern[str] = NEVER
    """What makes a bound a statement about the number before it: 3 is smaller than 5."""
    closing: re.Pattern[str] = NEVER
    """What may stand after both bounds: の間."""
    applies: Callable[[Beside], bool] = lambda beside: True
    """Whether a word before an amount bounds it here: not "over three years"."""


@dataclass(frozen=True, slots=True)
class RangeRules:
    """What makes two amounts the ends of a range."""

    between: re.Pattern[str]
    """With a group "needs_opening" or "needs_closing" where that is so; what a "counter" counts
    must stand behind the second end as well, a "dash" is never a change, and "neighbours" are
    digits that follow each other: 2、3人."""
    change_before: re.Pattern[str]
    """Makes a pair a change and no range: rose from. A "step" makes a bare pair a range still."""
    change_after: re.Pattern[str]
    opening: re.Pattern[str] = NEVER
    """What may stand before a range: between, from; the group "and" fits "needs_opening"."""
    closing: re.Pattern[str] = NEVER
    """What may stand after it; "between" fits "needs_closing", "end" always belongs to it."""

    counted: re.Pattern[str] = NEVER
    """What must stand behind neighbours without a unit."""
    listing: re.Pattern[str] = NEVER
    """What stands between the amounts of a list that share a unit: a "comma" needs more behind,
    the comma of a "last" one more before it, a "both" digits: phase two and three million users."""
    echoing: re.Pattern[str] = NEVER
    """What stands between two amounts of one unit that are handed out: for A, and."""
    echoed: re.Pattern[str] = NEVER
    """What follows the second of them."""


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """What makes two amounts the ends of a change: rose from 1 to 10 billion."""

    between: re.Pattern[str]
    falling: re.Pattern[str]
    """Words near them that make the first one the larger."""
    before: re.Pattern[str] = ANYTHING
    """What must stand before the first one."""
    after: re.Pattern[str] = ANYTHING
    """What must stand after the second one."""


@dataclass(frozen=True, slots=True)
class YearRules:
    """What makes a number of four digits a year or a count."""

    before: re.Pattern[str]
    counted: re.Pattern[str]
    """What follows a count, where nothing says that it is a year."""
    doubtful: re.Pattern[str] = NEVER
    """Years as counts may be written as well: "of" 2000 people."""
    part: re.Pattern[str] = NEVER
    """Words that name a part of the year and belong to its span."""
    after: re.Pattern[str] = NEVER
    bare: bool = True
    """Whether a number alone may be a year."""


@dataclass(frozen=True, slots=True)
class UnitRules:
    """What stands between a numeral and its unit, and around the two."""

    gap: re.Pattern[str]
    percent: re.Pattern[str]
    """With a group "points" for percentage points, "basis" for a hundredth of them, and "mille"."""
    factors: re.Pattern[str]
    """What makes the numeral before it a factor."""
    per: re.Pattern[str]
    """What stands before the second unit of a rate; group "article" where it is but an article."""
    carbon: re.Pattern[str]
    """What makes a weight one of CO2."""
    join: re.Pattern[str]
    """What stands between an amount and the smaller one that goes on with it."""
    cents: re.Pattern[str]
    """What stands between a currency and cents without a unit."""
    cents_end: re.Pattern[str]
    """What follows cents without a unit."""
    weighing: re.Pattern[str]
    """Words near a pound that is a weight."""
    loose_gap: re.Pattern[str] = NEVER
    """What may stand there after half or millions."""
    factor_of: re.Pattern[str] = NEVER
    """What makes the numeral after it a factor: "by a factor of". With a group
    "about" where a word stands between."""
    times: re.Pattern[str] = NEVER
    """What belongs to a count without being its noun: 21-mal."""
    pound_of: re.Pattern[str] = NEVER
    """What follows a number where "pound" is a weight."""
    per_one: re.Pattern[str] = NEVER
    """What makes "1 kWh" before a price its rate, 1kWhあたり; group "about" where it softens it."""
    scale_behind: re.Pattern[str] = NEVER
    """A scale behind a currency: 75 USD million; its first group is a key of ``scales``."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Powers of ten."""
    own: Callable[[str, Numeral, UnitNames], Amount | None] = lambda text, numeral, units: None
    """Reads units that no other language writes."""


@dataclass(frozen=True, slots=True)
class TableRules:
    """How heads and captions of tables say what their figures are measured in."""

    opening: re.Pattern[str]
    """What may stand before the measure: amounts in."""
    scales: Mapping[str, int]
    """Powers of ten, by folded word."""
    scale_first: re.Pattern[str]
    """A scale with a unit or without, "thousands of dollars"; groups "scale" and "unit"."""
    scale_last: re.Pattern[str]
    """The other order: $ in millions."""
    caption: re.Pattern[str]
    """What names the measure of a table that follows; group "measure"."""
    unscaled: re.Pattern[str]
    """Words for what a table's scale leaves out: earnings per share, ratios, numbers of people."""
    before_unit: str = " "
    """What stands between a number and its unit."""


@dataclass(frozen=True, slots=True)
class FactorForm:
    """A word or ending that makes a factor, or a percentage."""

    pattern: re.Pattern[str]
    value: Callable[[re.Match[str]], Decimal | None]
    percent: bool = False

    @classmethod
    def fixed(cls, pattern: re.Pattern[str], value: str, *, percent: bool = False) -> FactorForm:
        """Returns a form whose words all mean the same."""
        return cls(pattern, lambda match: Decimal(value), percent)


@dataclass(frozen=True, slots=True)
class NumberRules:
    """Everything in which languages differ about figures."""

    code: str
    """ISO 639-1."""
    numerals: Callable[[str], Sequence[Numeral]]
    """Finds them in a flat text, in order, without overlap."""
    negative: re.Pattern[str]
    """A minus sign or word; matched so that it ends where the numeral begins. A "loss" is the sign
    of accounts, which may be a bullet too."""
    bounds: BoundRules
    ranges: RangeRules
    changes: ChangeRules
    years: YearRules
    units: UnitRules
    tables: TableRules
    factor_words: tuple[FactorForm, ...]
    """Factors without a separate numeral: doubled, das Zehnfache."""
    dates: tuple[re.Pattern[str], ...]
    """Groups among year, short (its last two digits), month, day, decade, era and its of_era."""
    excluded: re.Pattern[str]
    """Stretches that hold digits but no figure."""
    months: Mapping[str, int] = field(default_factory=dict)
    eras: Mapping[str, int] = field(default_factory=dict)
    """The year before the first one of each."""
    spaced: bool = True
    """Whether words are set apart by spaces."""

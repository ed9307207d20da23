"""Amounts that belong together: years, feet and inches, euros and cents, the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.quantities.amount import Amount
from assistant.quantities.dates import year_amount
from assistant.quantities.numeral import ARITHMETIC, ONE
from assistant.quantities.rules import NumberRules
from assistant.quantities.sharing import changed, echoed, folded, listed, shared, vague_pair
from assistant.quantities.units import convert

_SMALLER = {
    "foot": ("inch",),
    "pound": ("ounce",),
    "year": ("month",),
    "day": ("hour",),
    "hour": ("minute", "second"),
    "minute": ("second",),
}
"""Units that go on with a larger one."""
_BEFORE = 40
_CHANGE_BEFORE = 60
"""Characters before an amount in which words about it are looked for."""
_NAMED = re.compile(r"\w[,;:]?\s[A-ZÄÖÜ][\w-]*\s(?:(?:of|von)\s)?$")
_LARGEST_NAMED = 20
"""Behind a name in capitals a small number belongs to it: Gemini 1."""
_MEMBER_BEFORE = re.compile(r"[\d一二三四五六七八九十][、,]$")
_MEMBER_AFTER = re.compile(r"[、,][\d一二三四五六七八九十]")
"""What makes neighbours members of a longer list: 1、2、3."""
_LISTED = re.compile(r"\d,\s+$")
"""What stands before the last but one of a list with a comma before its "and"."""


@dataclass(frozen=True, slots=True)
class Combiner:
    """Puts the amounts of one text together."""

    text: str
    rules: NumberRules

    def years(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Turns bare numbers of four digits into years where the text means years."""
        return [
            self._year(amount) if amount.year and self._is_year(amount) else amount
            for amount in amounts
        ]

    def compounds(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Joins an amount with the smaller unit that goes on with it."""
        return folded(amounts, self._compound)

    def ranges(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Joins the two ends of a range."""
        return folded(amounts, self._range)

    def changes(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Gives the first end of a change what only the second one names: from 1 to 10 billion."""
        kept = list(amounts)
        for place, (first, second) in enumerate(pairwise(amounts)):
            if self._steps(first, second):
                kept[place : place + 2] = changed(first, second, falling=self._falls(first, second))
        return kept

    def rates(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Joins a unit that stands before a price with it: 1時間あたり2〜3ドル."""
        return folded(amounts, self._rate)

    def lists(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Gives what the last amount of a list names to those before it: 40 und 30 Mio. Dollar."""
        kept, open_list = list(amounts), False
        for place in range(len(kept) - 2, -1, -1):
            first, second = kept[place : place + 2]
            held = self._listed(first, second, open_list)
            open_list = held is not None
            kept[place] = held or first
        return [kept[0], *map(self._echoed, kept, kept[1:])] if kept else kept

    def _listed(self, first: Amount, second: Amount, open_list: bool) -> Amount | None:
        rules = self.rules.ranges
        match = rules.listing.fullmatch(self.text, first.end, second.start)
        if match is None or (_has(match, "comma") and not open_list):
            return None
        if _has(match, "both") and not first.numeral.literal and first.scale == ONE:
            return None
        before = self._before(first)
        if _has(match, "last") and not _LISTED.search(before):
            return None
        small = first.value is not None and first.value < _LARGEST_NAMED
        if self.rules.spaced and small and _NAMED.search(before):
            return None
        return listed(first, second)

    def _echoed(self, first: Amount, second: Amount) -> Amount:
        """The unit of 191 Mio. in "100 Mio. Dollar für A und 191 Mio. für B"."""
        rules = self.rules.ranges
        beside = rules.echoing.fullmatch(self.text, first.end, second.start)
        again = rules.echoed.match(self.text, second.end)
        return echoed(first, second) if beside and again else second

    def _before(self, amount: Amount, length: int = _BEFORE) -> str:
        return self.text[max(0, amount.start - length) : amount.start]

    def _year(self, amount: Amount) -> Amount:
        part = self.rules.years.part.search(self._before(amount))
        start = amount.start - (len(part.group()) if part else 0)
        return replace(year_amount(amount), start=start)

    def _is_year(self, amount: Amount) -> bool:
        rules, before = self.rules.years, self._before(amount)
        if rules.after.match(self.text, amount.end):
            return True
        counted = rules.counted.match(self.text, amount.end) is not None
        if rules.before.search(before):
            written = before + self.text[amount.start : amount.end]
            return not (counted and rules.doubtful.search(written))
        if counted or not rules.bare or self.rules.bounds.before.pattern.search(before):
            return False
        return amount.value is not None and 1900 <= amount.value <= 2100

    def _compound(self, first: Amount, second: Amount) -> Amount | None:
        gap = self.text[first.end : second.start]
        rules = self.rules.units
        if first.value is None or second.value is None or not rules.join.fullmatch(gap):
            return None
        if first.kind == "money":
            part = self._cents(first, second, gap)
        elif second.unit in _SMALLER.get(first.unit, ()) and not re.search(r"[,、]", gap):
            part = convert(second.value, second.unit, first.unit)
        else:
            return None
        if part is None or not abs(part) < 1:
            return None
        return replace(first, end=second.end, value=ARITHMETIC.add(first.value, part))

    def _rate(self, first: Amount, second: Amount) -> Amount | None:
        per = self.rules.units.per_one.fullmatch(self.text, first.end, second.start)
        whole = second.kind == "money" and "/" not in second.unit
        if per is None or first.value != 1 or first.unit == "1" or not whole:
            return None
        softened = second.numeral.approximate or _has(per, "about")
        return replace(
            second,
            start=first.start,
            unit=f"{second.unit}/{first.unit}",
            numeral=replace(second.numeral, approximate=softened),
        )

    def _cents(self, first: Amount, second: Amount, gap: str) -> Decimal | None:
        """What goes on with a sum of money, in its unit."""
        assert first.value is not None
        assert second.value is not None
        hundredth = ARITHMETIC.multiply(second.value, Decimal("0.01"))
        if first.unit == "CNY" and second.unit == "minute" and not gap:
            return hundredth  # 50元6角3分
        if first.value != int(first.value) or first.minor or "," in gap:
            return None
        if second.bare and self._goes_on(second, gap):
            return hundredth
        return second.value if second.minor and second.value > 0 else None

    def _goes_on(self, second: Amount, gap: str) -> bool:
        """Zwei Euro fünfzig, 15 dollars 50: only where nothing is counted."""
        assert second.value is not None
        rules = self.rules.units
        two_digits = second.value == int(second.value) and 9 < second.value < 100
        ends = rules.cents_end.match(self.text, second.end) is not None
        return two_digits and ends and rules.cents.fullmatch(gap) is not None

    def _range(self, first: Amount, second: Amount) -> Amount | None:
        rules = self.rules.ranges
        match = rules.between.fullmatch(self.text, first.end, second.start)
        if match is None or not self._may_join(first, second, match):
            return None
        opening = rules.opening.search(self._before(first))
        closing = rules.closing.match(self.text, second.end)
        if _has(match, "needs_opening") and not _has(opening, "and"):
            return None
        if _has(match, "needs_closing") and not _has(closing, "between"):
            return None
        both = shared(first, second) or vague_pair(first, second)
        if both is None:
            return None
        start = both[0].start - (len(opening.group()) if opening else 0)
        belongs = closing and (_has(match, "needs_closing") or _has(closing, "end"))
        return _joined(*both, start, closing.end() if closing and belongs else both[1].end)

    def _may_join(self, first: Amount, second: Amount, between: re.Match[str]) -> bool:
        """Whether what stands between and around two amounts makes them a range."""
        if _has(between, "neighbours") and not self._are_neighbours(first, second):
            return False
        if not _has(between, "dash") and self._is_change(first, second):
            return False
        if first.kind == "percent" and second.bare and between.group().strip().isalpha():
            return False  # fell 3 percent to 120.5
        return self.text.startswith(between.groupdict().get("counter") or "", second.end)

    def _are_neighbours(self, first: Amount, second: Amount) -> bool:
        """2、3億円 are two or three, 1、2、3 is a list."""
        low, high = first.numeral, second.numeral
        if not first.bare or first.scale != ONE or low.value is None or high.value is None:
            return False
        if _MEMBER_BEFORE.search(self._before(first)) or (
            second.bare and _MEMBER_AFTER.match(self.text, second.end)
        ):
            return False
        measured = not second.bare or second.scale != ONE
        if not (measured or self.rules.ranges.counted.match(self.text, second.end)):
            return False
        return 0 < low.value < 9 and high.value == (low.value + 1) * high.scale * high.inner

    def _steps(self, first: Amount, second: Amount) -> bool:
        """Whether two amounts are the ends of a change."""
        rules = self.rules.changes
        if rules.between.fullmatch(self.text, first.end, second.start) is None:
            return False
        before = rules.before.search(self._before(first, _CHANGE_BEFORE))
        return before is not None and rules.after.match(self.text, second.end) is not None

    def _falls(self, first: Amount, second: Amount) -> bool:
        around = self.text[max(0, first.start - _CHANGE_BEFORE) : second.end + _BEFORE]
        return self.rules.changes.falling.search(around) is not None

    def _is_change(self, first: Amount, second: Amount) -> bool:
        change = self.rules.ranges.change_before.search(self._before(first, _CHANGE_BEFORE))
        if change and not (first.bare and _has(change, "step")):
            return True
        return self.rules.ranges.change_after.match(self.text, second.end) is not None


def _has(match: re.Match[str] | None, group: str) -> bool:
    return match is not None and match.groupdict().get(group) is not None


def _joined(low: Amount, high: Amount, start: int, end: int) -> Amount:
    return replace(
        high,
        start=start,
        end=end,
        value=None,
        low=low.low if low.value is None else low.value,
        high=high.high if high.value is None else high.value,
        assumed=low.assumed or high.assumed,
        bare=False,
        year=False,
    )

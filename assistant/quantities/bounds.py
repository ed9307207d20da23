"""Amounts with the words that bound or soften them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.amount import Amount
from assistant.quantities.rules import Beside, NumberRules
from assistant.quantities.sharing import folded, shared

_BEFORE, _AFTER = 40, 6
"""Characters in which the words around an amount are looked for."""
_MOST_BEFORE, _MOST_AFTER = 3, 2
"""Words taken in: at least about 5 or more."""


@dataclass(slots=True)
class Bounded:
    """An amount with the words around it taken in."""

    amount: Amount
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approximate: bool = False
    exclusive: bool = False

    @classmethod
    def of(cls, amount: Amount) -> Bounded:
        """Returns the amount without any words."""
        approximate = amount.numeral.approximate
        span = amount.start, amount.end
        # 十数人 names ten: like any open bound it keeps the number named.
        value = amount.low if amount.value is None and amount.high is None else amount.value
        return cls(amount, *span, value, amount.low, amount.high, approximate)

    def apply(self, effect: str | None) -> None:
        """Applies what a word does; a range keeps its ends."""
        if effect == "about":
            self.approximate = True
        elif effect == "equal":
            self.exclusive = False
        elif self.value is None:
            return
        elif effect == "odd":
            self.low, self.approximate = self.value, True
        else:
            lower = effect in ("least", "above")
            self.low, self.high = (self.value, None) if lower else (None, self.value)
            self.exclusive = effect in ("above", "below")


@dataclass(frozen=True, slots=True)
class BoundReader:
    """Reads the words around the amounts of one text."""

    text: str
    rules: NumberRules

    def bounds(self, amounts: Sequence[Amount]) -> list[Bounded]:
        """Returns the amounts with their words; two bounds of one figure become one."""
        return folded(list(self._each(amounts)), self._both_sides)

    def _each(self, amounts: Sequence[Amount]) -> Iterator[Bounded]:
        floor = 0
        for place, amount in enumerate(amounts):
            following = amounts[place + 1].start if place + 1 < len(amounts) else len(self.text)
            bounded = Bounded.of(amount)
            if amount.kind != "date":
                self._take_before(bounded, floor)
                self._take_after(bounded, following)
            yield bounded
            floor = bounded.end

    def _take_before(self, bounded: Bounded, floor: int) -> None:
        rules = self.rules.bounds
        for _ in range(_MOST_BEFORE):
            window = self.text[max(floor, bounded.start - _BEFORE) : bounded.start]
            match = rules.before.pattern.search(window)
            if match is None or not self._applies(match, window, bounded.amount):
                return
            start = bounded.start - len(window) + match.start()
            if floor and rules.between_numbers.fullmatch(self.text, floor, start):
                return
            bounded.start = start
            bounded.apply(match.lastgroup)

    def _applies(self, match: re.Match[str], window: str, amount: Amount) -> bool:
        beside = Beside(
            word=match.group().strip().casefold(),
            before=window[: match.start()],
            amount=amount,
            written=self.text[amount.start : amount.end],
            after=self.text[amount.end : amount.end + _AFTER],
        )
        return self.rules.bounds.applies(beside)

    def _take_after(self, bounded: Bounded, following: int) -> None:
        ceiling = self._words_before(following, bounded.end)
        for _ in range(_MOST_AFTER):
            match = self.rules.bounds.after.pattern.match(self.text, bounded.end, following)
            if match is None or match.end() > ceiling:
                return
            bounded.end = match.end()
            bounded.apply(match.lastgroup)

    def _words_before(self, start: int, floor: int) -> int:
        """Where the words of the next amount begin: the "below" of 10 and below 20 is its own."""
        if start == len(self.text):
            return start
        window = self.text[max(floor, start - _BEFORE) : start]
        match = self.rules.bounds.before.pattern.search(window)
        return start - len(window) + match.start() if match else start

    def _both_sides(self, first: Bounded, second: Bounded) -> Bounded | None:
        """Greater than 10 and less than 20; 20以上30未満."""
        if not self.rules.bounds.both.fullmatch(self.text, first.end, second.start):
            return None
        lower, upper = (first, second) if first.low is not None else (second, first)
        if lower.low is None or lower.high is not None:
            return None
        if upper.high is None or upper.low is not None or not lower.low < upper.high:
            return None
        both = shared(first.amount, second.amount, ordered=False)
        if both is None:
            return None
        closing = self.rules.bounds.closing.match(self.text, second.end)
        end = closing.end() if closing else second.end
        amount = both[0] if both[1].bare else both[1]
        approximate = first.approximate or second.approximate
        return Bounded(amount, first.start, end, None, lower.low, upper.high, approximate)

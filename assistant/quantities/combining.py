"""Amounts that belong together: ranges, bounds on both sides, feet and inches, euros and cents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from assistant.quantities.amounts import Amount
from assistant.quantities.dates import year_amount
from assistant.quantities.numeral import ARITHMETIC, ONE
from assistant.quantities.rules import Effect, NumberRules
from assistant.quantities.units import convert

_JOIN = {
    "en": re.compile(r"[ \u00a0]*(?:,\s?|and\s)?"),
    "de": re.compile(r"[ \u00a0]*(?:,\s?|und\s)?"),
    "ja": re.compile(r"[ 、]?(?:と)?"),
}
_BOTH = {
    "en": re.compile(r",?\s+(?:and|but)\s+(?:also\s+)?"),
    "de": re.compile(r",?\s+(?:und|aber|jedoch)\s+(?:zugleich\s+)?"),
    "ja": re.compile(r" ?[、,]?(?:かつ|そして|で|また)?、? ?"),
}
_SMALLER = {
    "foot": ("inch",), "pound": ("ounce",), "hour": ("minute", "second"), "minute": ("second",), "year": ("month",),
    "day": ("hour",),
}  # fmt: skip
_BEFORE = 40
_PER_ONE = re.compile(r" ?(?:当たり|あたり|につき)(?:で|の|、)? ?")
_CONVERSATIONAL_END = re.compile(r"\s*(?:$|[.,;:!?)]|more\b|each\b|mehr\b|[。、]|です|だ)")


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

    def _year(self, amount: Amount) -> Amount:
        before = self.text[max(0, amount.start - _BEFORE) : amount.start]
        part = self.rules.year_part.search(before)
        start = amount.start - (len(part.group()) if part else 0)
        return replace(year_amount(amount), start=start)

    def _is_year(self, amount: Amount) -> bool:
        before = self.text[max(0, amount.start - _BEFORE) : amount.start]
        if self.rules.year_after.match(self.text, amount.end):
            return True
        counted = self.rules.count_after.match(self.text, amount.end) is not None
        strong = self.rules.year_before.search(before)
        if strong:
            weak = re.search(r"\b(?:of|um|von|vor|nach|bis|ab|for|nach)\s$", before, re.IGNORECASE)
            return not (weak and counted) and not (self.rules.code == "de" and counted and re.search(r"\b[Ii]n\s$", before))
        if self.rules.code == "ja" or counted:
            return False
        if self.rules.before.pattern.search(before):
            return False
        return amount.value is not None and 1900 <= amount.value <= 2100

    def compounds(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Joins an amount with the smaller unit that goes on with it."""
        return _folded(amounts, self._compound)

    def _compound(self, first: Amount, second: Amount) -> Amount | None:
        gap = self.text[first.end : second.start]
        if _PER_ONE.fullmatch(gap) and first.value == 1 and second.kind == "money":
            return replace(second, start=first.start, unit=f"{second.unit}/{first.unit}")
        if first.value is None or second.value is None or not _JOIN[self.rules.code].fullmatch(gap):
            return None
        if first.kind == "money":
            return self._cents(first, second, gap)
        if second.unit not in _SMALLER.get(first.unit, ()) or ("," in gap or "、" in gap):
            return None
        part = convert(second.value, second.unit, first.unit)
        if part is None or abs(part) >= 1:
            return None
        return replace(first, end=second.end, value=ARITHMETIC.add(first.value, part))

    def _cents(self, first: Amount, second: Amount, gap: str) -> Amount | None:
        assert first.value is not None and second.value is not None
        value = second.value
        if first.unit == "CNY" and second.unit == "minute" and not gap:
            value = value / 100  # 50元6角3分
        elif first.value != int(first.value) or first.minor or "," in gap:
            return None
        elif second.bare and self._goes_on(second, gap):
            value = value / 100
        elif not second.minor:
            return None
        if not 0 < value < 1:
            return None
        return replace(first, end=second.end, value=ARITHMETIC.add(first.value, value))

    def _goes_on(self, second: Amount, gap: str) -> bool:
        """Zwei Euro fünfzig, 15 dollars 50: only where nothing is counted."""
        assert second.value is not None
        plain = second.value == int(second.value) and 9 < second.value < 100
        return plain and gap.strip() in ("", "und", "と") and (
            _CONVERSATIONAL_END.match(self.text, second.end) is not None
        )

    def ranges(self, amounts: Sequence[Amount]) -> list[Amount]:
        """Joins the two ends of a range."""
        return _folded(amounts, self._range)

    def _range(self, first: Amount, second: Amount) -> Amount | None:
        gap = self.text[first.end : second.start]
        match = self.rules.between.fullmatch(gap)
        if match is None or first.value is None or second.value is None:
            return None
        opening = self.rules.opening.search(self.text[max(0, first.start - _BEFORE) : first.start])
        closing = self.rules.closing.match(self.text, second.end)
        groups = match.groupdict()
        if groups.get("needs_opening") and not (opening and opening.groupdict().get("and")):
            return None
        if groups.get("needs_closing") and not (closing and closing.groupdict().get("between")):
            return None
        if self._is_change(first, second):
            return None
        both = _shared(first, second)
        if both is None:
            return None
        start, end = self._frame(both[0].start, both[1].end, opening, closing, groups)
        low, high = both[0].value, both[1].value
        return replace(
            both[1], start=start, end=end, value=None, low=low, high=high,
            assumed=both[0].assumed or both[1].assumed, bare=False, year=False,
        )  # fmt: skip

    def _frame(
        self,
        start: int,
        end: int,
        opening: re.Match[str] | None,
        closing: re.Match[str] | None,
        groups: dict[str, str | None],
    ) -> tuple[int, int]:
        if opening:
            start -= len(opening.group())
        if closing and (groups.get("needs_closing") or closing.group() in ("まで", "にかけて")):
            if closing.group() != "の範囲":
                end = closing.end()
        return start, end

    def _is_change(self, first: Amount, second: Amount) -> bool:
        before = self.text[max(0, first.start - 60) : first.start]
        change = self.rules.change_before.search(before)
        step = change is not None and change.group().startswith("by") and first.bare
        return bool(
            (change and not step)
            or self.rules.change_after.match(self.text, second.end)
        )

    def bounds(self, amounts: Sequence[Amount]) -> list[Bounded]:
        """Takes in the words that bound or soften each amount."""
        taken = 0
        found: list[Bounded] = []
        for place, amount in enumerate(amounts):
            following = amounts[place + 1].start if place + 1 < len(amounts) else len(self.text)
            bounded = self._bounded(amount, taken, following)
            found.append(bounded)
            taken = bounded.end
        return _folded(found, self._both_sides)

    def _bounded(self, amount: Amount, floor: int, ceiling: int) -> Bounded:
        bounded = Bounded(amount, amount.start, amount.end, amount.value, amount.low, amount.high)
        bounded.approximate = amount.numeral.approximate
        if amount.kind == "date":
            return bounded
        for _ in range(3):
            window = self.text[max(floor, bounded.start - _BEFORE) : bounded.start]
            match = self.rules.before.pattern.search(window)
            if match is None or not self._applies(match, window, amount):
                break
            bounded.start -= len(window) - match.start()
            bounded.apply(match.lastgroup)
        for _ in range(2):
            after = self.rules.after.pattern.match(self.text, bounded.end, ceiling)
            if after is None:
                break
            bounded.end = after.end()
            bounded.apply(after.lastgroup)
        return bounded

    def _applies(self, match: re.Match[str], window: str, amount: Amount) -> bool:
        word = match.group().strip().casefold()
        after = self.text[amount.end : amount.end + 6]
        if word == "over" and amount.kind == "duration" and amount.unit != "chip_hour":
            return bool(re.match(r"[\s-](?:old|ago)", after)) or "old" in self.text[amount.start : amount.end]
        before = window[: match.start()]
        if word == "über" and (amount.kind == "duration" and amount.unit != "chip_hour" and not re.match(r"\s?alt", after)):
            return not re.search(r"\w\s$", before) or bool(re.search(r"(?:seit|vor|nach|war|waren|dauerte?|ist|sind|in)\s$", before, re.IGNORECASE))
        if word == "über" and re.search(
            r"(?:rechnung|buch|bücher|vertrag|scheck|auftrag|kredit|artikel|bericht|film|darlehen|bescheid|angebot|überweisung|budget|anleihe|geschichte|roman|quittung|gutschein|vortrag)\s$",
            before, re.IGNORECASE,
        ):  # fmt: skip
            return False
        if word in ("unter", "über", "under", "over") and amount.kind == "count" and not amount.numeral.literal and (amount.value or 0) < 13 and amount.numeral.scale == 1:
            return word in ("over", "under") and amount.value is not None and amount.value > 12
        if word == "some" and amount.numeral.literal is False and amount.numeral.scale == 1:
            return (amount.value or 0) > 12
        return True

    def _both_sides(self, first: Bounded, second: Bounded) -> Bounded | None:
        """Greater than 10 and less than 20; 20以上30未満."""
        gap = self.text[first.end : second.start]
        if not _BOTH[self.rules.code].fullmatch(gap):
            return None
        lower, upper = (first, second) if first.low is not None else (second, first)
        if lower.low is None or lower.high is not None or upper.high is None or upper.low is not None:
            return None
        shared = _shared(first.amount, second.amount, ordered=False)
        if shared is None or not lower.low < upper.high:
            return None
        amount = shared[1] if not shared[1].bare else shared[0]
        end = second.end
        if closing := re.compile(r"の間").match(self.text, end):
            end = closing.end()
        joined = Bounded(amount, first.start, end, None, lower.low, upper.high)
        joined.approximate = first.approximate or second.approximate
        return joined


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

    def apply(self, effect: str | None) -> None:
        """Applies what a word does; a range keeps its ends."""
        if effect == "about":
            self.approximate = True
        elif effect == "odd" and self.value is not None:
            self.low, self.value, self.approximate = self.value, None, True
        elif self.value is not None:
            side: Effect = effect  # type: ignore[assignment]
            if side in ("least", "above"):
                self.low, self.high = self.value, None
            elif side in ("most", "below"):
                self.low, self.high = None, self.value
            self.exclusive = side in ("above", "below")


_T = TypeVar("_T")


def _folded(items: Sequence[_T], join: Callable[[_T, _T], _T | None]) -> list[_T]:
    """Joins neighbours from left to right wherever the function can."""
    kept: list[_T] = []
    for item in items:
        joined = join(kept[-1], item) if kept else None
        if joined is None:
            kept.append(item)
        else:
            kept[-1] = joined
    return kept


def _shared(first: Amount, second: Amount, *, ordered: bool = True) -> tuple[Amount, Amount] | None:
    """Both ends with the unit and scale that they share, or nothing where they do not fit."""
    first, second = _same_years(first, second)
    if first.unit != second.unit or first.kind != second.kind:
        if first.bare and not second.bare:
            first = _like(first, second)
        elif second.bare and not first.bare and first.kind != "date":
            second = _like(second, first, scaled=False)
            first = _scaled_like(first, second)
        else:
            return None
    else:
        first = _scaled_like(first, second)
    if first.value is None or second.value is None:
        return None
    return (first, second) if not ordered or first.value < second.value else None


def _same_years(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    if first.kind == "date" and second.year:
        return first, year_amount(second)
    if first.year and second.kind == "date" and second.unit == "year":
        return year_amount(first), second
    if first.kind == "date" and second.bare and first.numeral.value is not None and first.unit == "year":
        return replace(first, kind="count", unit="1", bare=True), second
    return first, second


def _like(amount: Amount, model: Amount, *, scaled: bool = True) -> Amount:
    """A bare amount with the unit of its neighbour."""
    value = amount.value
    if value is not None and model.numeral.value:
        ratio = _unit_factor(model)
        value = ARITHMETIC.multiply(value, ratio)
    taken = replace(amount, kind=model.kind, unit=model.unit, value=value, assumed=model.assumed)
    return _scaled_like(taken, model) if scaled else taken


def _unit_factor(model: Amount) -> Decimal:
    """What the unit alone multiplies by: 0.01 for cents."""
    if model.value is None or not model.numeral.value or model.numeral.scale != model.scale:
        return ONE
    return ARITHMETIC.divide(abs(model.value), abs(model.numeral.value))


def _scaled_like(first: Amount, second: Amount) -> Amount:
    """The first end with the scale of the second, where it has none and is smaller."""
    if second.scale == ONE or first.scale != ONE or not first.numeral.literal:
        return first
    if first.value is None or second.value is None:
        return first
    if not abs(first.value) < abs(second.value) / second.scale:
        return first
    return replace(first, value=ARITHMETIC.multiply(first.value, second.scale))

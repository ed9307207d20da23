"""Numerals -> amounts: the sign before, the unit around, the kind that follows from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.quantities import currencies
from assistant.quantities.amount import Amount
from assistant.quantities.misreadings import is_initial_or_word, is_weight
from assistant.quantities.numeral import Numeral
from assistant.quantities.rates import CHIP_HOURS, TIMES_CHIPS, RateReader
from assistant.quantities.rules import NumberRules
from assistant.quantities.units import Unit, UnitNames, unit_names

_SCALES_OF_MONEY = {
    **{"k": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6},
    **{"b": 9, "bn": 9, "t": 12, "tn": 12, "trn": 12},
}
_SCALE_OF_MONEY = re.compile(
    r"(?: (?!\w+/))?(?P<scale>k|K|mn|mm|MM|mio|m|M|bn|Bn|b|B|tn|trn|t|T)(?![\w²³])(?!\.\w)"
)
_RANGE_START = re.compile(
    r"(?P<sign>[A-Z]{0,3}[$€£¥₹]|(?<![A-Z])[A-Z]{3})\s?\d[\d.,]*\s?(?:[kKmMbBtT]n?)?(?:[-–~]|to|bis)\s?$"
)
_GOES_ON = re.compile(r"[A-Za-zÀ-ɏ_]")
_WORD = re.compile(r"\w")
_ACCOUNTED = frozenset({"money", "percent", "measure"})
_PLAIN = Unit("1", "count")
_FACTOR = Unit("1", "factor")
_PERCENT = Unit("%", "percent")
_SHARES = {
    "points": Unit("percentage_point", "percent"),
    "basis": Unit("percentage_point", "percent", Decimal("0.01")),
    "mille": Unit("%", "percent", Decimal("0.1")),
}
"""What is no plain percent, by the group that a language's pattern has for it."""
_CHIP_HOUR = Unit("chip_hour", "duration")
_SIGN = 12
"""Characters before an amount in which its sign stands."""
_NAMED = 32
"""Characters before a numeral in which it is called a factor."""


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads what stands around numerals in one language."""

    rules: NumberRules
    units: UnitNames
    money: UnitNames
    rates: RateReader

    @classmethod
    def of(cls, rules: NumberRules) -> AmountReader:
        """Returns the reader for a language's rules."""
        units = unit_names(rules.code)
        money = currencies.currency_names(rules.code)
        return cls(rules, units, money, RateReader(rules, units))

    def read(self, text: str, numeral: Numeral) -> Amount | None:
        """Returns the amount around a numeral, or nothing where the numeral is part of a word."""
        amount = self._amount(text, numeral)
        if amount is None or (numeral.article and amount.bare):
            return None
        return self._signed(text, amount)

    def _amount(self, text: str, numeral: Numeral) -> Amount | None:
        if own := self.rules.units.own(text, numeral, self.units):
            return own
        before = currencies.before(text, numeral.start) or _of_range(text, numeral.start)
        if before is not None:
            return self._with_currency_before(text, numeral, *before)
        return self._with_unit_after(text, numeral)

    def _with_currency_before(self, text: str, numeral: Numeral, unit: Unit, start: int) -> Amount:
        end, by = numeral.end, Decimal(1)
        match = _SCALE_OF_MONEY.match(text, end)
        if numeral.scale == 1 and match:
            end, by = match.end(), Decimal(10) ** _SCALES_OF_MONEY[match["scale"].lower()]
        amount = Amount.of(numeral, end, unit, start=start, by=by)
        return self.rates.with_rate(text, self._named_again(text, amount, unit))

    def _named_again(self, text: str, amount: Amount, unit: Unit) -> Amount:
        """US$ 5 Dollar, $1.2-million-dollar: the name after the sign names it again."""
        gap = self.rules.units.gap.match(text, amount.end)
        again = self._at(self.money, text, gap.end() if gap else amount.end)
        if again is None or again[0].factor != 1:
            return amount
        named, end = again
        if named.name == unit.name or (unit.assumed and not named.assumed and unit.name == "USD"):
            return replace(amount, end=end, unit=named.name, assumed=unit.assumed and named.assumed)
        return amount

    def _at(self, names: UnitNames, text: str, start: int) -> tuple[Unit, int] | None:
        return names.at(text, start) if self.rules.spaced else names.prefix_of(text, start)

    def _with_unit_after(self, text: str, numeral: Numeral) -> Amount | None:
        rules = self.rules.units
        start = self._gap(text, numeral)
        percent = rules.percent.match(text, numeral.end) or rules.percent.match(text, start)
        if percent:
            unit = _SHARES.get(percent.lastgroup or "", _PERCENT)
            return Amount.of(numeral, percent.end(), unit)
        tight = ((TIMES_CHIPS, _PLAIN), (rules.factors, _FACTOR), (CHIP_HOURS, _CHIP_HOUR))
        for pattern, unit in tight:
            if match := pattern.match(text, numeral.end):
                return Amount.of(numeral, match.end(), unit)
        if found := self._with_named_unit(text, numeral, start):
            return found
        if text[numeral.end - 1].isdigit() and _GOES_ON.match(text, numeral.end):
            return None
        return self._plain(text, numeral)

    def _gap(self, text: str, numeral: Numeral) -> int:
        """Where the unit would begin; a vague or broken number may have a word before it."""
        loose = numeral.fraction or numeral.value is None
        if loose and (match := self.rules.units.loose_gap.match(text, numeral.end)):
            return match.end()
        gap = self.rules.units.gap.match(text, numeral.end)
        return gap.end() if gap else numeral.end

    def _with_named_unit(self, text: str, numeral: Numeral, start: int) -> Amount | None:
        currency = self._at(self.money, text, start)
        unit = self._at(self.units, text, start)
        if unit and currency and currency[1] >= unit[1]:
            if is_weight(text, numeral, *unit, self.rules.units):
                currency = None
        elif unit:
            currency = None
        if currency and not is_initial_or_word(text, numeral, *currency, start):
            return self._money_after(text, numeral, *currency)
        if unit and not is_initial_or_word(text, numeral, *unit, start):
            return self.rates.with_rate(text, self.rates.of_carbon(text, numeral, *unit))
        return None

    def _money_after(self, text: str, numeral: Numeral, unit: Unit, end: int) -> Amount:
        by = Decimal(1)
        if scale := self.rules.units.scale_behind.match(text, end):
            end, by = scale.end(), Decimal(10) ** self.rules.units.scales[scale[1].casefold()]
        return self.rates.with_rate(text, Amount.of(numeral, end, unit, by=by))

    def _plain(self, text: str, numeral: Numeral) -> Amount:
        if numeral.hundredths:
            return Amount.of(numeral, numeral.end, _PERCENT)
        named = self.rules.units.factor_of
        if factor := named.search(text, max(0, numeral.start - _NAMED), numeral.start):
            start = numeral.start if factor["about"] else factor.start()
            return Amount.of(numeral, numeral.end, _FACTOR, start=start)
        times = self.rules.units.times.match(text, numeral.end)
        unit = _FACTOR if numeral.fraction else _PLAIN
        amount = Amount.of(numeral, times.end() if times else numeral.end, unit)
        bare = times is None and (numeral.literal or not numeral.fraction)
        return replace(amount, bare=bare, year=bare and _may_be_year(numeral))

    def _signed(self, text: str, amount: Amount) -> Amount:
        window = text[max(0, amount.start - _SIGN) : amount.start]
        match = self.rules.negative.search(window)
        if match is None or amount.value is None:
            return amount
        if match.lastgroup == "loss" and not _accounted(text, amount):
            return amount
        start = amount.start - (len(window) - match.start())
        if match["plus"]:
            signed = match["plus"] == "+" or amount.kind == "percent"
            return replace(amount, start=start) if signed else amount
        return replace(amount, start=start, value=-amount.value)


def _accounted(text: str, amount: Amount) -> bool:
    """Whether ▲ before an amount makes it a loss: not the bullet of ▲3人."""
    return amount.kind in _ACCOUNTED or (amount.bare and not _WORD.match(text, amount.end))


def _may_be_year(numeral: Numeral) -> bool:
    four = numeral.literal and numeral.end - numeral.start == 4
    return four and numeral.value is not None and 1500 <= numeral.value < 2200


def _of_range(text: str, end: int) -> tuple[Unit, int] | None:
    """The currency of $3-5 million for its second number, which begins where it stands."""
    match = _RANGE_START.search(text[max(0, end - 24) : end])
    found = currencies.before(match["sign"], len(match["sign"])) if match else None
    return (found[0], end) if found else None

"""Dates: days, months, years and decades as ISO numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.quantities.amounts import Amount
from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import NumberRules

_KANJI_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}


def find_dates(text: str, rules: NumberRules) -> list[Amount]:
    """Returns the dates that name their year, in order; the most exact pattern wins."""
    found: list[Amount] = []
    taken: list[tuple[int, int]] = []
    for pattern in rules.dates:
        for match in pattern.finditer(text):
            if any(low < match.end() and match.start() < high for low, high in taken):
                continue
            amount = _date(match, rules)
            if amount is not None:
                found.append(amount)
                taken.append(match.span())
    return sorted(found, key=lambda amount: amount.start)


def year_amount(amount: Amount) -> Amount:
    """Returns a bare number of four digits as a year."""
    value = amount.numeral.value
    return _amount(amount.start, amount.end, value, "year")


def _date(match: re.Match[str], rules: NumberRules) -> Amount | None:
    groups = match.groupdict()
    if decade := groups.get("decade"):
        start = match.start("decade")
        return _amount(start, match.end(), None, "year", int(decade), int(decade) + 9)
    year = _number(groups["year"])
    if short := groups.get("short"):
        return _span_of_years(match, year, int(short))
    if groups["year"].isascii() and len(groups["year"]) == 2:
        year += 2000
    month = _month(groups.get("month"), rules)
    if month is None:
        return _amount(match.start(), match.end(), Decimal(year), "year")
    day = _number(groups["day"]) if groups.get("day") else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    if day is None:
        return _amount(match.start(), match.end(), Decimal(100 * year + month), "month")
    value = Decimal(10_000 * year + 100 * month + day)
    return _amount(match.start(), match.end(), value, "day")


def _span_of_years(match: re.Match[str], year: int, short: int) -> Amount | None:
    """2025/26."""
    last = year - year % 100 + short
    if not year < last <= year + 20:
        return None
    return _amount(match.start(), match.end(), None, "year", year, last)


def _month(written: str | None, rules: NumberRules) -> int | None:
    if not written:
        return None
    return rules.months.get(written.casefold()) or _number(written)


def _number(written: str) -> int:
    if written.isascii():
        return int(written)
    if all(character in _KANJI_DIGITS for character in written):
        return int("".join(str(_KANJI_DIGITS[character]) for character in written))
    from assistant.quantities.kanji import whole_number

    return int(whole_number(written) or 0)


def _amount(
    start: int, end: int, value: Decimal | None, unit: str, low: int | None = None, high: int | None = None
) -> Amount:
    return Amount(
        start=start,
        end=end,
        numeral=Numeral(start, end, value),
        kind="date",
        unit=unit,
        value=value,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
    )


def overlapping(dates: list[Amount], start: int, end: int) -> bool:
    """Whether a stretch lies within one of the dates."""
    return any(held.start < end and start < held.end for held in dates)


def spans(amounts: list[Amount]) -> Iterator[tuple[int, int]]:
    """Yields the stretches that amounts take up."""
    return ((amount.start, amount.end) for amount in amounts)

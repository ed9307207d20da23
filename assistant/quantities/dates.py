"""Dates: days, months, years and decades as ISO numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.quantities.amount import Amount
from assistant.quantities.kanji import whole_number
from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import NumberRules
from assistant.quantities.spans import Spans

_LAST_CENTURY = 50
"""From which on two digits mean a year of the twentieth century."""
_FIRST = "元"


def find_dates(text: str, rules: NumberRules) -> list[Amount]:
    """Returns the dates that name their year, in order; the most exact pattern wins."""
    found: list[Amount] = []
    taken = Spans()
    for pattern in rules.dates:
        for match in pattern.finditer(text):
            amount = _date(match, rules)
            if amount is not None and taken.take(*match.span()):
                found.append(amount)
    return sorted(found, key=lambda amount: amount.start)


def year_amount(amount: Amount) -> Amount:
    """Returns a bare number of four digits as a year."""
    return _amount(amount.start, amount.end, amount.numeral.value, "year")


def _date(match: re.Match[str], rules: NumberRules) -> Amount | None:
    groups = match.groupdict()
    if decade := groups.get("decade"):
        era = rules.eras.get(groups.get("era") or "")
        first = _whole_year(int(decade)) if era is None else era + int(decade)
        start = match.start("decade") if era is None else match.start()
        return _years(start, match.end(), first, first + 9)
    year = _year(groups, rules)
    if short := groups.get("short"):
        last = year - year % 100 + int(short)  # 2025/26
        return _years(*match.span(), year, last) if year < last <= year + 20 else None
    month = _month(groups.get("month"), rules)
    if month is None:
        return _amount(*match.span(), Decimal(year), "year")
    return _day_or_month(match, year, month)


def _year(groups: Mapping[str, str | None], rules: NumberRules) -> int:
    if era := groups.get("era"):
        of_era = groups["of_era"] or ""
        return rules.eras[era] + (1 if of_era == _FIRST else _number(of_era))
    return _whole_year(_number(groups["year"] or ""))


def _whole_year(year: int) -> int:
    """2024 for 24, 1998 for 98."""
    if year >= 100:
        return year
    return year + (1900 if year >= _LAST_CENTURY else 2000)


def _day_or_month(match: re.Match[str], year: int, month: int) -> Amount | None:
    written = match.groupdict().get("day")
    day = _number(written) if written else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    if day is None:
        return _amount(*match.span(), Decimal(100 * year + month), "month")
    return _amount(*match.span(), Decimal(10_000 * year + 100 * month + day), "day")


def _month(written: str | None, rules: NumberRules) -> int | None:
    if not written:
        return None
    return rules.months.get(written.casefold()) or _number(written)


def _number(written: str) -> int:
    return int(written) if written.isascii() else int(whole_number(written) or 0)


def _years(start: int, end: int, low: int, high: int) -> Amount:
    numeral = Numeral(start, end, None, Decimal(low), Decimal(high))
    return Amount(start, end, numeral, "date", "year", None, numeral.low, numeral.high)


def _amount(start: int, end: int, value: Decimal | None, unit: str) -> Amount:
    return Amount(start, end, Numeral(start, end, value), "date", unit, value)

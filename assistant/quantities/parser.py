"""Text -> quantities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from assistant.quantities import english, german, japanese
from assistant.quantities.amounts import Amount, AmountReader
from assistant.quantities.combining import Bounded, Combiner
from assistant.quantities.dates import find_dates
from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import NumberRules
from assistant.quantities.units import Unit
from assistant.quantities.view import flat
from assistant.types import Quantity

_RULES = {rules.code: rules for rules in (english.RULES, german.RULES, japanese.RULES)}
_BLANK = "\ufffc"
_FIGURE = re.compile(r"[\d〇一二三四五六七八九十百千万億兆数半倍]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")


def parse(text: str, language: str) -> tuple[Quantity, ...]:
    """Returns the figures of a text in order; none overlaps another.

    Args:
        language: ISO 639-1; English rules serve where a language has none.

    >>> [q.value for q in parse("191 Mio. US-Dollar", "de")]
    [Decimal('191000000')]
    """
    rules = _RULES.get(language, english.RULES)
    view = flat(text)
    amounts = _amounts(view, rules)
    combiner = Combiner(view, rules)
    amounts = combiner.ranges(combiner.compounds(combiner.years(amounts)))
    return tuple(_quantity(text, bounded) for bounded in combiner.bounds(amounts))


@cache
def _reader(code: str) -> AmountReader:
    return AmountReader.of(_RULES[code])


def _amounts(view: str, rules: NumberRules) -> list[Amount]:
    dates = find_dates(view, rules)
    factors = _factor_words(view, rules)
    masked = _masked(view, [*dates, *factors], rules)
    reader = _reader(rules.code)
    found = [*dates, *factors]
    for numeral in rules.numerals(masked):
        amount = reader.read(view, numeral)
        if amount is not None:
            found.append(amount)
    return _apart(found)


def _apart(amounts: list[Amount]) -> list[Amount]:
    """In order; of two that overlap the first one stays."""
    kept: list[Amount] = []
    for amount in sorted(amounts, key=lambda held: held.start):
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _masked(view: str, taken: Sequence[Amount], rules: NumberRules) -> str:
    """The text with everything blanked that holds digits but no numeral to be read."""
    dates = sorted((amount.start, amount.end) for amount in taken)
    starts = [start for start, _ in dates]
    blanks = list(dates)
    for match in rules.excluded.finditer(view):
        place = bisect_right(starts, match.start())
        near = dates[max(0, place - 1) : place + 1]
        if not any(low < match.end() and match.start() < high for low, high in near):
            blanks.append(match.span())
    pieces: list[str] = []
    position = 0
    for start, end in sorted(blanks):
        if start >= position:
            pieces += (view[position:start], _BLANK * (end - start))
            position = end
    return "".join((*pieces, view[position:]))


def _factor_words(view: str, rules: NumberRules) -> list[Amount]:
    found: list[Amount] = []
    for form in rules.factor_words:
        for match in form.pattern.finditer(view):
            value = form.value(match)
            if value is not None:
                numeral = Numeral(match.start(), match.end(), value, literal=False)
                unit = Unit("%", "percent") if form.percent else Unit("1", "factor")
                found.append(
                    Amount(match.start(), match.end(), numeral, unit.kind, unit.name, value)
                )
    return found


def _quantity(text: str, bounded: Bounded) -> Quantity:
    amount = bounded.amount
    return Quantity(
        start=bounded.start,
        end=bounded.end,
        text=text[bounded.start : bounded.end],
        kind=amount.kind,
        value=bounded.value,
        unit=amount.unit,
        low=bounded.low,
        high=bounded.high,
        approximate=bounded.approximate,
        assumed=amount.assumed,
        exclusive=bounded.exclusive,
    )

"""Text -> quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from assistant.quantities import english, german, japanese
from assistant.quantities.amount import Amount
from assistant.quantities.amounts import AmountReader
from assistant.quantities.bounds import Bounded, BoundReader
from assistant.quantities.combining import Combiner
from assistant.quantities.dates import find_dates
from assistant.quantities.measures import MeasureReader
from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import NumberRules
from assistant.quantities.spans import Spans
from assistant.quantities.tabular import TableReader
from assistant.quantities.units import Unit
from assistant.quantities.view import flat
from assistant.types import Quantity

_RULES = {rules.code: rules for rules in (english.RULES, german.RULES, japanese.RULES)}
_LABELS = 1 << 12
"""Heads and labels of tables that are kept as read: they are the same in row after row."""
_BLANK = "\ufffc"
_BLANK_LINE = re.compile(r"\n[ \u00a0\r]*\n")


def parse(text: str, language: str) -> tuple[Quantity, ...]:
    """Returns the figures of a text in order; none overlaps another.

    Args:
        language: ISO 639-1; English rules serve where a language has none.

    >>> [q.value for q in parse("191 Mio. US-Dollar", "de")]
    [Decimal('191000000')]
    """
    rules = _RULES.get(language, english.RULES)
    found: list[Quantity] = []
    caption = ""
    for start, paragraph in _paragraphs(flat(text)):
        figures = list(_figures(paragraph, rules))
        figures = _tables(rules.code).completed(paragraph, figures, caption)
        found += (_quantity(text, bounded, start) for bounded in figures)
        caption = paragraph.rpartition("\n")[2]
    return tuple(found)


def _paragraphs(view: str) -> Iterator[tuple[int, str]]:
    """Yields paragraphs and where they begin: no figure reaches over a blank line."""
    start = 0
    for gap in _BLANK_LINE.finditer(view):
        yield start, view[start : gap.start()]
        start = gap.end()
    yield start, view[start:]


def _figures(view: str, rules: NumberRules) -> Iterator[Bounded]:
    combiner = Combiner(view, rules)
    amounts = combiner.years(_amounts(view, rules))
    amounts = combiner.changes(combiner.ranges(combiner.compounds(amounts)))
    amounts = combiner.rates(amounts)
    amounts = combiner.lists(amounts)
    yield from BoundReader(view, rules).bounds(amounts)


@cache
def _tables(code: str) -> TableReader:
    read = lru_cache(_LABELS)(lambda label: tuple(_figures(label, _RULES[code])))
    return TableReader(MeasureReader(_RULES[code], read))


@cache
def _reader(code: str) -> AmountReader:
    return AmountReader.of(_RULES[code])


def _amounts(view: str, rules: NumberRules) -> list[Amount]:
    found = [*find_dates(view, rules), *_factor_words(view, rules)]
    reader = _reader(rules.code)
    for numeral in rules.numerals(_masked(view, found, rules)):
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
    blanks = Spans.of(sorted((amount.start, amount.end) for amount in taken))
    for match in rules.excluded.finditer(view):
        blanks.take(*match.span())
    return blanks.blanked(view, _BLANK)


def _factor_words(view: str, rules: NumberRules) -> Iterator[Amount]:
    for form in rules.factor_words:
        unit = Unit("%", "percent") if form.percent else Unit("1", "factor")
        for match in form.pattern.finditer(view):
            value = form.value(match)
            if value is not None:
                numeral = Numeral(*match.span(), value, literal=False)
                yield Amount.of(numeral, match.end(), unit)


def _quantity(text: str, bounded: Bounded, offset: int) -> Quantity:
    amount = bounded.amount
    start, end = bounded.start + offset, bounded.end + offset
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        kind=amount.kind,
        value=bounded.value,
        unit=amount.unit,
        low=bounded.low,
        high=bounded.high,
        approximate=bounded.approximate,
        assumed=amount.assumed,
        exclusive=bounded.exclusive,
    )

"""Labels of tables -> what their figures are measured in: (in $ millions), 単位：百万円."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.bounds import Bounded
from assistant.quantities.numeral import ONE
from assistant.quantities.rules import NumberRules, TableRules
from assistant.quantities.units import Unit

_LONGEST = 60
_BRACKETED = re.compile(rf"[(\[]([^()\[\]]{{1,{_LONGEST}}})[)\]]")
_BEHIND_COMMA = re.compile(rf",\s+([^,]{{1,{_LONGEST}}})$")
_BEHIND_IN = re.compile(rf"\sin\s+(\S[^,()]{{0,{_LONGEST}}})$")
_EXCEPT = re.compile(r"\s*[,;].*$|\s+(?:except|unless|außer|sofern)\b.*$", re.IGNORECASE)
_OF_YEAR = re.compile(r"^(?:19|20)\d\d\s+")
_NUMBER = re.compile(r"(?<![^\W\d_])(?<!\^)\d", re.ASCII)
"""A digit that belongs to no unit: m2 and CO2 have theirs behind a letter."""
_ONE_LETTER = frozenset("tghWVA%°$€£¥₹円万億")
"""Units of one character that heads use for nothing else; (m) and (a) may be anything."""
_ATTACHED = re.compile(
    r"(?P<unit>(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}))\s?"
    r"(?:(?P<thousand>'?000s?|k)|(?P<million>m|M|mn|mm)|(?P<billion>bn|b|B))"
)
"""€m, $M, $'000 as heads of columns have them."""
_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_KINDS = frozenset({"money", "measure", "percent", "duration"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What figures of a table are measured in."""

    scale: Decimal
    unit: Unit | None
    """Nothing where only a scale is named."""
    start: int
    end: int
    """Where the label names it."""
    whole: bool
    """Whether the label names nothing else."""


@dataclass(frozen=True, slots=True)
class MeasureReader:
    """Finds the measure that a label names."""

    rules: NumberRules
    read: Callable[[str], Sequence[Bounded]]
    """Finds the figures of a text that is no table."""

    def named(self, label: str) -> Measure | None:
        """Returns what a label says that its figures are measured in."""
        for start, end, whole in _places(label):
            found = self._measure(label[start:end].strip())
            if found is not None:
                return Measure(*found, start, end, whole)
        return None

    def _measure(self, words: str) -> tuple[Decimal, Unit | None] | None:
        """The scale and unit that words consist of."""
        tables = self.rules.tables
        words = _OF_YEAR.sub("", _EXCEPT.sub("", tables.opening.sub("", words))).strip(" :.")
        if match := _ATTACHED.fullmatch(words):
            power = _POWERS[match.lastgroup or ""]
            return self._scaled(Decimal(10) ** power, match["unit"])
        for pattern in (tables.scale_first, tables.scale_last):
            if found := pattern.fullmatch(words):
                return self._scaled(_scale_of(tables, found["scale"]), found["unit"] or "")
        unit = self._unit(words)
        return (ONE, unit) if unit else None

    def _scaled(self, scale: Decimal, words: str) -> tuple[Decimal, Unit | None] | None:
        unit = self._unit(words) if words else None
        return (scale, unit) if unit or not words else None

    def _unit(self, words: str) -> Unit | None:
        """The unit that words are the whole name of."""
        if not words or len(words) > _LONGEST or _NUMBER.search(words):
            return None
        if len(words) == 1 and words not in _ONE_LETTER:
            return None
        written = f"1{self.rules.tables.before_unit}{words}"
        found = self.read(written)
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(written)):
            return None
        amount = found[0].amount
        if amount.kind not in _KINDS or found[0].value is None or amount.numeral.value != 1:
            return None
        return Unit(amount.unit, amount.kind, found[0].value, amount.assumed, amount.minor)


def _places(label: str) -> Iterator[tuple[int, int, bool]]:
    """Yields where a label may name a measure, and whether that is all of it."""
    yield 0, len(label), True
    for match in reversed(list(_BRACKETED.finditer(label))):
        yield *match.span(1), match.group() == label.strip()
    for pattern in (_BEHIND_COMMA, _BEHIND_IN):
        if found := pattern.search(label):
            yield *found.span(1), False


def _scale_of(tables: TableRules, written: str) -> Decimal:
    return Decimal(10) ** tables.scales[written.casefold().rstrip(".")]

"""Cells of tables: the unit and scale of a figure that stand in its head, its row or a caption."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import itemgetter

from assistant.quantities.amount import Amount
from assistant.quantities.bounds import Bounded
from assistant.quantities.measures import Measure, MeasureReader
from assistant.quantities.numeral import ARITHMETIC, ONE
from assistant.quantities.spans import Spans
from assistant.quantities.table_rows import Cell, cells_in, is_row, is_rule, number_at

_LINE = re.compile(r"[^\n]+")
_KEYED_LINE = re.compile(r"[ ]*(?:[-*+•][ ])?(?P<key>[^:|]{1,60}):[ ]*(?=\S)")
"""A line of a list that begins with its head: "Cost (USD): 40"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDED = re.compile(r"[^\W\d_](?<!\d[eExX])")
"""A letter that is none of a number such as 3e25 or 4x."""
_COUNTED = re.compile(r"[ )\]]*(?:[^\W\d_]|%)")
"""What is counted, behind a number of the same cell."""
_BRACKETS = re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Heads:
    """What the heads above a row say."""

    table: Measure | None = None
    columns: dict[int, Measure] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    open: bool = True
    """Whether no row with figures has followed them yet."""

    def restart(self, table: Measure | None) -> None:
        """Forgets all heads; a caption may name what the next table is in."""
        self.table, self.columns, self.labels, self.open = table, {}, {}, True

    def take(self, texts: Sequence[str], named: Mapping[int, Measure]) -> None:
        """Takes a row of heads in."""
        if not self.open:
            self.labels = {}
        self.open = True
        filled = [place for place, text in enumerate(texts) if text and not _YEAR.fullmatch(text)]
        for place, measure in named.items():
            lone = filled == [place] and (measure.whole or measure.scale != ONE)
            if lone or (place == 0 and measure.whole and measure.scale != ONE):
                self.table = measure
            else:
                self.columns[place] = measure
        for place in filled:
            self.labels[place] = f"{self.labels.get(place, '')} {texts[place]}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row while its figures are read."""

    cells: Sequence[Cell]
    texts: Sequence[str]
    named: Mapping[int, Measure]
    """What cells without figures say, by their places."""
    keyed: Mapping[int, Measure]
    """What the heads say that stand in the cells."""
    units: Sequence[int]
    """The places of cells that hold a unit and nothing else."""
    worded: Sequence[int]
    """Where the first letter of each cell stands that is part of no number."""

    @property
    def opens(self) -> bool:
        """Whether it names the scale of what follows: $ million."""
        first = self.named.get(0)
        return first is not None and first.whole and first.scale != ONE

    def own(self, place: int, heads: _Heads, filled: Sequence[int]) -> Measure | None:
        """What the head of a cell, the label of its row or a cell of units says of its figures."""
        if place in self.keyed or self.cells[place].key:
            return self.keyed.get(place) or self._label(place)
        share = self.named.get(place + 1)
        if share is not None and share.whole and _is_share(share):
            return share
        return heads.columns.get(place) or self._label(place) or self._beside(place, filled)

    def _label(self, place: int) -> Measure | None:
        return self.named.get(0) if place else None

    def _beside(self, place: int, filled: Sequence[int]) -> Measure | None:
        """What a cell says that holds a unit and nothing else."""
        before = bisect_left(self.units, place)
        if before:
            return self.named[self.units[before - 1]]
        return self.named[self.units[0]] if self.units and len(filled) == 1 else None


@dataclass(frozen=True, slots=True)
class TableReader:
    """Gives the figures of table cells the unit and scale that stand elsewhere in the table."""

    measures: MeasureReader

    def completed(self, view: str, figures: Sequence[Bounded], caption: str) -> list[Bounded]:
        """Returns the figures of a paragraph with those of cells completed.

        Args:
            caption: the line before the paragraph.
        """
        heads = _Heads(self._captioned(caption))
        kept: list[Bounded] = []
        place = 0
        for line in _LINE.finditer(view):
            end = place
            while end < len(figures) and figures[end].start < line.end():
                end += 1
            kept += self._line(view, line, figures[place:end], heads)
            place = end
        return kept

    def _line(
        self, view: str, line: re.Match[str], figures: Sequence[Bounded], heads: _Heads
    ) -> Sequence[Bounded]:
        if not is_row(line.group()):
            heads.restart(self._captioned(line.group()))
            return self._keyed_line(view, line, self._without_scale(line, figures))
        if is_rule(line.group()):
            return figures
        return self._row(view, list(cells_in(view, *line.span())), figures, heads)

    def _captioned(self, caption: str) -> Measure | None:
        found = self.measures.rules.tables.caption.search(caption)
        return self.measures.named(found["measure"]) if found else None

    def _without_scale(self, line: re.Match[str], figures: Sequence[Bounded]) -> Sequence[Bounded]:
        """The figures of a caption; the millions of "(in millions)" are none."""
        found = self.measures.rules.tables.caption.search(line.group())
        measure = self.measures.named(found["measure"]) if found else None
        if found is None or measure is None:
            return figures
        span = _span(line.start() + found.start("measure"), measure)
        opened = self.measures.rules.tables.opening.match(found["measure"]) is not None
        return [
            figure
            for figure in figures
            if not (_inside(figure, [span]) and (opened or figure.value is None))
        ]

    def _keyed_line(
        self, view: str, line: re.Match[str], figures: Sequence[Bounded]
    ) -> Sequence[Bounded]:
        """A line that names its one figure: Strompreis (US-Dollar/kWh): 0,0806."""
        key = _KEYED_LINE.match(view, *line.span())
        if key is None or not figures:
            return figures
        cell = Cell(key["key"], key.start("key"), key.end(), line.end())
        alone = not _LETTER.search(_outside(view, cell.start, cell.end, figures))
        return self._row(view, [cell], figures, _Heads()) if alone else figures

    def _row(
        self, view: str, cells: Sequence[Cell], figures: Sequence[Bounded], heads: _Heads
    ) -> Sequence[Bounded]:
        texts = [view[cell.start : cell.end] for cell in cells]
        named = self._named(texts)
        units = [n for n, one in named.items() if one.whole and not _is_share(one)]
        keyed = self._named([cell.key for cell in cells])
        row = _Row(cells, texts, named, keyed, units, [_first_letter(view, one) for one in cells])
        spans = [_span(cells[n].start, held) for n, held in row.named.items()]
        spans += [_span(cells[n].key_start, held) for n, held in row.keyed.items()]
        spans.sort()
        figures = [figure for figure in figures if not _inside(figure, spans)]
        filled = sorted({_place(figure, cells) for figure in figures if _takes(figure)})
        if not filled and (row.opens or all(figure.amount.kind == "date" for figure in figures)):
            heads.take(texts, row.named)
            return figures
        heads.open = False
        return [self._completed(view, figure, row, heads, filled) for figure in figures]

    def _named(self, labels: Sequence[str]) -> dict[int, Measure]:
        found = ((place, self.measures.named(label)) for place, label in enumerate(labels))
        return {place: measure for place, measure in found if measure is not None}

    def _completed(
        self, view: str, figure: Bounded, row: _Row, heads: _Heads, filled: Sequence[int]
    ) -> Bounded:
        place = _place(figure, row.cells)
        if place < 0 or row.worded[place] < figure.start:
            return figure
        if _COUNTED.match(view, figure.end, row.cells[place].end):
            return figure
        measure = self._measure(figure, row, place, heads, filled)
        return _measured(view, figure, measure, heads.table) if measure else figure

    def _measure(
        self, figure: Bounded, row: _Row, place: int, heads: _Heads, filled: Sequence[int]
    ) -> Measure | None:
        """What a figure is measured in; a scale leaves out what no one scales."""
        own, label = row.own(place, heads, filled), row.texts[0] if place else ""
        if own is not None:
            scaled = own is heads.columns.get(place) and own.scale != ONE
            return None if scaled and self._is_unscaled(label) else own
        about = (label, row.cells[place].key, heads.labels.get(place, ""))
        left = figure.amount.kind == "date" or any(map(self._is_unscaled, about))
        return None if left else heads.table

    def _is_unscaled(self, label: str) -> bool:
        plain = _BRACKETS.sub("", label).strip(" :")
        return self.measures.rules.tables.unscaled.search(plain) is not None


def _place(figure: Bounded, cells: Sequence[Cell]) -> int:
    """The number of the cell that a figure stands in, or -1: it is in a head, or in two cells."""
    place = number_at(cells, figure.start)
    inside = place >= 0 and cells[place].start <= figure.start and figure.end <= cells[place].end
    return place if inside else -1


def _takes(figure: Bounded) -> bool:
    """Whether a figure may be without a unit or scale of its own."""
    return figure.amount.kind in ("count", "money")


def _is_share(measure: Measure) -> bool:
    return measure.unit is not None and measure.unit.kind == "percent"


def _span(start: int, measure: Measure) -> tuple[int, int]:
    """Where a label that begins at an offset names its measure."""
    return start + measure.start, start + measure.end


def _inside(figure: Bounded, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure is but a scale of a measure: the $ millions of "in $ millions"."""
    place = bisect_right(spans, figure.start, key=itemgetter(0)) - 1
    return place >= 0 and figure.end <= spans[place][1]


def _outside(view: str, start: int, end: int, figures: Sequence[Bounded]) -> str:
    """What stands in a stretch beside its figures."""
    spans = Spans.of((figure.start - start, figure.end - start) for figure in figures)
    return spans.blanked(view[start:end], " ")


def _first_letter(view: str, cell: Cell) -> int:
    worded = _WORDED.search(view, cell.start, cell.end)
    return worded.start() if worded else cell.end


def _measured(view: str, figure: Bounded, measure: Measure, table: Measure | None) -> Bounded:
    """A figure in the unit and scale of its measure, where it has none itself."""
    amount, unit = figure.amount, measure.unit
    scale = measure.scale
    if table is not None and table.unit is None and unit is not None and unit.kind == "money":
        scale = table.scale if scale == ONE else scale
    if not amount.numeral.literal or amount.scale != ONE:
        scale = ONE
    if amount.kind == "money" and (unit is None or unit.name == amount.unit):
        return _times(figure, amount, scale)
    lone_year = amount.kind == "date" and amount.unit == "year" and figure.value is not None
    digits = amount.kind == "count" and view[amount.numeral.start].isdigit()
    if not digits and not (lone_year and unit and unit.name != "year"):
        return figure
    if unit is None:
        return _times(figure, amount, scale)
    held = replace(amount, kind=unit.kind, unit=unit.name, assumed=unit.assumed, bare=False)
    return _times(figure, held, ARITHMETIC.multiply(scale, unit.factor))


def _times(figure: Bounded, amount: Amount, factor: Decimal) -> Bounded:
    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else ARITHMETIC.multiply(value, factor)

    return replace(
        figure,
        amount=amount,
        value=scaled(figure.value),
        low=scaled(figure.low),
        high=scaled(figure.high),
    )

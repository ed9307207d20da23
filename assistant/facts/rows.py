"""A figure in a table: what its column, its row and what stands above the table say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.facts.cells import Cell, above_table, cells_of, lead_in, place_in
from assistant.facts.concepts import concepts, mentioned
from assistant.facts.extraction import Fact, bases_in, metrics_in, time_of
from assistant.facts.headings import heading_subject, headings_in, measures, names_several
from assistant.facts.subjects import Code, codes, products, territories, versions
from assistant.language import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED_HEAD = re.compile(
    r"(?:(?:fy|cy|q[1-4]|end|ende|anfang|jahr|year|mid|mitte)\b[ .]*)*(?:19|20)\d\d"
    r"(?:年度?末?|年(?:前|後)半)?(?: ?[*(\[].*)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_OPEN = re.compile(r"[(（\[][^)）\]]*$")
_REMARK = re.compile(r"[(（]?[^\W\d_]|[\d.,]+ [a-zäöüß]{5}")
"""A cell of words: not included; 1.1 included."""
_DATED = re.compile(r"[(（](?:[^\W\d_]+\.? )?((?:19|20)\d\d)[)）]")
_CITATION = re.compile(r"\bet al\b|\bu\. ?a\.|ほか")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_WORDS = 3
"""Words beside a name with a number that leave a head a name: NVIDIA A100 SXM."""
_COMPLEMENT = re.compile(
    r"\b(?:of|for|by|in|von|für|bei|in|im|der|des|eine[rs]|pro|je|per)\b|(?<!学習)(?<!訓練)の",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\bper|/|\b(?:pro|je)) ?(?:[\w-]+[- ])?(?:hour|stunde|day|tag|[kmgt]?wh|query"
    r"|request|token|anfrage|kilowatt\w*|kilometer|kilometre|km|mile)s?\b|\bhourly\b|stündlich|(?:stunden|kwh-)preis"
    r"|(?:1|一)?(?:時間|日|[kmg]wh|キロワット時|トークン|回)(?:の料金|(?:当|あ)たり)"
)
"""Heads of columns that hold rates; a figure without the unit of one is of no whole."""
_RANGE = re.compile(r"\brange|interval|\bspread|spanne|bandbreite|範囲|区間|幅")
_WHOLES = frozenset({"money", "measure"})
_APART = frozenset({"chip", "datacentre", "company"})
"""Things of which a figure is of them, not of what a heading names."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell with what is said of its figures."""

    cells: Sequence[Cell]
    number: int
    lead: str
    """What stands before the figure in its cell."""
    language: str
    context: str
    """What stands above the table."""

    @property
    def own(self) -> Cell:
        return self.cells[self.number]

    @property
    def label(self) -> str:
        return self.cells[0].words if self.number else ""

    @property
    def leads(self) -> bool:
        """Whether the figure is what its cell is for."""
        return not _LETTER.search(self.lead)

    @property
    def follows(self) -> bool:
        """Whether it goes on from such a figure, and is no remark: 10 to 12, at most 15 million."""
        opens = self.lead[:1] and not self.lead[0].isalpha()
        return bool(opens) and not _OPEN.search(self.lead)

    @property
    def said(self) -> str:
        """All that is said of the figure itself."""
        return f"{self.label} | {self.own.head}: {self.own.words}"

    def others(self) -> Iterator[str]:
        """The words of cells that hold no figure of their own."""
        for number, cell in enumerate(self.cells):
            if number not in (0, self.number) and _REMARK.match(cell.words):
                yield cell.words

    def metric(self, fact: Fact) -> str | None:
        """What the figure measures, by the words nearest to it that such a unit can measure."""
        if self._is_interval() or (self.leads and self._lacks_rate(fact)):
            return None
        heads = (self.own.head, self.label) if self.leads or self.follows else ()
        near = (self.own.words, *heads)
        above = headings_in(self.context) if self.leads else []
        fitting = {name for name, one in concepts("metrics").items() if one.fits(fact.quantity)}
        for words in near:
            if name := self._named_first(words, fitting):
                return name
        beside = self._beside(fitting) if heads else set()
        if len(beside) == 1:
            return beside.pop()
        return next(filter(None, (self._named_first(words, fitting) for words in above)), None)

    def _named_first(self, words: str, fitting: set[str]) -> str | None:
        held = [(at, name) for name, at in metrics_in(words, self.language) if name in fitting]
        return (max if self.language == "ja" else min)(held)[1] if held else None

    def _beside(self, fitting: set[str]) -> set[str]:
        """The metrics of the other columns that have such a unit."""
        heads = (self._named_first(cell.head, fitting) for cell in self.cells)
        return {name for name in heads if name}

    def _is_interval(self) -> bool:
        """Whether a figure is but the range of another: in brackets, or in a column beside it."""
        if self.leads and self.lead.rstrip().endswith(("[", "(", "（")) and self.lead[0].isdigit():
            return True
        ranged = _RANGE.search(fold(self.own.head))
        own = {name for name, _ in metrics_in(self.own.head, self.language)}
        return bool(ranged) and any(
            own & {name for name, _ in metrics_in(cell.head, self.language)}
            for cell in self.cells
            if cell is not self.own
        )

    def _lacks_rate(self, fact: Fact) -> bool:
        figure = fact.quantity
        heads = fold(f"{self.own.head} | {self.label}")
        return figure.kind in _WHOLES and "/" not in figure.unit and bool(_RATE.search(heads))

    def subject(self) -> tuple[tuple[Code, ...], bool]:
        """The one thing with a number in its name that the figure is of; whether that is plain."""
        named = [words for words in (self.label, self.own.head) if _is_name(words)]
        if len(named) > 1:
            return (), False
        own = () if self.leads and self.number else (self.own.words,)
        keys = [] if self._is_keyed() else [one for one in self.others() if _is_name(one)]
        label = [self.label] if self._is_keyed() else []
        for words in (*own, *named, *label, " | ".join(keys)):
            found = {code.name: code for code in versions(words)}
            if found:
                return (tuple(found.values()), True) if len(found) == 1 else ((), False)
        return self._headed()

    def _is_keyed(self) -> bool:
        """Whether the first cell says what the row is of."""
        opens = _LETTER.search(self.label[:1]) or not self.label[:1].isdigit()
        return bool(opens and _LETTER.search(self.label)) and not _CITATION.search(self.label)

    def _headed(self) -> tuple[tuple[Code, ...], bool]:
        """The thing of the heading, where the row names nothing but what is measured."""
        if self.named() or not self._is_of_heading():
            return (), self._is_keyed() or bool(_YEAR.fullmatch(self.label))
        thing = heading_subject(self.context)
        return ((thing,) if thing else (), thing is not None or not names_several(self.context))

    def _is_of_heading(self) -> bool:
        words = f"{self.label} | {self.own.head}"
        if mentioned("things", words, self.language) & _APART:
            return False
        plain = _BRACKETS.sub("", self.label)
        plainly = measures(plain, self.language) or _YEAR.fullmatch(plain)
        return bool(plainly) and not _COMPLEMENT.search(plain)

    def named(self) -> frozenset[str]:
        """What the row is of that has no number in its name: a country, a firm, a part."""
        labels = (_BRACKETS.sub("", one).strip() for one in (self.label, *self.others()))
        plain = next((one for one in labels if not _CITATION.search(one)), "")
        found = territories(plain) or products(plain)
        if found or not _LETTER.search(plain):
            return found
        other = not measures(plain, self.language) and not mentioned("things", plain, self.language)
        return frozenset({fold(plain)}) if other else frozenset()

    def years(self, fact: Fact, dates: Sequence[int]) -> frozenset[int]:
        """The year of the cell, else that of its column, its row or a cell that is but a date."""
        if dates:
            return frozenset(dates)
        if _DATED_HEAD.fullmatch(self.own.head.strip()):
            return frozenset(map(int, _YEAR.findall(self.own.head)))
        dated = [cell.words for cell in self.cells if _DATED_HEAD.fullmatch(cell.words.strip())]
        if not dated:
            found = _YEAR.findall(self.label)
            return frozenset(map(int, found)) & fact.years if found else frozenset()
        return frozenset(int(year) for words in dated[:1] for year in _YEAR.findall(words))

    def bases(self) -> frozenset[str]:
        """By which account: as the column or the row has it, else as a remark says."""
        return bases_in(self.said, self.language) or bases_in(
            " | ".join(self.others()), self.language
        )

    def parts(self, fact: Fact) -> frozenset[str]:
        """Whose share a figure is; for what an amount is paid."""
        if fact.quantity.kind == "percent":
            return mentioned("holders", self.label, self.language)
        paid = fact.quantity.kind == "money"
        return mentioned("parts", self.said, self.language) if paid else frozenset()

    def closest(self, group: str) -> frozenset[str]:
        """The concepts that are named nearest to the figure."""
        for words in (self.said, *self.others(), *headings_in(self.context)):
            if found := mentioned(group, words, self.language):
                return found
        return frozenset()


def in_row(fact: Fact, row: str, start: int, language: str, context: str) -> Fact:
    """Returns a fact as its table has it, or as it is where it stands in none.

    Args:
        row: the sentence of the fact.
        start: its offset in the document.
        context: a text that holds the row and what stands above it.
    """
    cells = cells_of(row, context)
    offset = fact.quantity.start - start
    number = place_in(row, offset)
    if number >= len(cells):
        return fact
    lead = lead_in(row, offset)
    own = cells[number]
    if own.head and lead.startswith(f"{own.head}:"):
        lead = lead[len(own.head) + 1 :].strip()
    place = _Place(cells, number, lead, language, above_table(row, context))
    return _placed(fact, place)


def _placed(fact: Fact, place: _Place) -> Fact:
    named, certain = place.subject()
    said = place.own.words
    plain = _YEAR.findall(_BRACKETS.sub(" ", said))
    dated = [year for year in plain if int(year) in fact.years] or _DATED.findall(said)
    return replace(
        fact,
        metric=place.metric(fact),
        activities=place.closest("activities"),
        things=place.closest("things"),
        codes=frozenset(code.name for code in named),
        subjects=tuple(code.text for code in named),
        products=frozenset() if named else place.named(),
        time=time_of(place.said, place.language),
        years=place.years(fact, tuple(map(int, dated))),
        bases=place.bases(),
        parts=place.parts(fact),
        certain=certain,
        clause=place.said,
    )


def _is_name(words: str) -> bool:
    """Whether words are the name of one thing with a number, and say nothing of it."""
    plain = _BRACKETS.sub(" ", words)
    found = codes(plain)
    if len(found) != 1 or any(metrics_in(plain, language) for language in ("en", "de")):
        return False
    rest = _WORD.findall(plain.replace(found[0].text, " "))
    return len(rest) <= _MOST_WORDS and all(map(str.isascii, rest))

"""Which of the things that a sentence names each of its figures belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.facts.clauses import Clauses
from assistant.facts.concepts import dimension, mentioned
from assistant.facts.subjects import Code, named_things
from assistant.language import fold
from assistant.types import Quantity

_RESPECTIVELY = re.compile(r"それぞれ|respectively|jeweils|beziehungsweise|bzw\.")
_IN_TURN = re.compile(r"(?:SF)+|(?:FS)+")
_IN_LISTS = re.compile(r"S+F+|F+S+")
"""Orders of as many subjects as figures in which the first belongs to the first."""
_LISTED = re.compile(r"(?:[\s,、・/]|and|und|sowie|or|oder|と|や)+(?:the |die |das |der )?")
_TO = r"(?:for|with|by|von|für|bei|mit)\s+(?:training\s+|das\s+Training\s+von\s+)?"
_ARTICLE = r"(?:(?:the|an?|den|die|dem|der|das|eine[nmr]?)\s+)?"
_OWNER = r"(?:[A-Z]\w*\s)?[A-Z]\w*['’]s\s+"
_BEFORE_SUBJECT = re.compile(rf"\s*(?:\([^)]*\)\s*)?{_TO}{_ARTICLE}(?:{_OWNER})?", re.IGNORECASE)
_BEFORE_FIGURE = re.compile(
    r"(?:['’]s|:| at|\s?[(（:：]|が|は|の|で|では|に|なら)?[ 、]?(?:約|およそ)?"
)
_NAME_AFTER = re.compile(
    rf"\s*(?:for|für|bei)\s+(?:training\s+)?(?:{_OWNER})?(?P<name>[A-Z]\w+(?:\s[A-Z]\w*)*)"
)
_NAME_BEFORE = re.compile(
    r"(?P<name>[A-Z][A-Za-z]+(?: [A-Z0-9][\w.]*)*)(?:が|は|の|で|では)(?:約)?$"
)
_CUT = re.compile(r"[,;、，]\s*(?:and\s+|und\s+)?")
_WEAK_CUT = re.compile(r"\s(?:and|und)\s|(?<=[^\W\d_A-Za-z])と")
_STANDARD_BEFORE = re.compile(
    r"(?:\bthan|compared (?:to|with)|gegenüber|im Vergleich (?:zu|mit)"
    r"|[a-zäöü]+er\s(?:\S+\s){0,3}als)\s"
    r"(?:(?:the|das|die|der|dem|den|bei)\s)?$"
    r"|\b(?:thirds?|half|quarters?|times|Drittel|Hälfte|Viertel|[Ff]ache)\s[^,;.]{0,20}"
    r"\b(?:of|von|des|der)\s$"
)
_STANDARD_AFTER = re.compile(r"(?:の|に|と)?(?:より|に?比べ|[^、。]{0,8}分の\d)")
_NEAR = 40
_LARGE = 10**6
"""From which on a bare number beside amounts of money is one of them: 100 Mio. Dollar und 1 Mrd."""
_CELL = re.compile(r"\s*\|?(?P<first>[^|]+)\|")


@dataclass(frozen=True, slots=True)
class Paired:
    """What a figure is of."""

    codes: frozenset[str]
    product: str | None = None
    """A name without digits, where one in particular is meant."""
    certain: bool = True
    """Whether the sentence leaves no other reading."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One sentence while subjects are given to its figures; offsets are into the sentence."""

    text: str
    start: int
    language: str
    clauses: Clauses
    every: Sequence[Code]
    """What the sentence names, in order."""
    respectively: bool
    """Whether it hands out its figures in order."""

    @classmethod
    def of(cls, text: str, start: int, language: str, clauses: Clauses) -> Pairing:
        """Reads once what all figures of a sentence ask for."""
        named = [thing for thing in named_things(text) if not _is_standard(text, thing)]
        return cls(text, start, language, clauses, named, bool(_RESPECTIVELY.search(text)))

    def segment(self, quantity: Quantity, place: int, figures: Sequence[Quantity]) -> slice:
        """The part of a clause that speaks of one figure and of no other like it."""
        low, high = self.clauses.starts[place], self.clauses.ends[place]
        begin, end = quantity.start - self.start, quantity.end - self.start
        for other in self._apart(quantity, figures):
            first, last = other.start - self.start, other.end - self.start
            if low <= first and last <= begin:
                low = self._cut(last, begin)
            elif end <= first < high:
                return slice(low, self._cut(end, first))
        return slice(low, high)

    def _apart(self, quantity: Quantity, figures: Sequence[Quantity]) -> list[Quantity]:
        """The figures like one, also those that leave out their currency."""
        money = quantity.kind == "money"
        alike = of_same_dimension(quantity, figures)
        large = [f for f in figures if money and f.kind == "count" and (f.value or 0) >= _LARGE]
        return sorted([*alike, *large], key=lambda figure: figure.start)

    def _cut(self, first: int, second: int) -> int:
        """Where between two figures what is said of the second begins."""
        for pattern in (_CUT, _WEAK_CUT):
            cuts = [match.end() for match in pattern.finditer(self.text, first, second)]
            if cuts:
                return cuts[-1]
        return first

    def subject(
        self, quantity: Quantity, places: Sequence[int], figures: Sequence[Quantity]
    ) -> Paired:
        """Returns what a figure is of.

        Args:
            places: its clause, that of its metric, and those before them that it may go on from.
        """
        alike = of_same_dimension(quantity, figures)
        if self.respectively and len(alike) == len(_distinct(self.every)) > 1:
            return _paired(_distinct(self.every)[alike.index(quantity)])
        if row := self._of_row():
            return _paired(row)
        if attached := self._attached(quantity, len(alike) > 1):
            return attached
        for place in places:
            if inside := self._named_in(place):
                found = self._among(inside, quantity, place, places[0], alike)
                return found if place == places[0] else self._gone_on(found, inside, places[0])
        return Paired(frozenset())

    def _of_row(self) -> Code | None:
        """What the first cell of a row of a table names."""
        cell = _CELL.match(self.text) if " | " in self.text else None
        named = [thing for thing in self.every if cell and thing.end <= cell.end("first")]
        return named[0] if len(named) == 1 else None

    def _gone_on(self, found: Paired, inside: Sequence[Code], place: int) -> Paired:
        """A clause without a name goes on with the one before it, if only one thing came before."""
        end = self.clauses.ends[place]
        before = {thing.name for thing in self.every if thing.start < end}
        plain = len(before) == 1 or len(_distinct(inside)) > 1
        return found if plain else replace(found, certain=False)

    def _named_in(self, place: int) -> list[Code]:
        low, high = self.clauses.starts[place], self.clauses.ends[place]
        return [thing for thing in self.every if low <= thing.start < high]

    def _attached(self, quantity: Quantity, several: bool) -> Paired | None:
        """What stands right beside a figure: 3 million for GPT-3, GPT-3の300万ドル."""
        begin, end = quantity.start - self.start, quantity.end - self.start
        after = next((thing for thing in self.every if thing.start >= end), None)
        if after and _BEFORE_SUBJECT.fullmatch(self.text, end, after.start):
            return _paired(after)
        before = [thing for thing in self.every if thing.end <= begin]
        if before and _BEFORE_FIGURE.fullmatch(self.text, before[-1].end, begin):
            return _paired(before[-1])
        name = several and (
            _NAME_AFTER.match(self.text, end)
            or _NAME_BEFORE.search(self.text[max(0, begin - _NEAR) : begin])
        )
        return Paired(frozenset(), fold(name["name"])) if name and self.every else None

    def _among(
        self,
        inside: Sequence[Code],
        quantity: Quantity,
        place: int,
        own: int,
        alike: Sequence[Quantity],
    ) -> Paired:
        """Of the things that a clause names the one that a figure in it, or after it, is of."""
        things = _distinct(inside)
        if len(things) == 1:
            return _paired(things[0])
        low, high = self.clauses.starts[own], self.clauses.ends[own]
        near = [figure for figure in alike if low <= figure.start - self.start < high]
        if len(near) == len(things) and self._in_order(things, near):
            return _paired(things[near.index(quantity)])
        if place == own and len(near) > 1:
            part = self.segment(quantity, place, alike)
            held = [thing for thing in things if part.start <= thing.start < part.stop]
            if len(held) == 1:
                return _paired(held[0])
        return self._doubtful(inside, quantity)

    def _in_order(self, things: Sequence[Code], figures: Sequence[Quantity]) -> bool:
        marks = [(thing.start, "S") for thing in things]
        marks += [(figure.start - self.start, "F") for figure in figures]
        order = "".join(mark for _, mark in sorted(marks))
        if _IN_TURN.fullmatch(order):
            return True
        gaps = pairwise(things)
        listed = all(_LISTED.fullmatch(self.text, one.end, other.start) for one, other in gaps)
        return listed and _IN_LISTS.fullmatch(order) is not None

    def _doubtful(self, inside: Sequence[Code], quantity: Quantity) -> Paired:
        coded = [thing for thing in inside if thing.coded]
        before = [thing for thing in coded if thing.start < quantity.start - self.start]
        chosen = before[-1:] if len(coded) > 1 and before else coded
        return Paired(frozenset(thing.name for thing in chosen), certain=False)

    def continues(self, place: int, home: int) -> list[int]:
        """The clauses in which a figure's subject may stand, nearest first."""
        own = f"{self.clauses.words(place)} {self.clauses.words(home)}"
        # It may name its subject itself: "a high-performance model".
        alone = bool(mentioned("things", own, self.language))
        before = () if alone else range(place - 1, -1, -1)
        return list(dict.fromkeys((place, home, *before)))


def of_same_dimension(quantity: Quantity, figures: Sequence[Quantity]) -> list[Quantity]:
    """Returns the figures that measure what one of them does, in order."""
    kind = dimension(quantity)
    return [figure for figure in figures if dimension(figure) == kind]


def _is_standard(text: str, thing: Code) -> bool:
    """Whether a thing is only what another one is measured by: a third of GPT-3's."""
    before = text[max(0, thing.start - _NEAR) : thing.start]
    return bool(_STANDARD_BEFORE.search(before) or _STANDARD_AFTER.match(text, thing.end))


def _paired(thing: Code) -> Paired:
    return Paired(frozenset({thing.name})) if thing.coded else Paired(frozenset(), thing.name)


def _distinct(things: Sequence[Code]) -> list[Code]:
    """The first mention of each."""
    return list({thing.name: thing for thing in reversed(things)}.values())[::-1]

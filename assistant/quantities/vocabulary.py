"""The words of a language that numerals are made of, and how they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.quantities.digits import Marks, fraction_at, literals, raised, vulgar_starts
from assistant.quantities.numeral import ONE
from assistant.quantities.patterns import NEVER

Role: TypeAlias = Literal[
    "literal",
    "number",
    "hundred",
    "scale",
    "dozen",
    "and",
    "article",
    "half",
    "part",
    "point",
    "over",
    "of",
]
"""What a word does in a numeral; "part" is a denominator, "over" stands between a fraction's."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number in digits or a scale mark."""

    role: Role
    value: Decimal
    start: int
    end: int
    plural: bool = False
    """Whether a denominator is one beyond doubt: thirds, not third."""


@dataclass(frozen=True)
class Vocabulary:
    """What the words of a language do."""

    words: Mapping[str, tuple[Role, Decimal]]
    """By folded word."""
    compound: Callable[[str], Decimal | None]
    """Reads numbers that are written as one word: zweihundertdrei."""
    word: re.Pattern[str]
    """One word that may belong to a numeral."""
    anchor: re.Pattern[str]
    """Where a numeral that does not begin with a digit may begin."""
    gap: re.Pattern[str]
    """What may stand between two words of a numeral."""
    attached: re.Pattern[str]
    """A scale written to the digits: 10k, 5bn."""
    scales: Mapping[str, Decimal]
    """Of the attached ones."""
    vague: re.Pattern[str]
    """Amounts without a number; its groups are keys of ``bounds``."""
    bounds: Mapping[str, tuple[Decimal, Decimal | None]]
    """The upper one is missing where the words set none: billions."""
    marks: Marks
    lone_part: re.Pattern[str]
    """What must follow "a third" for it to be a fraction and not an ordinal."""
    counting: re.Pattern[str] = NEVER
    """What makes the article before it a number: ein bis zwei Jahre."""


def vague_bounds(
    forms: Mapping[str, tuple[str, int, int | None]],
) -> dict[str, tuple[Decimal, Decimal | None]]:
    """Returns the bounds of vague amounts as decimals, by their names."""
    return {
        name: (Decimal(low), None if high is None else Decimal(high))
        for name, (_, low, high) in forms.items()
    }


@dataclass(frozen=True, slots=True)
class Tokens:
    """Finds the tokens of one text."""

    text: str
    vocabulary: Vocabulary
    digits: Mapping[int, tuple[int, Decimal]]
    """End and value of the numbers in digits, by their start."""

    @classmethod
    def of(cls, text: str, vocabulary: Vocabulary) -> Tokens:
        """Returns what finds the tokens of a flat text."""
        found = literals(text, vocabulary.marks)
        return cls(text, vocabulary, {start: (end, value) for start, end, value in found})

    def starts(self) -> list[int]:
        """Returns the offsets at which a numeral may begin, in order."""
        words = {match.start() for match in self.vocabulary.anchor.finditer(self.text)}
        vague = {match.start() for match in self.vocabulary.vague.finditer(self.text)}
        return sorted({*self.digits, *words, *vague, *vulgar_starts(self.text)})

    def from_offset(self, start: int) -> Iterator[Token]:
        """Yields the words from an offset on as long as they may belong to a numeral."""
        position, last = start, ""
        while token := self._at(position):
            if token.role == last == "literal":
                return  # no numeral holds two numbers in digits side by side
            yield token
            if token.role == "literal" and (scale := self._scale_at(token.end)):
                token = scale
                yield token
            last = token.role
            gap = self.vocabulary.gap.match(self.text, token.end)
            if gap is None:
                return
            position = gap.end()

    def _at(self, start: int) -> Token | None:
        if fraction := fraction_at(self.text, start):
            value = fraction.value or ONE
            return Token("literal", value, start, fraction.end, plural=fraction.fraction)
        if start in self.digits:
            end, value = raised(self.text, *self.digits[start])
            return Token("literal", value, start, end)
        match = self.vocabulary.word.match(self.text, start)
        return self._word(match) if match else None

    def _word(self, match: re.Match[str]) -> Token | None:
        word = match.group().casefold()
        if word in self.vocabulary.words:
            role, value = self.vocabulary.words[word]
            return Token(role, value, *match.span(), plural=word.endswith("s"))
        compound = self.vocabulary.compound(word)
        return None if compound is None else Token("number", compound, *match.span())

    def _scale_at(self, start: int) -> Token | None:
        match = self.vocabulary.attached.match(self.text, start)
        return Token("scale", self.vocabulary.scales[match[1]], *match.span(1)) if match else None

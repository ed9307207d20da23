"""Numerals of English and German: words, digits and scales in one phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, DecimalException
from typing import Literal, TypeAlias

from assistant.quantities.digits import Marks, fraction_at, literals, raised, vulgar_starts
from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral

Role: TypeAlias = Literal[
    "literal", "number", "hundred", "scale", "dozen", "and", "article", "half", "part", "point",
    "over", "of",
]  # fmt: skip
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
    bounds: Mapping[str, tuple[Decimal, Decimal]]
    marks: Marks
    adds: bool = True
    """Whether "and" may join a hundred and what follows."""
    lone_part: re.Pattern[str] = field(default_factory=lambda: re.compile(""))
    """What must follow "a third" for it to be a fraction and not an ordinal."""


def numerals(text: str, vocabulary: Vocabulary) -> list[Numeral]:
    """Returns the numerals of a flat text in order; they do not overlap."""
    found: list[Numeral] = []
    end = 0
    digits = {start: (stop, value) for start, stop, value in literals(text, vocabulary.marks)}
    for start in _starts(text, digits, vocabulary):
        if start < end:
            continue
        numeral = _numeral(text, start, digits, vocabulary)
        if numeral is not None and numeral.end > numeral.start:
            found.append(numeral)
            end = numeral.end
    return found


def _starts(
    text: str, digits: Mapping[int, tuple[int, Decimal]], vocabulary: Vocabulary
) -> list[int]:
    words = {match.start() for match in vocabulary.anchor.finditer(text)}
    vague = {match.start() for match in vocabulary.vague.finditer(text)}
    return sorted({*digits, *words, *vague, *vulgar_starts(text)})


def _numeral(
    text: str, start: int, digits: Mapping[int, tuple[int, Decimal]], vocabulary: Vocabulary
) -> Numeral | None:
    if match := vocabulary.vague.match(text, start):
        name = match.lastgroup or ""
        low, high = vocabulary.bounds[name]
        return Numeral(start, match.end(), None, low, high, literal=False, approximate=True)
    tokens = list(_tokens(text, start, digits, vocabulary))
    phrase = _Phrase(tokens, text, vocabulary)
    return phrase.read() if tokens else None


def _tokens(
    text: str, start: int, digits: Mapping[int, tuple[int, Decimal]], vocabulary: Vocabulary
) -> Iterator[Token]:
    """Yields the words from an offset on as long as they may belong to a numeral."""
    position = start
    while True:
        token = _token(text, position, digits, vocabulary)
        if token is None:
            return
        yield token
        if token.role == "literal" and (suffix := vocabulary.attached.match(text, token.end)):
            scale = vocabulary.scales[suffix.group(1)]
            token = Token("scale", scale, suffix.start(1), suffix.end(1))
            yield token
        gap = vocabulary.gap.match(text, token.end)
        if gap is None:
            return
        position = gap.end()


def _token(
    text: str, start: int, digits: Mapping[int, tuple[int, Decimal]], vocabulary: Vocabulary
) -> Token | None:
    if fraction := fraction_at(text, start):
        return Token("literal", fraction.value or ONE, start, fraction.end, plural=fraction.fraction)
    if start in digits:
        end, value = digits[start]
        end, value = raised(text, end, value)
        return Token("literal", value, start, end)
    match = vocabulary.word.match(text, start)
    if match is None:
        return None
    word = match.group().casefold()
    if word in vocabulary.words:
        role, value = vocabulary.words[word]
        return Token(role, value, start, match.end(), plural=word.endswith("s"))
    compound = vocabulary.compound(word)
    return None if compound is None else Token("number", compound, start, match.end())


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a run of tokens adds up to."""

    tokens: int
    """How many of them it takes."""
    value: Decimal
    scale: Decimal
    """The last multiplier, or one."""
    before_and: Decimal | None = None
    added: Decimal | None = None
    """What stands on both sides of the last "and", where there is one."""
    scale_before_and: Decimal = ONE


@dataclass(frozen=True, slots=True)
class _Phrase:
    tokens: Sequence[Token]
    text: str
    vocabulary: Vocabulary

    def read(self) -> Numeral | None:
        """Returns the longest numeral that the tokens begin with."""
        try:
            return self._spoken_decimal() or self._share() or self._number()
        except DecimalException:
            return None

    def _role(self, place: int) -> str:
        return self.tokens[place].role if place < len(self.tokens) else ""

    def _numeral(self, taken: int, value: Decimal, scale: Decimal = ONE, **more: bool) -> Numeral:
        """Args: taken: how many tokens it consists of."""
        more.setdefault("literal", taken == 1 and self._role(0) == "literal")
        start, end = self.tokens[0].start, self.tokens[taken - 1].end
        return Numeral(start, end, value, scale=scale, **more)  # type: ignore[arg-type]

    def _spoken_decimal(self) -> Numeral | None:
        """Nine point nought four, zwei Komma drei."""
        if self._role(0) != "number" or self._role(1) != "point":
            return None
        place, written = 2, ""
        while self._role(place) == "number":
            written += str(self.tokens[place].value)
            place += 1
        if not written:
            return None
        value = Decimal(f"{self.tokens[0].value}.{written}")
        return self._scaled(place, value) or self._numeral(place, value)

    def _share(self) -> Numeral | None:
        """Half a million, a quarter, three quarters billion, ein halbes Dutzend."""
        place, upper = 0, ONE
        if self._role(0) in ("article", "number", "literal") and self._role(1) in ("half", "part"):
            place, upper = 1, self.tokens[0].value
        if self._role(place) not in ("half", "part"):
            return None
        part = self.tokens[place]
        value = ARITHMETIC.multiply(upper, part.value)
        taken = place + 1
        scale_at = taken + (self._role(taken) == "of")
        scale_at += self._role(scale_at) == "article"
        if self._role(scale_at) in ("scale", "dozen", "hundred"):
            return self._scaled(scale_at, value)
        if not self._is_fraction(part, place):
            return self._number() if place else None
        return self._numeral(taken, value, fraction=value < 1, literal=False)

    def _is_fraction(self, part: Token, place: int) -> bool:
        if part.role == "half" or part.plural:
            return True
        if place and self._role(0) == "number" and self.tokens[0].value == 1:
            return True
        return bool(place and self.vocabulary.lone_part.match(self.text, part.end))

    def _scaled(self, place: int, value: Decimal) -> Numeral | None:
        """The value times the scale at a place, if there is one."""
        if self._role(place) not in ("scale", "dozen", "hundred"):
            return None
        factor = self.tokens[place].value
        while self._role(place + 1) == "scale":
            place += 1
            factor = ARITHMETIC.multiply(factor, self.tokens[place].value)
        return self._numeral(place + 1, ARITHMETIC.multiply(value, factor), factor, literal=False)

    def _number(self) -> Numeral | None:
        total = self._sum()
        if total is None:
            return None
        if self._role(0) == "article" and total.tokens == 1:
            if self._role(1) == "number" and self.tokens[1].value < 1:  # eine dreiviertel Tonne
                return self._numeral(2, self.tokens[1].value, literal=False)
            return self._numeral(1, ONE, literal=False, article=True)
        return self._with_fraction(total) or self._numeral(
            total.tokens, total.value, total.scale, fraction=self._is_bare_fraction(total)
        )

    def _is_bare_fraction(self, total: _Sum) -> bool:
        first = self.tokens[0]
        return total.tokens == 1 and first.role == "literal" and first.plural

    def _sum(self) -> _Sum | None:
        adder = _Adder()
        for place, token in enumerate(self.tokens):
            following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
            if not adder.take(token, following, self.vocabulary):
                break
        return adder.result

    def _with_fraction(self, total: _Sum) -> Numeral | None:
        """Three fifths; two and a half million; one million and a half; one over three."""
        place = total.tokens
        if self._role(place) in ("part", "half") and (total.tokens > 1 or total.value != 1):
            return self._parts(total, place)
        if self._role(place) == "over" and self._role(place + 1) in ("number", "literal"):
            return self._ratio(total, place)
        if self._role(place) == "and" and self._role(place + 1) in ("article", "number", "half"):
            return self._and_fraction(total, place + 1)
        return None

    def _parts(self, total: _Sum, place: int) -> Numeral:
        part = self.tokens[place].value
        whole, upper = Decimal(0), total.value
        if total.added is not None and total.before_and is not None and total.added * part < 1:
            whole, upper = total.before_and, total.added
            if total.scale_before_and >= 1000 and self._role(place + 1) != "scale":
                upper = ARITHMETIC.multiply(upper, total.scale_before_and)
        value = ARITHMETIC.add(whole, ARITHMETIC.multiply(upper, part))
        return self._scaled(place + 1, value) or self._numeral(
            place + 1, value, fraction=value < 1, literal=False
        )

    def _ratio(self, total: _Sum, place: int) -> Numeral | None:
        rest = _Phrase(self.tokens[place + 1 :], self.text, self.vocabulary)._sum()
        if rest is None or not 0 < total.value < rest.value <= 1_000_000:
            return None
        if 1800 <= rest.value <= 2100:  # one in 2024
            return None
        value = ARITHMETIC.divide(total.value, rest.value)
        return self._numeral(place + 1 + rest.tokens, value, fraction=True, literal=False)

    def _and_fraction(self, total: _Sum, place: int) -> Numeral | None:
        upper = ONE
        if self._role(place) in ("article", "number"):
            upper, place = self.tokens[place].value, place + 1
        if self._role(place) not in ("half", "part"):
            return None
        part = ARITHMETIC.multiply(upper, self.tokens[place].value)
        if self._role(place + 1) == "scale":
            outer = self.tokens[place + 1].value
            if total.scale > outer:  # one billion and a quarter million
                value = ARITHMETIC.add(total.value, ARITHMETIC.multiply(part, outer))
                return self._numeral(place + 2, value, literal=False)
            return self._scaled(place + 1, ARITHMETIC.add(total.value, part))
        added = ARITHMETIC.multiply(part, total.scale if total.scale >= 1000 else ONE)
        return self._numeral(place + 1, ARITHMETIC.add(total.value, added), literal=False)


@dataclass(slots=True)
class _Adder:
    """Adds up number words; ``result`` is the longest run that was a whole number."""

    result: _Sum | None = None
    taken: int = 0
    total: Decimal = Decimal(0)
    open: Decimal | None = None
    """What the next scale multiplies."""
    scale: Decimal = ONE
    smallest: Decimal | None = None
    """The scale that the next one must stay below."""
    last: str = ""
    before_and: Decimal | None = None
    scale_before_and: Decimal = ONE
    and_after_hundred: bool = False

    def take(self, token: Token, following: Token | None, vocabulary: Vocabulary) -> bool:
        """Takes one more token; returns whether it could."""
        handler = {
            "literal": self._number,
            "number": self._number,
            "article": self._article,
            "hundred": self._hundred,
            "scale": self._scale,
            "dozen": self._dozen,
        }.get(token.role)
        if token.role == "and":
            taken = vocabulary.adds and self._and(token, following)
        else:
            taken = handler is not None and handler(token, following)
        if taken:
            self.taken += 1
            self.last = token.role
            if token.role not in ("and",):
                self._keep()
        return taken

    def _keep(self) -> None:
        value = ARITHMETIC.add(self.total, self.open or Decimal(0))
        added = None if self.before_and is None else ARITHMETIC.subtract(value, self.before_and)
        self.result = _Sum(
            self.taken, value, self.scale, self.before_and, added, self.scale_before_and
        )

    def _number(self, token: Token, following: Token | None) -> bool:
        bigger = self.and_after_hundred and following is not None and following.role == "hundred"
        if self.last == "and" and (bigger or token.value == 0):
            return False
        if self.last == "and" and following is not None and following.role == "scale":
            if self.smallest is not None and following.value >= self.smallest:
                return False
        return self._add(token)

    def _add(self, token: Token) -> bool:
        if token.role == "literal" and self.last in ("literal", "number", "article"):
            return False
        if self.open is None:
            if self.smallest is not None and token.value >= self.smallest:
                return False
            self.open = token.value
        elif self._fits(token.value):
            self.open = ARITHMETIC.add(self.open, token.value)
        else:
            return False
        self.scale = ONE
        return True

    def _fits(self, value: Decimal) -> bool:
        """Whether a number goes on with the one before: twenty three, three hundred four."""
        assert self.open is not None
        if self.last in ("hundred", "and"):
            return value < 100 and self.open % 100 == 0
        tens = self.last == "number" and 20 <= self.open % 100 and self.open % 10 == 0
        return tens and 0 < value < 10

    def _article(self, token: Token, following: Token | None) -> bool:
        if self.last:
            return False
        self.open = ONE
        return True

    def _hundred(self, token: Token, following: Token | None) -> bool:
        if self.open is not None and (self.open >= 1000 or self.last == "and"):
            return False
        if self.last == "hundred":
            return False
        self.open = ARITHMETIC.multiply(self.open or ONE, token.value)
        self.scale = token.value
        return True

    def _scale(self, token: Token, following: Token | None) -> bool:
        if self.open is None:
            if self.last != "scale":
                return False
            self.total = ARITHMETIC.multiply(self.total, token.value)  # three lakh crore
            self.scale = ARITHMETIC.multiply(self.scale, token.value)
        else:
            if self.smallest is not None and token.value >= self.smallest:
                return False
            amount = ARITHMETIC.multiply(self.open, token.value)
            self.total = ARITHMETIC.add(self.total, amount)
            self.open, self.scale = None, token.value
        self.smallest = token.value
        return True

    def _dozen(self, token: Token, following: Token | None) -> bool:
        if self.open is None:
            return False
        hundreds = self.open - self.open % 100 if self.before_and is not None else Decimal(0)
        rest = ARITHMETIC.multiply(self.open - hundreds, token.value)
        self.open = ARITHMETIC.add(hundreds, rest)
        return True

    def _and(self, token: Token, following: Token | None) -> bool:
        if following is None or following.role not in ("number", "literal"):
            return False
        if self.last not in ("hundred", "scale"):
            return False
        self.before_and = ARITHMETIC.add(self.total, self.open or Decimal(0))
        self.scale_before_and, self.and_after_hundred = self.scale, self.last == "hundred"
        return True


def shifted(numeral: Numeral, start: int) -> Numeral:
    """Returns the numeral with what stands before it taken in."""
    return replace(numeral, start=start)

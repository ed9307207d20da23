"""Numerals of English and German: words, digits and scales in one phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalException
from itertools import islice

from assistant.quantities.adding import Sum, add_up
from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral
from assistant.quantities.vocabulary import Token, Tokens, Vocabulary

_MOST_TOKENS = 40
"""Of one numeral, so that a long run of number words is read in linear time."""
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)


def numerals(text: str, vocabulary: Vocabulary) -> list[Numeral]:
    """Returns the numerals of a flat text in order; they do not overlap."""
    tokens = Tokens.of(text, vocabulary)
    found: list[Numeral] = []
    end = 0
    for start in tokens.starts():
        if start < end:
            continue
        numeral = _numeral(tokens, start)
        if numeral is not None and numeral.end > numeral.start:
            found.append(_at_least(text, numeral))
            end = numeral.end
    return found


def _at_least(text: str, numeral: Numeral) -> Numeral:
    """10+ million is an open bound, though its sign stands inside."""
    if numeral.literal or "+ " not in text[numeral.start : numeral.end]:
        return numeral
    return replace(numeral, low=numeral.value)


def _numeral(tokens: Tokens, start: int) -> Numeral | None:
    vocabulary = tokens.vocabulary
    if match := vocabulary.vague.match(tokens.text, start):
        low, high = vocabulary.bounds[match.lastgroup or ""]
        return Numeral(*match.span(), None, low, high, literal=False, approximate=high is not None)
    phrase = list(islice(tokens.from_offset(start), _MOST_TOKENS))
    return _Phrase(phrase, tokens.text, vocabulary).read() if phrase else None


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

    def _numeral(
        self,
        taken: int,
        value: Decimal,
        scale: Decimal = ONE,
        *,
        literal: bool | None = None,
        fraction: bool = False,
        article: bool = False,
    ) -> Numeral:
        """Args: taken: how many tokens it consists of."""
        if literal is None:
            literal = taken == 1 and self._role(0) == "literal"
        scale, inner = self._multipliers(taken, scale)
        return Numeral(
            self.tokens[0].start,
            self.tokens[taken - 1].end,
            value,
            scale=scale,
            inner=inner,
            literal=literal,
            fraction=fraction,
            article=article,
        )

    def _multipliers(self, taken: int, scale: Decimal) -> tuple[Decimal, Decimal]:
        """The last multiplier and the hundred before it: 1000 and 100 of sechshunderttausend."""
        last = self.tokens[taken - 1]
        if last.role == "number" and last.value >= _HUNDRED:
            thousands = last.value % _THOUSAND == 0
            hundreds = last.value % (_HUNDRED * _THOUSAND if thousands else _HUNDRED) == 0
            inner = _HUNDRED if thousands and hundreds else ONE
            return (_THOUSAND if thousands else _HUNDRED if hundreds else scale), inner
        if scale < _THOUSAND or taken == 1:
            return scale, ONE
        before = self.tokens[taken - 2]
        spoken = before.role in ("hundred", "number") and before.value >= _HUNDRED
        return scale, _HUNDRED if spoken and before.value % _HUNDRED == 0 else ONE

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
        return self.vocabulary.lone_part.match(self.text, part.end) is not None

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
        total = add_up(self.tokens)
        if total is None:
            return None
        if self._role(0) == "article" and total.tokens == 1:
            if self._role(1) == "number" and self.tokens[1].value < 1:  # eine dreiviertel Tonne
                return self._numeral(2, self.tokens[1].value, literal=False)
            counts = self.vocabulary.counting.match(self.text, self.tokens[0].end)
            return self._numeral(1, ONE, literal=False, article=counts is None)
        return self._with_fraction(total) or self._numeral(
            total.tokens, total.value, total.scale, fraction=self._is_bare_fraction(total)
        )

    def _is_bare_fraction(self, total: Sum) -> bool:
        first = self.tokens[0]
        return total.tokens == 1 and first.role == "literal" and first.plural

    def _with_fraction(self, total: Sum) -> Numeral | None:
        """Three fifths; two and a half million; one million and a half; one over three."""
        place = total.tokens
        if self._role(place) in ("part", "half") and (total.tokens > 1 or total.value != 1):
            return self._parts(total, place)
        if self._role(place) == "over" and self._role(place + 1) in ("number", "literal"):
            return self._ratio(total, place)
        if self._role(place) == "and" and self._role(place + 1) in ("article", "number", "half"):
            return self._and_fraction(total, place + 1)
        return None

    def _parts(self, total: Sum, place: int) -> Numeral:
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

    def _ratio(self, total: Sum, place: int) -> Numeral | None:
        rest = add_up(self.tokens[place + 1 :])
        if rest is None or not 0 < total.value < rest.value <= 1_000_000:
            return None
        if 1800 <= rest.value <= 2100:  # one in 2024
            return None
        value = ARITHMETIC.divide(total.value, rest.value)
        return self._numeral(place + 1 + rest.tokens, value, fraction=True, literal=False)

    def _and_fraction(self, total: Sum, place: int) -> Numeral | None:
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

"""Number words -> whole numbers: two million three hundred thousand and five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.quantities.numeral import ARITHMETIC, ONE
from assistant.quantities.vocabulary import Token


@dataclass(frozen=True, slots=True)
class Sum:
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


def add_up(tokens: Sequence[Token]) -> Sum | None:
    """Returns the longest whole number that the tokens begin with."""
    adder = Adder()
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if not adder.take(token, following):
            break
    return adder.result


@dataclass(slots=True)
class Adder:
    """Adds up number words."""

    result: Sum | None = None
    """The longest run so far that was a whole number."""
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
    digits: bool = False
    """Whether it began with digits, which words do not go on."""

    def take(self, token: Token, following: Token | None) -> bool:
        """Takes one more token; returns whether it could."""
        handler = {
            "literal": self._number,
            "number": self._number,
            "article": self._article,
            "and": self._and,
            "hundred": self._hundred,
            "scale": self._scale,
            "dozen": self._dozen,
        }.get(token.role)
        if handler is None or not handler(token, following):
            return False
        self.digits = self.digits or (token.role == "literal" and not self.taken)
        self.taken += 1
        self.last = token.role
        if token.role != "and":
            self._keep()
        return True

    def _keep(self) -> None:
        value = ARITHMETIC.add(self.total, self.open or Decimal(0))
        added = None if self.before_and is None else ARITHMETIC.subtract(value, self.before_and)
        self.result = Sum(
            self.taken, value, self.scale, self.before_and, added, self.scale_before_and
        )

    def _number(self, token: Token, following: Token | None) -> bool:
        bigger = self.and_after_hundred and following is not None and following.role == "hundred"
        if self.last == "and" and (bigger or token.value == 0 or self._too_big(following)):
            return False
        scaled = following is not None and following.role in ("scale", "hundred")
        apart = not scaled or self._too_big(following)
        if token.role == "literal" and self.last == "scale" and self.digits and apart:
            return False  # 9M 2024, 12 Mio. 12 Mio.
        return self._add(token)

    def _too_big(self, following: Token | None) -> bool:
        """Whether a scale that follows is no smaller than the last one."""
        if following is None or following.role != "scale" or self.smallest is None:
            return False
        return following.value >= self.smallest

    def _add(self, token: Token) -> bool:
        if token.role == "literal" and self.last in ("literal", "number", "article"):
            return False
        if token.role == "number" and self.last == "scale" and self.digits:
            return False  # $13.5 million one-time
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
        tens = self.last == "number" and self.open % 100 >= 20 and self.open % 10 == 0
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
        if self.open is None and not self.taken:
            self.open = ONE  # tausend Euro
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
            if self.last:
                return False
            self.open = ONE  # ein gutes Dutzend
        hundreds = self.open - self.open % 100 if self.before_and is not None else Decimal(0)
        rest = ARITHMETIC.multiply(self.open - hundreds, token.value)
        self.open, self.scale = ARITHMETIC.add(hundreds, rest), token.value
        return True

    def _and(self, token: Token, following: Token | None) -> bool:
        if following is None or following.role not in ("number", "literal"):
            return False
        if self.last not in ("hundred", "scale"):
            return False
        self.before_and = ARITHMETIC.add(self.total, self.open or Decimal(0))
        self.scale_before_and, self.and_after_hundred = self.scale, self.last == "hundred"
        return True

"""What is compared with an amount: three times as much as it, or what it is three times of."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from assistant.cost.clauses import asked, clause, sentence
from assistant.cost.figures import Figure
from assistant.cost.intents import says
from assistant.cost.limits import beside
from assistant.cost.phrases import pattern, phrases
from assistant.cost.questions import Reading
from assistant.language import fold

Asked: TypeAlias = Literal["multiple", "standard"]
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_SHORT = 4
"""Letters from which on two words that differ in an ending of two are the same."""


def asked_of(amount: Figure, rate: Figure, reading: Reading) -> Asked | None:
    """Returns what a question asks for: the multiple of an amount, or what the amount is one of.

    Args:
        rate: how many times, or what percentage more or less.
    """
    if reading.language == "ja":
        return _asked_in_japanese(amount, rate, reading)
    end = clause(rate, reading)[1]
    standard = pattern("compared", "than").search(fold(reading.question[rate.quantity.end : end]))
    later = amount.quantity.start >= rate.quantity.end
    if standard is None:
        return None if later or _is_asked_for(amount, rate, reading) else "multiple"
    by_name = _asked_of_later if later else _asked_of_earlier
    return by_name(amount, rate, _words(standard.string[standard.start() :]), reading)


def is_compared(rate: Figure, reading: Reading) -> bool:
    """Whether a percentage is said of two things: 20% more than the old model."""
    before, after = beside(rate, reading)
    return bool(
        pattern("compared", "more_than").match(after)
        or pattern("compared", "more_than_before").search(before)
    )


def is_below_another(amount: Figure, rate: Figure, reading: Reading) -> bool:
    """Whether an amount is what is left by a saving already: "$9, 20% less than B"."""
    if amount.quantity.start > rate.quantity.start:
        return False
    after = beside(rate, reading)[1]
    if pattern("compared", "cheaper_than").match(after):
        return True
    return asked_of(amount, rate, reading) == "standard"


def _asked_of_earlier(
    amount: Figure, rate: Figure, standard: set[str], reading: Reading
) -> Asked | None:
    """B costs $9 million, nine times as much as A. What does A cost?"""
    start, before = sentence(rate, reading)[0], sentence(amount, reading)[0]
    subject = _words(_without(amount, start, rate.quantity.start, reading))
    wanted = _named(subject, standard, asked(reading))
    if before == start:  # the amount is the multiple
        return "standard" if wanted == "standard" else None
    about = _named(subject, standard, _without(amount, before, start, reading))
    return "multiple" if (wanted, about) == ("subject", "standard") else None


def _asked_of_later(
    amount: Figure, rate: Figure, standard: set[str], reading: Reading
) -> Asked | None:
    """A is ten times as expensive as B, and B costs $4 million. What does A cost?"""
    subject = _words(fold(reading.question[sentence(rate, reading)[0] : rate.quantity.start]))
    between = reading.question[clause(rate, reading)[1] : amount.quantity.start]
    wanted = _named(subject, standard, asked(reading))
    if _named(subject, standard, fold(between)) == "subject":
        return "standard" if wanted == "standard" else None
    return None if wanted == "standard" else "multiple"


def _is_asked_for(amount: Figure, rate: Figure, reading: Reading) -> bool:
    """Whether the question at the end names what the amount stated before is of."""
    start, end = sentence(amount, reading)[0], amount.quantity.start
    about = _words(fold(reading.question[start:end]))
    subject = _words(fold(reading.question[amount.quantity.end : rate.quantity.start]))
    return _named(subject, about, asked(reading)) == "standard"


def _named(subject: set[str], standard: set[str], text: str) -> str | None:
    """Which of two things a text names by the words that tell them apart, and not the other."""
    words = _words(text)
    of_subject, of_standard = (
        {word for word in own if any(_alike(word, other) for other in words)}
        for own in (subject - standard, standard - subject)
    )
    if of_standard and of_standard == standard - subject and not of_subject:
        return "standard"
    return "subject" if of_subject and not of_standard else None


def _without(amount: Figure, start: int, end: int, reading: Reading) -> str:
    """A part of the question without the amount in it."""
    held, text = amount.quantity, reading.question
    if not start <= held.start < end:
        return fold(text[start:end])
    return fold(f"{text[start : held.start]} {text[held.end : end]}")


def _words(text: str) -> set[str]:
    return {*_WORD.findall(text)} - {*phrases()["compared"]["common"]}


def _alike(one: str, other: str) -> bool:
    """Whether two words are one but for an ending."""
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) >= _SHORT and long.startswith(short) and len(long) - len(short) <= 2
    )


def _asked_in_japanese(amount: Figure, rate: Figure, reading: Reading) -> Asked | None:
    """新モデルは10億ドルで、旧モデルの10倍です: particles say what is a multiple of what."""
    one, other = amount.quantity, rate.quantity
    if one.end > other.start:
        return _asked_of_later_amount(amount, rate, reading)
    gap, question = fold(reading.question[one.end : other.start]), asked(reading)
    subject = pattern("compared", "topic").search(fold(reading.question[: one.start]))
    is_asked = subject is not None and subject["name"] in question
    if pattern("compared", "multiple_of").search(gap):
        return None if is_asked else "multiple"
    standard = pattern("compared", "standard").search(gap)
    if not standard or not subject or is_asked or says("sums", "sum", reading):
        return None
    return "standard" if standard["name"] in question else None


def _asked_of_later_amount(amount: Figure, rate: Figure, reading: Reading) -> Asked | None:
    """Aの費用はBの10倍で、Bは400万ドルです: the amount is of one of the two compared."""
    before = fold(reading.question[: rate.quantity.start])
    gap = fold(reading.question[rate.quantity.end : amount.quantity.start])
    standard = pattern("compared", "standard").search(before)
    topic, question = pattern("compared", "topic").search(gap), asked(reading)
    if not standard or not topic or not question:
        return "multiple" if pattern("compared", "than").search(gap) else None
    is_standard = topic["name"] == standard["name"]
    return "multiple" if is_standard and standard["name"] not in question else None

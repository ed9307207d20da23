"""Sums that a question writes with signs: 0.09 * 191e6, $191 million + $100 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.cost.expressions import FUNCTIONS, parse_expression
from assistant.cost.intents import intent_of
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading
from assistant.errors import ArithmeticRangeError, ExpressionError
from assistant.types import Quantity

_SEGMENT = re.compile(
    r"(?:\d[\d.,_]*+(?:[eE][-+]?\d+)?+|[\s()+\-*/^×÷.,]|(?:" + "|".join(FUNCTIONS) + r")(?=\())++"
)
_OPERATOR = re.compile(r"[\d)]\s*(?:\*\*|[*/^×÷+-])\s*-?(?:[\d(]|[a-z]+\d*\()")
_GLUED_BEFORE = re.compile(r"[A-Za-z_'\"~%$€£¥]$")
_GLUED_AFTER = re.compile(r"[A-Za-z_'\"~%]")
_DANGLING = re.compile(r"[*/^×÷+]\s*$")
_GERMAN_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HUGE = re.compile(r"(?<![\w.])\d[\d.,_]*[eE][-+]?\d{4,}")
_POWER = re.compile(r"\d\s*(?:\*\*|\^)\s*[-+(]*\d")
_SIGNS = {"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "x": "*", "/": "/", "÷": "/"}


def check_numbers(reading: Reading) -> None:
    """Refuses figures of which only a part would be read.

    Raises:
        ArithmeticRangeError: 1e999999.
        ExpressionError: a power beside words, as in "9**9 chips".
    """
    huge = _HUGE.search(reading.question)
    if huge:
        raise ArithmeticRangeError(
            f"{huge.group()[:40]} is out of range", "Write a number of at most 400 digits"
        )
    inside = [figure.quantity for figure in reading.figures]
    for power in _POWER.finditer(reading.question):
        alone = literal(reading) and not intent_of(reading)
        if not alone and not any(q.start <= power.start() and power.end() <= q.end for q in inside):
            raise ExpressionError(
                "A power stands among words, where it cannot be read",
                "Write it out as a number, or ask for the power alone",
            )


def literal(reading: Reading) -> str:
    """Returns the expression that a question is, or holds whole; else nothing."""
    segments = list(_SEGMENT.finditer(reading.question))
    found = max(segments, key=lambda match: len(match.group().strip()), default=None)
    if found is None or not _stands_alone(found, reading):
        return ""
    text = found.group().strip(" \t,.")
    if not _OPERATOR.search(text):
        return ""
    if reading.language == "de":
        text = _GERMAN_THOUSANDS.sub(lambda number: number.group().replace(".", ""), text)
        text = text.replace(",", ".")
    plain = _THOUSANDS.sub("", text).replace("×", "*").replace("÷", "/").replace("^", "**")
    try:
        return parse_expression(plain).text
    except ExpressionError:
        return ""


def _stands_alone(found: re.Match[str], reading: Reading) -> bool:
    """Whether nothing around an expression goes on with it: 3 * 191 million, log(5) * 3."""
    before, after = reading.question[: found.start()], reading.question[found.end() :]
    glued = _GLUED_BEFORE.search(before) and not found.group()[0].isspace()
    glued = glued or (_GLUED_AFTER.match(after) and not found.group()[-1].isspace())
    cut = any(
        held.start < found.end() < held.end or held.start < found.start() < held.end
        for held in (figure.quantity for figure in reading.figures)
    )
    return not (glued or cut or (after and _DANGLING.search(found.group())))


def in_signs(
    figures: Sequence[Quantity], reading: Reading
) -> tuple[list[str], list[Quantity]] | None:
    """Returns the signs between the figures, where there is nothing else."""
    question = reading.question
    if len(figures) < 2 or _GLUED_BEFORE.search(question[: figures[0].start]):
        return None
    gaps = [question[one.end : other.start].strip() for one, other in pairwise(figures)]
    if pattern("beside", "of").match(gaps[0]) and "factor" in (figures[0].kind, figures[1].kind):
        gaps[0] = "*"  # two thirds of $9 million
    signs = [_SIGNS.get(gap, "") for gap in gaps]
    return (signs, list(figures)) if all(signs) else None

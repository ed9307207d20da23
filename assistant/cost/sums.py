"""A sum over figures of a question, worked out with its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from assistant.cost.display import quantity_of
from assistant.cost.expressions import exact, parse_expression
from assistant.cost.questions import Reading
from assistant.cost.wording import exactness, expression_in_words
from assistant.errors import ArithmeticRangeError
from assistant.types import Calculation, CalculationInput, Language, Quantity, QuantityKind

_BASIS: Mapping[Language, str] = {
    "en": "arithmetic on the stated values",
    "de": "Rechnung mit den genannten Werten",
    "ja": "示された値による計算",
}
_MOST_RANGES = 10
"""Ranges of which every pair of ends is tried: 1,024 sums."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An expression over named figures, and the unit of its value."""

    expression: str
    values: Mapping[str, Quantity]
    unit: str
    kind: QuantityKind | None = None


def calculated(reading: Reading, found: Sum) -> Calculation:
    """Returns a sum with its value, inputs and step.

    Raises:
        ArithmeticRangeError: a division by zero, a number out of range, too many ranges, a range
            with one end.
    """
    language = reading.language
    expression = parse_expression(found.expression)
    try:
        value, ends = _ends(expression.text, found.values)
    except ArithmeticError as error:
        raise ArithmeticRangeError(
            "The sum gives no number", "Check for a division by zero, and for huge powers"
        ) from error
    result = quantity_of(value, found.unit, language, ends, found.kind)
    return Calculation(
        question=reading.question,
        language=language,
        status="calculated",
        formula="arithmetic",
        basis=_BASIS[language],
        result=result,
        inputs=tuple(
            CalculationInput(name, held, "question", None, held.text)
            for name, held in found.values.items()
        ),
        steps=(f"{expression_in_words(found.expression, language)} = {result.text}",),
        notes=tuple(exactness(value, found.values.values(), language)),
    )


def _ends(
    text: str, values: Mapping[str, Quantity]
) -> tuple[Decimal | None, tuple[Decimal | None, Decimal | None]]:
    """The value, and over the ends of ranges its own ends."""
    expression = parse_expression(text)
    points = {name: held.value for name, held in values.items() if held.value is not None}
    if len(points) == len(values):
        return exact(expression, points), (None, None)
    found = []
    ranged = [name for name in values if name not in points]
    if len(ranged) > _MOST_RANGES:
        raise ArithmeticRangeError(
            f"The sum has {len(ranged)} ranges", f"Ask about at most {_MOST_RANGES} at a time"
        )
    for ends in product(*((values[name].low, values[name].high) for name in ranged)):
        known = {name: end for name, end in zip(ranged, ends, strict=True) if end is not None}
        if len(points) + len(known) < len(values):
            raise ArithmeticRangeError("A range has one end only", "State both ends of each range")
        found.append(exact(expression, {**points, **known}))
    return None, (min(found), max(found))

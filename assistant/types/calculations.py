"""Numbers that were worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.types.citations import Citation
from assistant.types.quantities import Quantity
from assistant.types.texts import Language

CalculationStatus: TypeAlias = Literal["calculated", "needs_input", "not_numeric"]
CalculationOrigin: TypeAlias = Literal["question", "source", "default"]


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """A number that a calculation starts from, and whose it is."""

    name: str
    """A variable of docs/cost-model.md, or the words that it stands for."""
    quantity: Quantity
    origin: CalculationOrigin
    citation: Citation | None
    """The quote that states it, where the origin is a source."""
    reference: str
    """Publication and place of a default; words of the question; quote of a source."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A number that was worked out, with everything needed to work it out again."""

    question: str
    language: Language
    status: CalculationStatus
    formula: str | None = None
    basis: str | None = None
    """By which account the result holds: rental price, amortised ..."""
    result: Quantity | None = None
    """low and high are the 5th and 95th percentile, or the ends that stated ranges give."""
    inputs: tuple[CalculationInput, ...] = ()
    missing: tuple[str, ...] = ()
    """Variables without which there is no result."""
    alternatives: tuple[Calculation, ...] = ()
    """The same with another value that sources state, or by another formula."""
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

"""Figures as texts state them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.types.texts import Span

QuantityKind: TypeAlias = Literal[
    "money", "count", "factor", "percent", "measure", "duration", "date"
]


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A figure as a text states it; docs/quantities.md defines every field."""

    text: str
    kind: QuantityKind
    value: Decimal | None
    """The number, its scale resolved; of an open bound the number named, of a range nothing."""
    unit: str
    """ISO 4217 code, ``1``, ``%``, ``percentage_point`` or a unit of the pint registry."""
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    assumed: bool = False
    """The unit was not spelled out: a bare dollar sign is taken for USD."""
    exclusive: bool = False
    """Whether an open bound leaves out the number that it names: "more than", 未満."""


@dataclass(frozen=True, slots=True)
class CitedQuantity(Quantity):
    """A figure of an answer, in the offsets of the document it was cited from."""

    citation: str = ""
    """Id of the citation whose quote holds it."""

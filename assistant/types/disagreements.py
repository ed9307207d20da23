"""What sources disagree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.types.citations import Citation
from assistant.types.quantities import Quantity

DisagreementRelation: TypeAlias = Literal["contradicts", "not_comparable"]


@dataclass(frozen=True, slots=True)
class Position:
    """What one or more sources say about a topic that sources disagree on."""

    text: str
    """The value or name, as the source writes it."""
    quantity: Quantity | None
    citations: tuple[str, ...]
    """Ids of citations whose quotes say it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Positions that cannot all be true, or that look alike and speak of different things."""

    topic: str
    relation: DisagreementRelation
    differs: tuple[str, ...]
    """What keeps them from being comparable, or what kind of difference it is."""
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A disagreement of a whole index, with the citations of its positions."""

    disagreement: Disagreement
    citations: tuple[Citation, ...]

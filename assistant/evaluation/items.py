"""Evaluation sets: JSON Lines of questions, calculations and claims, with what is right for each.

A line is a claim if it has "claim", a calculation if it has "calculation", else a question.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    TypeAdapter,
)
from pydantic_core import PydanticCustomError

from assistant.forms import number
from assistant.types import DisagreementRelation, Language, StanceName, VerdictName

Split: TypeAlias = Literal["tune", "held"]
Words: TypeAlias = Annotated[str, Field(min_length=1, pattern=r"[^\s\u200b-\u200f\u2060\ufeff]")]
Wordings: TypeAlias = Annotated[tuple[Words, ...], Field(min_length=1)]
_STRICT = ConfigDict(extra="forbid", strict=True)
_NUMERAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FIGURES = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")


def _numeral(value: Any) -> Any:
    """Refuses what Decimal reads beyond numerals: blanks, underscores, digits of other scripts."""
    if isinstance(value, str) and not _NUMERAL.fullmatch(value):
        raise PydanticCustomError("decimal_parsing", "no number")
    return value


_READ, _WRITTEN = BeforeValidator(_numeral), PlainSerializer(number, when_used="json")
_Number: TypeAlias = Annotated[Decimal, Field(strict=False), _READ, _WRITTEN]
_Tolerance: TypeAlias = Annotated[Decimal, Field(strict=False, ge=0), _READ, _WRITTEN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What items of all three kinds have."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Words
    language: Language
    kind: str = ""
    """What the figures are told apart by, such as "number" or "negation"."""
    index: str = ""
    """Which of several indexes the item is about, for ``--where``."""
    split: Split | None = None
    """``tune`` may be looked at while tuning; ``held`` may not."""
    note: str = ""
    """For people; nothing reads it."""


@dataclass(frozen=True, slots=True)
class ExpectedQuantity:
    """A figure that an answer must give."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    value: _Number
    unit: str
    """As in the JSON of quantities: "USD", "1", "%", "kWh"."""


@dataclass(frozen=True, slots=True)
class ExpectedPosition:
    """One side of a disagreement."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    source: Words
    value: Words
    """A number, two with a hyphen between for a range, or a name."""
    unit: str | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Its number, or both of its range; of a name none."""
        found = _FIGURES.fullmatch(self.value)
        return tuple(Decimal(end) for end in found.groups() if end) if found else ()


@dataclass(frozen=True, slots=True)
class ExpectedDisagreement:
    """A disagreement that an answer must name."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    positions: Annotated[tuple[ExpectedPosition, ...], Field(min_length=2)]
    relation: DisagreementRelation = "contradicts"
    differs: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionItem(Common):
    """A question and what is expected of its answer; what is left out is not scored."""

    question: Words
    answerable: bool | None = None
    """Whether the sources answer it; ``None``: refusals are not scored."""
    false_premise: bool = False
    """Whether it takes for granted what a source denies."""
    source_language: Language | None = None
    """Of the source that answers; ``None`` where none does."""
    sources: tuple[Words, ...] = ()
    """Documents that answer."""
    expected: tuple[Wordings, ...] = ()
    """For each fact the wordings that count, as they stand in the sources."""
    quantities: tuple[ExpectedQuantity, ...] = ()
    disagreements: tuple[ExpectedDisagreement, ...] | None = None
    """``()`` where the sources agree, ``None`` where that is not scored."""
    group: str = ""
    """Shared by one question asked in several languages, whose answers must be the same."""

    def __post_init__(self) -> None:
        expects = self.expected or self.quantities or self.disagreements
        if self.answerable is False and expects:
            raise ValueError("unanswerable, but something is expected")

    @property
    def text(self) -> str:
        """What is asked."""
        return self.question

    @property
    def pair(self) -> str:
        """Languages of question and source, such as ``de-ja``; ``de-none`` without a source."""
        return f"{self.language}-{self.source_language or 'none'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationItem(Common):
    """A question to be worked out, and the result that is right."""

    calculation: Words
    value: _Number
    unit: str
    tolerance: _Tolerance = Decimal("0.01")
    """Share of the value by which a result may be off."""

    @property
    def text(self) -> str:
        """What is asked."""
        return self.calculation

    @property
    def pair(self) -> str:
        """The language of the question; a calculation may rest on no source."""
        return f"{self.language}-none"


@dataclass(frozen=True, slots=True)
class Deciding:
    """A quote that decides about a claim."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    document: Words
    quote: Words
    stance: StanceName


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimItem(Common):
    """A claim and the verdict that is right."""

    claim: Words
    verdict: VerdictName
    sources: tuple[Deciding, ...] = ()
    relation: str | None = None
    """What keeps claim and source apart, for people to compare with."""
    source_language: Language | None = None

    @property
    def text(self) -> str:
        """What is claimed."""
        return self.claim

    @property
    def pair(self) -> str:
        """Languages of claim and source, such as ``de-ja``; ``de-none`` without a source."""
        return f"{self.language}-{self.source_language or 'none'}"


ItemType: TypeAlias = Literal["question", "calculation", "claim"]
TYPES: tuple[ItemType, ...] = ("question", "calculation", "claim")
Item: TypeAlias = QuestionItem | CalculationItem | ClaimItem
FIELDS = frozenset(field.name for kind in Item.__args__ for field in fields(kind))
"""What items have, of whatever type."""


def _type_of(row: Any) -> str:
    keys = row if isinstance(row, dict) else dict.fromkeys(dir(row))
    return next((name for name in ("claim", "calculation") if name in keys), "question")


READER: TypeAdapter[Item] = TypeAdapter(
    Annotated[
        Annotated[QuestionItem, Tag("question")]
        | Annotated[CalculationItem, Tag("calculation")]
        | Annotated[ClaimItem, Tag("claim")],
        Discriminator(_type_of),
    ]
)


def type_of(item: Item) -> ItemType:
    """Returns which of the three kinds an item is."""
    names: dict[type, ItemType] = {
        QuestionItem: "question", CalculationItem: "calculation", ClaimItem: "claim",
    }  # fmt: skip
    return names[type(item)]


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of one line of a set."""
    found = READER.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of an evaluation set",
        **found,
    }


def as_row(item: Item) -> dict[str, Any]:
    """Returns an item as a line of a set has it, without what is left to its default."""
    row: dict[str, Any] = json.loads(READER.dump_json(item, exclude_defaults=True))
    return row

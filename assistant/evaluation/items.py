"""Evaluation sets: JSON Lines of questions, calculations and claims, with what is right for each.

A line is a claim if it has "claim", a calculation if it has "calculation", else a question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from assistant.errors import EvaluationSetError
from assistant.evaluation.lines import errors_of, lines_of, row_of
from assistant.types import DisagreementRelation, Language, StanceName, VerdictName

Split: TypeAlias = Literal["tune", "held"]
Words: TypeAlias = Annotated[str, Field(min_length=1, pattern=r"\S")]
Wordings: TypeAlias = Annotated[tuple[Words, ...], Field(min_length=1)]
_STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
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

    value: Annotated[Decimal, Field(strict=False)]
    unit: str
    """As in the JSON of quantities: "USD", "1", "%", "kWh"."""


@dataclass(frozen=True, slots=True)
class ExpectedPosition:
    """One side of a disagreement."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    source: str
    value: str
    """A number, two with a hyphen between for a range, or a name."""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedDisagreement:
    """A disagreement that an answer must name."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    positions: Annotated[tuple[ExpectedPosition, ...], Field(min_length=2)]
    relation: DisagreementRelation = "contradicts"
    differs: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionItem(_Common):
    """A question and what is expected of its answer; what is left out is not scored."""

    question: Words
    answerable: bool | None = None
    """Whether the sources answer it; ``None``: refusals are not scored."""
    source_language: Language | None = None
    """Of the source that answers; ``None`` where none does."""
    sources: tuple[str, ...] = ()
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
class CalculationItem(_Common):
    """A question to be worked out, and the result that is right."""

    calculation: Words
    value: Annotated[Decimal, Field(strict=False)]
    unit: str
    tolerance: Annotated[Decimal, Field(strict=False, ge=0)] = Decimal("0.01")
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

    document: str
    quote: Words
    stance: StanceName


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimItem(_Common):
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


def load_set(path: Path) -> list[Item]:
    """Reads a set; empty lines are passed over.

    Raises:
        EvaluationSetError: the file cannot be read, a line is not an item, or an id comes twice.
    """
    items: dict[str, Item] = {}
    for number, line in lines_of(path):
        read = read_line(line)
        if read.item is None or read.problems:
            raise _malformed(path, number, read.problems[0])
        if read.id in items:
            raise _malformed(path, number, f"the id {read.id} comes twice")
        items[read.id] = read.item
    return list(items.values())


def questions(path: Path) -> list[QuestionItem]:
    """Reads the questions of a set.

    Raises:
        EvaluationSetError: as for ``load_set``.
    """
    return [item for item in load_set(path) if isinstance(item, QuestionItem)]


def claims(path: Path) -> list[ClaimItem]:
    """Reads the claims of a set.

    Raises:
        EvaluationSetError: as for ``load_set``.
    """
    return [item for item in load_set(path) if isinstance(item, ClaimItem)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line of a set was read as."""

    id: str
    """Of a broken item too, if it has one; blank ends are left out."""
    item: Item | None
    problems: tuple[str, ...]
    """Each in a few words."""


def read_line(line: str) -> Reading:
    """Returns the item of a line, or what is wrong with it."""
    row, twice = row_of(line)
    problems = [f"the key {key!r} comes twice" for key in twice]
    item: Item | None = None
    try:
        item = READER.validate_json(line)
    except ValidationError as error:
        problems += _refused(line, error, row)
    found = item.id if item else (row or {}).get("id")
    # A lone surrogate cannot be printed.
    name = found.encode(errors="replace").decode().strip() if isinstance(found, str) else ""
    return Reading(name, item, tuple(problems))


def _refused(line: str, error: ValidationError, row: Mapping[str, Any] | None) -> Iterator[str]:
    found = errors_of(line, error)
    types = [name for name in TYPES if row and name in row]
    if row is None or len(types) == 1 or not all(place for place, _ in found):
        yield from (words for _, words in found)
        return
    if types:
        yield f"the line has {' and '.join(types)}: only one of them may stand in a line"
    else:
        yield f"the line has neither {' nor '.join(TYPES)}"
    # Of an unclear type only the fields that all types have can be judged.
    common = {field.name for field in fields(_Common)}
    yield from (words for place, words in found if place in common)


def _malformed(path: Path, number: int, problem: str) -> EvaluationSetError:
    return EvaluationSetError(
        f"Line {number} of {path} is not an evaluation item ({problem})",
        "See what `assistant eval check` says of the set",
        "line",
        name=path.name,
        line=number,
        what=problem,
    )


def as_row(item: Item) -> dict[str, Any]:
    """Returns an item as a line of a set has it, without what is left to its default."""
    row: dict[str, Any] = json.loads(READER.dump_json(item, exclude_defaults=True))
    return row

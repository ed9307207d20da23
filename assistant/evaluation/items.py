"""Evaluation sets: JSON Lines of questions with what a right answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.errors import EvaluationSetError
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Item:
    """One question and what is expected of its answer."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: str
    question: str
    language: Language
    source_language: Language | None
    """Of the source that answers; ``None`` where none does."""
    answerable: bool
    sources: tuple[str, ...]
    """Documents that answer."""
    expected: tuple[tuple[str, ...], ...]
    """For each fact the wordings that count, as they stand in the sources."""
    kind: str
    split: Literal["tune", "held"]
    """``tune`` may be looked at while tuning; ``held`` may not."""

    def __post_init__(self) -> None:
        if self.answerable and not (self.sources and self.expected and all(self.expected)):
            raise ValueError("answerable, but without sources or expected wordings")

    @property
    def pair(self) -> str:
        """Languages of question and source, such as ``de-ja``; ``de-none`` if unanswerable."""
        return f"{self.language}-{self.source_language or 'none'}"


_READER = TypeAdapter(Item)
Row = TypeVar("Row")


def load_set(path: Path) -> list[Item]:
    """Reads a set of questions.

    Raises:
        EvaluationSetError: the file cannot be read, or a line is not an item.
    """
    return read_set(path, _READER)


def read_set(path: Path, reader: TypeAdapter[Row]) -> list[Row]:
    """Reads a set in JSON Lines; empty lines are passed over.

    Raises:
        EvaluationSetError: the file cannot be read, or a line is not what the reader takes.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationSetError(
            f"The set {path} cannot be read", "Name a JSON Lines file in UTF-8"
        ) from error
    return [
        _row(path, reader, number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]


def _row(path: Path, reader: TypeAdapter[Row], number: int, line: str) -> Row:
    try:
        return reader.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        problem = f"{place}: {first['msg']}" if place else first["msg"]
        raise _malformed(path, number, problem) from error


def _malformed(path: Path, number: int, problem: str) -> EvaluationSetError:
    return EvaluationSetError(
        f"Line {number} of {path} is not an evaluation item ({problem})",
        "Compare it with the other lines of the set",
    )

"""Evaluation sets: JSON Lines of questions with what a right answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

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

    @property
    def pair(self) -> str:
        """Languages of question and source, such as ``de-ja``; ``de-none`` if unanswerable."""
        return f"{self.language}-{self.source_language or 'none'}"


_READER = TypeAdapter(Item)


def load_set(path: Path) -> list[Item]:
    """Reads a set.

    Raises:
        EvaluationSetError: the file cannot be read, or a line is not an item.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationSetError(
            f"The set {path} cannot be read", "Name a JSON Lines file in UTF-8"
        ) from error
    return [_item(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _item(path: Path, number: int, line: str) -> Item:
    try:
        item = _READER.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _malformed(
            path, number, f"{place}: {first['msg']}" if place else first["msg"]
        ) from error
    if item.answerable and not (item.sources and item.expected and all(item.expected)):
        raise _malformed(path, number, "answerable, but without sources or expected wordings")
    return item


def _malformed(path: Path, number: int, problem: str) -> EvaluationSetError:
    return EvaluationSetError(
        f"Line {number} of {path} is not an evaluation item ({problem})",
        "Compare it with the other lines of the set",
    )

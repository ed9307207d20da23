"""Evaluation sets: JSON Lines of questions with what a right answer needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import EvaluationSetError


@dataclass(frozen=True, slots=True)
class Item:
    """One question and what is expected of its answer."""

    id: str
    question: str
    language: str
    source_language: str | None
    """Of the source that answers; ``None`` where none does."""
    answerable: bool
    sources: tuple[str, ...]
    """Documents that answer."""
    expected: tuple[tuple[str, ...], ...]
    """For each fact the wordings that count, as they stand in the sources."""
    kind: str
    split: str
    """``tune`` may be looked at while tuning; ``held`` may not."""

    @property
    def pair(self) -> str:
        """Languages of question and source, such as ``de-ja``; ``de-none`` if unanswerable."""
        return f"{self.language}-{self.source_language or 'none'}"


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
        row = json.loads(line)
        row["sources"] = tuple(row["sources"])
        row["expected"] = tuple(tuple(group) for group in row["expected"])
        return Item(**row)
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationSetError(
            f"Line {number} of {path} is not an evaluation item ({error})",
            "Compare it with the other lines of the set",
        ) from error

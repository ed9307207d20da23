"""What the command line reads: lines of standard input, and the items that they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import QuestionFormatError, SourceError, SourceUnsupportedError
from assistant.language import whole_characters
from assistant.sources import read_single
from assistant.types import Document, Question, Turn


def input_lines() -> Iterator[str]:
    """Yields the lines of standard input, split at LF alone; empty ones are no items."""
    if sys.stdin is None:  # closed by the caller
        return
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="\n")  # type: ignore[union-attr]
    for line in sys.stdin:
        text = line.removesuffix("\n").removesuffix("\r")
        if text.strip():
            yield text


def parse_question(line: str) -> Question:
    """Reads an item of ``ask``: plain text, or an object with a question and its history.

    Raises:
        QuestionFormatError: an object, but not of that form.
    """
    if not line.lstrip().startswith("{"):
        return Question(line)
    try:
        item = json.loads(line)
        history = item.get("history") or []
        turns = tuple(Turn(_text(turn["question"]), _text(turn["answer"])) for turn in history)
        return Question(_text(item["question"]), turns)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise QuestionFormatError(
            "The line is not a question",
            'Write plain text, or {"question": "...", "history": [{"question": "...", '
            '"answer": "..."}]}',
        ) from error


def parse_pair(line: str) -> tuple[str, str]:
    """Reads an item of ``judge``: an object with a query and a passage.

    Raises:
        QuestionFormatError: not of that form.
    """
    try:
        item = json.loads(line)
        return _text(item["query"]), _text(item["passage"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise QuestionFormatError(
            "The line is not a query with a passage",
            'Write {"query": "...", "passage": "..."}',
        ) from error


def read_file(path: Path) -> Document:
    """Reads a text that is to be checked, in any format that can be indexed.

    Raises:
        SourceError: it cannot be read; the message names the file.
    """
    if path.is_dir():
        raise SourceUnsupportedError(f"{path} is a folder", "Name a single file")
    try:
        return read_single(path)
    except SourceError as error:
        raise type(error)(f"{path}: {error.problem}", error.remedy, error.case) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return whole_characters(value)

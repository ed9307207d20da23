"""JSON Lines: the lines of a file, and what is wrong with one, in plain words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import EvaluationSetError

_WORDS = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is no known field",
    "string_type": "must be text",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "is blank",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "too_short": "must list at least {min_length}",
    "dataclass_type": "must be an object",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "greater_than_equal": "must be {ge} or more",
    "literal_error": "must be {expected}",
}
"""What is said of a field, by pydantic's kind of error."""
_JSON_WORDS = {
    "EOF while parsing": "the line ends within",
    "trailing characters": "something follows the object",
    "control character (\\u0000-\\u001F) found while parsing": "a control character stands in",
    "unexpected end of hex escape": "half a pair of \\u escapes is missing",
    "lone leading surrogate in hex escape": "half a pair of \\u escapes is missing",
    "recursion limit exceeded": "it is nested too deeply",
}
_COLUMN = re.compile(r"(.*) at line \d+ column (\d+)", re.DOTALL)


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the lines of a file that hold something, with their numbers from 1.

    Raises:
        EvaluationSetError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationSetError(
            f"The set {path} cannot be read: {_reason(error)}",
            "Name a JSON Lines file in UTF-8",
            "unreadable",
            name=path.name,
        ) from error
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return error.strerror or "the system refuses"


def row_of(line: str) -> tuple[dict[str, Any] | None, list[str]]:
    """Returns the object of a line, if it is one, and the keys that it has twice.

    Numbers are left as they are written.
    """
    twice: list[str] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return dict(pairs)

    try:
        row = json.loads(line, object_pairs_hook=noted, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None, []
    return (row if isinstance(row, dict) else None), twice


def errors_of(line: str, error: ValidationError) -> list[tuple[str, str]]:
    """Returns all that is wrong with a line: the field, if it is one, and a few words."""
    found = error.errors(include_url=False)
    places = [one["loc"] for one in found]
    # A list counts as short too where its entries are refused.
    return [
        (".".join(map(str, one["loc"][1:])), _in_words(one, line))
        for one in found
        if not any(place[: len(one["loc"])] == one["loc"] != place for place in places)
    ]


def _in_words(error: ErrorDetails, line: str) -> str:
    context = error.get("ctx", {})
    if error["type"] == "json_invalid":
        return _invalid(str(context["error"]), line)
    if error["type"] == "value_error":
        return str(context["error"])
    place = ".".join(map(str, error["loc"][1:])) or "the line"
    words = _WORDS.get(error["type"])
    return f"{place} {words.format(**context)}" if words else f"{place}: {error['msg']}"


def _invalid(said: str, line: str) -> str:
    match = _COLUMN.fullmatch(said)
    what = match[1] if match else said
    for jargon, words in _JSON_WORDS.items():
        what = what.replace(jargon, words)
    if match is None:
        return f"Invalid JSON: {what}"
    # The parser counts bytes.
    column = len(line.encode()[: int(match[2])].decode(errors="ignore"))
    return f"Invalid JSON at column {column}: {what}"

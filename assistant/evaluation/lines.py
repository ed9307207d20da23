"""JSON Lines: the lines of a file, and what is wrong with one, in plain words."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import EvaluationSetError


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a line."""

    what: str
    remedy: str
    """What to do about it, as an order."""


_ANY = "see eval/item.schema.json for what may stand there"
_NUMBER = "write a number such as 191000000, without unit and separators"
_FILL = "fill it in, or leave the item out"
_WORDS = {
    "missing": ("is missing", "add it"),
    "unexpected_keyword_argument": ("is no known field", "leave it out, or put it into note"),
    "string_type": ("must be text", "put it into double quotes"),
    "string_too_short": ("is empty", _FILL),
    "string_pattern_mismatch": ("is blank", _FILL),
    "bool_type": ("must be true or false", "write true or false without quotes"),
    "tuple_type": ("must be a list", "put it into square brackets"),
    "too_short": ("must list at least {min_length}", "list more, or leave the field out"),
    "dataclass_type": ("must be an object", "write it with its fields in braces"),
    "decimal_type": ("must be a number", _NUMBER),
    "decimal_parsing": ("must be a number", _NUMBER),
    "finite_number": ("must be a finite number", _NUMBER),
    "greater_than_equal": ("must be {ge} or more", "write 0.01 for one per cent"),
    "literal_error": ("must be {expected}", "write one of these"),
}
"""What is said of a field, and what to do, by pydantic's kind of error."""
_JSON_WORDS = {
    "EOF while parsing": ("the line ends within", "write the whole object on one line"),
    "trailing characters": (
        "something follows the object", "put every object on a line of its own"
    ),
    "control character (\\u0000-\\u001F) found while parsing": (
        "a control character stands in", "write it as an escape such as \\n or \\t"
    ),
    "unexpected end of hex escape": (
        "half a pair of \\u escapes is missing", "write the character itself"
    ),
    "lone leading surrogate in hex escape": (
        "half a pair of \\u escapes is missing", "write the character itself"
    ),
    "recursion limit exceeded": ("it is nested too deeply", _ANY),
}  # fmt: skip
_JSON = "write one object with names and texts in double quotes, as JSON has it"
_MARK = "\ufeff"
_COLUMN = re.compile(r"(.*) at line \d+ column (\d+)", re.DOTALL)
_LONGEST = 80
"""Characters of an item that are repeated."""


def short(words: str) -> str:
    """Returns words as they are repeated in a problem."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the lines of a file that hold something, with their numbers from 1.

    Bytes that are not in UTF-8 come as lone surrogates, for ``miswritten`` to tell.

    Raises:
        EvaluationSetError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnicodeError
    except (OSError, UnicodeError) as error:
        raise EvaluationSetError(
            f"The set {path} cannot be read: {_reason(error)}",
            "Name a JSON Lines file in UTF-8",
            "unreadable",
            name=path.name,
        ) from error
    lines = content.removeprefix(codecs.BOM_UTF8).split(b"\n")
    read = (line.removesuffix(b"\r").decode(errors="surrogateescape") for line in lines)
    yield from ((number, line) for number, line in enumerate(read, 1) if line.strip())


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "it is in UTF-16, not in UTF-8"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return error.strerror or "the system refuses"


def miswritten(line: str) -> tuple[str, list[Flaw]]:
    """Returns a line as far as it can be read, and what is wrong with its characters."""
    flaws = []
    if line.startswith(_MARK):
        line = line.removeprefix(_MARK)
        flaws.append(Flaw("a byte order mark stands before the object", "delete it"))
    wrong = next((place for place, letter in enumerate(line) if _is_byte(letter)), None)
    if wrong is not None:
        what = f"column {wrong + 1} is not in UTF-8"
        flaws.append(Flaw(what, "save the file in UTF-8, or write the letter anew"))
        line = "".join("\ufffd" if _is_byte(letter) else letter for letter in line)
    return line, flaws


def _is_byte(letter: str) -> bool:
    return "\udc80" <= letter <= "\udcff"


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


def errors_of(line: str, error: ValidationError) -> list[tuple[str, Flaw]]:
    """Returns all that is wrong with a line, with the field where it is one."""
    found = error.errors(include_url=False)
    places = [one["loc"] for one in found]
    # A list counts as short too where its entries are refused.
    return [
        (".".join(map(str, one["loc"][1:])), _in_words(one, line))
        for one in found
        if not any(place[: len(one["loc"])] == one["loc"] != place for place in places)
    ]


def _in_words(error: ErrorDetails, line: str) -> Flaw:
    context = error.get("ctx", {})
    if error["type"] == "json_invalid":
        return _invalid(str(context["error"]), line)
    if error["type"] == "value_error":
        return Flaw(str(context["error"]), "leave out what is expected, or correct answerable")
    place = _shown(".".join(map(str, error["loc"][1:]))) if error["loc"][1:] else "the line"
    if error["type"] not in _WORDS:
        return Flaw(f"{place}: {error['msg']}", _ANY)
    what, remedy = _WORDS[error["type"]]
    return Flaw(f"{place} {what.format(**context)}", remedy)


def _shown(name: str) -> str:
    """A field's name, in quotes where blanks at its ends or nothing in it would not be seen."""
    return short(name) if name and name == name.strip() else repr(short(name))


def _invalid(said: str, line: str) -> Flaw:
    match = _COLUMN.fullmatch(said)
    what, remedy = match[1] if match else said, _JSON
    for jargon, (words, order) in _JSON_WORDS.items():
        if jargon in what:
            what, remedy = what.replace(jargon, words), order
    if match is None:
        return Flaw(f"Invalid JSON: {what}", remedy)
    # The parser counts bytes.
    column = len(line.encode()[: int(match[2])].decode(errors="ignore"))
    return Flaw(f"Invalid JSON at column {column}: {what}", remedy)

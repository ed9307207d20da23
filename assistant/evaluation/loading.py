"""The lines of a set -> its items, or what is wrong with a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import EvaluationSetError
from assistant.evaluation.items import (
    FIELDS,
    READER,
    TYPES,
    ClaimItem,
    Common,
    Item,
    QuestionItem,
)
from assistant.evaluation.lines import Flaw, errors_of, lines_of, miswritten, row_of

_UNNAMED = "?"
"""The id of an item that has none of its own."""


def load_set(path: Path) -> list[Item]:
    """Reads a set; empty lines are passed over.

    Raises:
        EvaluationSetError: the file cannot be read, a line is not an item, or an id comes twice.
    """
    items: dict[str, Item] = {}
    for number, line in lines_of(path):
        read = read_line(line)
        if read.item is None or read.problems:
            raise _malformed(path, number, read.problems[0].what)
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
    """Of a broken item what can be read of it, without the fields that do not fit."""
    problems: tuple[Flaw, ...]
    is_whole: bool
    """Whether the item has all fields of the line that are known."""


def read_line(line: str) -> Reading:
    """Returns the item of a line, and what is wrong with it."""
    line, problems = miswritten(line)
    row, twice = row_of(line)
    remedy = "keep the one that is meant"
    problems += [Flaw(f"the key {key!r} comes twice", remedy) for key in twice]
    found = (row or {}).get("id")
    # A lone surrogate cannot be printed.
    name = found.encode(errors="replace").decode().strip() if isinstance(found, str) else ""
    try:
        item: Item | None = READER.validate_json(line)
    except ValidationError as error:
        problems += _refused(line, error, row)
        wrong = {place.partition(".")[0] for place, _ in errors_of(line, error)}
        item = _partly(row, wrong) if row else None
        # Errors of a whole item name no field.
        return Reading(name, item, tuple(problems), wrong.isdisjoint({*FIELDS, ""}))
    return Reading(name, item, tuple(problems), "\ufffd" not in line)


def _partly(row: Mapping[str, Any], wrong: Set[str]) -> Item | None:
    """The item without the fields that do not fit, if it can do without them."""
    left = {name: value for name, value in row.items() if name not in wrong}
    if "" in wrong:
        left.pop("answerable", None)
    try:
        return READER.validate_json(json.dumps({"id": _UNNAMED, **left}))
    except ValidationError:
        return None


def _refused(line: str, error: ValidationError, row: Mapping[str, Any] | None) -> Iterator[Flaw]:
    found = errors_of(line, error)
    types = [name for name in TYPES if row and name in row]
    if row is None or len(types) == 1 or not all(place for place, _ in found):
        yield from (_named(place, flaw) for place, flaw in found)
        return
    if types:
        what = f"the line has {' and '.join(types)}: only one of them may stand in a line"
        yield Flaw(what, "make an item of each, with an id of its own")
    else:
        what = f"the line has neither {' nor '.join(TYPES)}"
        yield Flaw(what, "add the one that is meant")
    # Of an unclear type only the fields that all types have can be judged.
    common = {field.name for field in fields(Common)}
    yield from (flaw for place, flaw in found if place in common)


def _named(place: str, flaw: Flaw) -> Flaw:
    """A flaw of an unknown field of the item with the field that is likely meant."""
    if "." in place or place in FIELDS or not flaw.what.endswith("is no known field"):
        return flaw
    near = get_close_matches(place, FIELDS, n=1)
    return Flaw(flaw.what, f"write {near[0]}") if near else flaw


def _malformed(path: Path, number: int, problem: str) -> EvaluationSetError:
    return EvaluationSetError(
        f"Line {number} of {path} is not an evaluation item ({problem})",
        "See what `assistant eval check` says of the set",
        "line",
        name=path.name,
        line=number,
        what=problem,
    )

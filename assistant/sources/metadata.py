"""Where a source comes from: ``sources.yaml`` beside the files, and YAML headers inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from assistant.errors import SourceMetadataError
from assistant.sources.extraction import printable
from assistant.sources.tables import one_line
from assistant.types import SourceInfo

FILE_NAME = "sources.yaml"

Catalogue: TypeAlias = dict[PurePosixPath, SourceInfo]
"""The entries of a sources.yaml by their file, relative to it."""

_FILE_BYTES = 4 * 2**20
_HEADER = re.compile(r"---[ \t]*\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_KEYS = tuple(field.name for field in fields(SourceInfo))


def read_catalogue(path: Path) -> Catalogue:
    """Read a sources.yaml: ``{"sources": [{"file": ..., "title": ..., ...}, ...]}``.

    Raises:
        SourceMetadataError: it is not of that form; the message names the entry's file and the key.
    """
    content = _load(path)
    entries = content.get("sources") if isinstance(content, dict) and len(content) == 1 else None
    if not isinstance(entries, list):
        raise _malformed("It is not a mapping with the one key 'sources' that holds a list")
    catalogue: Catalogue = {}
    for number, entry in enumerate(entries, start=1):
        file, info = _entry(entry, number)
        if file in catalogue:
            raise _malformed(f"{str(file)!r} is listed twice under 'file'")
        catalogue[file] = info
    return catalogue


def read_header(text: str) -> tuple[SourceInfo, int]:
    """Read the YAML header that a text may begin with.

    A block between rules that is no mapping, or has none of our keys, is text like any other.

    Returns:
        What the header says, and the offset at which it ends.

    Raises:
        SourceMetadataError: a value has the wrong type.
    """
    if not text.startswith("---") or not (block := _HEADER.match(text)):
        return SourceInfo(), 0
    try:
        content = _parse(block[1])
    except SourceMetadataError:
        return SourceInfo(), 0
    if not isinstance(content, dict) or content.keys().isdisjoint(_KEYS):
        return SourceInfo(), 0
    known = {key: value for key, value in content.items() if key in _KEYS}
    return _info(known, "the header"), block.end()


def merge(first: SourceInfo, second: SourceInfo) -> SourceInfo:
    """Take each field from ``first`` where it has one."""
    return replace(second, **dict(_stated(first)))


def accepted(key: str, value: object) -> str | None:
    """Returns a stated value as it is kept; nothing where it is not of the form of its key."""
    check, _ = _CHECKS.get(key, (_text, ""))
    return check(value)


def _stated(info: SourceInfo) -> Iterator[tuple[str, str]]:
    return ((key, value) for key in _KEYS if (value := getattr(info, key)) is not None)


def _load(path: Path) -> object:
    try:
        if path.stat().st_size > _FILE_BYTES:
            raise _malformed(f"It is larger than {_FILE_BYTES // 2**20} MiB")
        return _parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise _malformed(f"It cannot be read as UTF-8 text ({type(error).__name__})") from error


def _parse(text: str) -> object:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: the 31st of June
        where = getattr(error, "problem_mark", None)
        line = f" at line {where.line + 1}" if where else ""
        raise _malformed(f"It is not valid YAML{line}") from error


def _entry(entry: object, number: int) -> tuple[PurePosixPath, SourceInfo]:
    if not isinstance(entry, dict) or not isinstance(file := entry.get("file"), str) or not file:
        raise _malformed(f"Entry {number} has no 'file' that holds a path")
    for key in entry:
        if key not in (*_KEYS, "file"):
            raise _malformed(f"{file!r} has the unknown key {str(key)[:80]!r}")
    values = {key: value for key, value in entry.items() if key != "file"}
    return PurePosixPath(file), _info(values, repr(file))


def _info(values: dict[Any, object], owner: str) -> SourceInfo:
    """Check a mapping of known keys; ``owner`` says in an error whose they are."""
    checked: dict[str, str] = {}
    for key, value in values.items():
        if value is None:
            continue
        check, wanted = _CHECKS.get(key, (_text, "text; put it in quotes"))
        if (accepted := check(value)) is None:
            raise _malformed(f"{key!r} of {owner} must be {wanted}")
        checked[key] = accepted
    return SourceInfo(**checked)


def _text(value: object) -> str | None:
    return one_line(printable(value)) or None if isinstance(value, str) else None


def _date(value: object) -> str | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int) and _ISO_DATE.fullmatch(str(value)):
        return str(value)
    return None


def _url(value: object) -> str | None:
    url = _text(value)
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _language(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch("[a-z]{2}", value) else None


_CHECKS: dict[str, tuple[Callable[[object], str | None], str]] = {
    "language": (_language, "an ISO 639-1 code such as 'en'"),
    "published": (_date, "a date such as 2024-05-31, 2024-05 or 2024"),
    "retrieved_on": (_date, "a date such as 2024-05-31, 2024-05 or 2024"),
    "url": (_url, "an address that begins with http:// or https://"),
}


def _malformed(problem: str) -> SourceMetadataError:
    return SourceMetadataError(problem, "Correct it and index again")

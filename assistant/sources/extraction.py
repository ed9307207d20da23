"""What every format's reader takes and gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from assistant.errors import SourceDamagedError, SourceError, SourceTooLargeError
from assistant.types import Page, SourceInfo

FORMATS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
}
"""The format of a file by its suffix in lower case."""

WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]"
"""A Japanese character, as a pattern: lines that meet between two are joined without a space."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_SUPERSCRIPTS = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost before it is refused."""

    file_bytes: int = 64 * 2**20
    characters: int = 5_000_000
    pages: int = 2_000
    wall_seconds: float = 60
    """For one PDF, as are the next two."""
    cpu_seconds: int = 60
    memory_bytes: int = 2**30
    zip_entries: int = 5_000
    zip_ratio: int = 200
    """Bytes unpacked for each byte packed, over the whole archive."""
    unpacked_bytes: int = 256 * 2**20
    tags: int = 1_000_000
    """Of markup that is held as a tree, which takes a hundred times the memory of its text."""


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and what the file says about itself."""

    text: str
    pages: tuple[Page, ...]
    title: str | None = None
    language: str | None = None
    """ISO 639-1."""
    info: SourceInfo = field(default_factory=SourceInfo)
    """From a YAML header."""


Reader: TypeAlias = Callable[[bytes, Limits], Extract]
"""Reads a file's bytes; raises only ``SourceError``."""


def paginate(texts: Sequence[str]) -> tuple[str, tuple[Page, ...]]:
    """Join page texts with a blank line; an empty page is an empty span."""
    joined: list[str] = []
    pages: list[Page] = []
    end = 0
    for number, text in enumerate(texts, start=1):
        start = end
        if text:
            separator = "\n\n" if end else ""
            joined += (separator, text)
            start += len(separator)
            end = start + len(text)
        pages.append(Page(number, start, end))
    return "".join(joined), tuple(pages)


def printable(text: str) -> str:
    """Replace each control character but tab and newline, and each lone surrogate, by a space."""
    return _UNPRINTABLE.sub(" ", text)


def superscript(text: str) -> str:
    """Raise digits and signs, so that 10 to the 12th does not become 1012; "[1]" stands apart."""
    return text if text.lstrip().startswith("[") else text.translate(_SUPERSCRIPTS)


def too_long(limits: Limits) -> SourceTooLargeError:
    """The error for a text longer than a document may be."""
    return SourceTooLargeError(
        f"Its text is longer than {limits.characters:,} characters",
        "Split it into smaller files",
        "characters",
        most=limits.characters,
    )


def check_length(characters: int, limits: Limits) -> None:
    """Raise ``SourceTooLargeError`` for a text longer than a document may be."""
    if characters > limits.characters:
        raise too_long(limits)


def check_markup(markup: bytes, limits: Limits) -> None:
    """Raise ``SourceTooLargeError`` for markup whose tree would fill the memory."""
    if markup.count(b"<") > limits.tags:
        raise SourceTooLargeError(
            f"It has more than {limits.tags:,} tags",
            "Split it into smaller files",
            "tags",
            most=limits.tags,
        )


def bounded(lines: Iterable[str], limits: Limits) -> Iterator[str]:
    """Pass lines on until they are more text than a document may be; then as ``check_length``."""
    length = 0
    for line in lines:
        length += len(line) + 1
        check_length(length, limits)
        yield line


@contextmanager
def damage_reported(kind: str) -> Iterator[None]:
    """Translate whatever a format's library raises into ``SourceDamagedError``."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # hostile bytes provoke any exception at all
        raise SourceDamagedError(
            f"It is not a whole {kind} file ({type(error).__name__})",
            "Open it in the program it comes from and save it again",
        ) from error

"""A source as text, with what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types.texts import Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document and the stretch of text printed on it."""

    number: int
    """Counted from 1."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known about a source besides its text; dates are ISO 8601, possibly only a year."""

    id: str | None = None
    title: str | None = None
    language: str | None = None
    """ISO 639-1."""
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    based_on: str | None = None
    retrieved_on: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source as text. ``text`` is what every offset in this program refers to."""

    path: str
    """Its name in the index: the path below the one that was indexed, with forward slashes."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    format: str
    """The file's kind: ``txt``, ``md``, ``html``, ``pdf``, ``docx``, ``csv`` or ``xlsx``."""
    text: str
    pages: tuple[Page, ...]
    title: str
    language: str
    """ISO 639-1; ``en``, ``de`` or ``ja`` where it was detected rather than declared."""
    info: SourceInfo
    origin: str = ""
    """Absolute path of the file that it was read from."""

    @property
    def body(self) -> Span:
        """From the first page's start to the last one's end: all but a YAML header."""
        return Span(self.pages[0].start, self.pages[-1].end)

"""One file to one ``Document``."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from assistant.errors import SourceEmptyError, SourceTooLargeError
from assistant.language import detect_language
from assistant.sources import csv, docx, html, pdf, text, xlsx
from assistant.sources.discovery import SourceFile, discover, missing, unreadable, unsupported
from assistant.sources.extraction import (
    DEFAULT_LIMITS,
    FORMATS,
    Extract,
    Limits,
    Reader,
    check_length,
)
from assistant.sources.metadata import merge
from assistant.sources.tables import one_line
from assistant.types import Document, SourceInfo

_READERS: dict[str, Reader] = {
    "txt": text.read,
    "md": text.read,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "csv": csv.read,
    "xlsx": xlsx.read,
}
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*\w.*?)[ \t#]*$", re.MULTILINE)
_TITLE_LENGTH = 200
_SAMPLE = 10_000  # characters that tell the language


def read(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Turn a file into a document, or raise the ``SourceError`` that says why it cannot be."""
    data = _load(file.path, limits)
    kind = FORMATS.get(file.path.suffix.lower())
    if kind is None:
        raise unsupported(file.path)
    extract = _READERS[kind](data, limits)
    check_length(len(extract.text), limits)
    body = extract.text[extract.pages[0].start :]
    if not body.strip():
        raise SourceEmptyError("There is no text in it", "Leave it out or put text into it")
    info = merge(extract.info, file.info)
    return Document(
        path=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=kind,
        text=extract.text,
        pages=extract.pages,
        title=_title(info, extract, body, kind) or file.path.stem,
        language=_language(info, extract, body),
        info=info,
    )


def read_single(path: Path) -> Document:
    """Turn a file that stands for itself into a document, in any format that can be indexed.

    Raises:
        SourceError: it cannot be read.
    """
    found = discover([path])
    for failure in found.failures:
        raise failure.error
    return read(found.files[0])


def _load(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(limits.file_bytes) if size <= limits.file_bytes else None
    except FileNotFoundError as error:
        raise missing() from error
    except OSError as error:
        raise unreadable(error) from error
    if data is None:
        raise SourceTooLargeError(
            f"It is larger than {limits.file_bytes / 2**20:g} MiB",
            "Split it into smaller files",
            "bytes",
            most=limits.file_bytes / 2**20,
        )
    return data


def _title(info: SourceInfo, extract: Extract, body: str, kind: str) -> str | None:
    stated = one_line(extract.title or "")
    if info.title or 0 < len(stated) <= _TITLE_LENGTH:
        return info.title or stated
    if kind in {"csv", "xlsx"}:  # rows and sheet names are no titles
        return None
    if heading := _HEADING.search(body):
        return heading[1][:_TITLE_LENGTH]
    first = body.lstrip().split("\n", 1)[0].strip()
    return first if len(first) <= _TITLE_LENGTH else None


def _language(info: SourceInfo, extract: Extract, body: str) -> str:
    return info.language or extract.language or detect_language(body[:_SAMPLE])

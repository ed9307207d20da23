"""Office files are zip archives of XML: both are checked before any library opens them."""

from __future__ import annotations

import io
from zipfile import ZipFile

from assistant.errors import SourceDamagedError, SourceTooLargeError
from assistant.sources.extraction import Limits, check_markup, damage_reported

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def check_archive(data: bytes, limits: Limits, kind: str, streamed: tuple[str, ...] = ()) -> None:
    """Refuse archives that unpack to far more than they are.

    Args:
        data: the file.
        limits: what it may unpack to.
        kind: the format's name for messages.
        streamed: how the names of those parts begin that are never held as a tree.

    Raises:
        SourceTooLargeError: too many entries, too many bytes or tags, or too high a ratio.
        SourceDamagedError: it is no zip archive, or its XML declares entities.
    """
    with damage_reported(kind), ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if (
            len(entries) > limits.zip_entries
            or unpacked > limits.unpacked_bytes
            or unpacked > limits.zip_ratio * len(data)
        ):
            raise SourceTooLargeError(
                f"It unpacks to {len(entries):,} parts of {unpacked:,} bytes",
                "Save its text alone as a new file",
                "unpacked",
            )
        for entry in entries:
            part = archive.read(entry)
            if not entry.filename.startswith(streamed):
                check_markup(part, limits)
            if entry.filename.lower().endswith((".xml", ".rels")):
                _check_declarations(part, kind)


def _check_declarations(part: bytes, kind: str) -> None:
    """Office programs write no DTD, so one is there only to define entities."""
    if any(declaration in part for declaration in _DECLARATIONS):
        raise SourceDamagedError(
            f"Its XML declares a document type, which no {kind} file does",
            "Open it in the program it comes from and save it again",
        )

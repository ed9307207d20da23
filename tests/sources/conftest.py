"""Files made on the spot, and the two calls every test here is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from assistant.sources import Limits, SourceFile, read
from assistant.types import Document, SourceInfo

ReadBytes: TypeAlias = Callable[..., Document]


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """``read_bytes("a.txt", b"...")`` writes a file and reads it, with any limits as keywords."""

    def write_and_read(name: str, data: bytes | str, **limits: Any) -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        document = read(SourceFile(path, name, SourceInfo()), Limits(**limits))
        check_invariants(document)
        return document

    return write_and_read


def check_invariants(document: Document) -> None:
    """What holds for every document, whatever it was."""
    end = 0
    for number, page in enumerate(document.pages, start=1):
        assert page.number == number
        assert end <= page.start <= page.end <= len(document.text)
        end = page.end
    assert end == len(document.text)
    assert document.text.isprintable() or not any(
        (character < " " and character not in "\n\t") or "\x7f" <= character <= "\x9f"
        for character in document.text
    )
    assert document.text.encode("utf-8")  # no lone surrogates
    assert document.title.strip()

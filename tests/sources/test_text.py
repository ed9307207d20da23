"""Plain text, and what holds for every format: titles, languages, limits, batches."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from assistant.errors import (
    SourceDamagedError,
    SourceEmptyError,
    SourceEncodingError,
    SourceError,
    SourceMissingError,
    SourceTooLargeError,
    SourceUnsupportedError,
)
from assistant.sources import SourceFile, discover, read
from assistant.types import Document, SourceInfo

ReadBytes: TypeAlias = Callable[..., Document]


def test_the_document_is_the_decoded_file(read_bytes: ReadBytes) -> None:
    data = "\ufeffErste Zeile\r\n  Zweite Zeile über Kosten \r\n".encode()
    document = read_bytes("a.txt", data)
    assert document.text == "Erste Zeile\n  Zweite Zeile über Kosten \n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.path, document.format, document.title) == ("a.txt", "txt", "Erste Zeile")


def test_reading_is_deterministic(read_bytes: ReadBytes) -> None:
    assert read_bytes("a.md", "# T\n\nText.") == read_bytes("a.md", "# T\n\nText.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("intro\n\n## The cost #\n", "The cost"),
        ("\n\n First line \nSecond", "First line"),
        ("word " * 100, "a"),
        ("#hashtag first\n", "#hashtag first"),
    ],
)
def test_title(read_bytes: ReadBytes, text: str, title: str) -> None:
    assert read_bytes("a.md", text).title == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cost of training is rising every year.", "en"),
        ("Die Kosten des Trainings steigen jedes Jahr.", "de"),
        ("学習の費用は毎年増えている。", "ja"),
    ],
)
def test_language(read_bytes: ReadBytes, text: str, language: str) -> None:
    assert read_bytes("a.txt", text).language == language


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "---\ntitle: T\n---\n\n"])
def test_empty(read_bytes: ReadBytes, text: str) -> None:
    with pytest.raises(SourceEmptyError):
        read_bytes("a.md", text)


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.truncate(100 * 2**20)
    started = time.process_time()
    with pytest.raises(SourceTooLargeError, match="larger than 64 MiB"):
        read(SourceFile(path, "a.pdf", SourceInfo()))
    assert time.process_time() - started < 0.5


def test_too_many_characters(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLargeError, match="longer than 10 characters"):
        read_bytes("a.txt", "eleven char", characters=10)


def test_files_that_change_after_they_were_found(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        read(SourceFile(tmp_path / "gone.md", "gone.md", SourceInfo()))
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(SourceDamagedError):
        read(SourceFile(tmp_path / "folder.md", "folder.md", SourceInfo()))
    (tmp_path / "a.exe").write_text("Text.")
    with pytest.raises(SourceUnsupportedError):
        read(SourceFile(tmp_path / "a.exe", "a.exe", SourceInfo()))


def test_one_bad_file_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Good\n\nText.")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2\3")
    (tmp_path / "c.docx").write_bytes(b"no zip")
    (tmp_path / "d.txt").write_text("Also good.")
    outcomes: dict[str, str] = {}
    for file in discover([tmp_path]).files:
        try:
            outcomes[file.name] = read(file).title
        except SourceError as error:
            outcomes[file.name] = error.kind
    assert outcomes == {
        "a.md": "Good",
        "b.txt": SourceEncodingError("", "").kind,
        "c.docx": SourceDamagedError("", "").kind,
        "d.txt": "Also good.",
    }

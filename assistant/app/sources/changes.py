"""Changes of the index that visitors ask for: followed step by step, told file by file."""

from __future__ import annotations

import os
import shutil
import threading
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, TypeAlias

from assistant.app.sources.facts import state
from assistant.app.workspace import Workspace
from assistant.errors import (
    AssistantError,
    OutputError,
    SourceDuplicateError,
    SourceError,
    SourceMissingError,
)
from assistant.index.builder import BuildReport, IndexBuilder
from assistant.sources import SourceFailure
from assistant.sources.discovery import unsupported
from assistant.sources.extraction import FORMATS
from assistant.sources.metadata import FILE_NAME

Change: TypeAlias = Callable[[IndexBuilder], BuildReport]
Outcome: TypeAlias = Literal["added", "updated", "unchanged", "removed", "vanished", "failed"]
_NAME_BYTES = 180
"""Of a file name that is kept; file systems take 255, with what is put before it."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a change has come."""

    stage: str
    """``wait``, ``prepare``, ``read``, ``embed`` or ``open``."""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file."""

    name: str
    outcome: Outcome
    error: AssistantError | None = None


def followed(workspace: Workspace, change: Change) -> Iterator[Step | BuildReport]:
    """Makes a change in a thread of its own; yields its steps, and its report at the end.

    The change goes on where nobody follows it any more.

    Raises:
        AssistantError: as the writer has it.
    """
    told: SimpleQueue[Step | BuildReport | Exception] = SimpleQueue()

    def opening(builder: IndexBuilder) -> BuildReport:
        report = change(builder)
        told.put(Step("open"))
        return report

    def run() -> None:
        try:
            told.put(workspace.write(opening, lambda *step: told.put(Step(*step))))
        except Exception as error:
            told.put(error)

    yield Step("wait" if workspace.busy else "prepare")
    threading.Thread(target=run, name="index-writer").start()
    while not isinstance(said := _latest(told), BuildReport):
        if isinstance(said, Exception):
            raise said
        yield said
    yield said


def _latest(
    told: SimpleQueue[Step | BuildReport | Exception],
) -> Step | BuildReport | Exception:
    """The newest of what was told; nothing is told after a report or an error."""
    said = told.get()
    while not told.empty():
        said = told.get()
    return said


def uploaded(files: Sequence[Path], folder: Path) -> Change:
    """Returns the change that keeps files in a folder and adds them to the index.

    A file that cannot be indexed is not kept; the one that it was to replace stays.
    """

    def change(builder: IndexBuilder) -> BuildReport:
        named, refused = _named(files)
        with _Kept(folder) as kept:
            for name, file in named.items():
                kept.put(name, file)
            report = builder.add([folder / name for name in named])
            kept.settle(set(named) - {failure.name for failure in report.failures})
        return replace(report, failures=(*refused, *report.failures))

    return change


def _named(files: Sequence[Path]) -> tuple[dict[str, Path], list[SourceFailure]]:
    named: dict[str, Path] = {}
    refused: list[SourceFailure] = []
    for file in files:
        name = safe_name(file.name)
        if error := _refusal(name, named):
            refused.append(SourceFailure(name, error))
        else:
            named[name] = file
    return named, refused


def _refusal(name: str, others: dict[str, Path]) -> SourceError | None:
    if name in others:
        return SourceDuplicateError(
            "Another uploaded file has the same name", "Rename it and add it again", "twice"
        )
    return None if Path(name).suffix.lower() in FORMATS else unsupported(Path(name))


def safe_name(name: str) -> str:
    """Returns a file name that is one wherever it is kept: short, visible, below no folder."""
    flat = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    printable = "".join(sign if sign.isprintable() else "_" for sign in flat).strip().lstrip(".")
    stem, suffix = Path(printable or "file").stem, Path(printable or "file").suffix
    room = max(1, _NAME_BYTES - len(suffix.encode()))
    return f"{stem.encode()[:room].decode(errors='ignore')}{suffix}"


class _Kept:
    """Files that stand in a folder for now; those not settled give way to what was there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[str] = []

    def __enter__(self) -> _Kept:
        return self

    def put(self, name: str, file: Path) -> None:
        """Copies a file in place of the one of that name.

        Raises:
            OutputError: it cannot be written.
        """
        place = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, self._aside(name, "new"))
            if place.exists():
                os.replace(place, self._aside(name, "old"))
            self._open.append(name)
            os.replace(self._aside(name, "new"), place)
        except OSError as error:
            with suppress(OSError):
                self._aside(name, "new").unlink()
            raise OutputError(
                f"The file cannot be kept in {self._folder} ({error.strerror})",
                "Check the folder's permissions, or name another with ASSISTANT_UPLOADS",
            ) from error

    def settle(self, names: set[str]) -> None:
        """Lets files stay."""
        for name in names:
            self._open.remove(name)
            # Where it stays, the next upload of that name takes its place.
            with suppress(OSError):
                self._aside(name, "old").unlink(missing_ok=True)

    def __exit__(self, *_: object) -> None:
        for name in self._open:
            place, before = self._folder / name, self._aside(name, "old")
            try:
                if before.exists():
                    os.replace(before, place)
                else:
                    place.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(
                    f"{place} cannot be taken back ({error.strerror})",
                    "Check the folder's permissions",
                ) from error

    def _aside(self, name: str, kind: str) -> Path:
        return self._folder / f".{kind}-{name}"


def described(name: str, folder: Path, facts: Mapping[str, str]) -> Change:
    """Returns the change that states what is known of an uploaded file and reads it again.

    Args:
        facts: by their names in sources.yaml; empty ones are not stated.
    """

    def change(builder: IndexBuilder) -> BuildReport:
        state(folder, name, facts)
        return builder.add([folder / name])

    return change


def removed(name: str, upload: Path | None) -> Change:
    """Returns the change that removes a document.

    Args:
        upload: its file, where that was uploaded and is to go too.
    """

    def change(builder: IndexBuilder) -> BuildReport:
        report = builder.remove([name])
        try:
            if upload is not None:
                upload.unlink(missing_ok=True)
                if (upload.parent / FILE_NAME).exists():
                    state(upload.parent, upload.name, {})
        except OSError as error:
            kept = OutputError(
                f"The document is removed, but {upload} cannot be deleted ({error.strerror})",
                "Check the folder's permissions, and delete the file",
                "undeleted",
            )
            return replace(report, failures=(*report.failures, SourceFailure(name, kept)))
        return report

    return change


def results(report: BuildReport, names: Sequence[str] | None = None) -> list[Result]:
    """Returns what became of each file, those with an error first.

    Args:
        names: of the files to speak of where nothing changed; none by default.
    """
    failed = [
        Result(failure.name, _kind(failure, names), failure.error) for failure in report.failures
    ]
    told = {result.name for result in failed}
    outcomes: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
        ("added", report.added),
        ("updated", report.updated),
        ("removed", report.removed),
        ("unchanged", tuple(name for name in report.unchanged if name in (names or ()))),
    )
    done = [Result(name, what) for what, held in outcomes for name in held if name not in told]
    return [*failed, *done]


def _kind(failure: SourceFailure, names: Sequence[str] | None) -> Outcome:
    gone = names is None and isinstance(failure.error, SourceMissingError)
    return "vanished" if gone else "failed"

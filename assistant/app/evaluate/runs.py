"""The runs that are kept on this machine: which there are, and what is in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from assistant.app.exporting import zipped
from assistant.errors import EvaluationRunError
from assistant.evaluation.figures import figures
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.report import Section, sections, write_report
from assistant.evaluation.runs import RunFolder

FOLDER = Path("runs")
"""Below the working directory."""
_REPORTING = Lock()
_SHOWN = 100
"""Runs that are offered, the newest ones."""
_FILES = (
    "run.json", "outcomes.jsonl", "timings.jsonl", "figures.json", "report.html", "report.md",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run that can be opened."""

    folder: RunFolder
    sets: tuple[str, ...]
    where: tuple[str, ...]
    """The conditions that its items meet."""
    done: int
    """Items."""
    total: int
    moment: datetime
    """Of its last item."""

    @property
    def name(self) -> str:
        """Of its folder."""
        return self.folder.path.name


@dataclass(frozen=True, slots=True)
class Results:
    """What a run came to."""

    outcomes: tuple[Outcome, ...]
    sections: tuple[Section, ...]


def stored_runs(root: Path = FOLDER) -> dict[str, StoredRun]:
    """Returns the runs by name, the newest first; folders that hold no run are passed over."""
    versions = [(_version(path.parent), path.parent) for path in root.glob("*/run.json")]
    newest = sorted(versions, key=lambda held: held[0], reverse=True)[:_SHOWN]
    found = (_stored(path, version) for version, path in newest if version.moment)
    return {one.name: one for one in found if one is not None}


def results(run: StoredRun) -> Results:
    """Returns what came out, with its figures.

    Raises:
        EvaluationRunError: the run is damaged, gone, or cannot be read.
    """
    return _results(run.folder.path, _there(run))


def earlier(runs: Mapping[str, StoredRun], shown: StoredRun) -> list[StoredRun]:
    """Returns the runs that have items in common with one, as far as their sets tell."""
    return [
        one for one in runs.values() if one.name != shown.name and set(one.sets) & set(shown.sets)
    ]


def report_page(run: StoredRun) -> bytes:
    """Returns the report as one page.

    Raises:
        EvaluationRunError: there is none, and none can be written.
    """
    _reported(run)
    return _text(run.folder.path / "report.html").encode()


def packed(run: StoredRun) -> bytes:
    """Returns all that is kept of a run as a ZIP file.

    Raises:
        EvaluationRunError: it cannot be read.
    """
    _reported(run)
    paths: Sequence[Path] = [run.folder.path / name for name in _FILES]
    return zipped({path.name: _text(path) for path in paths if path.is_file()})


def _reported(run: StoredRun) -> None:
    """Writes the report of a run that has none, or that went on after it was written."""
    version = _there(run)
    with _REPORTING:
        if _times(run.folder.path / "report.html")[0] < version.moment:
            write_report(run.folder)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise EvaluationRunError(
            f"{path} cannot be read ({error.strerror})", "Check that you may read it", "unreadable"
        ) from error


def _there(run: StoredRun) -> _Version:
    version = _version(run.folder.path)
    if not version.moment:
        raise EvaluationRunError(f"There is no run in {run.folder.path}", "Run it again", "gone")
    return version


@lru_cache(maxsize=4 * _SHOWN)
def _stored(path: Path, version: _Version) -> StoredRun | None:
    folder = RunFolder(path)
    try:
        sets = folder.description["sets"]
        return StoredRun(
            folder,
            sets=tuple(one["name"] for one in sets if one["items"]),
            where=tuple(folder.description["where"]),
            done=_lines(path / "outcomes.jsonl"),
            total=sum(one["items"] for one in sets),
            moment=datetime.fromtimestamp(version.moment / 1e9),
        )
    except (EvaluationRunError, KeyError, TypeError):
        return None


def _lines(path: Path) -> int:
    try:
        return path.read_bytes().count(b"\n")
    except OSError:  # it stands where the figures would
        return 0


class _Version(NamedTuple):
    """What changes with every item of a run, and with who may read it."""

    moment: int
    """When the last one was recorded, in nanoseconds; 0 where there is no run."""
    changes: tuple[int, int]
    """Of run.json and outcomes.jsonl."""


def _version(path: Path) -> _Version:
    described, changed = _times(path / "run.json")
    recorded, grown = _times(path / "outcomes.jsonl")
    return _Version(described and (recorded or described), (changed, grown))


def _times(path: Path) -> tuple[int, int]:
    """When a file was written and when anything of it changed; 0 where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ctime_ns


@lru_cache(maxsize=16)
def _results(path: Path, _version: _Version) -> Results:
    folder = RunFolder(path)
    outcomes = folder.outcomes()
    found = sections(outcomes, figures(outcomes, folder.seconds()))
    return Results(tuple(outcomes), tuple(found))

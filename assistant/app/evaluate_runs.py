"""The runs that are kept on this machine: which there are, and what is in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from assistant.app.exporting import zipped
from assistant.errors import EvaluationRunError
from assistant.evaluation.figures import figures
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.report import Section, sections, write_report
from assistant.evaluation.runs import RunFolder

FOLDER = Path("runs")
"""Below the working directory."""
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
    paths = sorted(root.glob("*/run.json"), key=_changed, reverse=True)[:_SHOWN]
    found = (_stored(path.parent) for path in paths)
    return {one.name: one for one in found if one is not None}


def results(run: StoredRun) -> Results:
    """Returns what came out, with its figures.

    Raises:
        EvaluationRunError: the run is damaged.
    """
    return _results(run.folder.path, _changed(run.folder.path / "run.json"))


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
    path = run.folder.path / "report.html"
    if not path.exists():
        write_report(run.folder)
    return path.read_bytes()


def packed(run: StoredRun) -> bytes:
    """Returns all that is kept of a run as a ZIP file."""
    paths: Sequence[Path] = [run.folder.path / name for name in _FILES]
    return zipped({path.name: path.read_text("utf-8") for path in paths if path.is_file()})


def _stored(path: Path) -> StoredRun | None:
    folder = RunFolder(path)
    try:
        sets = folder.description["sets"]
        return StoredRun(
            folder,
            sets=tuple(one["name"] for one in sets if one["items"]),
            where=tuple(folder.description["where"]),
            done=_lines(path / "outcomes.jsonl"),
            total=sum(one["items"] for one in sets),
            moment=datetime.fromtimestamp(_changed(path / "run.json") / 1e9),
        )
    except (EvaluationRunError, KeyError, TypeError):
        return None


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _changed(description: Path) -> int:
    """When the last item was recorded, in nanoseconds."""
    outcomes = description.with_name("outcomes.jsonl")
    return (outcomes if outcomes.exists() else description).stat().st_mtime_ns


@lru_cache(maxsize=16)
def _results(path: Path, _moment: int) -> Results:
    folder = RunFolder(path)
    outcomes = folder.outcomes()
    found = sections(outcomes, figures(outcomes, folder.seconds()))
    return Results(tuple(outcomes), tuple(found))

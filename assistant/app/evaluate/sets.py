"""The evaluation sets that a visitor can choose from, and the items that are to be run of them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Literal, TypeAlias

from assistant.chain import Assistant
from assistant.errors import AssistantError, EvaluationSetError
from assistant.evaluation.figures import EVERYTHING
from assistant.evaluation.items import Item, ItemType, type_of
from assistant.evaluation.loading import load_set
from assistant.evaluation.problems import Problem, problems
from assistant.evaluation.running import Selection

FOLDER = Path("eval/sets")
"""Of the sets on the server, below the working directory."""
FIELDS = ("split", "index", "language", "source_language", "kind")
"""What items are chosen by."""
Origin: TypeAlias = Literal["server", "feedback", "upload"]
_LETTERS = 60
"""Of the name of an uploaded set."""


@dataclass(frozen=True, slots=True)
class OfferedSet:
    """A set that can be chosen."""

    path: Path
    origin: Origin
    items: tuple[Item, ...]
    error: AssistantError | None
    """Why it cannot be run, if it cannot."""

    @property
    def name(self) -> str:
        """What it is called, here and in the figures of a run."""
        return self.path.stem

    @property
    def types(self) -> dict[ItemType, int]:
        """How many items it has of each type."""
        return dict(Counter(type_of(item) for item in self.items))

    @property
    def languages(self) -> list[str]:
        """The languages that its items are in."""
        return sorted({item.language for item in self.items})


def offered(feedback: Path, uploads: Path | None) -> dict[str, OfferedSet]:
    """Returns the sets by name: of the server, of visitors' thumbs, and of this session.

    Args:
        feedback: where the chat keeps thumbs.
        uploads: folder of the sets that this visitor uploaded.
    """
    found = [_offered(path, "server") for path in sorted(FOLDER.glob("*.jsonl"))]
    if feedback.is_file():
        found.append(_offered(feedback, "feedback"))
    if uploads is not None:
        found += [_offered(path, "upload") for path in sorted(uploads.glob("*.jsonl"))]
    sets: dict[str, OfferedSet] = {}
    for one in found:
        sets.setdefault(one.name, one)
    return sets


def keep_upload(file: Path, uploads: Path, taken: Sequence[str]) -> str:
    """Copies a file of a visitor into the folder of the session.

    Args:
        taken: names of other sets.

    Returns:
        The name that the set got.
    """
    stem = re.sub(r"[^\w.-]+", "-", file.stem)[:_LETTERS].strip("-.") or "set"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    name = next(name for name in names if name not in {*taken, EVERYTHING})
    shutil.copyfile(file, uploads / f"{name}.jsonl")
    return name


def values(sets: Sequence[OfferedSet], field: str) -> dict[str, int]:
    """Returns the values that items have in a field, each with the number of its items."""
    held = Counter(str(getattr(item, field, None) or "") for one in sets for item in one.items)
    del held[""]
    return dict(sorted(held.items()))


def select(sets: Sequence[OfferedSet], where: Sequence[str], most: int) -> Selection:
    """Returns the items to run.

    Args:
        where: conditions, ``FIELD=VALUE`` each.
        most: items at most, taken from all places of the sets alike; 0 for no limit.

    Raises:
        EvaluationSetError: a set cannot be read, or there is nothing to run.
    """
    whole = Selection.of([one.path for one in sets], where)
    return _thinned(whole, most) if 0 < most < len(whole.items) else whole


def _thinned(whole: Selection, most: int) -> Selection:
    items = tuple(whole.items[place * len(whole.items) // most] for place in range(most))
    counted = Counter(name for name, _ in items)
    return replace(
        whole,
        items=items,
        files=tuple(replace(one, items=counted[one.name]) for one in whole.files),
        # Part of the run's description: what is run of a set must not pass for all of it.
        where=(*whole.where, f"items<={most}"),
    )


def found_problems(one: OfferedSet, assistant: Assistant) -> tuple[Problem, ...]:
    """Returns what is wrong with the items of a set.

    Raises:
        EvaluationSetError: it cannot be read.
    """
    return _problems(one.path, *_version(one.path), assistant)


def _offered(path: Path, origin: Origin) -> OfferedSet:
    items, error = _read(path, *_version(path))
    return OfferedSet(path, origin, items, error)


def _version(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _read(
    path: Path, _changed: int, _size: int
) -> tuple[tuple[Item, ...], EvaluationSetError | None]:
    try:
        return tuple(load_set(path)), None
    except EvaluationSetError as error:
        return (), error


@lru_cache(maxsize=1)
def _known(assistant: Assistant) -> dict[tuple[Path, int, int], tuple[Problem, ...]]:
    """Of the newest index alone: a cache of many would keep whole indexes alive."""
    return {}


def _problems(path: Path, changed: int, size: int, assistant: Assistant) -> tuple[Problem, ...]:
    known, key = _known(assistant), (path, changed, size)
    if key not in known:
        known[key] = tuple(problems(path, assistant))
    return known[key]

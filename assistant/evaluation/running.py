"""The room's door: sets are chosen from, run into a folder, and held to bounds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.chain import Assistant
from assistant.errors import EvaluationRunError, EvaluationSetError
from assistant.evaluation.figures import CONSISTENCY, EVERYTHING, MACRO_F1, Figures
from assistant.evaluation.items import FIELDS, Item
from assistant.evaluation.loading import load_set
from assistant.evaluation.report import write_report
from assistant.evaluation.runner import Runner
from assistant.evaluation.runs import RunFolder, SetFile, described
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.systems import AssistantSystem, IndexedSources, JudgedEntailment

_NAME_BYTES = 120
"""Of sets and conditions in the name of a run's folder; file systems take 255 in all."""
_BOUND = "Give METRIC=VALUE, such as verdict_right=0.8"

Progress = Callable[[str, int, int], None]
"""Told the stage, items done and items in all."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure must reach, or may not exceed."""

    metric: str
    value: float
    at_least: bool

    @classmethod
    def parse(cls, words: str, *, at_least: bool) -> Bound:
        """Reads ``METRIC=VALUE``.

        Raises:
            EvaluationRunError: it is something else.
        """
        metric, _, value = words.partition("=")
        known = (*METRICS, CONSISTENCY, MACRO_F1)
        if metric not in known:
            raise EvaluationRunError(f"No figure is called {metric!r}", f"Take {', '.join(known)}")
        try:
            bound = Decimal(value)
        except ArithmeticError as error:
            raise EvaluationRunError(f"{words!r} is no bound", _BOUND) from error
        if not bound.is_finite():
            raise EvaluationRunError(f"{words!r} is no bound", _BOUND)
        return cls(metric, float(bound), at_least)

    def broken_by(self, found: Sequence[Figures]) -> list[str]:
        """Returns what is below or above the bound, in words.

        Raises:
            EvaluationRunError: no figure has that name.
        """
        known = {one.type: one.overall[self.metric] for one in found if self.metric in one.overall}
        if not known:
            raise EvaluationRunError(
                f"The run has no figure {self.metric}", "Run items that it applies to"
            )
        side = "below" if self.at_least else "above"
        return [
            f"{self.metric} of the {kind}s is {one.value:.4f}, {side} {self.value:g}"
            for kind, one in known.items()
            if (one.value < self.value if self.at_least else one.value > self.value)
        ]


@dataclass(frozen=True, slots=True)
class Selection:
    """The items of a run, each with the name of its set, and where they come from."""

    items: tuple[tuple[str, Item], ...]
    files: tuple[SetFile, ...]
    where: tuple[str, ...]
    """The conditions that they meet."""

    @classmethod
    def of(cls, paths: Sequence[Path], where: Sequence[str]) -> Selection:
        """Takes the items of sets that meet every condition.

        Args:
            where: ``FIELD=VALUE`` each, such as ``split=held``; an item without the field meets
                none.

        Raises:
            EvaluationSetError: a set cannot be read, or there is nothing to run.
        """
        conditions = [_condition(words) for words in where]
        items: list[tuple[str, Item]] = []
        files: list[SetFile] = []
        for path in paths:
            own = [item for item in load_set(path) if all(_meets(item, *c) for c in conditions)]
            items += ((path.stem, item) for item in own)
            files.append(SetFile.of(path, len(own)))
        _refuse_names([one.name for one in files])
        if not items:
            raise EvaluationSetError(
                "There is no item to run", "Take other sets or conditions", "nothing"
            )
        return cls(tuple(items), tuple(files), tuple(where))

    @property
    def name(self) -> str:
        """The names of sets and conditions, fit for a file."""
        words = "-".join((*(one.name for one in self.files), *self.where))
        return re.sub(r"[^\w.@-]+", "-", words)


def run_sets(
    assistant: Assistant, selection: Selection, folder: RunFolder, progress: Progress
) -> list[Figures]:
    """Runs items into a folder, or goes on with it, and writes the report.

    Raises:
        EvaluationRunError: the folder holds another run, or cannot be written.
    """
    folder.begin(_description(assistant, selection))
    system = AssistantSystem(assistant)
    runner = Runner(system, IndexedSources(assistant), JudgedEntailment())
    before = len(folder.outcomes())
    for done, _ in enumerate(runner.run(selection.items, folder), before + 1):
        progress("items", done, len(selection.items))
    return write_report(folder)


def default_folder(assistant: Assistant, selection: Selection) -> Path:
    """Returns where a run goes: one folder for all that is the same."""
    digest = hashlib.sha256(json.dumps(_description(assistant, selection)).encode()).hexdigest()
    # The digest tells apart what a name that is cut does not.
    name = selection.name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return Path("runs") / f"{name}-{digest[:12]}"


def _refuse_names(names: Sequence[str]) -> None:
    if EVERYTHING in names:
        raise EvaluationSetError(
            f"The name {EVERYTHING} stands for all sets together, so no set may have it",
            f"Rename {EVERYTHING}.jsonl",
            "reserved",
            name=EVERYTHING,
        )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise EvaluationSetError(
            f"Two sets are called {twice}", "Rename one of the files", "twice", name=twice
        )


def _description(assistant: Assistant, selection: Selection) -> dict[str, Any]:
    return described(assistant, selection.files, selection.where, "assistant")


def _condition(words: str) -> tuple[str, str]:
    name, _, value = words.partition("=")
    if not value or name not in FIELDS:
        raise EvaluationSetError(
            f"{words!r} is no condition", "Give FIELD=VALUE, such as split=held or language=de"
        )
    return name, value


def _meets(item: Item, name: str, value: str) -> bool:
    held = getattr(item, name, None)
    return value == (str(held).lower() if isinstance(held, bool) else str(held))

"""The room's door: sets are chosen from, run into a folder, and held to bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.chain import Assistant
from assistant.errors import EvaluationRunError, EvaluationSetError
from assistant.evaluation.figures import Figures
from assistant.evaluation.items import Item, load_set
from assistant.evaluation.report import write_report
from assistant.evaluation.runner import Runner
from assistant.evaluation.runs import RunFolder, SetFile, described
from assistant.evaluation.systems import AssistantSystem, IndexedSources, JudgedEntailment

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
        try:
            return cls(metric.strip(), float(value), at_least)
        except ValueError as error:
            raise EvaluationRunError(
                f"{words!r} is no bound", "Give METRIC=VALUE, such as verdict_right=0.8"
            ) from error

    def broken_by(self, found: Sequence[Figures]) -> list[str]:
        """Returns what is below or above the bound, in words.

        Raises:
            EvaluationRunError: no figure has that name.
        """
        values = [one.overall[self.metric].value for one in found if self.metric in one.overall]
        if not values:
            known = sorted({name for one in found for name in one.overall})
            raise EvaluationRunError(
                f"The run has no figure {self.metric}", f"Take one of {', '.join(known)}"
            )
        side = "below" if self.at_least else "above"
        return [
            f"{self.metric} is {value:.4f}, {side} {self.value:g}"
            for value in values
            if (value < self.value if self.at_least else value > self.value)
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
        if len({one.name for one in files}) < len(files):
            raise EvaluationSetError("Two sets have one name", "Rename one of the files")
        if not items:
            raise EvaluationSetError("There is no item to run", "Take other sets or conditions")
        return cls(tuple(items), tuple(files), tuple(where))

    @property
    def name(self) -> str:
        """The names of sets and conditions, fit for a file."""
        return "-".join((*(one.name for one in self.files), *self.where)).replace("=", "-")


def run_sets(
    assistant: Assistant, selection: Selection, folder: RunFolder, progress: Progress
) -> list[Figures]:
    """Runs items into a folder, or goes on with it, and writes the report.

    Raises:
        EvaluationRunError: the folder holds another run, or cannot be written.
    """
    folder.begin(described(assistant, selection.files, selection.where, "assistant"))
    system = AssistantSystem(assistant)
    runner = Runner(system, IndexedSources(assistant), JudgedEntailment())
    before = len(folder.outcomes())
    for done, _ in enumerate(runner.run(selection.items, folder), before + 1):
        progress("items", done, len(selection.items))
    return write_report(folder)


def default_folder(assistant: Assistant, selection: Selection) -> Path:
    """Returns where a run goes: one folder for the same sets, settings and index."""
    generation = assistant.opened.manifest.generation
    return Path("runs") / f"{selection.name}-{assistant.settings.digest()}-g{generation}"


def _condition(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    known = {field.name for kind in Item.__args__ for field in fields(kind)}
    if not equals or name not in known:
        raise EvaluationSetError(
            f"{words!r} is no condition", "Give FIELD=VALUE, such as split=held or language=de"
        )
    return name, value


def _meets(item: Item, name: str, value: str) -> bool:
    return str(getattr(item, name, None) or "") == value

"""Two runs -> what got better or worse, whether by more than chance, and which items flipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from assistant.errors import EvaluationRunError
from assistant.evaluation.figures import MACRO_F1, failed
from assistant.evaluation.items import ClaimItem
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.runs import RunFolder, differences
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Difference, macro_f1, paired, paired_macro_f1

_CHANCE = 0.05
"""p-values below this are called more than chance."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric in two runs, over the items that it applies to in both."""

    metric: str
    before: float
    after: float
    difference: Difference

    @property
    def verdict(self) -> str:
        """``better``, ``worse`` or ``no more than chance``."""
        if self.difference.chance >= _CHANCE or self.before == self.after:
            return "no more than chance"
        up = self.after > self.before
        wanted = self.metric == MACRO_F1 or METRICS[self.metric].higher_is_better
        return "better" if up == wanted else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    metrics: tuple[Compared, ...]
    mended: tuple[tuple[Outcome, Outcome], ...]
    """Items that failed before and do not now."""
    broken: tuple[tuple[Outcome, Outcome], ...]
    """Items that fail now and did not before."""
    alone: int
    """Items that only one of the runs has, or that were changed between them."""
    changed: tuple[str, ...]
    """What the runs' descriptions differ in."""

    def row(self) -> dict[str, Any]:
        """Returns it as JSON has it."""
        return {
            "metrics": [asdict(one) | {"verdict": one.verdict} for one in self.metrics],
            "mended": [_flip(*pair) for pair in self.mended],
            "broken": [_flip(*pair) for pair in self.broken],
            "alone": self.alone,
            "changed": list(self.changed),
        }


def compare_runs(before: RunFolder, after: RunFolder) -> Comparison:
    """Pairs the items of two runs and compares them.

    Raises:
        EvaluationRunError: a folder holds no run, or they have no item in common.
    """
    changed = differences(before.description, after.description)
    old, new = ({one.key: one for one in folder.outcomes()} for folder in (before, after))
    pairs = [(old[key], new[key]) for key in old if key in new and _same_item(old[key], new[key])]
    if not pairs:
        raise EvaluationRunError(
            f"{before.path} and {after.path} have no item in common",
            "Run the same set twice",
            "apart",
        )
    return Comparison(
        metrics=tuple(_metrics(pairs)),
        mended=tuple(pair for pair in pairs if failed(pair[0]) and not failed(pair[1])),
        broken=tuple(pair for pair in pairs if failed(pair[1]) and not failed(pair[0])),
        alone=len({*old, *new}) - len(pairs),
        changed=changed,
    )


def _same_item(one: Outcome, other: Outcome) -> bool:
    """Whether an item was not changed between the runs."""
    return one.item == other.item


def _metrics(pairs: Sequence[tuple[Outcome, Outcome]]) -> list[Compared]:
    found = []
    for name in METRICS:
        both = [
            (one.scores[name], other.scores[name])
            for one, other in pairs
            if name in one.scores and name in other.scores
        ]
        if both:
            old, new = (list(scores) for scores in zip(*both, strict=True))
            found.append(Compared(name, fmean(old), fmean(new), paired(old, new)))
    return found + _of_verdicts(pairs)


def _of_verdicts(pairs: Sequence[tuple[Outcome, Outcome]]) -> list[Compared]:
    both = [
        (str(one.form["verdict"]), str(other.form["verdict"]), one.item.verdict)
        for one, other in pairs
        if isinstance(one.item, ClaimItem)
    ]
    if not both:
        return []
    old, new, right = (list(names) for names in zip(*both, strict=True))
    before, after = (macro_f1(names, right).value for names in (old, new))
    return [Compared(MACRO_F1, before, after, paired_macro_f1(old, new, right))]


def _flip(before: Outcome, after: Outcome) -> dict[str, Any]:
    return {
        "set": after.set,
        "id": after.item.id,
        "text": after.item.text,
        "before": dict(before.scores),
        "after": dict(after.scores),
    }

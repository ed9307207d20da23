"""Two runs -> what got better or worse, whether by more than chance, and which items flipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.errors import EvaluationRunError
from assistant.evaluation.figures import failed
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.runs import RunFolder
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Difference, paired

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
        return "better" if up == METRICS[self.metric].higher_is_better else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    metrics: tuple[Compared, ...]
    mended: tuple[tuple[Outcome, Outcome], ...]
    """Items that failed before and do not now."""
    broken: tuple[tuple[Outcome, Outcome], ...]
    """Items that fail now and did not before."""
    alone: int
    """Items that only one of the runs has; nothing is said of them."""
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
    changed = _changed(before.description, after.description)
    old, new = ({one.key: one for one in folder.outcomes()} for folder in (before, after))
    pairs = [(old[key], new[key]) for key in old if key in new and _same_item(old[key], new[key])]
    if not pairs:
        raise EvaluationRunError(
            f"{before.path} and {after.path} have no item in common", "Run the same set twice"
        )
    return Comparison(
        metrics=tuple(_metrics(pairs)),
        mended=tuple(pair for pair in pairs if failed(pair[0]) and not failed(pair[1])),
        broken=tuple(pair for pair in pairs if failed(pair[1]) and not failed(pair[0])),
        alone=len(old) + len(new) - 2 * len(pairs),
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
            found.append(Compared(name, _mean(old), _mean(new), paired(old, new)))
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _changed(one: Mapping[str, Any], other: Mapping[str, Any], above: str = "") -> tuple[str, ...]:
    """The places in which two descriptions differ: ``settings.judge: true, false``."""
    found: list[str] = []
    for key in sorted({*one, *other}):
        place = f"{above}{key}"
        first, second = one.get(key), other.get(key)
        if isinstance(first, dict) and isinstance(second, dict):
            found += _changed(first, second, f"{place}.")
        elif first != second:
            found.append(f"{place}: {first}, {second}")
    return tuple(found)


def _flip(before: Outcome, after: Outcome) -> dict[str, Any]:
    return {
        "set": after.set,
        "id": after.item.id,
        "text": after.item.text,
        "before": dict(before.scores),
        "after": dict(after.scores),
    }

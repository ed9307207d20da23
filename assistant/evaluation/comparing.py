"""Two runs -> what got better or worse, whether by more than chance, and which items flipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any, TypeAlias

import numpy as np

from assistant.errors import EvaluationRunError
from assistant.evaluation.figures import MACRO_F1, drafts, failed
from assistant.evaluation.items import ClaimItem
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.runs import RunFolder, differences
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Difference, macro_f1, paired, paired_macro_f1

Pair: TypeAlias = tuple[Outcome, Outcome]
"""One item in two runs."""
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
class Beside:
    """A figure of two runs that are set side by side, ``None`` in a run that has none."""

    name: str
    before: float | None
    after: float | None
    items: int
    """Those that have it in either run."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    metrics: tuple[Compared, ...]
    only: tuple[Beside, ...]
    """Metrics of items that have them in one of the runs only, as those of drafts."""
    spent: tuple[Beside, ...]
    """Seconds of an item, and tokens of an answer that a chat model drafted."""
    mended: tuple[Pair, ...]
    """Items that failed before and do not now."""
    broken: tuple[Pair, ...]
    """Items that fail now and did not before."""
    alone: int
    """Items that only one of the runs has, or that were changed between them."""
    changed: tuple[str, ...]
    """What the runs' descriptions differ in."""

    def row(self) -> dict[str, Any]:
        """Returns it as JSON has it."""
        return {
            "metrics": [asdict(one) | {"verdict": one.verdict} for one in self.metrics],
            "only": [asdict(one) for one in self.only],
            "spent": [asdict(one) for one in self.spent],
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
        only=tuple(_only(pairs)),
        spent=(*_seconds(pairs, before.seconds(), after.seconds()), *_tokens(pairs)),
        mended=tuple(pair for pair in pairs if failed(pair[0]) and not failed(pair[1])),
        broken=tuple(pair for pair in pairs if failed(pair[1]) and not failed(pair[0])),
        alone=len({*old, *new}) - len(pairs),
        changed=changed,
    )


def _same_item(one: Outcome, other: Outcome) -> bool:
    """Whether an item was not changed between the runs."""
    return one.item == other.item


def _metrics(pairs: Sequence[Pair]) -> list[Compared]:
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


def _only(pairs: Sequence[Pair]) -> Iterator[Beside]:
    """The metrics that no item has in both runs."""
    for name in METRICS:
        old, new = ([one.scores[name] for one in run if name in one.scores] for run in _runs(pairs))
        if bool(old) != bool(new):
            yield Beside(name, _mean(old), _mean(new), len(old or new))


def _seconds(pairs: Sequence[Pair], *seconds: Mapping[tuple[str, str], float]) -> Iterator[Beside]:
    keys = [one.key for one, _ in pairs if all(one.key in spent for spent in seconds)]
    for name, share in (("seconds_p50", 0.5), ("seconds_p95", 0.95)) if keys else ():
        old, new = (float(np.quantile([spent[key] for key in keys], share)) for spent in seconds)
        yield Beside(name, old, new, len(keys))


def _tokens(pairs: Sequence[Pair]) -> Iterator[Beside]:
    for name in ("tokens_read", "tokens_written"):
        old, new = ([draft[name] for draft in drafts(run)] for run in _runs(pairs))
        if old or new:
            yield Beside(name, _mean(old), _mean(new), max(len(old), len(new)))


def _runs(pairs: Sequence[Pair]) -> tuple[list[Outcome], list[Outcome]]:
    return [one for one, _ in pairs], [other for _, other in pairs]


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _of_verdicts(pairs: Sequence[Pair]) -> list[Compared]:
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

"""Outcomes -> the figures of a run: means with intervals, by set, kind and pair of languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from assistant.evaluation.items import ClaimItem, ItemType, QuestionItem, type_of
from assistant.evaluation.metrics.consistency import consistency
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.scoring import METRICS, is_failure
from assistant.evaluation.statistics import Estimate, macro_f1, mean, mean_score, percentile

Table: TypeAlias = Mapping[str, Mapping[str, Estimate]]
"""By group, then by metric."""
EVERYTHING = "all"
CONSISTENCY, MACRO_F1 = "consistency", "macro_f1"
"""Figures that are no means of scores."""
DECIMALS = 10
"""That figures are kept with; what shows a figure rounds it once."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run comes to, for items of one type."""

    type: ItemType
    items: int
    errors: int
    """Items that failed; they count as wrong in metrics that decide."""
    failures: int
    by_set: Table
    by_pair: Table
    by_kind: Table
    confusion: Mapping[str, Mapping[str, int]]
    """Of claims: by the right verdict, how often each verdict came out."""
    latency: Mapping[str, Estimate]
    """Percentiles in seconds."""
    tokens: Mapping[str, Estimate]
    """A chat model's, ``read`` and ``written``, mean of the answers it told them of."""

    @property
    def overall(self) -> Mapping[str, Estimate]:
        """The figures over everything."""
        return self.by_set[EVERYTHING]

    @property
    def verdicts(self) -> list[str]:
        """The verdicts that came out or should have."""
        said = {name for counts in self.confusion.values() for name in counts}
        return sorted(said | self.confusion.keys())

    def row(self) -> dict[str, Any]:
        """Returns them as JSON has them, with the decimals that any order of summing agrees on."""
        found: dict[str, Any] = _rounded(asdict(self))
        return found


def _rounded(held: Any) -> Any:
    if isinstance(held, dict):
        return {name: _rounded(value) for name, value in held.items()}
    return round(held, DECIMALS) if isinstance(held, float) else held


def figures(outcomes: Sequence[Outcome], seconds: Mapping[tuple[str, str], float]) -> list[Figures]:
    """Returns the figures of each type of items that there are.

    Args:
        seconds: how long items took, by set and id.
    """
    groups = _grouped(outcomes, lambda one: type_of(one.item))
    return [_figures(type_of(group[0].item), group, seconds) for group in groups.values()]


def _figures(
    kind: ItemType, outcomes: Sequence[Outcome], seconds: Mapping[tuple[str, str], float]
) -> Figures:
    spent = [seconds[one.key] for one in outcomes if one.key in seconds]
    sets = _table(outcomes, lambda one: one.set)
    return Figures(
        type=kind,
        items=len(outcomes),
        errors=sum(one.error is not None for one in outcomes),
        failures=sum(failed(one) for one in outcomes),
        by_set={EVERYTHING: _estimates(outcomes)} | (sets if len(sets) > 1 else {}),
        by_pair=_table(outcomes, lambda one: one.item.pair),
        by_kind=_table(outcomes, lambda one: one.item.kind),
        confusion=_confusion(outcomes),
        latency={"p50": percentile(spent, 0.5), "p95": percentile(spent, 0.95)} if spent else {},
        tokens=_tokens(outcomes),
    )


def drafts(outcomes: Sequence[Outcome]) -> list[Mapping[str, Any]]:
    """Returns what chat models drafted, where they said how many tokens it took."""
    found = (one.form.get("draft") for one in outcomes)
    return [draft for draft in found if draft and draft["tokens_read"]]


def _tokens(outcomes: Sequence[Outcome]) -> dict[str, Estimate]:
    found = drafts(outcomes)
    amounts = {name: [one[f"tokens_{name}"] for one in found] for name in ("read", "written")}
    return {name: mean(values) for name, values in amounts.items() if values}


def failed(outcome: Outcome) -> bool:
    """Whether an item has an error or an answer that is not right."""
    return outcome.error is not None or is_failure(outcome.scores)


def _table(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> dict[str, Any]:
    groups = _grouped(outcomes, key)
    return {name: _estimates(group) for name, group in sorted(groups.items()) if name}


def _grouped(
    outcomes: Iterable[Outcome], key: Callable[[Outcome], str]
) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return groups


def _estimates(outcomes: Sequence[Outcome]) -> dict[str, Estimate]:
    found = {name: _scores(outcomes, name) for name in METRICS}
    estimates = {name: mean_score(values) for name, values in found.items() if values}
    if agreeing := _consistencies(outcomes):
        estimates[CONSISTENCY] = mean_score(agreeing)
    labels = _labels(outcomes)
    if labels:
        estimates[MACRO_F1] = macro_f1(*zip(*labels, strict=True))
    return estimates


def _scores(outcomes: Sequence[Outcome], metric: str) -> list[float]:
    return [one.scores[metric] for one in outcomes if metric in one.scores]


def _labels(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    return [
        (str(one.form["verdict"]), one.item.verdict)
        for one in outcomes
        if isinstance(one.item, ClaimItem)
    ]


def _consistencies(outcomes: Sequence[Outcome]) -> list[float]:
    """One value a question that is asked in several languages."""
    groups = _grouped(outcomes, _group)
    found = [consistency([one.form for one in group]) for name, group in groups.items() if name]
    return [value for value in found if value is not None]


def _group(outcome: Outcome) -> str:
    group = outcome.item.group if isinstance(outcome.item, QuestionItem) else ""
    return group and f"{outcome.set} {group}"


def _confusion(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for said, right in _labels(outcomes):
        counted.setdefault(right, Counter())[said] += 1
    return {name: dict(sorted(counts.items())) for name, counts in sorted(counted.items())}


def weakest(table: Table, metric: str, least: int) -> str | None:
    """Returns the group with the lowest mean of a metric, of those with enough items.

    Args:
        least: items that a group needs to be named.
    """
    values = {
        name: estimates[metric].value
        for name, estimates in table.items()
        if metric in estimates and estimates[metric].items >= least
    }
    return min(values, key=lambda name: values[name], default=None)

"""Sets of claims: loaded, and summed up over all, by kind and by pair of languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

from assistant.evaluation.items import read_set
from assistant.evaluation.metrics.labels import accuracy, macro_f1
from assistant.types import Language, StanceName, Verdict, VerdictName


@dataclass(frozen=True, slots=True)
class Deciding:
    """A quote that decides about a claim."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    document: str
    quote: str
    stance: StanceName


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One claim and the verdict that is right."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: str
    claim: str
    language: Language
    verdict: VerdictName
    sources: tuple[Deciding, ...]
    kind: str
    relation: str | None
    """What keeps claim and source apart, for people to compare with."""
    pair: str
    """Languages of claim and source, such as ``de-ja``; ``de-none`` without a source."""
    split: Literal["tune", "held"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out for one claim."""

    item: ClaimItem
    verdict: Verdict


def load_claims(path: Path) -> list[ClaimItem]:
    """Reads a set of claims.

    Raises:
        EvaluationSetError: the file cannot be read, or a line is not a claim.
    """
    return read_set(path, TypeAdapter(ClaimItem))


def summary(outcomes: Sequence[Checked]) -> dict[str, dict[str, float | int]]:
    """Returns items, accuracy, macro-F1 and false support over all, by kind and by pair.

    ``false support`` is the share of the claims that are contradicted or without evidence which
    are called supported.
    """
    groups: dict[str, list[Checked]] = {"all": list(outcomes)}
    for outcome in outcomes:
        groups.setdefault(f"kind {outcome.item.kind}", []).append(outcome)
        groups.setdefault(f"pair {outcome.item.pair}", []).append(outcome)
    return {name: _means(group) for name, group in sorted(groups.items())}


def confusion(outcomes: Sequence[Checked]) -> Mapping[str, Mapping[str, int]]:
    """Returns, by the right verdict, how often each verdict came out."""
    counted: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        counted.setdefault(outcome.item.verdict, Counter())[outcome.verdict.verdict] += 1
    return {name: dict(counts) for name, counts in sorted(counted.items())}


def _means(group: Sequence[Checked]) -> dict[str, float | int]:
    right = [outcome.item.verdict for outcome in group]
    said = [outcome.verdict.verdict for outcome in group]
    wrong = [
        outcome.verdict.verdict == "supported"
        for outcome in group
        if outcome.item.verdict in ("contradicted", "not_enough_evidence")
    ]
    return {
        "items": len(group),
        "accuracy": accuracy(said, right),
        "macro-F1": macro_f1(said, right),
        "false support": sum(wrong) / len(wrong) if wrong else 0.0,
    }

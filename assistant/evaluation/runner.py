"""Items -> outcomes -> a table per language pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.chain import Assistant
from assistant.evaluation.items import Item
from assistant.evaluation.metrics.answer_contains import answer_contains
from assistant.evaluation.metrics.refusal import refusal_kept, refusal_wrong
from assistant.evaluation.metrics.source_recall import source_recall
from assistant.types import Answer

METRICS = ("source_recall@5", "answer_contains", "refusal_kept", "refusal_wrong", "quote_exact")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one item; a metric that does not apply is ``None``."""

    item: Item
    answer: Answer
    hits: tuple[str, ...]
    """Documents of the first hits, best first."""
    scores: Mapping[str, float | None]


def run(assistant: Assistant, items: Iterable[Item]) -> list[Outcome]:
    """Asks every item and scores what comes back."""
    return [_outcome(assistant, item) for item in items]


def summary(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float | int]]:
    """Returns the mean of each metric over the items it applies to, per pair and over all."""
    groups: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for outcome in outcomes:
        groups.setdefault(outcome.item.pair, []).append(outcome)
    return {name: _means(group) for name, group in groups.items()}


def _outcome(assistant: Assistant, item: Item) -> Outcome:
    answer = assistant.ask(item.question)
    hits = tuple(hit.document for hit in assistant.search(item.question, 5).hits)
    refused = answer.status == "refused"
    scores = {
        "source_recall@5": source_recall(item, hits),
        "answer_contains": answer_contains(item, [c.quote for c in answer.citations]),
        "refusal_kept": refusal_kept(item, refused=refused),
        "refusal_wrong": refusal_wrong(item, refused=refused),
        "quote_exact": _quote_exact(assistant, answer),
    }
    return Outcome(item, answer, hits, scores)


def _quote_exact(assistant: Assistant, answer: Answer) -> float | None:
    """Share of citations whose quote is the slice of the document that they name."""
    cited = (*answer.citations, *answer.related)
    if not cited:
        return None
    return fmean(assistant.document(c.document).text[c.start : c.end] == c.quote for c in cited)


def _means(group: Sequence[Outcome]) -> dict[str, float | int]:
    means: dict[str, float | int] = {"items": len(group)}
    for metric in METRICS:
        values = [score for o in group if (score := o.scores[metric]) is not None]
        if values:
            means[metric] = round(fmean(values), 4)
    return means

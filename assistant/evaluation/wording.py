"""What a failure looks like to people: what was asked, expected and said, and the quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.items import CalculationItem, ClaimItem, Item, QuestionItem
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.scoring import METRICS

_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of an answer."""

    document: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that went wrong."""

    set: str
    id: str
    kind: str
    text: str
    language: str
    expected: str
    said: str
    quotes: tuple[Quote, ...]
    scores: Mapping[str, float]
    """Those that are not perfect."""


def failure_of(outcome: Outcome) -> Failure:
    """Returns an item that went wrong, in words."""
    item = outcome.item
    form = outcome.output.form if outcome.output else {}
    return Failure(
        set=outcome.set,
        id=item.id,
        kind=item.kind,
        text=item.text,
        language=item.language,
        expected=_expected(item),
        said=_said(outcome),
        quotes=_quotes(form),
        scores={n: s for n, s in outcome.scores.items() if not METRICS[n].is_perfect(s)},
    )


def _expected(item: Item) -> str:
    if isinstance(item, ClaimItem):
        quotes = "; ".join(f"{held.document}: {held.quote}" for held in item.sources)
        return f"{item.verdict} ({quotes})" if quotes else item.verdict
    if isinstance(item, CalculationItem):
        return f"{item.value} {item.unit}"
    return _of_question(item)


def _of_question(item: QuestionItem) -> str:
    facts = [" or ".join(group) for group in item.expected]
    facts += [f"{held.value} {held.unit}" for held in item.quantities]
    facts += [
        " against ".join(dict.fromkeys(position.value for position in held.positions))
        for held in item.disagreements or ()
    ]
    if item.disagreements == ():
        facts.append("no disagreement")
    return "; ".join(facts) if facts else "refused" if item.answerable is False else ""


def _said(outcome: Outcome) -> str:
    if outcome.error is not None:
        return f"{outcome.error['type']}: {outcome.error['message']}"
    form = outcome.output.form if outcome.output else {}
    if "verdict" in form:
        return f"{form['verdict']} ({form['confidence']:.2f})"
    if "result" in form:
        result = form["result"]
        return f"{result['text']} {result['unit']}" if result else str(form["status"])
    named = [
        " against ".join(p["text"] for p in held["positions"]) for held in form["disagreements"]
    ]
    return "; ".join([str(form["status"]), *(f"disagreement: {words}" for words in named)])


def _quotes(form: Mapping[str, Any]) -> tuple[Quote, ...]:
    cited: Sequence[Mapping[str, Any]] = form.get("citations") or form.get("evidence") or ()
    return tuple(
        Quote(held["document"], held["quote"], held["language"]) for held in cited[:_QUOTES]
    )

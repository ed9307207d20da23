"""Which of the figures in cited sentences answer the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise

from assistant.facts.clauses import Clauses
from assistant.facts.concepts import dimension
from assistant.facts.extraction import Fact, extract
from assistant.facts.questions import Asked
from assistant.language import fold, mentions, rules_for
from assistant.quantities import parse
from assistant.quantities.conversion import is_restated
from assistant.reading.kinds import dimensions, is_measured_by_head
from assistant.types import Citation, CitedQuantity, Evidence, Quantity, QuantityKind

_MOST = 4
_RELATED = frozenset({"percent", "factor", "duration"})
"""Kinds of figures that say how something measured compares, or how long it takes."""
_KINDS: tuple[tuple[QuantityKind, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"percent|per cent|prozent|パーセント|%|何割|anteil|share|割合")),
    ("factor", re.compile(r"what factor|how many times|welche[nmr]? faktor|wievielfache|何倍")),
    (
        "duration",
        re.compile(
            r"how long|how many (?:years|days|hours|months)|wie lange"
            r"|wie viele (?:jahre|tage|stunden|monate)"
            r"|何(?:年間|時間|日間|か月|ヶ月)|どのくらいの期間"
        ),
    ),
    ("count", re.compile(r"how many|wie ?viele\b|何(?:人|台|個|基|件|社|回|枚|問|種類)|いくつ")),
)


def answering(
    question: str,
    language: str,
    cited: Sequence[tuple[Evidence, Citation]],
    asked: Asked | None = None,
) -> tuple[CitedQuantity, ...]:
    """Returns the figures that answer, in the order of the citations, four at most.

    Args:
        cited: sentences with the citations that quote them, best first.
        asked: what the question wants, where that is known better than by its words.
    """
    asked = asked or Asked.of(question, language)
    chosen = _quoted(
        [(figure, c) for held, c in cited for figure in _named(asked, held, of_metric(asked, held))]
    )
    if not chosen and not asked.hourly:
        chosen = _of_kind(question, language, asked, cited)
    return tuple(chosen[:_MOST])


def _named(asked: Asked, evidence: Evidence, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """Of several figures those in clauses that mention what the question names, if any do."""
    clauses = Clauses(evidence.text, evidence.language)
    beside = [
        figure
        for figure in figures
        if any(
            mentions(clauses.words(clauses.at(figure.start - evidence.start)), name)
            for name in asked.names
        )
    ]
    return beside or figures


def of_metric(asked: Asked, evidence: Evidence) -> list[Quantity]:
    """Returns the figures of the metric, subject and time that the question names."""
    own = [
        fact.quantity
        for fact in _facts(evidence)
        if asked.wants(fact) and asked.names_subject(fact) and asked.in_time(fact)
    ]
    if own or asked.currency is None:
        return own
    others = of_metric(replace(asked, currency=None), evidence)
    return [
        restated
        for amount, restated in pairwise(evidence.quantities)
        if amount in others
        and restated.unit == asked.currency
        and is_restated(evidence.text, evidence.start, amount, restated)
    ]


def _of_kind(
    question: str, language: str, asked: Asked, cited: Sequence[tuple[Evidence, Citation]]
) -> list[CitedQuantity]:
    """The figures of the kind asked for, in the best sentence that has any."""
    folded, asks = fold(question), rules_for(language).asks
    dates = asks["date"].search(folded) is not None
    kind = _kind(folded, language)
    related = dates or kind in _RELATED
    wanted = frozenset() if related else dimensions(question, folded, language, asked)
    if not (dates or kind or asks["number"].search(folded)):
        return []
    for evidence, citation in cited:
        facts = [fact for fact in _facts(evidence) if not _is_of_other(fact, asked)]
        figures = (
            [figure for figure in evidence.quantities if figure.kind == "date"]
            if dates
            else [fact.quantity for fact in facts if kind in (None, fact.quantity.kind)]
        )
        measured = [figure for figure in figures if _measures(wanted, figure, evidence)]
        named = _named(asked, evidence, measured)
        if chosen := _quoted([(figure, citation) for figure in named]):
            return chosen
    return []


def _is_of_other(fact: Fact, asked: Asked) -> bool:
    """Whether a figure is of another model or chip than the question names."""
    return bool(asked.codes and fact.codes) and not asked.names_subject(fact)


def _measures(wanted: frozenset[str], figure: Quantity, evidence: Evidence) -> bool:
    """Whether a figure is of the dimensions wanted; without any, every one is."""
    fits = not wanted or dimension(figure) in wanted
    return fits or is_measured_by_head(figure, evidence, wanted)


def _facts(evidence: Evidence) -> tuple[Fact, ...]:
    return extract(
        evidence.text, evidence.start, evidence.language, evidence.quantities, evidence.above
    )


def _quoted(figures: Sequence[tuple[Quantity, Citation]]) -> list[CitedQuantity]:
    """The figures that their quotes hold, each once."""
    found: dict[tuple[str, int, str], CitedQuantity] = {}
    for figure, citation in figures:
        if citation.start <= figure.start and figure.end <= citation.end:
            place = (citation.document, figure.start, figure.text)
            found.setdefault(place, CitedQuantity(**asdict(figure), citation=citation.id))
    return list(found.values())


def _kind(folded: str, language: str) -> QuantityKind | None:
    """What is asked for: "how many" of a unit asks for its kind, of other things for a count."""
    for kind, pattern in _KINDS:
        if asked := pattern.search(folded):
            counted = parse(f"1{folded[asked.end() :]}", language) if kind == "count" else []
            return counted[0].kind if counted and not counted[0].start else kind
    return None

"""Where the sources disagree on what a question asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.disagreements.judging import judge, of_kind_and_make, of_relation
from assistant.disagreements.statements import Conflict, Stated, stated_facts, stated_relations
from assistant.facts.questions import Asked
from assistant.facts.relations import asked_kinds, same_name
from assistant.language import mentions, names
from assistant.types import Evidence


def may_conflict(question: str, language: str) -> bool:
    """Whether a question asks for something of which positions can be compared."""
    return bool(Asked.of(question, language).metrics or asked_kinds(question, language))


def find(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    """Returns where the sources disagree on what a question asks.

    Args:
        question: standalone.
        evidence: sentences of the passages found, best first.
    """
    return [
        *_of_figures(question, language, evidence),
        *_of_relations(question, language, evidence),
    ]


def _of_figures(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    asked = Asked.of(question, language)
    if not asked.metrics:
        return []
    wanted = [
        held
        for held in stated_facts(evidence)
        if held.fact and asked.wants(held.fact) and _named(asked, held.evidence)
    ]
    times = ("now", "later") if asked.time == "both" else (asked.time,)
    found = [_at_time(replace(asked, time=time), wanted) for time in times]
    return [conflict for conflict in found if conflict]


def _at_time(asked: Asked, wanted: Sequence[Stated]) -> Conflict | None:
    timely = [held for held in wanted if held.fact and asked.in_time(held.fact)]
    own = [held for held in timely if held.fact and asked.names_subject(held.fact)]
    topic = (sorted(asked.metrics)[0], *sorted(asked.activities)[:1], *asked.subjects)
    if conflict := judge(own, topic):
        return conflict
    priced = "chip" in asked.things and "cost" in asked.metrics
    return of_kind_and_make(timely, topic) if priced and timely != own else None


def _named(asked: Asked, sentence: Evidence) -> bool:
    """Whether a sentence speaks of what the question names; a person may be named around it."""
    return all(
        mentions(sentence.context if _is_person(name) else sentence.text, name)
        for name in asked.names
    )


def _is_person(name: str) -> bool:
    return " " in name or "・" in name or (name.isalpha() and name.istitle())


def _of_relations(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    kinds = asked_kinds(question, language)
    named = names(question, language)
    if not kinds or not named:
        return []
    about = [
        held
        for held in stated_relations(evidence)
        if held.relation and any(same_name(held.relation.subject, name) for name in named)
    ]
    found = [
        of_relation([held for held in about if held.relation and held.relation.kind == kind])
        for kind in sorted(kinds)
    ]
    return [conflict for conflict in found if conflict]

"""Where the sources disagree on what a question asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.disagreements.judging import judge, of_kind_and_make, of_relation
from assistant.disagreements.statements import (
    COUNTED,
    Conflict,
    Stated,
    stated_facts,
    stated_relations,
)
from assistant.facts.questions import Asked, family
from assistant.facts.relations import Relation, asked_kinds
from assistant.language import fold, mentions
from assistant.types import Evidence

_SPEAKS = re.compile(
    r"predict|forecast|\bsa(?:y|id|ys)\b|think|warn|announce|expect|prognos|sagt|warnt|erwartet|meint"
    r"|vorher|予測|述べ|言っ|警告|予想|語っ|発言"
)
"""What a person says is asked for then, not who the person is."""


def may_conflict(question: str, language: str) -> bool:
    """Whether a question asks for something of which positions can be compared."""
    asked = Asked.of(question, language)
    return bool(asked.metrics or asked.names or asked_kinds(question, language, alone=True))


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
    if not asked.metrics or not asked.has_subject:
        return []
    wanted = [
        held
        for held in stated_facts(evidence)
        if held.fact
        and asked.wants(held.fact)
        and _named(asked, held)
        and not _counts_beside(asked, held.fact.metric)
    ]
    times = ("now", "later") if asked.time == "both" else (asked.time,)
    found = [_at_time(replace(asked, time=time), wanted) for time in times]
    if asked.years and asked.time == "later" and not any(found):
        found = [_at_time(replace(asked, years=frozenset()), wanted)]  # forecasts for other years
    return [conflict for conflict in found if conflict]


def _counts_beside(asked: Asked, metric: str | None) -> bool:
    """Whether a fact only counts what a question for a measure mentions: the watts of a TPU."""
    return metric in COUNTED and not asked.metrics <= COUNTED


def _at_time(asked: Asked, wanted: Sequence[Stated]) -> Conflict | None:
    timely = [held for held in wanted if held.fact and asked.in_time(held.fact)]
    own = [held for held in timely if held.fact and asked.names_subject(held.fact)]
    topic = (_metric(asked, own), *sorted(asked.activities)[:1], *asked.subjects)
    if conflict := judge(own, topic):
        return conflict
    if not _prices_chip(asked, own):
        return None
    chips = [held for held in timely if held.fact and "chip" in held.fact.things]
    return of_kind_and_make(chips, topic) if chips != own else None


def _metric(asked: Asked, own: Sequence[Stated]) -> str:
    """Of the metrics asked for one that figures were found of: 電力 is energy and power."""
    found = {family(held.fact.metric) for held in own if held.fact and held.fact.metric}
    return min(asked.metrics & found or asked.metrics)


def _prices_chip(asked: Asked, own: list[Stated]) -> bool:
    """Whether a chip's price is asked for: of any, or of one that sources call a chip."""
    chips = [held for held in own if held.fact and "chip" in held.fact.things]
    return "cost" in asked.metrics and (
        "chip" in asked.things or bool(asked.codes and chips == own)
    )


def _named(asked: Asked, held: Stated) -> bool:
    """Whether a sentence speaks of what the question names; a person may be named around it."""
    sentence = held.evidence
    any_chip = held.fact and "chip" in asked.things & held.fact.things and not held.fact.codes
    return bool(asked.codes or any_chip) or all(
        mentions(sentence.context if _is_person(name) else sentence.text, name)
        for name in asked.names
    )


def _is_person(name: str) -> bool:
    return " " in name or "・" in name or (name.isalpha() and name.istitle())


def _names_object(question: str, relation: Relation) -> bool:
    """Whether a question that names the subject names the object too: "Amodei or Cohere"."""
    return not relation.object.islower() and mentions(question, relation.object)


def _of_relations(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    alone = not Asked.of(question, language).metrics and not _SPEAKS.search(fold(question))
    about = [
        (held, held.relation)
        for held in stated_relations(evidence)
        if held.relation and mentions(question, held.relation.subject)
    ]
    kinds = set(asked_kinds(question, language, alone=alone))
    if alone:
        kinds |= {relation.kind for _, relation in about if _names_object(question, relation)}
    found = [
        of_relation([held for held, relation in about if relation.kind == kind])
        for kind in sorted(kinds)
    ]
    return [conflict for conflict in found if conflict]

"""Every disagreement among the documents of an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.disagreements.judging import judge, of_kind_and_make, of_relation, same_subject
from assistant.disagreements.statements import (
    COUNTED,
    Conflict,
    Stated,
    stated_facts,
    stated_relations,
)
from assistant.facts.concepts import mentioned
from assistant.facts.extraction import Fact
from assistant.facts.questions import family
from assistant.facts.subjects import same_code
from assistant.types import Evidence


def survey(sentences: Sequence[Evidence]) -> list[Conflict]:
    """Returns where sentences of different documents disagree."""
    facts = stated_facts(sentences)
    figures = [conflict for group in _alike(facts) if (conflict := judge(group, _topic(group)))]
    for group in _forecasts(facts):
        conflict = _of_one_year(group)
        if conflict and not _is_among(conflict, figures):
            figures.append(conflict)
    conflicts = [
        *figures,
        of_kind_and_make(list(filter(_prices_chip, facts)), ("cost", "chip")),
        *(of_relation(group) for group in _grouped(stated_relations(sentences), same_subject)),
    ]
    return [conflict for conflict in conflicts if conflict]


def _prices_chip(held: Stated) -> bool:
    fact = held.fact
    return bool(
        fact
        and family(fact.metric or "") == "cost"
        and "chip" in fact.things
        and fact.time != "later"
    )


def _alike(members: Sequence[Stated]) -> list[list[Stated]]:
    """Groups facts of one metric, activity, subject and time."""
    buckets: dict[tuple[str, bool, bool], list[Stated]] = {}
    for held in members:
        fact = held.fact
        if fact and fact.metric and fact.metric not in COUNTED and _says_of_what(held, fact):
            key = family(fact.metric), fact.time == "later", bool(fact.codes)
            buckets.setdefault(key, []).append(held)
    groups = [group for bucket in buckets.values() for group in _grouped(bucket, _one_topic)]
    return [group for group in groups if len(group) > 1 and _is_pinned(group)]


def _forecasts(members: Sequence[Stated]) -> list[list[Stated]]:
    """Groups forecasts of one metric, activity, subject and year."""
    buckets: dict[tuple[str, int], list[Stated]] = {}
    for held in members:
        fact = held.fact
        if fact and fact.metric and fact.metric not in COUNTED and _foresees(held, fact):
            for year in fact.years:
                buckets.setdefault((family(fact.metric), year), []).append(held)
    return [group for bucket in buckets.values() for group in _grouped(bucket, _one_topic)]


def _foresees(held: Stated, fact: Fact) -> bool:
    """Whether a sentence says for when its figure is expected, and of what or of doing what."""
    if fact.time != "later" or not fact.years:
        return False
    sentence = held.evidence
    done = fact.activities & mentioned("activities", sentence.text, sentence.language)
    return bool(done) or _says_of_what(held, fact)


def _of_one_year(group: Sequence[Stated]) -> Conflict | None:
    conflict = judge(group, _topic(group)) if len(group) > 1 else None
    return conflict if conflict and conflict.relation == "contradicts" else None


def _is_among(conflict: Conflict, others: Sequence[Conflict]) -> bool:
    """Whether another conflict has all of its positions."""
    values = {group[0].text for group in conflict.positions}
    return any(values <= {group[0].text for group in other.positions} for other in others)


def _says_of_what(held: Stated, fact: Fact) -> bool:
    """Whether a sentence names what its figure is of: one thing, or itself a kind of things."""
    if fact.codes:
        return len(fact.codes) == 1
    sentence = held.evidence
    return bool(fact.things & mentioned("things", sentence.text, sentence.language))


def _is_pinned(group: Sequence[Stated]) -> bool:
    """Whether statements are of one thing: by its name, or of a kind of things at a stated time."""
    facts = [held.fact for held in group if held.fact]
    return any(fact.codes or fact.time in ("now", "later") for fact in facts)


def _topic(group: Sequence[Stated]) -> tuple[str, ...]:
    facts = [held.fact for held in group if held.fact]
    fact = facts[0]
    named = [held.activities for held in facts if held.activities]
    activity = sorted(frozenset.intersection(*named))[:1] if named else []
    thing = () if fact.codes else sorted(fact.things)[:1]
    return (family(fact.metric or ""), *activity, *thing, *fact.subjects)


def _one_topic(one: Stated, other: Stated) -> bool:
    first, second = one.fact, other.fact
    if first is None or second is None:
        return False
    activities = first.activities & second.activities
    if first.activities and second.activities and not activities:
        return False
    if first.codes:
        return any(same_code(a, b) for a in first.codes for b in second.codes)
    shared = first.things & second.things
    apart = bool(first.things and second.things and not shared)
    return first.products == second.products and bool(shared or activities) and not apart


def _grouped(
    members: Iterable[Stated], alike: Callable[[Stated, Stated], bool]
) -> list[list[Stated]]:
    """Puts each member to the first group whose first member is like it."""
    groups: list[list[Stated]] = []
    for held in members:
        group = next((group for group in groups if alike(group[0], held)), None)
        if group is None:
            groups.append([held])
        else:
            group.append(held)
    return groups

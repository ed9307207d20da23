"""Evidence -> positions that contradict each other, or look alike and are not comparable.

Two figures are held against each other only when they are of one metric. Whether they contradict
then depends on what they are of: subject, time, bound and basis must match, else the difference
is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.facts.extraction import Fact, extract
from assistant.facts.questions import Asked, family
from assistant.facts.relations import Relation, asked_kinds, relations, same_name
from assistant.facts.subjects import same_code
from assistant.language import mentions, names
from assistant.quantities import compare
from assistant.quantities.comparison import Interval
from assistant.types import DisagreementRelation, Evidence, Quantity

_MOST_POSITIONS = 6
"""More values than these are a spread of different things, no disagreement on one."""
_MOST_OF_ONE, _MOST_FORECASTS = 2, 4
"""Values of one document beyond which it does not speak of one thing, or of one future."""
_FAR_BOUNDS = 2
"""Times by which two open bounds must differ to be worth naming."""
_ENTITY, _YEAR, _BASIS, _BOUND = "entity", "year", "basis", "bound"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact or relation with the sentence that states it."""

    evidence: Evidence
    fact: Fact | None = None
    relation: Relation | None = None

    @property
    def quantity(self) -> Quantity | None:
        """The figure, where it is one."""
        return self.fact.quantity if self.fact else None

    @property
    def text(self) -> str:
        """The value or name as the source writes it."""
        if self.fact:
            return self.fact.quantity.text
        return self.relation.object if self.relation else ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that do not fit together, grouped into positions."""

    topic: tuple[str, ...]
    """Metric or role, then the names it is about."""
    relation: DisagreementRelation
    differs: tuple[str, ...]
    positions: tuple[tuple[Stated, ...], ...]
    """Each holds the statements of one value, best first."""


def stated_facts(evidence: Iterable[Evidence]) -> list[Stated]:
    """Returns the facts of sentences; each sentence is read with what stands above it."""
    return [
        Stated(sentence, fact=fact)
        for sentence in evidence
        if sentence.quantities
        for fact in extract(
            sentence.text, sentence.start, sentence.language, sentence.quantities, sentence.above
        )
    ]


def may_conflict(question: str, language: str) -> bool:
    """Whether a question asks for something of which positions can be compared."""
    return bool(Asked.of(question, language).metrics or asked_kinds(question, language))


def find(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    """Returns where the sources disagree on what a question asks.

    Args:
        question: standalone.
        evidence: sentences of the passages found, best first.
    """
    return [*_of_figures(question, language, evidence), *_of_relations(question, language, evidence)]


def _of_figures(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    asked = Asked.of(question, language)
    if not asked.metrics:
        return []
    wanted = [
        held
        for held in stated_facts(evidence)
        if held.fact and asked.wants(held.fact) and _named(asked, held.evidence)
    ]
    found: list[Conflict] = []
    for time in ("now", "later") if asked.time == "both" else (asked.time,):
        found += _at_time(asked, time, wanted)
    return found


def _at_time(asked: Asked, time: str | None, wanted: Sequence[Stated]) -> list[Conflict]:
    from dataclasses import replace

    asked = replace(asked, time=time)
    timely = [held for held in wanted if held.fact and asked.in_time(held.fact)]
    own = [held for held in timely if held.fact and asked.names_subject(held.fact)]
    topic = _topic(asked)
    if conflict := judge(own, topic):
        return [conflict]
    general = "chip" in asked.things and "cost" in asked.metrics and timely != own
    if general and (conflict := _other_subjects(timely, topic)):
        return [conflict]
    return []


def _other_subjects(timely: Sequence[Stated], topic: tuple[str, ...]) -> Conflict | None:
    """The H100's price beside that of "a GPU": alike, and not of one thing."""
    specific = [held for held in timely if held.fact and held.fact.codes]
    general = [held for held in timely if held.fact and not held.fact.codes]
    apart = [
        (one, other)
        for one in specific
        for other in general
        if one.evidence.document != other.evidence.document and not _agree(one, other)
    ]
    if not apart:
        return None
    positions = _positions(_unique(held for pair in apart for held in pair))
    if len(positions) > _MOST_POSITIONS:
        return None
    return Conflict(topic, "not_comparable", (_ENTITY,), positions)


def _named(asked: Asked, sentence: Evidence) -> bool:
    """Whether a sentence speaks of what the question names; a person may be named around it."""
    return all(
        mentions(sentence.context if _is_person(name) else sentence.text, name)
        for name in asked.names
    )


def _is_person(name: str) -> bool:
    return " " in name or "・" in name or name.isalpha() and name.istitle()


def _topic(asked: Asked) -> tuple[str, ...]:
    return (sorted(asked.metrics)[0], *sorted(asked.activities)[:1], *asked.subjects)


def judge(members: Sequence[Stated], topic: tuple[str, ...]) -> Conflict | None:
    """Returns the conflict among statements on one metric and subject, if there is one."""
    members = _single_minded(members)
    contradicting: list[Stated] = []
    differing: list[Stated] = []
    differs: set[str] = set()
    for one, other in _pairs(members):
        difference = _difference(one, other)
        if difference is None:
            continue
        if difference == "":
            contradicting += (one, other)
        else:
            differing += (one, other)
            differs.add(difference)
    chosen = _with_agreeing(contradicting, members) if contradicting else _unique(differing)
    positions = _positions(chosen)
    if not chosen or len(positions) > _MOST_POSITIONS:
        return None
    if contradicting:
        return Conflict(topic, "contradicts", (), positions)
    return Conflict(topic, "not_comparable", tuple(sorted(differs)), positions)


def _single_minded(members: Sequence[Stated]) -> list[Stated]:
    """Leaves out documents that give many values themselves: they tell things apart that the
    question does not."""
    values: dict[str, list[Stated]] = {}
    for held in members:
        own = values.setdefault(held.evidence.document, [])
        if not any(_agree(held, other) for other in own):
            own.append(held)
    later = any(held.fact and held.fact.time == "later" for held in members)
    most = _MOST_FORECASTS if later else _MOST_OF_ONE
    return [held for held in members if len(values[held.evidence.document]) <= most]


def _pairs(members: Sequence[Stated]) -> Iterable[tuple[Stated, Stated]]:
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            if one.evidence.document != other.evidence.document:
                yield one, other


def _difference(one: Stated, other: Stated) -> str | None:
    """Nothing where two statements agree, "" where they contradict, else what keeps them apart."""
    first, second = one.fact, other.fact
    assert first is not None and second is not None
    comparison = compare(first.quantity, second.quantity)
    if comparison.relation in ("equal", "rounding"):
        return None
    if comparison.relation == "unit":
        return None
    if comparison.relation == "currency":
        return None
    if first.years and second.years and not first.years & second.years:
        return _YEAR
    if "later" in (first.time, second.time) and not first.years & second.years:
        return _YEAR
    if first.bases and second.bases and not first.bases & second.bases:
        return _BASIS
    if _is_vague(first.quantity) or _is_vague(second.quantity):
        return _BOUND if _far_bounds(first.quantity, second.quantity) else None
    if comparison.relation == "overlapping":
        return _BOUND if _far_bounds(first.quantity, second.quantity) else None
    return ""


def _is_vague(quantity: Quantity) -> bool:
    """Whether a figure only names its order of magnitude: billions, 数億."""
    return quantity.approximate and Interval.of(quantity).spans_order_of_magnitude


def _far_bounds(first: Quantity, second: Quantity) -> bool:
    one, other = Interval.of(first), Interval.of(second)
    if one.low is None or other.low is None or not one.low or not other.low:
        return False
    small, large = sorted((abs(one.low), abs(other.low)))
    return large >= small * _FAR_BOUNDS


def _agree(one: Stated, other: Stated) -> bool:
    if one.fact and other.fact:
        return compare(one.fact.quantity, other.fact.quantity).relation in ("equal", "rounding")
    return bool(one.relation and other.relation and same_name(one.text, other.text))


def _with_agreeing(chosen: Sequence[Stated], members: Sequence[Stated]) -> list[Stated]:
    """The statements chosen, and those of other documents that say the same as one of them."""
    kept = _unique(chosen)
    for held in members:
        if held not in kept and any(_agree(held, other) for other in kept):
            kept.append(held)
    return kept


def _unique(members: Iterable[Stated]) -> list[Stated]:
    kept: list[Stated] = []
    for held in members:
        if held not in kept:
            kept.append(held)
    return kept


def _positions(members: Sequence[Stated]) -> tuple[tuple[Stated, ...], ...]:
    """Groups statements of one value; a document speaks once for each."""
    groups: list[list[Stated]] = []
    for held in sorted(members, key=lambda member: -member.evidence.score):
        group = next((g for g in groups if _agree(g[0], held)), None)
        if group is None:
            groups.append([held])
        elif all(held.evidence.document != member.evidence.document for member in group):
            group.append(held)
    return tuple(map(tuple, groups))


def _of_relations(question: str, language: str, evidence: Sequence[Evidence]) -> list[Conflict]:
    kinds = asked_kinds(question, language)
    named = names(question, language)
    if not kinds or not named:
        return []
    found: list[Conflict] = []
    for kind in sorted(kinds):
        members = [
            Stated(sentence, relation=relation)
            for sentence in evidence
            for relation in relations(sentence.text, sentence.language)
            if relation.kind == kind and any(same_name(relation.subject, name) for name in named)
        ]
        if conflict := _relation_conflict(members):
            found.append(conflict)
    return found


def _relation_conflict(members: Sequence[Stated]) -> Conflict | None:
    """Two documents that name different objects for one subject and role."""
    positions = _positions(members)
    apart = [
        (one, other)
        for place, one in enumerate(positions)
        for other in positions[place + 1 :]
        if _same_subject(one[0], other[0])
        and {held.evidence.document for held in one} != {held.evidence.document for held in other}
    ]
    if not apart:
        return None
    relation = positions[0][0].relation
    assert relation is not None
    topic = (relation.role or relation.kind, relation.subject)
    return Conflict(topic, "contradicts", (), positions)


def _same_subject(one: Stated, other: Stated) -> bool:
    first, second = one.relation, other.relation
    return bool(
        first and second and first.role == second.role and same_name(first.subject, second.subject)
    )


def survey(sentences: Sequence[Evidence]) -> list[Conflict]:
    """Returns every disagreement among the sentences of a whole index."""
    found: list[Conflict] = []
    for members, topic in _alike(stated_facts(sentences)):
        if conflict := judge(members, topic):
            found.append(conflict)
    found += _between_kinds(sentences)
    spoken = [
        Stated(sentence, relation=relation)
        for sentence in sentences
        for relation in relations(sentence.text, sentence.language)
    ]
    for group in _by_subject(spoken):
        if conflict := _relation_conflict(group):
            found.append(conflict)
    return found


def _between_kinds(sentences: Sequence[Evidence]) -> list[Conflict]:
    """Prices of a kind of thing beside those of one of its makes."""
    priced = [
        held
        for held in stated_facts(sentences)
        if held.fact and family(held.fact.metric or "") == "cost" and "chip" in held.fact.things
        and held.fact.time != "later"
    ]
    conflict = _other_subjects(priced, ("cost", "chip"))
    return [conflict] if conflict else []


def _alike(members: Sequence[Stated]) -> list[tuple[list[Stated], tuple[str, ...]]]:
    """Groups facts of one metric, activity, subject and time."""
    buckets: dict[tuple[str, bool, bool], list[list[Stated]]] = {}
    for held in members:
        fact = held.fact
        if fact is None or fact.metric is None or not (fact.things or fact.codes):
            continue
        key = family(fact.metric), fact.time == "later", bool(fact.codes)
        groups = buckets.setdefault(key, [])
        group = next((g for g in groups if _one_topic(g[0], held)), None)
        if group is None:
            groups.append([held])
        else:
            group.append(held)
    return [
        (group, _topic_of(fact))
        for groups in buckets.values()
        for group in groups
        if len(group) > 1 and (fact := group[0].fact)
    ]


def _topic_of(fact: Fact) -> tuple[str, ...]:
    activity = sorted(fact.activities)[:1]
    thing = () if fact.codes else sorted(fact.things)[:1]
    return (family(fact.metric or ""), *activity, *thing, *fact.subjects)


def _one_topic(one: Stated, other: Stated) -> bool:
    first, second = one.fact, other.fact
    assert first and second and first.metric and second.metric
    codes = (
        any(same_code(a, b) for a in first.codes for b in second.codes)
        if first.codes or second.codes
        else first.products == second.products
    )
    return (
        codes
        and family(first.metric) == family(second.metric)
        and (first.time == "later") == (second.time == "later")
        and (not first.activities or not second.activities or bool(first.activities & second.activities))
        and (bool(first.codes) or bool(first.things & second.things))
    )


def _by_subject(members: Sequence[Stated]) -> list[list[Stated]]:
    groups: list[list[Stated]] = []
    for held in members:
        group = next((g for g in groups if _same_subject(g[0], held)), None)
        if group is None:
            groups.append([held])
        else:
            group.append(held)
    return groups

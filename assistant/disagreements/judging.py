"""Whether statements on one topic contradict each other, or why they cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.disagreements.statements import Conflict, Stated, agree, positions_of, unique
from assistant.facts.extraction import Fact, bases_in
from assistant.facts.questions import family
from assistant.facts.relations import same_name
from assistant.facts.subjects import same_code
from assistant.quantities import compare
from assistant.quantities.comparison import Interval, Relation
from assistant.quantities.table_rows import is_row
from assistant.types import Quantity

_MOST_POSITIONS = 6
"""More values than these are a spread of different things, no disagreement on one."""
_MOST_OF_ONE, _MOST_FORECASTS = 2, 4
"""Values of one document beyond which it does not speak of one thing, or of one future."""
_FARTHEST, _FARTHEST_SLIP = 1000, 10**6
"""Times by which two values of one thing differ at most, and where one is the other with a wrong
scale: million for Billion."""
_FAR_BOUNDS = 2
"""Times by which two bounds must differ to be worth naming."""
_COMPATIBLE: frozenset[Relation] = frozenset({"equal", "rounding", "unit", "currency"})
"""Equal, or not to be compared without a rate: neither is a disagreement."""
CONTRADICTION = ""


def judge(members: Sequence[Stated], topic: tuple[str, ...]) -> Conflict | None:
    """Returns the conflict among statements on one metric and subject, if there is one."""
    members = _single_minded(with_bases(members))
    contradicting: list[Stated] = []
    differing: list[Stated] = []
    differs: set[str] = set()
    for one, other in _pairs(members):
        difference = _difference(one, other)
        if difference == CONTRADICTION and not _are_shared(one, other, members):
            contradicting += (one, other)
        elif difference:
            differing += (one, other)
            differs.add(difference)
    if contradicting:
        return _conflict(topic, _with_agreeing(contradicting, members), ())
    return _conflict(topic, unique(differing), tuple(sorted(differs)))


def of_kind_and_make(members: Sequence[Stated], topic: tuple[str, ...]) -> Conflict | None:
    """The H100's price beside that of "a GPU": alike, and not of one thing."""
    specific = [held for held in members if held.fact and held.fact.codes]
    general = [held for held in members if held.fact and not held.fact.codes]
    apart = [
        (one, other)
        for one in specific
        for other in general
        if one.document != other.document and not agree(one, other)
    ]
    return _conflict(topic, unique(held for pair in apart for held in pair), ("entity",))


def of_relation(members: Sequence[Stated]) -> Conflict | None:
    """Two documents that name different objects for one subject and role."""
    positions = positions_of(members)
    apart = any(
        same_subject(one[0], other[0])
        and {held.document for held in one} != {held.document for held in other}
        for place, one in enumerate(positions)
        for other in positions[place + 1 :]
    )
    relation = members[0].relation if members else None
    if not apart or relation is None:
        return None
    topic = (relation.role or relation.kind, relation.subject)
    return Conflict(topic, "contradicts", (), positions)


def same_subject(one: Stated, other: Stated) -> bool:
    """Whether two relations say something of one subject in one role."""
    first, second = one.relation, other.relation
    if first is None or second is None or (first.kind, first.role) != (second.kind, second.role):
        return False
    return same_name(first.subject, second.subject)


def _conflict(
    topic: tuple[str, ...], members: Sequence[Stated], differs: tuple[str, ...]
) -> Conflict | None:
    positions = positions_of(members)
    if not positions or len(positions) > _MOST_POSITIONS:
        return None
    return Conflict(topic, "not_comparable" if differs else "contradicts", differs, positions)


def _single_minded(members: Sequence[Stated]) -> list[Stated]:
    """Leaves out documents that give many values themselves: they tell things apart that the
    question does not."""
    values: dict[tuple[str, ...], list[Stated]] = {}
    for held in members:
        own = values.setdefault(_account(held), [])
        if not any(agree(held, other) for other in own):
            own.append(held)
    later = any(held.fact and held.fact.time == "later" for held in members)
    most = _MOST_FORECASTS if later else _MOST_OF_ONE
    return [held for held in members if len(values[_account(held)]) <= most]


def _account(held: Stated) -> tuple[str, ...]:
    """Whose figure of what it is: a document may give the power of a chip and that of its server,
    amounts in two currencies, emissions and those of a unit of energy."""
    fact = held.fact
    if fact is None:
        return (held.document,)
    metric = family(fact.metric or "")
    unit = fact.quantity.unit if fact.quantity.kind == "money" else ""
    bases = fact.bases if metric == "power" else ()
    return (held.document, metric, unit, *sorted(bases))


def _pairs(members: Sequence[Stated]) -> Iterable[tuple[Stated, Stated]]:
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            if one.document != other.document:
                yield one, other


def _are_shared(one: Stated, other: Stated, members: Sequence[Stated]) -> bool:
    """Whether both documents make both statements: then they agree, from 40 to 65."""
    return _makes(one.document, other, members) and _makes(other.document, one, members)


def _makes(document: str, statement: Stated, members: Sequence[Stated]) -> bool:
    return any(held.document == document and agree(held, statement) for held in members)


def with_bases(members: Sequence[Stated]) -> list[Stated]:
    """Returns statements, each figure of a named thing with the bases that any of them gives it."""

    def known(held: Stated, fact: Fact) -> frozenset[str]:
        same = (other.fact.bases for other in members if other.fact and agree(held, other))
        return fact.bases.union(*same)

    return [
        replace(held, fact=replace(held.fact, bases=known(held, held.fact)))
        if held.fact and held.fact.codes
        else held
        for held in members
    ]


def _bases(held: Stated, fact: Fact) -> frozenset[str]:
    """How a figure is reckoned, for a named thing also by what stands above its sentence."""
    if fact.bases or not fact.codes:
        return fact.bases
    above = "\n".join(line for line in held.evidence.above.split("\n") if not is_row(line))
    return bases_in(above, held.evidence.language)


def _with_agreeing(chosen: Sequence[Stated], members: Sequence[Stated]) -> list[Stated]:
    """The statements chosen, and those of other documents that say the same as one of them."""
    kept = unique(chosen)
    for held in members:
        if held not in kept and any(agree(held, other) for other in kept):
            kept.append(held)
    return kept


def _difference(one: Stated, other: Stated) -> str | None:
    """Nothing where two facts agree, else what keeps them apart; empty where nothing does."""
    first, second = one.fact, other.fact
    if first is None or second is None or not _of_one_metric(first, second):
        return None
    relation = compare(first.quantity, second.quantity).relation
    if relation in _COMPATIBLE or _of_other_scale(first, second, slip=relation == "scale"):
        return None
    if _other_years(first, second):
        return "year"
    if first.bases != second.bases or _bases(one, first) != _bases(other, second):
        return "basis"
    vague = _is_vague(first.quantity) or _is_vague(second.quantity)
    if vague or relation == "overlapping":
        return "bound" if _far_bounds(first.quantity, second.quantity) else None
    return None if _leaves_version_open(first, second) else CONTRADICTION


def _of_one_metric(first: Fact, second: Fact) -> bool:
    alike = family(first.metric or "") == family(second.metric or "")
    return alike and first.parts == second.parts and not _of_versions(first, second)


def _of_versions(first: Fact, second: Fact) -> bool:
    """Whether two facts are of things whose names go on differently: A100 40 and 80 GB."""
    pairs = [(one, other) for one in first.codes for other in second.codes]
    return bool(pairs) and not any(same_code(*pair) for pair in pairs)


def _leaves_version_open(first: Fact, second: Fact) -> bool:
    """Whether only one of two facts says with how much memory a thing is meant."""
    return any("-" in code for code in first.codes) != any("-" in code for code in second.codes)


def _of_other_scale(first: Fact, second: Fact, *, slip: bool) -> bool:
    """Whether figures lie so far apart that they measure different things: a run, an hour."""
    one, other = sorted((_ends(first.quantity), _ends(second.quantity)))
    return one[-1] > 0 and other[0] / one[-1] > (_FARTHEST_SLIP if slip else _FARTHEST)


def _ends(quantity: Quantity) -> list[Decimal]:
    ends = (quantity.value, quantity.low, quantity.high)
    return sorted(abs(end) for end in ends if end is not None)


def _other_years(first: Fact, second: Fact) -> bool:
    """Whether two facts hold at different times; forecasts without a year are never of one."""
    if not (first.years and second.years):
        timeless = bool(first.codes and second.codes) or not first.years | second.years
        return not timeless or "later" in (first.time, second.time)
    return not (first.years <= second.years or second.years <= first.years)


def _is_vague(quantity: Quantity) -> bool:
    """Whether a figure only names its order of magnitude: billions, 数億."""
    if quantity.approximate:
        return Interval.of(quantity).spans_order_of_magnitude
    return quantity.low is not None and not any(map(str.isdigit, quantity.text))


def _far_bounds(first: Quantity, second: Quantity) -> bool:
    lows = [Interval.of(first).low, Interval.of(second).low]
    known = sorted(abs(low) for low in lows if low)
    return len(known) == 2 and known[1] >= known[0] * _FAR_BOUNDS

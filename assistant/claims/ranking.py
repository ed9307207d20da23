"""Sentences that give one figure each of two things, and which of the two has more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.claims.comparatives import Comparison, thing_of
from assistant.claims.wording import words
from assistant.disagreements import Stated, stated_facts, with_bases
from assistant.facts.concepts import mentioned
from assistant.facts.extraction import Fact
from assistant.facts.questions import family
from assistant.facts.subjects import named_things
from assistant.language import fold
from assistant.quantities import compare
from assistant.quantities.comparison import Interval, in_unit
from assistant.quantities.table_rows import is_row
from assistant.types import Evidence, Quantity

_FARTHEST = 1000
"""Times by which two figures of one measure are apart at most."""


_ACCOUNTS = frozenset({"rental", "amortised", "acquisition", "development"})
"""Bases of which an amount of money has one."""


_MEANT = frozenset({"training", "development"})
"""What a figure of a model is taken to be of where nothing is said to be done with it."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A figure of each of the two things that a claim compares."""

    first: Quantity
    second: Quantity
    agrees: bool
    """Whether the first has more where the claim says so, less where it says that."""

    def of(self, sentence: Evidence) -> Quantity:
        """Returns the figure that a sentence states; the first one's where it states both."""
        own = sentence.quantities
        return self.first if self.first in own else self.second


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Stated
    second: Stated
    ranking: Ranking


def rankings(claimed: Comparison, sentences: Sequence[Evidence]) -> dict[Evidence, Ranking]:
    """Returns the sentences whose figures say which of two things has more, with these.

    Of every document those of one pair; of two documents only where none has both figures. Where
    the figures of a document do not say the same, for instance on two bases, none is chosen.

    Args:
        sentences: nearest first.
    """
    facts = stated_facts(sentences)
    first, second = (
        [one for one in _of(name, facts) if _answers(one, claimed)]
        for name in (claimed.first, claimed.second)
    )
    pairs = _of_one_measure(list(_pairs(claimed, first, second)))
    if _is_open(pairs, claimed):
        return {}
    inside = [pair for pair in pairs if pair.first.document == pair.second.document]
    groups: dict[str, list[_Pair]] = {}
    for pair in inside or pairs:
        groups.setdefault(pair.first.document if inside else "", []).append(pair)
    chosen = [best for group in groups.values() if (best := _best(group, claimed)) is not None]
    return {held.evidence: pair.ranking for pair in chosen for held in (pair.first, pair.second)}


def _of(name: str, facts: Sequence[Stated]) -> list[Stated]:
    return with_bases([one for one in facts if _is_of(one, name)])


def _answers(held: Stated, claimed: Comparison) -> bool:
    """Whether a figure measures what a claim compares, as the claim has it."""
    fact = held.fact
    if fact is None or fact.time == "later" or family(fact.metric or "") not in claimed.metrics:
        return False
    if not any(map(str.isdigit, fact.quantity.text)):  # "billions" is no figure to rank by
        return False
    if fact.quantity.kind == "money" and _pays_for_part(held, fact, claimed):
        return False
    apart = claimed.activities and not claimed.activities & (fact.activities or _MEANT)
    return not apart and (not claimed.bases or bool(claimed.bases & fact.bases))


def _pays_for_part(held: Stated, fact: Fact, claimed: Comparison) -> bool:
    """Whether an amount is paid for something else than the claim's: for the electricity alone."""
    powered = "energy" in mentioned("metrics", fact.clause, held.evidence.language)
    return fact.parts != claimed.parts or (powered and not claimed.parts)


def _is_of(held: Stated, name: str) -> bool:
    fact = held.fact
    assert fact is not None
    if fact.codes:
        return fact.codes == {name} and _is_whole(held, fact, name)
    language = held.evidence.language
    return {thing_of(one, language) or fold(one) for one in fact.products} == {name}


def _is_whole(held: Stated, fact: Fact, name: str) -> bool:
    """Whether a figure is not only a stage's: in a table whose heading alone says what it is of."""
    said = f"{fact.clause} | {held.evidence.text}"
    if words("stage", held.evidence.language, "comparatives").search(fold(fact.clause)):
        return False
    return not _is_in_table(held) or name in {thing.name for thing in named_things(said)}


def _pairs(
    claimed: Comparison, first: Sequence[Stated], second: Sequence[Stated]
) -> Iterator[_Pair]:
    """The pairs of figures that are on one thing and clearly apart, rows of tables first."""
    found = sorted(product(first, second), key=lambda pair: not all(map(_is_in_table, pair)))
    for one, other in found:
        if one.fact and other.fact and _are_comparable(one.fact, other.fact):
            larger = _is_larger(one.fact.quantity, other.fact.quantity)
            if larger is not None:
                ranking = Ranking(
                    one.fact.quantity, other.fact.quantity, agrees=larger == claimed.more
                )
                yield _Pair(one, other, ranking)


def _of_one_measure(pairs: Sequence[_Pair]) -> Sequence[_Pair]:
    """The pairs of what is used, where there are some, without those of how fast it is."""
    return [pair for pair in pairs if _metric(pair) == "energy"] or pairs


def _metric(pair: _Pair) -> str | None:
    return pair.first.fact.metric if pair.first.fact else None


def _is_open(pairs: Sequence[_Pair], claimed: Comparison) -> bool:
    """Whether it is left open by which account an amount is meant that hangs on it."""
    if claimed.bases & _ACCOUNTS:
        return False
    told = [bool(pair.first.fact and pair.first.fact.bases & _ACCOUNTS) for pair in pairs]
    return any(told) and (all(told) or len({pair.ranking.agrees for pair in pairs}) > 1)


def _is_in_table(held: Stated) -> bool:
    return is_row(held.evidence.text)


def _are_comparable(first: Fact, second: Fact) -> bool:
    """Whether nothing but whose they are tells two figures apart."""
    activities = first.activities & second.activities
    return (
        first.metric == second.metric
        and first.parts == second.parts
        and first.bases == second.bases
        and first.time == second.time
        and (first.years == second.years or not (first.years and second.years))
        and bool(activities or not (first.activities and second.activities))
    )


def _is_larger(first: Quantity, second: Quantity) -> bool | None:
    """Whether all that a figure allows is above what another does; nothing where neither is."""
    second_in_unit = in_unit(second, first.unit)
    if second_in_unit is None or compare(first, second).relation not in ("different", "scale"):
        return None
    one, other = Interval.of(first), Interval.of(second_in_unit)
    if one.low is not None and other.high is not None and one.low > other.high:
        return True if _are_near(one, other) else None
    if one.high is not None and other.low is not None and one.high < other.low:
        return False if _are_near(other, one) else None
    return None


def _are_near(larger: Interval, smaller: Interval) -> bool:
    """Whether two figures are of one size, so that they measure one thing."""
    low, high = larger.low, smaller.high
    return low is not None and high is not None and 0 < low <= _FARTHEST * high


def _best(group: Sequence[_Pair], claimed: Comparison) -> _Pair | None:
    """The first pair, where all say the same; a claim on two bases fails on one of them."""
    failing = [pair for pair in group if not pair.ranking.agrees]
    if failing and len(failing) < len(group):
        return failing[0] if len(claimed.bases) > 1 else None
    return group[0]

"""What sentences state, and the groups of statements that share a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.disagreements.scopes import scoped
from assistant.facts.extraction import Fact, extract
from assistant.facts.headings import under_heading
from assistant.facts.relations import Relation, relations, same_name
from assistant.facts.rows import in_row
from assistant.quantities import compare
from assistant.quantities.table_rows import is_row
from assistant.types import DisagreementRelation, Evidence, Quantity

COUNTED = frozenset({"units", "staff", "users", "population", "duration", "tokens"})
"""Counts of which a document gives many, of as many things."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact or a relation with the sentence that states it."""

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

    @property
    def document(self) -> str:
        """The document that states it."""
        return self.evidence.document


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that do not fit together, grouped into positions."""

    topic: tuple[str, ...]
    """Metric or role, then what it is about."""
    relation: DisagreementRelation
    differs: tuple[str, ...]
    positions: tuple[tuple[Stated, ...], ...]
    """Each holds the statements of one value, best first."""


def stated_facts(evidence: Iterable[Evidence]) -> list[Stated]:
    """Returns the facts of sentences of which it is plain whose they are.

    Each sentence is read with what stands above it.
    """
    return [
        Stated(sentence, fact=replace(fact, bases=scoped(sentence, fact)))
        for sentence in evidence
        if sentence.quantities
        for fact in _facts(sentence)
        if fact.certain
    ]


def _facts(sentence: Evidence) -> Iterator[Fact]:
    text, start, language = sentence.text, sentence.start, sentence.language
    for fact in extract(text, start, language, sentence.quantities, sentence.above):
        if is_row(text):
            yield in_row(fact, text, start, language, sentence.context)
        else:
            yield under_heading(fact, language, text, sentence.above)


def stated_relations(evidence: Iterable[Evidence]) -> list[Stated]:
    """Returns the relations that sentences state in words."""
    return [
        Stated(sentence, relation=relation)
        for sentence in evidence
        for relation in relations(sentence.text, sentence.language)
    ]


def agree(one: Stated, other: Stated) -> bool:
    """Whether two statements give the same value or name."""
    if one.fact and other.fact:
        return compare(one.fact.quantity, other.fact.quantity).relation in ("equal", "rounding")
    return bool(one.relation and other.relation and same_name(one.text, other.text))


def unique(members: Iterable[Stated]) -> list[Stated]:
    """Returns every statement once, in order."""
    kept: list[Stated] = []
    for held in members:
        if held not in kept:
            kept.append(held)
    return kept


def positions_of(members: Sequence[Stated]) -> tuple[tuple[Stated, ...], ...]:
    """Groups statements of one value, best first; a document speaks once for each."""
    groups: list[list[Stated]] = []
    for held in sorted(members, key=lambda member: -member.evidence.score):
        group = next((g for g in groups if agree(g[0], held)), None)
        if group is None:
            groups.append([held])
        elif all(held.document != member.document for member in group):
            group.append(held)
    return tuple(map(tuple, groups))

"""What a claim says of two names, beside what a sentence says: who leads what, who made what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claims.figures import ClaimedFigures
from assistant.claims.holding import other_holder
from assistant.claims.naming import Swap, swaps
from assistant.facts.relations import Relation, relations, same_name
from assistant.language.entities import entities
from assistant.types import Evidence

_ONE_HOLDER = frozenset({"ceo", "president"})
"""Roles that one person has in a firm or country."""
_ONE_OBJECT = frozenset({"role", "maker", "founded"})
"""Kinds of which another object is a contradiction; a place may lie within another."""
_MANY = frozenset({"founder"})
"""Roles that one person may have in several firms."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Whether a sentence connects the names of a claim as the claim does."""

    agrees: bool
    swap: Swap | None = None
    """The name that another one takes the place of, where it does not agree and names one."""


def of_names(
    said: Sequence[Relation], claimed: ClaimedFigures, evidence: Evidence, *, negated: bool
) -> tuple[Connection | None, tuple[Swap, ...]]:
    """Returns how a sentence connects a claim's names, and which it has others in the place of.

    Args:
        said: the claim's relations.
        claimed: its text and figures.
        negated: whether only one of the two is a denial.
    """
    swapped = swaps(claimed.text, claimed.language, evidence)
    found = connection(said, evidence)
    if found is None and not negated and (held := other_holder(claimed, evidence)):
        found = Connection(agrees=False, swap=held)
    if found and found.swap and not negated:
        others = (swap for swap in swapped if swap.claimed not in found.swap.claimed)
        swapped = (found.swap, *others)
    return found, swapped


def connection(claimed: Sequence[Relation], evidence: Evidence) -> Connection | None:
    """Returns what a sentence does to a claim's relations; nothing where it has none like them.

    A sentence that says the same of one pair of names agrees, whatever it says of others.
    """
    stated = relations(evidence.text, evidence.language)
    found = [_of_pair(one, other) for one in claimed for other in stated]
    said = [held for held in found if held is not None]
    return min(said, key=lambda held: not held.agrees, default=None)


def _of_pair(claimed: Relation, stated: Relation) -> Connection | None:
    if (claimed.kind, claimed.role) != (stated.kind, stated.role):
        return None
    subject = same_name(claimed.subject, stated.subject)
    target = same_name(claimed.object, stated.object)
    if subject and target:
        return Connection(agrees=True)
    if subject and claimed.kind in _ONE_OBJECT and claimed.role not in _MANY:
        return Connection(agrees=False, swap=_swap(claimed.object, stated.object))
    if target and claimed.role in _ONE_HOLDER:
        return Connection(agrees=False, swap=_swap(claimed.subject, stated.subject))
    return None


def _swap(claimed: str, stated: str) -> Swap | None:
    """The names, unless the sentence has an adjective only: "dem anthropischen CEO"."""
    return None if stated[:1].islower() else Swap(claimed, stated)


def in_full(text: str, language: str) -> str:
    """Returns a text with known people by their full names, as who leads what names them."""
    for one in reversed(entities(text, language)):
        if one.kind == "people" and language != "ja":
            text = f"{text[: one.start]}{one.name}{text[one.end :]}"
    return text

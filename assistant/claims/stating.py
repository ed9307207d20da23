"""The facts of a sentence, each with the words that say whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.claims.multiples import Multiple, multiples
from assistant.claims.parallels import named_row, placed_names
from assistant.facts.extraction import Fact, extract
from assistant.language import mentions
from assistant.quantities.conversion import is_restated
from assistant.types import Evidence, Quantity

_OWNER_BEHIND = re.compile(r"\s*(?:of|for|von|für|bei|der|des)\s[^.,;:]{1,40}")
_OWNER_BEFORE = re.compile(r"[^、。はがも]{1,20}の$")
"""Who has the figure that a multiple is of: "twice the $40 million of GPT-4"."""


def stated_facts(evidence: Evidence, quantities: Sequence[Quantity]) -> list[Fact]:
    """Returns what a sentence says of its figures, of those worked out from a multiple, and of
    those that repeat another one in brackets.

    Args:
        evidence: the sentence.
        quantities: its figures, completed.
    """
    text, start, language = evidence.text, evidence.start, evidence.language
    facts = extract(text, start, language, quantities, evidence.above)
    owners = {figure.start: name for name, figure in named_row(evidence)}
    found = [_of_owner(fact, owners.get(fact.quantity.start)) for fact in facts]
    for multiple in multiples(text, language, quantities, start):
        found = list(_with_product(found, multiple, evidence))
    return [*found, *_conversions(found, quantities, evidence)]


def _conversions(
    facts: Sequence[Fact], quantities: Sequence[Quantity], evidence: Evidence
) -> list[Fact]:
    """The amounts that repeat another one in brackets, each of the same thing as that one."""
    return [
        replace(fact, quantity=second)
        for first, second in pairwise(quantities)
        if is_restated(evidence.text, evidence.start, first, second)
        for fact in facts
        if fact.quantity == first
    ]


def _of_owner(fact: Fact, owner: str | None) -> Fact:
    return fact if owner is None else replace(fact, clause=owner)


def _with_product(facts: Sequence[Fact], multiple: Multiple, evidence: Evidence) -> Sequence[Fact]:
    """The facts with what a multiple comes to; its base is its owner's, where one is named."""
    own = next((fact for fact in facts if fact.quantity == multiple.of), None)
    if own is None:
        return facts
    owner = _owner(multiple, evidence)
    if not owner:
        return (*facts, replace(own, quantity=multiple.product))
    codes = frozenset(
        code
        for code, subject in zip(sorted(own.codes), own.subjects, strict=True)
        if not mentions(owner, subject)
    )
    rest = own.clause.replace(owner, " ")
    product = replace(own, quantity=multiple.product, clause=rest, codes=codes)
    return (*(replace(fact, clause=owner) if fact is own else fact for fact in facts), product)


def _owner(multiple: Multiple, evidence: Evidence) -> str:
    """The words beside a multiple's base that name whose it is; none where they name nothing."""
    begin, end = (place - evidence.start for place in (multiple.of.start, multiple.of.end))
    if evidence.language == "ja":
        found = _OWNER_BEFORE.search(evidence.text[:begin])
    else:
        found = _OWNER_BEHIND.match(evidence.text, end)
    return found.group() if found and placed_names(found.group(), evidence.language) else ""

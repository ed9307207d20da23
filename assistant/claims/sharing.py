"""Whether a figure is what several have together, or what each one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, TypeAlias

from assistant.claims.parallels import are_joined, clauses, placed_names
from assistant.claims.wording import words
from assistant.language import fold, mentions
from assistant.types import Evidence, Quantity

_Share: TypeAlias = Literal["each", "total"]


def divides(claim: str, language: str, stated: Quantity, evidence: Evidence) -> bool:
    """Whether a total and a single one's part are held against each other.

    Args:
        claim: with a figure.
        language: of the claim.
        stated: the figure of the sentence that the claim's is held against.
        evidence: the sentence.
    """
    text, told = _clause(stated, evidence)
    if sum(one.unit == stated.unit for one in told) > 1:
        return False  # several figures: "respectively", or a total beside its parts
    said, meant = _share(claim, language), _share(text, evidence.language)
    if meant == "total" and said is None:
        return _leaves_one_out(claim, text, evidence.language)
    return {said, meant} == {"each", "total"}


def _clause(stated: Quantity, evidence: Evidence) -> tuple[str, tuple[Quantity, ...]]:
    """The clause of a figure where it names two side by side, else the sentence."""
    for clause in clauses(evidence):
        if stated in clause.figures and any(_joined(clause.text, evidence.language)):
            return clause.text, clause.figures
    return evidence.text, evidence.quantities


def _share(text: str, language: str) -> _Share | None:
    folded = fold(text)
    found: list[_Share] = [
        name for name in ("each", "total") if words(name, language).search(folded)
    ]
    return found[0] if len(found) == 1 else None


def _leaves_one_out(claim: str, text: str, language: str) -> bool:
    """Whether a claim names one of two that a text joins: "A and B", but not the other."""
    return any(
        mentions(claim, one) != mentions(claim, other) for one, other in _joined(text, language)
    )


def _joined(text: str, language: str) -> Iterator[tuple[str, str]]:
    for (one, a), (other, b) in pairwise(placed_names(text, language)):
        if are_joined(text, a, b):
            yield one, other

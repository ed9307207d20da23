"""Whether a figure is what several have together, or what each one of them has."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, TypeAlias

from assistant.claims.parallels import are_joined, placed_names
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
    told = [one for one in evidence.quantities if one.unit == stated.unit]
    if len(told) > 1:  # several figures: "respectively", or a total beside its parts
        return False
    said, meant = _share(claim, language), _share(evidence.text, evidence.language)
    if meant == "total" and said is None:
        return _leaves_one_out(claim, evidence)
    return {said, meant} == {"each", "total"}


def _share(text: str, language: str) -> _Share | None:
    folded = fold(text)
    found: list[_Share] = [
        name for name in ("each", "total") if words(name, language).search(folded)
    ]
    return found[0] if len(found) == 1 else None


def _leaves_one_out(claim: str, evidence: Evidence) -> bool:
    """Whether a claim names one of two that a sentence joins: "A and B", but not the other."""
    return any(
        mentions(claim, one) != mentions(claim, other)
        for (one, a), (other, b) in pairwise(placed_names(evidence.text, evidence.language))
        if are_joined(evidence.text, a, b)
    )

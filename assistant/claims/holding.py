"""Who or what has the figure of a claim in a sentence: another chip, or two other firms."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.claims.figures import ClaimedFigures
from assistant.claims.naming import Swap, chips, joined
from assistant.claims.parallels import Clause, clauses
from assistant.facts.subjects import Code, same_code
from assistant.language import mentions
from assistant.language.entities import entities
from assistant.types import Evidence, Quantity

_MANY = 100
"""From which on that two figures are equal is no chance."""
_CLEARLY = 3
"""Times as far from a figure as the chip that has it is the chip that has not."""


def other_holder(claimed: ClaimedFigures, evidence: Evidence) -> Swap | None:
    """Returns the chip or the two firms of a claim, and those that a sentence has with its figure.

    Nothing where the sentence has nothing else that the claim names. "The model took 512 A100s" is
    denied by 512 H100s; "Google and Amazon bought 150,000 H100s" by Meta and Microsoft with as many
    of them, whatever it says of Google and Amazon.
    """
    for figure in _repeated(claimed, evidence):
        swap = _other_chip(claimed.text, evidence, figure) or _other_firms(
            claimed, evidence, figure
        )
        if swap and _is_about_same(claimed, evidence, swap):
            return swap
    return None


def _repeated(claimed: ClaimedFigures, evidence: Evidence) -> Iterator[Quantity]:
    """The figures of a sentence that are a claim's, as far as they are counted alike."""
    for fact in claimed.facts:
        for figure in evidence.quantities:
            if figure.value == fact.quantity.value and _are_of_one_kind(figure, fact.quantity):
                yield figure


def _are_of_one_kind(one: Quantity, other: Quantity) -> bool:
    if one.value is None or one.value < _MANY or "date" in (one.kind, other.kind):
        return False
    return one.unit == other.unit or {one.kind, other.kind} <= {"count", "duration"}


def _other_chip(claim: str, evidence: Evidence, figure: Quantity) -> Swap | None:
    """The only chip of a claim, where another one is clearly nearer to the figure."""
    said = {chip.name: chip for chip in chips(claim)}
    stated = sorted(chips(evidence.text), key=lambda chip: _distance(chip, evidence, figure))
    if len(said) != 1 or not stated:
        return None
    (own,) = said.values()
    near = _distance(stated[0], evidence, figure)
    its = [_distance(one, evidence, figure) for one in stated if same_code(one.name, own.name)]
    far = not its or its[0] > _CLEARLY * max(near, 1)
    return Swap(own.text, stated[0].text) if far else None


def _distance(chip: Code, evidence: Evidence, figure: Quantity) -> int:
    begin, end = figure.start - evidence.start, figure.end - evidence.start
    return max(chip.start - end, begin - chip.end, 0)


def _other_firms(claimed: ClaimedFigures, evidence: Evidence, figure: Quantity) -> Swap | None:
    """Two firms side by side in a claim, and two others in the clause that has the figure."""
    said = _firms(claimed.text, claimed.language)
    for clause in clauses(evidence):
        stated = _firms(clause.text, evidence.language) if figure in clause.figures else []
        if len(said) == len(stated) == 1:
            (own, names), (other, _) = said[0], stated[0]
            if not any(mentions(clause.text, name) for name in names):
                return Swap(own, other)
        if figure in clause.figures and (swap := _other_partner(claimed, clause, evidence)):
            return swap
    return None


def _other_partner(claimed: ClaimedFigures, clause: Clause, evidence: Evidence) -> Swap | None:
    """The one of a claim's several firms that a clause with as many has another in the place of:
    "Meta and Intel bought them" is denied by Meta and Microsoft."""
    said = _companies(claimed.text, claimed.language)
    stated = _companies(clause.text, evidence.language)
    own = [text for name, text in said.items() if name not in stated]
    other = [text for name, text in stated.items() if name not in said]
    several = len(said) == len(stated) > 1 and len(own) == len(other) == 1
    return Swap(own[0], other[0]) if several and not mentions(clause.text, own[0]) else None


def _companies(text: str, language: str) -> dict[str, str]:
    return {one.name: one.text for one in entities(text, language) if one.kind == "companies"}


def _firms(text: str, language: str) -> list[tuple[str, tuple[str, str]]]:
    """The firms that stand side by side in twos, as they are written and by their names."""
    held = [one for one in entities(text, language) if one.kind == "companies"]
    return [
        (text[one.start : other.end], (one.name, other.name)) for one, other in joined(text, held)
    ]


def _is_about_same(claimed: ClaimedFigures, evidence: Evidence, swap: Swap) -> bool:
    others = [name for name in claimed.owners if name not in swap.claimed]
    others = [name for name in others if swap.claimed not in name]
    return any(mentions(f"{evidence.above}\n{evidence.text}", name) for name in others)

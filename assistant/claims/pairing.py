"""Figures of a claim that a sentence has as well, but pairs otherwise.

Exchanged between two clauses, of a whole server instead of a chip, the highest of a series that
has a higher one, or on the wrong side of the claim's other figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from assistant.claims.comparing import Match
from assistant.claims.figures import ClaimedFigures
from assistant.claims.parallels import Clause, clauses
from assistant.claims.wording import words
from assistant.facts.cells import Cell
from assistant.facts.subjects import codes
from assistant.language import fold
from assistant.language.entities import entities
from assistant.types import Evidence, Quantity

_SERIES = 3
"""Figures from which on a row of them is a series."""
_GAP = 24
"""Code points between two figures of a series."""
_CLEARLY = 3
"""Times as many words two figures share with each other's clauses as with their own."""
_BOUND = re.compile(r"より|を")
"""Where the words begin that make a Japanese figure a bound."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OWNERS = frozenset({"people", "companies"})
"""Kinds of names that have a series of their own."""


def is_mispaired(claimed: ClaimedFigures, evidence: Evidence, found: Sequence[Match]) -> bool:
    """Whether a sentence that repeats figures of a claim says them of other things.

    Args:
        found: the claim's figures with their counterparts in the sentence.
    """
    agreeing = [m for m in found if m.outcome == "agrees" and m.claimed.kind != "date"]
    return bool(agreeing) and (
        _is_misordered(claimed)
        or _is_exchanged(claimed, evidence, agreeing)
        or _is_of_whole(claimed, evidence, agreeing)
        or _is_exceeded(claimed, evidence, agreeing)
    )


def _is_misordered(claimed: ClaimedFigures) -> bool:
    """Whether a claim puts a figure below one that is smaller, or above one that is larger."""
    figures = [fact.quantity for fact in claimed.facts]
    return any(_are_misordered(claimed, *pair) for pair in pairwise(figures))


def _are_misordered(claimed: ClaimedFigures, one: Quantity, other: Quantity) -> bool:
    units = {figure.unit.partition("/")[0] for figure in (one, other)}
    if len(units) > 1 or one.value is None or other.value is None:
        return False
    if claimed.language != "ja" and not other.low is other.high is None:
        return False  # "under $1 million of it" is a part
    bound = _BOUND.search(other.text) if claimed.language == "ja" else None
    end = other.start + bound.start() if bound else other.end
    text = f"@{claimed.text[one.end : other.start]}@{claimed.text[end:]}"
    said = partial(words, language=claimed.language)
    less = said("beside_less").search(fold(text)) is not None
    more = said("beside_more").search(fold(text)) is not None
    return less != more and (one.value > other.value if less else one.value < other.value)


def _is_exchanged(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether two figures stand in two clauses, each with the words of the claim's other one."""
    if claimed.language != evidence.language or "|" in evidence.text:
        return False
    said, told = clauses(_as_evidence(claimed)), clauses(evidence)
    placed = [(_clause_of(m.claimed, said), _clause_of(m.stated, told)) for m in agreeing]
    return any(
        _are_exchanged((ours, theirs), (other, another))
        for (ours, theirs), (other, another) in pairwise(placed)
        if ours and theirs and other and another and ours != other and theirs != another
    )


def _are_exchanged(one: tuple[Clause, Clause], other: tuple[Clause, Clause]) -> bool:
    (ours, theirs), (others, another) = one, other
    mine, yours = ours.terms - others.terms, others.terms - ours.terms
    here, there = theirs.terms - another.terms, another.terms - theirs.terms
    across = (len(mine & there), len(yours & here))
    straight = len(mine & here) + len(yours & there)
    return all(across) and sum(across) > _CLEARLY * straight


def _is_of_whole(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether a claim says of each chip what a server of several takes."""
    each, whole = (words(name, evidence.language) for name in ("each_chip", "whole"))
    said, held = clauses(_as_evidence(claimed)), clauses(evidence)
    for match in agreeing:
        clause = _clause_of(match.claimed, said)
        if match.claimed.kind != "measure" or clause is None or len(clause.figures) > 1:
            continue
        if words("each_chip", claimed.language).search(fold(clause.text)):
            text = fold(_beside(match, evidence, held))
            if whole.search(text) and not each.search(text):
                return True
    return False


def _is_exceeded(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether a figure is said to be the highest, or the lowest, of a series and is not."""
    end = top(claimed.text, claimed.language)
    if not end or not claimed.dates:
        return False
    for match in agreeing:
        series = series_of(match, evidence)
        own = next((one.value for one in series if _is_at(one, match)), None)
        values = [one.value for one in series if one.value is not None]
        if own is not None and any(end * value > end * own for value in values):
            return True
    return False


def top(text: str, language: str) -> int:
    """Returns 1 where a text says what is highest, -1 where it says what is lowest; 0 otherwise.

    >>> top("The price was highest in 2023.", "en"), top("A chip takes up to 400 W.", "en")
    (1, 0)
    """
    high, low = (words(name, language).search(fold(text)) for name in ("highest", "lowest"))
    return bool(high) - bool(low)


def series_of(match: Match, evidence: Evidence) -> list[Quantity]:
    """Returns the figures of one thing over several years, if a match's figure is one of them."""
    units = [one.unit for one in evidence.quantities if _is_at(one, match)]
    alike = [one for one in evidence.quantities if one.kind != "date" and one.unit in units]
    near = all(b.start - a.end <= _GAP for a, b in pairwise(alike))
    return alike if near and len(alike) >= _SERIES and _is_over_years(evidence, alike) else []


def _is_over_years(evidence: Evidence, row: Sequence[Quantity]) -> bool:
    """Whether a row is of several years, with no two chips, models, firms or people in it."""
    among = evidence.text[row[0].start - evidence.start : row[-1].end - evidence.start]
    chips = {one.name for one in codes(among)}
    held = {one.name for one in entities(among, evidence.language) if one.kind in _OWNERS}
    text = f"{evidence.context}\n{evidence.text}" if "|" in evidence.text else evidence.text
    return len(set(_YEAR.findall(text))) > 1 and len(chips) < 2 and len(held) < 2


def _is_at(figure: Quantity, match: Match) -> bool:
    return match.stated is not None and figure.start == match.stated.start


def _as_evidence(claimed: ClaimedFigures) -> Evidence:
    figures = tuple(fact.quantity for fact in claimed.facts)
    end = len(claimed.text)
    return Evidence("", 0, end, claimed.text, 1, claimed.language, "", 0.0, figures)


def _clause_of(figure: Quantity | None, held: Sequence[Clause]) -> Clause | None:
    starts = figure.start if figure else -1
    return next((one for one in held if any(f.start == starts for f in one.figures)), None)


def _text_of(match: Match, held: Sequence[Clause]) -> str:
    clause = _clause_of(match.stated, held)
    return clause.text if clause else ""


def _beside(match: Match, evidence: Evidence, held: Sequence[Clause]) -> str:
    """The words of a figure: those of its brackets, of its cell and head, or of its clause."""
    assert match.stated is not None
    place = match.stated.start - evidence.start
    cell = Cell.at(evidence.text, place, evidence.context)
    if cell is not None:
        return f"{cell.head} {cell.words}"
    opened = evidence.text.rfind("(", 0, place)
    if opened > evidence.text.rfind(")", 0, place):
        return evidence.text[opened:].partition(")")[0]
    return _text_of(match, held)

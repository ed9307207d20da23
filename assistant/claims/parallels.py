"""Whose a figure is where a sentence has several: names and figures in rows, clauses side by side.

Of names in a row with figures in a row, "A and B took 433 MWh and 449 MWh", the order says which is
whose; of "revenue rose by 12%, while profit fell by 3%" the clauses do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language import names, terms
from assistant.language.entities import entities
from assistant.quantities import compare
from assistant.types import Evidence, Quantity, Span

_JOINS = re.compile(r"[\s,、;]*(?:and|und|sowie|bzw\.|or|oder|と|や|及び|および|・)?\s*(?:the\s+)?")
_FARTHEST = 16
"""Code points between two figures of one row."""
_CLAUSE_ENDS = re.compile(
    r"[;:、：；|]\s*|,(?!\d)\s*|\b(?:while|whereas|but|während|aber|wohingegen)\b|が、"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that holds figures, with the words that lead up to them."""

    text: str
    figures: tuple[Quantity, ...]
    terms: frozenset[str]


def is_same(figure: Quantity, other: Quantity) -> bool:
    """Whether two figures are equal as they are written."""
    return compare(figure, other).relation == "equal"


def clauses(evidence: Evidence) -> list[Clause]:
    """Returns the parts of a sentence that hold figures."""
    figures = [one for one in evidence.quantities if one.kind != "date"]
    cuts = [
        found.end()
        for found in _CLAUSE_ENDS.finditer(evidence.text)
        if not any(f.start < evidence.start + found.end() < f.end for f in figures)
    ]
    begins = [0]
    for end in cuts:
        if _within(figures, evidence.start + begins[-1], evidence.start + end):
            begins.append(end)
    while len(begins) > 1 and not _within(figures, evidence.start + begins[-1], evidence.end):
        begins.pop()  # what follows the last figure
    return [_clause(evidence, *span, figures) for span in pairwise((*begins, len(evidence.text)))]


def is_of_another(
    used: set[str], figure: Quantity, said: Sequence[Quantity], held: Sequence[Clause]
) -> bool:
    """Whether a text has words of another figure's clause alone, and none of its own's alone.

    Nor another figure of its own's.

    Args:
        used: the words of the text.
        figure: one of the text's.
        said: all of them.
        held: clauses of sentences in the same language.
    """
    own = [clause for clause in held if _is_among(figure, clause.figures)]
    if not own:
        return False
    there = [one for clause in own for one in clause.figures]
    if any(not is_same(other, figure) and _is_among(other, there) for other in said):
        return False
    words = frozenset[str]().union(*(clause.terms for clause in own))
    for clause in held:
        rivals = [one for one in clause.figures if one.unit == figure.unit]
        if clause in own or not rivals or any(is_same(a, b) for a in said for b in rivals):
            continue
        alone = words - clause.terms
        if alone and used & (clause.terms - words) and not used & alone:
            return True
    return False


def _is_among(figure: Quantity, others: Sequence[Quantity]) -> bool:
    return any(is_same(figure, other) for other in others)


def named_row(evidence: Evidence) -> list[tuple[str, Quantity]]:
    """Returns the names of a sentence beside their figures, where both stand in rows of one
    length; else nothing."""
    figures = [figure for figure in evidence.quantities if figure.kind != "date"]
    measured = [one for one in figures if one.unit == figures[-1].unit]
    if len(measured) < 2:
        return []
    words = _blanked(evidence.text, figures, evidence.start)
    beside = placed_names(words, evidence.language)
    if len(beside) != len(measured) or not _in_rows(evidence, beside, measured):
        return []
    return [(name, one) for (name, _), one in zip(beside, measured, strict=True)]


def placed_names(text: str, language: str) -> list[tuple[str, Span]]:
    """Returns the names of a text with where they stand, in order."""
    found = [(one.text, Span(one.start, one.end)) for one in entities(text, language)]
    last = 0
    for name in names(text, language):
        start = text.find(name, last)
        if start >= 0:
            last = start + len(name)
            if not any(held.start < last and start < held.end for _, held in found):
                found.append((name, Span(start, last)))
    return sorted(found, key=lambda one: one[1].start)


def are_joined(text: str, one: Span, other: Span) -> bool:
    """Whether only a comma or a word such as "and" stands between two names."""
    return _JOINS.fullmatch(text[one.end : other.start]) is not None


def _within(figures: Sequence[Quantity], start: int, end: int) -> tuple[Quantity, ...]:
    return tuple(one for one in figures if start <= one.start and one.end <= end)


def _clause(evidence: Evidence, begin: int, end: int, figures: Sequence[Quantity]) -> Clause:
    inside = _within(figures, evidence.start + begin, evidence.start + end)
    text = evidence.text[begin:end]
    words = _blanked(text, inside, evidence.start + begin)
    return Clause(text, inside, frozenset(terms(words, evidence.language)))


def _blanked(text: str, figures: Sequence[Quantity], offset: int) -> str:
    for one in figures:
        start, end = one.start - offset, one.end - offset
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _in_rows(
    evidence: Evidence, beside: Sequence[tuple[str, Span]], measured: Sequence[Quantity]
) -> bool:
    joined = all(are_joined(evidence.text, a, b) for (_, a), (_, b) in pairwise(beside))
    near = all(b.start - a.end <= _FARTHEST for a, b in pairwise(measured))
    apart = measured[0].start - evidence.start >= beside[-1][1].end
    return apart and near and joined

"""Figures that a draft takes for something else in the same passage.

Of names in a row with figures in a row, "A and B took 433 MWh and 449 MWh", the order says which is
whose; of "revenue rose by 12%, while profit fell by 3%" the clauses do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.claims.opposites import ends, leaning
from assistant.language import mentions, names, terms
from assistant.quantities import compare, parse
from assistant.types import Evidence, Quantity, Span

_JOINS = re.compile(r"[\s,、;]*(?:and|und|sowie|bzw\.|or|oder|と|や|及び|および|・)?\s*(?:the\s+)?")
_FARTHEST = 16
"""Code points between two figures of one row."""
_COPIED = 0.8
"""Share of words in common from which a draft is taken for a copy."""
_TOKEN = re.compile(r"[\d.,]*\d|[A-Za-zÀ-ɏ]+|[ァ-ヶー]+|[^\W\d]")
_KATAKANA = re.compile(r"[ァ-ヶー]{2}")
_CLAUSE_ENDS = re.compile(
    r"[;:、：；|]\s*|,(?!\d)\s*|\b(?:while|whereas|but|während|aber|wohingegen)\b|が、"
)


def is_crossed(text: str, language: str, held: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a thing the figure of another, as these sentences have them."""
    every = parse(text, language)
    said = [figure for figure in every if figure.kind != "date"]
    if _repeats(every, held) or any(_breaks_row(text, said, _row(one)) for one in held):
        return True
    if any(_is_patched(text, one, held) for one in held if one.language == language):
        return True
    clauses = [clause for one in held if one.language == language for clause in _clauses(one)]
    used = set(terms(text, language))
    return any(_is_of_another(used, figure, said, clauses) for figure in said)


def _repeats(said: Sequence[Quantity], held: Sequence[Evidence]) -> bool:
    """Whether a draft has a figure more often than its sentences: one stands in the place of
    another."""
    stated = [figure for one in held for figure in one.quantities]
    for figure in said:
        times = sum(_is(figure, one) for one in said)
        if 1 < times > sum(_is(figure, one) for one in stated):
            return True
    return False


def _is_patched(text: str, copied: Evidence, held: Sequence[Evidence]) -> bool:
    """Whether a draft copies a sentence but for a name that it takes from elsewhere."""
    old, new = _TOKEN.findall(copied.text), _TOKEN.findall(text)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < _COPIED or matcher.ratio() < _COPIED:
        return False
    elsewhere = {token for one in held for token in _TOKEN.findall(one.text)}
    for kind, begin, end, start, stop in matcher.get_opcodes():
        put, gone = new[start:stop], old[begin:end]
        if kind == "replace" and _are_names(put) and _are_names(gone) and elsewhere.issuperset(put):
            return True
    return False


def _are_names(tokens: Sequence[str]) -> bool:
    return any(token[0].isupper() or _KATAKANA.match(token) for token in tokens)


def falls_for_rises(text: str, language: str, evidence: Evidence) -> bool:
    """Whether a sentence has its figures fall where their own clauses have them rise."""
    said = parse(text, language)
    own = [
        clause.text
        for clause in _clauses(evidence)
        if any(_is(figure, one) for figure in said for one in clause.figures)
    ]
    return leaning(ends(text, language), ends(" ".join(own), evidence.language)) < 0


def _is(figure: Quantity, other: Quantity) -> bool:
    return compare(figure, other).relation == "equal"


def _breaks_row(text: str, said: Sequence[Quantity], row: Sequence[tuple[str, Quantity]]) -> bool:
    named = [place for place, (name, _) in enumerate(row) if mentions(text, name)]
    told = [p for figure in said for p, (_, held) in enumerate(row) if _is(figure, held)]
    if len(named) == 1:
        return any(place not in named for place in told)
    if not all(row[place][0] in text for place in named):
        return False
    return len(told) == len(named) > 0 and told != sorted(named, key=lambda p: text.find(row[p][0]))


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    figures: tuple[Quantity, ...]
    terms: frozenset[str]


def _clauses(evidence: Evidence) -> list[_Clause]:
    """The parts of a sentence that hold figures, each with the words that lead up to it."""
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


def _within(figures: Sequence[Quantity], start: int, end: int) -> tuple[Quantity, ...]:
    return tuple(one for one in figures if start <= one.start and one.end <= end)


def _clause(evidence: Evidence, begin: int, end: int, figures: Sequence[Quantity]) -> _Clause:
    inside = _within(figures, evidence.start + begin, evidence.start + end)
    text = evidence.text[begin:end]
    words = _blanked(text, inside, evidence.start + begin)
    return _Clause(text, inside, frozenset(terms(words, evidence.language)))


def _is_of_another(
    used: set[str], figure: Quantity, said: Sequence[Quantity], clauses: Sequence[_Clause]
) -> bool:
    """Whether a draft has words of another figure's clause alone, and none of its own's alone."""
    own = [clause for clause in clauses if any(_is(figure, one) for one in clause.figures)]
    if not own:
        return False
    words = frozenset[str]().union(*(clause.terms for clause in own))
    for clause in clauses:
        rivals = [one for one in clause.figures if one.unit == figure.unit]
        if clause in own or not rivals or any(_is(a, b) for a in said for b in rivals):
            continue
        alone = words - clause.terms
        if alone and used & (clause.terms - words) and not used & alone:
            return True
    return False


def _blanked(text: str, figures: Sequence[Quantity], offset: int) -> str:
    for one in figures:
        start, end = one.start - offset, one.end - offset
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _row(evidence: Evidence) -> list[tuple[str, Quantity]]:
    """The names of a sentence beside their figures, where both stand in rows of one length."""
    figures = [figure for figure in evidence.quantities if figure.kind != "date"]
    words = _blanked(evidence.text, figures, evidence.start)
    named = _named(words, evidence.language)
    measured = [one for one in figures if one.unit == figures[-1].unit]
    if not 1 < len(named) == len(measured) or not _in_rows(evidence, named, measured):
        return []
    return [(name, one) for (name, _), one in zip(named, measured, strict=True)]


def _named(text: str, language: str) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for name in names(text, language):
        start = text.find(name, found[-1][1].end if found else 0)
        if start >= 0:
            found.append((name, Span(start, start + len(name))))
    return found


def _in_rows(
    evidence: Evidence, named: Sequence[tuple[str, Span]], measured: Sequence[Quantity]
) -> bool:
    text = evidence.text
    gaps = [text[a.end : b.start] for (_, a), (_, b) in pairwise(named)]
    near = all(b.start - a.end <= _FARTHEST for a, b in pairwise(measured))
    apart = measured[0].start - evidence.start >= named[-1][1].end
    return apart and near and all(_JOINS.fullmatch(gap) for gap in gaps)

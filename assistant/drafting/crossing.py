"""Figures that a draft takes for something else in the same passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.claims.opposites import ends, leaning
from assistant.claims.parallels import (
    clauses,
    is_of_another,
    is_same,
    named_row,
    placed_names,
)
from assistant.drafting.multiplied import is_inverted
from assistant.language import mentions, terms
from assistant.quantities import parse
from assistant.types import Evidence, Quantity

_COPIED = 0.8
"""Share of words in common from which a draft is taken for a copy."""
_TOKEN = re.compile(r"[\d.,]*\d|[A-Za-zÀ-ɏ]+|[ァ-ヶー]+|[^\W\d]")
_FOR = re.compile(
    r"\s*(?:for|of|by|with|für|bei|von|mit)\s+(?:(?:the|an?|das|die|der|den|dem)\s+)?",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?:では|には|でも|が|は|で|に)、?")
"""What joins a name to its own figure: "$40 million for GPT-4", GPT-4では1.9倍."""
_KATAKANA = re.compile(r"[ァ-ヶー]{2}")


def is_crossed(text: str, language: str, held: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a thing the figure of another, as these sentences have them."""
    every = parse(text, language)
    said = [figure for figure in every if figure.kind != "date"]
    rows = [row for one in held for row in (named_row(one), _paired(one))]
    if _repeats(every, held) or any(_breaks_row(text, said, row) for row in rows):
        return True
    if any(
        _is_patched(text, one, held) or is_inverted(text, one.text, language)
        for one in held
        if one.language == language
    ):
        return True
    beside = [clause for one in held if one.language == language for clause in clauses(one)]
    used = set(terms(text, language))
    return any(is_of_another(used, figure, said, beside) for figure in said)


def _repeats(said: Sequence[Quantity], held: Sequence[Evidence]) -> bool:
    """Whether a draft has a figure more often than its sentences: one stands in the place of
    another."""
    stated = [figure for one in held for figure in one.quantities]
    for figure in said:
        times = sum(is_same(figure, one) for one in said)
        if 1 < times > sum(is_same(figure, one) for one in stated):
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
        for clause in clauses(evidence)
        if any(is_same(figure, one) for figure in said for one in clause.figures)
    ]
    return leaning(ends(text, language), ends(" ".join(own), evidence.language)) < 0


def _paired(evidence: Evidence) -> list[tuple[str, Quantity]]:
    """The names of a sentence that stand right beside a figure of their own, two at least."""
    text = evidence.text
    found = []
    for figure in evidence.quantities:
        start, end = figure.start - evidence.start, figure.end - evidence.start
        for name, place in placed_names(text, evidence.language):
            behind = _FOR.fullmatch(text, end, max(place.start, end))
            if behind or _TOPIC.fullmatch(text, place.end, max(start, place.end)):
                found.append((name, figure))
    of_one_unit = {figure.unit for _, figure in found}
    return found if len(found) > len(of_one_unit) == 1 else []


def _breaks_row(text: str, said: Sequence[Quantity], row: Sequence[tuple[str, Quantity]]) -> bool:
    named = [place for place, (name, _) in enumerate(row) if mentions(text, name)]
    told = [p for figure in said for p, (_, held) in enumerate(row) if is_same(figure, held)]
    if len(named) == 1:
        return any(place not in named for place in told)
    if not all(row[place][0] in text for place in named):
        return False
    return len(told) == len(named) > 0 and told != sorted(named, key=lambda p: text.find(row[p][0]))

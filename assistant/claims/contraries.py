"""Contraries that no figure makes up for: included or left out, bought or sold, a month or a year.

Looked for in the clause of the figure that a sentence repeats, where a sentence has several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.claims.comparing import Match
from assistant.claims.opposites import ends
from assistant.claims.parallels import Clause, clauses
from assistant.claims.wording import load, words
from assistant.language import fold
from assistant.types import Evidence

_PAIRS = "contraries"
_TURN = "turn"
"""What was before something is not what was after it."""
_RATES = frozenset({"factor", "percent", "money", "count"})
_DIRECTION, _CHANGES = "direction", frozenset({"factor", "percent"})


def is_contrary(
    claim: str, language: str, evidence: Evidence, found: Sequence[Match], said: Mapping[str, int]
) -> bool:
    """Whether a sentence says the contrary of a claim, whatever figure it repeats.

    Args:
        found: the claim's figures with their counterparts in the sentence.
        said: what ``contraries`` finds in the claim.
    """
    repeated = [match for match in found if match.outcome == "agrees" and match.stated]
    own, others = _divided(evidence, repeated)
    stated = contraries(own, evidence.language)
    if any(stated[name] != said[name] for name in said.keys() & stated.keys()):
        return not includes_others(claim, language, evidence)
    of_others = contraries(others, evidence.language)
    if _TURN in said and _TURN not in stated and of_others.get(_TURN) == said[_TURN]:
        return True
    return any(
        _differs(periods(claim, language), periods(own, evidence.language))
        for match in repeated
        if match.claimed.kind in _RATES
    )


def is_reversed(said: Mapping[str, int], stated: Mapping[str, int], found: Sequence[Match]) -> bool:
    """Whether what rises by a percentage or a factor falls by it in the sentence.

    Args:
        said: the claim's ends of pairs of opposites.
        stated: the sentence's.
    """
    agrees = any(match.outcome == "agrees" and match.claimed.kind in _CHANGES for match in found)
    return agrees and said.get(_DIRECTION, 0) * stated.get(_DIRECTION, 0) < 0


def contraries(text: str, language: str) -> dict[str, int]:
    """Returns the end of each strict pair that a text has, 1 or -1, by the pair's name."""
    return ends(text, language, _PAIRS)


def includes_others(claim: str, language: str, evidence: Evidence) -> bool:
    """Whether a claim and a sentence speak of other parts: of staff the one, the other of tax."""
    said = _named("included", claim, language)
    stated = _named("included", evidence.text, evidence.language)
    return bool(said and stated) and not said & stated


def periods(text: str, language: str) -> frozenset[str]:
    """Returns the spans of time for which a text says its rates.

    >>> periods("It doubles every year.", "en")
    frozenset({'year'})
    """
    return _named("periods", text, language)


def of_figures(evidence: Evidence, found: Sequence[Match]) -> str:
    """Returns what a sentence says of some of its figures; all of it where it says one thing.

    Args:
        found: the figures' matches.
    """
    return _divided(evidence, [match for match in found if match.stated])[0]


def _named(group: str, text: str, language: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(name for name, pattern in _patterns(group, language) if pattern.search(folded))


def _differs(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one) == len(other) == 1 and one != other


def _divided(evidence: Evidence, repeated: Sequence[Match]) -> tuple[str, str]:
    """The clauses of the figures that are repeated, and those of other figures."""
    starts = {match.stated.start for match in repeated if match.stated}
    parts = clauses(evidence)
    own = [part for part in parts if any(one.start in starts for one in part.figures)]
    if not own or len(parts) < 2 or "|" in evidence.text:  # a row's last cell may speak of all
        return evidence.text, ""
    return _joined(own), _joined([part for part in parts if part not in own])


def _joined(parts: Sequence[Clause]) -> str:
    return " ".join(part.text for part in parts)


@cache
def _patterns(group: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, words(name, language, group)) for name in load(group))

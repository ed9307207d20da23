"""Whether a sentence speaks of another case than a claim, so that it decides nothing about it.

On other terms, of another measure, of what has to be instead of what is, of what somebody else
expects, of another chip, of another time, or with a figure of something the claim does not name.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claims.comparing import Match
from assistant.claims.contraries import contraries, includes_others, of_figures, periods
from assistant.claims.figures import ClaimedFigures
from assistant.claims.holding import other_holder
from assistant.claims.naming import has_other_levels, other_chip
from assistant.claims.pairing import series_of, top
from assistant.claims.wording import words
from assistant.facts.concepts import mentioned
from assistant.facts.subjects import codes
from assistant.language import fold, mentions
from assistant.language.entities import entities
from assistant.types import Evidence

_RELATIVE = frozenset({"factor", "percent"})
_OWED = frozenset({"revenue", "profit"})
"""Metrics of which what has to be is not what is; what has to be paid is a cost."""
_ACTIVITIES = (
    frozenset({"training", "inference"}),
    frozenset({"purchase", "rental", "amortisation"}),
)
"""Of each group, the one is not the other."""
_HOLDERS = frozenset({"people", "companies", "products"})
"""Kinds of names whose a figure can be."""
_WHO = frozenset({"people", "companies"})
_EDITIONS = ("first_edition", "second_edition", "third_edition")
_SPANS = frozenset({"day", "week", "month", "quarter"})
_TOTALS = frozenset({"money", "measure", "count"})


def is_elsewhere(claimed: ClaimedFigures, evidence: Evidence, found: Sequence[Match]) -> bool:
    """Whether a sentence decides nothing about a claim, for it speaks of another case.

    Args:
        found: the claim's figures with their counterparts in the sentence.
    """
    agreeing = [match for match in found if match.outcome == "agrees"]
    differs = any(match.outcome == "differs" for match in found)
    return (
        any(match.outside for match in found)
        or _on_other_terms(claimed, evidence)
        or _of_other_measure(claimed, evidence, agreeing)
        or (bool(agreeing) and _of_other_activity(claimed, evidence, _ACTIVITIES))
        or (differs and _of_other_activity(claimed, evidence, _ACTIVITIES[:1]))
        or _of_other_holder(claimed, evidence, agreeing)
        or _of_no_span(claimed, evidence, agreeing)
        or _of_several(claimed, evidence, found)
        or _is_owed(claimed, evidence, agreeing)
        or _of_other_speaker(claimed, evidence)
        or _says_no_parts(claimed, evidence)
        or (bool(agreeing) and _says_no_reading(claimed, evidence))
        or _names_no_top(claimed, evidence, agreeing)
        or _of_other_edition(claimed, evidence, agreeing)
        or _of_others_figure(claimed, evidence, found)
        or _of_other_chip(claimed, evidence, agrees=bool(agreeing))
        or has_other_levels(claimed.text, evidence.text)
    )


def is_of_others(claimed: ClaimedFigures, evidence: Evidence) -> bool:
    """Whether a sentence has people or firms that the claim does not, and lacks one of its names:
    that one firm buys says nothing of whether another one sells."""
    if all(mentions(evidence.text, name) for name in claimed.owners):
        return False
    named = entities(evidence.text, evidence.language)
    return any(one.kind in _WHO and not mentions(claimed.text, one.text) for one in named)


def condition(text: str, language: str) -> bool | None:
    """Whether a text supposes that something is so, or is not; nothing where it supposes nothing.

    >>> condition("Unless this is solved, costs will rise.", "en")
    False
    """
    supposed = [match.group() for match in words("supposed", language).finditer(fold(text))]
    if not supposed:
        return None
    return len(words("unsupposed", language).findall(" ".join(supposed))) % 2 == 0


def _on_other_terms(claimed: ClaimedFigures, evidence: Evidence) -> bool:
    said = condition(claimed.text, claimed.language)
    stated = condition(evidence.text, evidence.language)
    return None not in (said, stated) and said != stated


def _of_other_measure(
    claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]
) -> bool:
    """Whether a share or a factor is one of money here and of what is used there."""
    if not any(match.claimed.kind in _RELATIVE for match in agreeing):
        return False
    said = _measures(claimed.text, claimed.language)
    stated = _measures(evidence.text, evidence.language)
    return len(said) == len(stated) == 1 and said != stated


def _measures(text: str, language: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(name for name in ("spent", "used") if words(name, language).search(folded))


def _of_other_activity(
    claimed: ClaimedFigures, evidence: Evidence, groups: Sequence[frozenset[str]]
) -> bool:
    """Whether the claim is about training and the sentence about queries, or the like."""
    said = mentioned("activities", claimed.text, claimed.language)
    around = mentioned("activities", evidence.above, evidence.language)
    stated = mentioned("activities", evidence.text, evidence.language)
    return any(
        said & group and stated & group and not said & (stated | around) & group for group in groups
    )


def _of_other_holder(
    claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]
) -> bool:
    """Whether a share is that of staff in the claim and that of energy in the sentence."""
    if not any(match.claimed.kind == "percent" for match in agreeing):
        return False
    said = mentioned("holders", claimed.text, claimed.language)
    stated = mentioned("holders", evidence.text, evidence.language)
    return bool(said and stated) and not said & stated


def _of_no_span(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether the claim says an amount of each day or month, and the sentence one of no span."""
    said = periods(claimed.text, claimed.language) & _SPANS
    if not said or not any(match.claimed.kind in _TOTALS for match in agreeing):
        return False
    return not periods(f"{evidence.above}\n{evidence.text}", evidence.language)


def _of_several(claimed: ClaimedFigures, evidence: Evidence, found: Sequence[Match]) -> bool:
    """Whether the claim says what one question takes, and the sentence what many do."""
    if not any(match.outcome == "differs" for match in found):
        return False
    single = words("single", claimed.language).search(fold(claimed.text))
    return single is not None and (
        words("several", evidence.language).search(fold(evidence.text)) is not None
        and not words("single", evidence.language).search(fold(evidence.text))
    )


def _is_owed(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether a sentence says what has to be earned, and the claim that it is."""
    figures = [match.claimed for match in agreeing]
    owed = any(fact.metric in _OWED and fact.quantity in figures for fact in claimed.facts)
    return (
        owed
        and words("owed", evidence.language).search(fold(evidence.text)) is not None
        and not words("owed", claimed.language).search(fold(claimed.text))
        and not words("hedge", claimed.language).search(fold(claimed.text))
    )


def _of_other_speaker(claimed: ClaimedFigures, evidence: Evidence) -> bool:
    """Whether a claim says what a person thinks, and a sentence what another one does."""
    speaker = words("speaker", claimed.language).search(claimed.text)
    if speaker is None or mentions(f"{evidence.above}\n{evidence.text}", speaker["name"]):
        return False
    others = entities(evidence.text, evidence.language)
    said = words("attributed", evidence.language).search(fold(evidence.text))
    return said is not None or any(one.kind == "people" for one in others)


def _says_no_parts(claimed: ClaimedFigures, evidence: Evidence) -> bool:
    """Whether a claim says what a figure includes, and a sentence does not speak of that."""
    if not claimed.facts or "inclusion" not in contraries(claimed.text, claimed.language):
        return False
    if includes_others(claimed.text, claimed.language, evidence):
        return True
    return not words("parts", evidence.language).search(fold(evidence.text))


def _says_no_reading(claimed: ClaimedFigures, evidence: Evidence) -> bool:
    """Whether a claim says that a figure was measured, and a sentence not how it came about."""
    measured = contraries(claimed.text, claimed.language).get("reading") == 1
    read = f"{evidence.above}\n{evidence.text}"
    return measured and "reading" not in contraries(read, evidence.language)


def _names_no_top(claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]) -> bool:
    """Whether a claim says when a figure was highest or lowest, and a sentence only what it was."""
    if not claimed.dates or not top(claimed.text, claimed.language):
        return False
    figures = [match for match in agreeing if match.claimed.kind != "date"]
    silent = not top(f"{evidence.above}\n{evidence.text}", evidence.language)
    return bool(figures) and silent and not any(series_of(one, evidence) for one in figures)


def _of_other_edition(
    claimed: ClaimedFigures, evidence: Evidence, agreeing: Sequence[Match]
) -> bool:
    """Whether the figures that agree are those of another version than the claim's."""
    said = _editions(claimed.text, claimed.language)
    stated = [
        _editions(of_figures(evidence, [match]), evidence.language)
        for match in agreeing
        if match.stated
    ]
    return bool(said) and any(named and not said & named for named in stated)


def _editions(text: str, language: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(name for name in _EDITIONS if words(name, language).search(folded))


def _of_others_figure(claimed: ClaimedFigures, evidence: Evidence, found: Sequence[Match]) -> bool:
    """Whether another figure is that of names that the claim does not have."""
    outcomes = {match.outcome for match in found}
    if "differs" not in outcomes or "agrees" in outcomes or not claimed.owners:
        return False
    text = words("beside", claimed.language).sub(" ", fold(claimed.text))
    owners = [name for name in claimed.owners if mentions(text, name)] or claimed.owners
    if any(mentions(evidence.text, name) for name in owners):
        return False
    named = entities(evidence.text, evidence.language)
    if any(mentions(evidence.above, name) for name in claimed.owners):
        # Where something is does not make it another one's.
        named = [one for one in named if one.kind in _HOLDERS]
    names = [one.text for one in named]
    names += [code.text for code in codes(evidence.text)]
    return any(not mentions(text, name) for name in names)


def _of_other_chip(claimed: ClaimedFigures, evidence: Evidence, *, agrees: bool) -> bool:
    """Whether a sentence is about another chip, and has neither the figure nor what else is named.

    "The model was trained on 512 A100s" is denied by the same of H100s, the price of one is not.
    """
    swap = other_chip(claimed.text, evidence.text)
    if swap is None:
        return False
    if claimed.facts and not agrees:
        return other_holder(claimed, evidence) is None
    around = f"{evidence.above}\n{evidence.text}"
    others = [name for name in claimed.owners if swap.claimed not in name]
    return not any(mentions(around, name) for name in others)

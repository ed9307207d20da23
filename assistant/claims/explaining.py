"""A verdict in one or two sentences of the claim's language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.claims.deciding import Decision, Stance
from assistant.claims.phrases import PHRASES
from assistant.claims.relating import factor
from assistant.quantities import render
from assistant.reading.phrases import listed
from assistant.types import Citation, Language, Verdict

_LONGEST = 80
"""Characters of a part that an explanation quotes."""


def explained(
    decision: Decision, cited: Sequence[tuple[Stance, Citation]], language: Language
) -> str:
    """Returns which sources decide and by what values.

    Args:
        cited: the decision's sentences with their citations.
    """
    phrases = PHRASES[language]
    supporting, contradicting = (
        [pair for pair in cited if pair[0].name == name] for name in ("supports", "contradicts")
    )
    if decision.verdict == "supported":
        return _supported(supporting, language)
    if decision.verdict == "contradicted":
        return _contradicted(contradicting, language)
    if decision.verdict == "disputed":
        return _disputed(supporting, contradicting, language)
    return phrases.without_evidence if cited else phrases.without_sources


def _supported(cited: Sequence[tuple[Stance, Citation]], language: Language) -> str:
    phrases = PHRASES[language]
    if compared := _compared(cited, language):
        return compared
    values = _agreeing(cited[0][0], language)
    if not values:
        return phrases.supported.format(sources=_sources(cited, language))
    same = [pair for pair in cited if _agreeing(pair[0], language) == values]
    stated = _enumerated(values, language)
    return phrases.supported_value.format(sources=_sources(same, language), stated=stated)


def _contradicted(cited: Sequence[tuple[Stance, Citation]], language: Language) -> str:
    phrases = PHRASES[language]
    if compared := _compared(cited, language):
        return compared
    difference = _difference(cited[0][0], language)
    if difference is None:
        return phrases.contradicted.format(sources=_sources(cited, language))
    stated, claimed, times = difference
    # Only what a source says itself is put into its mouth.
    same = [pair for pair in cited if _difference(pair[0], language) == difference]
    sources = _sources(same, language)
    said = phrases.contradicted_value.format(sources=sources, stated=stated, claimed=claimed)
    return said + times


def _compared(cited: Sequence[tuple[Stance, Citation]], language: Language) -> str:
    """The figures of the two things that a claim compares, where they decide; empty otherwise."""
    ranking = cited[0][0].weighed.ranking
    if ranking is None:
        return ""
    same = [pair for pair in cited if pair[0].weighed.ranking == ranking]
    first, second = (render(one, language) for one in (ranking.first, ranking.second))
    phrases = PHRASES[language]
    said = phrases.compared if ranking.agrees else phrases.compared_otherwise
    return said.format(sources=_sources(same, language), first=first, second=second)


def _disputed(
    supporting: Sequence[tuple[Stance, Citation]],
    contradicting: Sequence[tuple[Stance, Citation]],
    language: Language,
) -> str:
    phrases = PHRASES[language]
    difference = _difference(contradicting[0][0], language)
    if difference is None:
        return phrases.disputed.format(
            supporting=_sources(supporting, language),
            contradicting=_sources(contradicting, language),
        )
    same = [pair for pair in contradicting if _difference(pair[0], language) == difference]
    return phrases.disputed_value.format(
        supporting=_sources(supporting, language),
        contradicting=_sources(same, language),
        stated=difference[0],
        claimed=difference[1],
    )


def of_parts(parts: Sequence[Verdict], language: Language) -> str:
    """Returns the verdict on each fact of a claim that holds several."""
    phrases = PHRASES[language]
    said = [
        phrases.part.format(claim=_cut(part.claim), verdict=phrases.verdicts[part.verdict])
        for part in parts
    ]
    return phrases.parts.format(parts=_enumerated(said, language))


def _enumerated(items: Sequence[str], language: Language) -> str:
    """A list; in Japanese 、 alone, since と joins nouns only."""
    return "、".join(items) if language == "ja" else listed(items, language)


def _agreeing(stance: Stance, language: Language) -> list[str]:
    return [
        render(match.stated, language)
        for match in stance.weighed.matches
        if match.outcome == "agrees" and match.stated is not None
    ]


def _difference(stance: Stance, language: Language) -> tuple[str, str, str] | None:
    """What the source has, what the claim has, and the factor between them in words."""
    phrases = PHRASES[language]
    for match in stance.weighed.matches:
        if match.outcome == "differs" and match.stated is not None:
            power = factor(match)
            times = phrases.factor.format(factor=_number(power, language)) if power else ""
            stated, claimed = (
                phrases.bounds[side].format(value) if side and match.dated else value
                for side, value in (
                    (match.stated_side, render(match.stated, language)),
                    (match.side, render(match.claimed, language)),
                )
            )
            return stated, claimed, times
    for swap in stance.weighed.swaps:
        return swap.stated, swap.claimed, ""
    return None


def _number(value: Decimal, language: Language) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=language))


def _sources(cited: Sequence[tuple[Stance, Citation]], language: Language) -> str:
    titles = dict.fromkeys(citation.title for _, citation in cited)
    return listed([_quoted(title, language) for title in titles], language)


def _quoted(title: str, language: Language) -> str:
    marks = {"en": "“{}”", "de": "„{}“", "ja": "『{}』"}
    return marks[language].replace("{}", title)


def _cut(claim: str) -> str:
    words = claim.strip().rstrip(".。")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"

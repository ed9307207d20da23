"""What keeps a claim and a sentence apart, in English words that scripts can rely on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.claims.comparing import Match
from assistant.claims.naming import Swap
from assistant.claims.ranking import Ranking
from assistant.facts.concepts import dimension
from assistant.quantities import render
from assistant.types import Quantity


def relation(matches: Sequence[Match], swapped: Sequence[Swap]) -> str:
    """Returns the claim's value or name against the sentence's, and by how much they differ.

    >>> relation([Match(claimed, stated, "scale", Decimal(10))], [])
    '100 million US dollars against 1 billion US dollars, differs by a factor of 10'

    Empty where no value and no name tells them apart.
    """
    found = [_of_figures(match) for match in matches if match.outcome == "differs"]
    found += [f"{swap.claimed} against {swap.stated}" for swap in swapped]
    return "; ".join(dict.fromkeys(found))


def ranked(ranking: Ranking) -> str:
    """Returns the figures of the two things that a claim compares, as the claim names them.

    >>> ranked(Ranking(more, less, agrees=True))
    '1,287 MWh beside 433 MWh'
    """
    return f"{render(ranking.first, 'en')} beside {render(ranking.second, 'en')}"


def _of_figures(match: Match) -> str:
    assert match.stated is not None
    claimed, stated = (render(figure, "en") for figure in (match.claimed, match.stated))
    if match.relation == "currency":
        return f"{_currency(match.claimed)} against {_currency(match.stated)}"
    if match.relation == "unit":
        return f"{dimension(match.claimed)} against {dimension(match.stated)}"
    if match.dated:
        claimed, stated = (
            f"{side} {date}" if side else date
            for side, date in ((match.side, claimed), (match.stated_side, stated))
        )
    words = f"{claimed} against {stated}"
    power = factor(match)
    return f"{words}, differs by a factor of {power:,}" if power else words


def factor(match: Match) -> Decimal | None:
    """Returns the power of ten by which two figures differ, above 1, if it is one."""
    if match.relation != "scale" or not match.ratio:
        return None
    ratio = abs(match.ratio)
    larger = max(ratio, 1 / ratio)
    return Decimal(10) ** int(larger.log10().to_integral_value())


def _currency(figure: Quantity) -> str:
    from babel import Locale

    return str(Locale("en").currencies.get(figure.unit.partition("/")[0], figure.unit))

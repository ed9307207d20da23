"""Amounts that a question wants in a currency its sources do not give, at a rate they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.facts.questions import Asked
from assistant.quantities import Rate, converted, render, stated_rates
from assistant.reading.figures import answering
from assistant.reading.phrases import PHRASES
from assistant.types import Citation, Evidence, Language, Quantity, Span


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange rate with the sentence that states it."""

    evidence: Evidence
    rate: Rate

    @property
    def span(self) -> Span:
        """Where both amounts stand, in document offsets."""
        return Span(self.rate.first.start, self.rate.second.end)


def wanted_exchange(
    question: str, language: str, evidence: Sequence[Evidence], rates: Sequence[Evidence]
) -> Exchange | None:
    """Returns the rate by which the best sentences' amounts reach the currency asked for.

    Args:
        evidence: best first.
        rates: sentences in which a rate may stand.
    """
    asked = Asked.of(question, language)
    if asked.currency is None or not asked.metrics:
        return None
    there = [q for held in evidence[:3] for q in held.quantities if q.kind == "money"]
    if not there or any(quantity.unit == asked.currency for quantity in there):
        return None
    found = [
        Exchange(held, rate)
        for held in rates
        for rate in stated_rates(held.text, held.start, held.quantities)
        if {rate.base, rate.counter} == {there[0].unit, asked.currency}
    ]
    return _most_stated(found)


def _most_stated(found: Sequence[Exchange]) -> Exchange | None:
    """Of several rates the one that most sentences state."""
    counts = Counter(exchange.rate.value for exchange in found)
    return max(found, key=lambda exchange: counts[exchange.rate.value], default=None)


def exchanged(
    question: str,
    language: Language,
    cited: Sequence[tuple[Evidence, Citation]],
    exchange: Exchange,
) -> list[str]:
    """Returns a sentence for each answering amount: what it is at the rate, and whose rate."""
    number = next(
        (place for place, (_, c) in enumerate(cited, start=1) if _states(c, exchange)), None
    )
    if number is None:
        return []
    plain = replace(Asked.of(question, language), currency=None)
    amounts = [q for q in answering(question, language, cited, plain) if q.kind == "money"]
    rate = Quantity(0, 0, "", "money", exchange.rate.value, exchange.rate.counter)
    one = Quantity(0, 0, "", "money", exchange.rate.value / exchange.rate.value, exchange.rate.base)
    lines = []
    for amount in dict.fromkeys(
        render(a, language) for a in amounts if converted(a, exchange.rate)
    ):
        origin = next(a for a in amounts if render(a, language) == amount)
        other = converted(origin, exchange.rate)
        if other is not None:
            lines.append(
                PHRASES[language].exchanged.format(
                    amount=amount,
                    other=render(other, language),
                    one=render(one, language),
                    rate=render(rate, language),
                    marker=f"[{number}]",
                )
            )
    return lines


def _states(citation: Citation, exchange: Exchange) -> bool:
    span = exchange.span
    same = citation.document == exchange.evidence.document
    return same and citation.start <= span.start and span.end <= citation.end

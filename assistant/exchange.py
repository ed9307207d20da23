"""Amounts that a question wants in a currency its sources do not give, at a rate they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.facts.questions import Asked
from assistant.quantities import Rate, converted, render, stated_rates
from assistant.reading.figures import answering, of_metric
from assistant.reading.phrases import PHRASES
from assistant.types import Citation, Evidence, Language, Quantity, Span

_BEST = 3
"""Sentences among which the answer's amounts are expected."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange rate with the sentence that states it."""

    evidence: Evidence
    rate: Rate

    @property
    def span(self) -> Span:
        """Where both amounts stand, in document offsets."""
        return Span(self.rate.first.start, self.rate.second.end)

    def is_quoted_by(self, citation: Citation) -> bool:
        """Whether a quote holds both amounts."""
        return citation.holds(self.evidence.document, self.span)


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
    given = _currencies(replace(asked, currency=None), evidence[:_BEST])
    if not given or asked.currency in given:
        return None
    found = [
        Exchange(held, rate)
        for held in rates
        for rate in stated_rates(held.text, held.start, held.quantities)
        if {rate.base, rate.counter} == {given[0], asked.currency}
    ]
    counts = Counter(exchange.rate.value for exchange in found)
    return max(found, key=lambda exchange: counts[exchange.rate.value], default=None)


def _currencies(asked: Asked, evidence: Sequence[Evidence]) -> list[str]:
    """The currencies in sentences that hold an amount of what is asked, the amount's first."""
    found: list[str] = []
    for held in evidence:
        amounts = of_metric(asked, held)
        others = [figure for figure in held.quantities if figure not in amounts]
        if amounts:
            found += [q.unit for q in (*amounts, *others) if q.kind == "money"]
    return found


def exchanged(
    question: str,
    language: Language,
    cited: Sequence[tuple[Evidence, Citation]],
    exchange: Exchange,
) -> list[str]:
    """Returns a sentence for each answering amount: what it is at the rate, and whose rate."""
    # A citation that quotes two sentences is there twice.
    citations = {citation.id: citation for _, citation in cited}
    markers = [
        f"[{number}]"
        for number, citation in enumerate(citations.values(), start=1)
        if exchange.is_quoted_by(citation)
    ]
    if not markers:
        return []
    rate = exchange.rate
    return [
        PHRASES[language].exchanged.format(
            amount=amount,
            other=other,
            one=_money(Decimal(1), rate.base, language),
            rate=_money(rate.value, rate.counter, language),
            marker=markers[0],
        )
        for amount, other in dict(_amounts(question, language, cited, rate)).items()
    ]


def _amounts(
    question: str, language: Language, cited: Sequence[tuple[Evidence, Citation]], rate: Rate
) -> Iterator[tuple[str, str]]:
    """The answering amounts as written and as converted."""
    in_any_currency = replace(Asked.of(question, language), currency=None)
    for amount in answering(question, language, cited, in_any_currency):
        other = converted(amount, rate)
        if other is not None:
            yield render(amount, language), render(other, language)


def _money(value: Decimal, currency: str, language: Language) -> str:
    return render(Quantity(0, 0, "", "money", value, currency), language)

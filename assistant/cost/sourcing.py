"""Inputs that stand in the sources: a figure of the right metric and subject, with its citation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from assistant.cost.inputs import Input, stated
from assistant.cost.unit_prices import is_price_of_one
from assistant.disagreements.statements import Stated, positions_of
from assistant.errors import InputError
from assistant.facts.extraction import Fact
from assistant.facts.questions import family
from assistant.facts.subjects import same_code, squashed
from assistant.language import mentions
from assistant.quantities import Rate, compare, stated_rates
from assistant.types import Citation, Evidence, Quantity, Span

_MOST = 4
"""Values that are worth a result of their own."""


@dataclass(frozen=True, slots=True)
class Library:
    """What sentences near a question state, and how to cite them; both only where asked for."""

    facts: Callable[[], Sequence[Stated]]
    rates: Callable[[], Sequence[Evidence]]
    cite: Callable[[Evidence, Span], Citation]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an input must be said of."""

    metric: str
    """A key of facts/concepts.yaml."""
    kinds: tuple[str, ...]
    codes: tuple[str, ...] = ()
    """Names with numbers: "H100"."""
    activity: str = ""
    name: str = ""
    """What the sentence must mention besides: "JEST"."""
    of_one: tuple[str, ...] | None = None
    """The chips of which it must be the price of one, where that is wanted."""

    def fits(self, held: Stated) -> bool:
        """Whether a figure in a source is of that metric and subject."""
        if held.fact is None or not mentions(held.evidence.text, self.name):
            return False
        return self._is_of(held.fact) and (
            self.of_one is None or is_price_of_one(held, self.of_one)
        )

    def _is_of(self, fact: Fact) -> bool:
        if fact.metric is None or family(fact.metric) != self.metric or fact.time == "later":
            return False
        if fact.quantity.kind not in self.kinds or "/" in fact.quantity.unit:
            return False
        elsewhere = bool(fact.activities) and self.activity not in fact.activities
        if self.activity and elsewhere:
            return False
        if not self.codes:
            return bool(self.name) or not (fact.codes or fact.products)
        return any(same_code(squashed(code), held) for code in self.codes for held in fact.codes)


def sourced(name: str, wanted: Wanted, library: Library, but: Sequence[Input] = ()) -> list[Input]:
    """Returns one input a value that sources state, the most often stated and nearest first.

    Args:
        but: inputs whose values are left out.
    """
    held = [
        one
        for one in library.facts()
        if wanted.fits(one) and not any(_is_worth(one, known) for known in but)
    ]
    found = []
    for group in sorted(positions_of(held), key=lambda one: -len(one))[:_MOST]:
        best = group[0]
        if best.quantity is not None and (one := _input(name, best, best.quantity, library)):
            found.append(one)
    return found


def _is_worth(held: Stated, known: Input) -> bool:
    if held.quantity is None:
        return False
    return compare(held.quantity, known.quantity).relation in ("equal", "rounding")


def _input(name: str, best: Stated, quantity: Quantity, library: Library) -> Input | None:
    citation = library.cite(best.evidence, quantity)
    try:
        return stated(name, quantity, "source", citation.quote, citation)
    except InputError:
        return None


def sourced_rates(
    base: str, counter: str, library: Library, amount: Quantity | None = None
) -> list[Input]:
    """Returns the exchange rates that sources state between two currencies, most frequent first.

    Args:
        amount: a sentence that gives this very amount in both comes before all others.
    """
    found: dict[str, list[tuple[bool, Input]]] = {}
    for evidence in library.rates():
        for rate in stated_rates(evidence.text, evidence.start, evidence.quantities):
            if {rate.base, rate.counter} != {base, counter}:
                continue
            span = Span(rate.first.start, rate.second.end)
            citation = library.cite(evidence, span)
            text = evidence.text[span.start - evidence.start : span.end - evidence.start]
            unit = f"{rate.counter}/{rate.base}"
            quantity = Quantity(span.start, span.end, text, "money", rate.value, unit)
            held = stated("exchange_rate", quantity, "source", citation.quote, citation)
            other = amount is None or not _is_amount(amount, rate)
            found.setdefault(f"{rate.value.normalize()}", []).append((other, held))
    groups = [sorted(group, key=itemgetter(0)) for group in found.values()]
    ranked = sorted(groups, key=lambda group: (group[0][0], -len(group)))
    return [group[0][1] for group in ranked[:_MOST]]


def _is_amount(amount: Quantity, rate: Rate) -> bool:
    sides = (rate.first, rate.second)
    return any((one.unit, one.value) == (amount.unit, amount.value) for one in sides)

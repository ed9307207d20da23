"""Money in the currency that a question wants, at a rate that it or a source states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.cost.display import quantity_of
from assistant.cost.figures import Figure
from assistant.cost.formulas import formula
from assistant.cost.inputs import Input, stated
from assistant.cost.intents import intent_of, says
from assistant.cost.model import solve
from assistant.cost.phrases import pattern, phrases
from assistant.cost.questions import Reading
from assistant.cost.sourcing import Library, sourced_rates
from assistant.cost.wording import no_rate, without_exactness
from assistant.errors import CurrencyMixedError
from assistant.language import fold
from assistant.types import Calculation, Quantity

_WINDOW = 30
"""Characters after a rate in which the currency stands that it is for one of."""


def converted_money(reading: Reading, library: Library | None) -> Calculation | None:
    """Returns an amount in another currency, where that is all that is asked.

    Raises:
        CurrencyMixedError: amounts in several currencies, or a rate between two others.
    """
    asked = _asked(reading)
    amounts = [f.quantity for f in _amounts(reading) if f.quantity.unit != asked]
    if asked is None or not amounts or intent_of(reading):
        return None
    units = sorted({held.unit for held in amounts})
    if len(units) > 1:
        raise CurrencyMixedError(
            f"The amounts are in several currencies: {', '.join(units)}",
            f"Ask for the amount in {asked} of one of them at a time",
        )
    if len(amounts) > 1 or _others(reading):
        return None  # their sum or multiple comes first
    rates = _rates(reading, units[0], asked, library, amounts[0])
    return _exchanged(stated("amount", amounts[0], "question", amounts[0].text), rates, reading)


def in_currency_asked(found: Calculation, reading: Reading, library: Library | None) -> Calculation:
    """Returns the result at a stated rate, where the question wants another currency.

    Raises:
        CurrencyMixedError: the question states a rate between two others.
    """
    asked, result = _asked(reading), found.result
    if asked is None or result is None or result.kind != "money":
        return found
    unit, _, per = result.unit.partition("/")
    if unit == asked:
        return found
    rates = _rates(reading, unit, asked, library)
    if not rates:
        return replace(found, notes=(*found.notes, no_rate(unit, asked, reading.language)))
    amount = stated("amount", replace(result, unit=unit), "question", result.text)
    last = _per(per, _exchanged(amount, rates, reading))
    earlier = without_exactness(found.notes, reading.language)
    return replace(
        last,
        formula=found.formula,
        basis=f"{found.basis}; {last.basis}",
        inputs=(*found.inputs, *(held for held in last.inputs if held.name != "amount")),
        steps=(*found.steps, *last.steps),
        notes=(*earlier, *(note for note in last.notes if note not in earlier)),
        alternatives=(*found.alternatives, *last.alternatives),
    )


def _per(unit: str, found: Calculation) -> Calculation:
    """An amount that was exchanged as that much for one of a unit."""
    held = found.result
    if not unit or held is None:
        return found
    result = quantity_of(
        held.value, f"{held.unit}/{unit}", found.language, (held.low, held.high), held.kind
    )
    others = tuple(_per(unit, other) for other in found.alternatives)
    return replace(found, result=result, alternatives=others)


def in_currency_of_price(
    inputs: Mapping[str, Input], reading: Reading, library: Library | None
) -> tuple[Mapping[str, Input], Calculation | None]:
    """Returns inputs with a budget in the currency of the price, and how it was exchanged."""
    budget, price = inputs.get("budget"), inputs.get("unit_price")
    if not budget or not price or not budget.currency or not price.currency:
        return inputs, None
    if budget.currency == price.currency:
        return inputs, None
    pair = budget.currency, price.currency
    if reading.of("exchange_rate"):
        rates = _stated_rates(reading, *pair)
    else:
        rates = sourced_rates(*pair, library) if library else []
    if not rates:
        return inputs, None
    found = _exchanged(replace(budget, name="amount"), rates[:1], reading)
    assert found.result is not None
    return {**inputs, "budget": stated("budget", found.result, "question", "")}, found


def with_exchange(found: Calculation, exchange: Calculation | None) -> Calculation:
    """Returns a calculation with the steps and inputs by which its budget was exchanged."""
    if exchange is None:
        return found
    own = [held for held in found.inputs if held.name != "budget"]
    return replace(found, inputs=(*exchange.inputs, *own), steps=(*exchange.steps, *found.steps))


def _exchanged(amount: Input, rates: list[Input], reading: Reading) -> Calculation:
    """The amount at each rate: the sources, or the question, may state several."""
    chosen = formula("exchange")
    found = [
        solve(
            chosen, {"amount": amount, **rate}, reading.subjects, reading.language,
            question=reading.question, draws=0,
        )
        for rate in ([{"exchange_rate": held} for held in rates] or [{}])
    ]  # fmt: skip
    return replace(found[0], alternatives=tuple(found[1:]))


def _asked(reading: Reading) -> str | None:
    """The currency named as wanted; else that of a rate which the amount is not in."""
    for code in phrases()["currencies"]:
        if pattern("currencies", code).search(reading.folded):
            return str(code)
    if not (says("gates", "exchange", reading) or reading.of("exchange_rate")):
        return None
    owned = {figure.quantity.unit for figure in _amounts(reading)}
    units = [unit for f in reading.of("exchange_rate") for unit in f.quantity.unit.split("/")]
    named = [*units, *(figure.quantity.unit for figure in reversed(_amounts(reading)))]
    others = [unit for unit in named if unit != "1" and (len(owned) > 1 or unit not in owned)]
    return others[0] if others else None


def _amounts(reading: Reading) -> list[Figure]:
    return [
        figure
        for figure in reading.figures
        if figure.quantity.kind == "money"
        and "/" not in figure.quantity.unit
        and figure not in _rate_figures(reading)
    ]


def _rate_figures(reading: Reading) -> list[Figure]:
    """The figures that are rates by their words; "at 160" where nothing is bought at it."""
    marked = reading.of("exchange_rate")
    if marked or intent_of(reading):
        return marked
    return [
        figure
        for figure in reading.figures
        if figure.quantity.kind in ("money", "count")
        and pattern("beside", "rate").search(fold(reading.question[: figure.quantity.start]))
    ]


def _others(reading: Reading) -> bool:
    """Whether there is more to calculate with than amounts and rates."""
    rates = _rate_figures(reading)
    kinds = {figure.quantity.kind for figure in reading.figures if figure not in rates}
    return bool(kinds - {"money", "date"})


def _rates(
    reading: Reading,
    base: str,
    counter: str,
    library: Library | None,
    amount: Quantity | None = None,
) -> list[Input]:
    found = _stated_rates(reading, base, counter)
    return found if found or library is None else sourced_rates(base, counter, library, amount)


def _stated_rates(reading: Reading, base: str, counter: str) -> list[Input]:
    """The rates in the question: "at 154 yen to the dollar", 1ドル=154円, "zum Kurs von 154"."""
    marked = _rate_figures(reading) or _unmarked(reading, counter)
    pairs = [
        replace(held, kind="money", unit=_pair(held, reading, base, counter))
        for held in (figure.quantity for figure in marked)
    ]
    fitting = [held for held in pairs if {*held.unit.split("/")} == {base, counter}]
    if pairs and not fitting:
        raise CurrencyMixedError(
            f"A rate of {pairs[0].unit} does not convert {base} into {counter}",
            "Give the rate between the two, or ask for another currency",
        )
    return [stated("exchange_rate", held, "question", held.text) for held in fitting]


def _unmarked(reading: Reading, counter: str) -> list[Figure]:
    """Where no words mark a rate, an amount in the currency wanted is one: the smallest."""
    held = [figure for figure in _amounts(reading) if figure.quantity.unit == counter]
    return sorted(held, key=lambda figure: figure.quantity.value or 0)[:1]


def _pair(held: Quantity, reading: Reading, base: str, counter: str) -> str:
    """The two currencies of a rate; of one written bare, yen are what the other costs."""
    if "/" in held.unit:
        return held.unit
    after = fold(reading.question[held.end : held.end + _WINDOW])
    per = next((code for code in phrases()["per"] if pattern("per", code).match(after)), None)
    if held.unit != "1":
        return f"{held.unit}/{per or (base if held.unit == counter else counter)}"
    per = per or (counter if base == "JPY" else base)
    return f"{base if per == counter else counter}/{per}"

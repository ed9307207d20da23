"""Results, inputs and times as a figure writes them, in the reader's language."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.cost.display import quantity_of
from assistant.cost.expressions import rounded
from assistant.cost.formulas import formulas, variable, variables
from assistant.cost.plots.words import PLOT_WORDS
from assistant.cost.replay import is_drawn
from assistant.quantities import render
from assistant.types import Calculation, CalculationInput, Language, Quantity, QuantityKind

_SHORT, _ROUGHLY = 3, 4
"""Significant digits of numbers beside a point; of ends of ranges, and of parts."""


def safe(text: str) -> str:
    """Returns text from anywhere as HTML that is only read."""
    return html.escape(_plain(text))


def inert(text: str) -> str:
    """Returns text from anywhere as plotly's subset of HTML, which knows no escaped quotes."""
    return html.escape(_plain(text), quote=False)


def _plain(text: str) -> str:
    """Leaves out characters that would reorder or hide others, and halves of characters."""
    flat = " ".join(text.split())
    return "".join(mark for mark in flat if unicodedata.category(mark) not in ("Cc", "Cf", "Cs"))


def short(number: Decimal, language: Language) -> str:
    """Returns a number without its unit, as short as a label must be."""
    return render(_bare(rounded(number, _SHORT), "count", "1"), language)


def value_words(quantity: Quantity, language: Language) -> str:
    """Returns a result as the calculation itself writes it; a range where that is all there is."""
    if quantity.value is None:
        return range_words(quantity, language) or quantity.text
    ends = (quantity.low, quantity.high)
    return quantity_of(quantity.value, quantity.unit, language, ends, quantity.kind).text


def range_words(quantity: Quantity, language: Language) -> str:
    """Returns the two ends of a result; nothing where it is exact."""
    if quantity.low is None or quantity.high is None:
        return ""
    return _range(roughly(quantity), language)


def roughly(quantity: Quantity) -> Quantity:
    """Returns a result to as many digits as its range deserves."""
    value, low, high = (
        None if n is None else rounded(n, _ROUGHLY)
        for n in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, value=value, low=low, high=high)


def _range(quantity: Quantity, language: Language) -> str:
    if quantity.low == quantity.high:
        return ""
    ends = (quantity.low, quantity.high)
    return quantity_of(None, quantity.unit, language, ends, quantity.kind).text


def told(head: str, quantity: Quantity, range_name: str, language: Language) -> str:
    """Returns what is shown of a value when it is pointed at, in plotly's HTML."""
    words, spread = PLOT_WORDS[language], range_words(quantity, language)
    value = value_words(quantity, language) if quantity.value is not None else ""
    rest = words.stated.format(what=heading(range_name), value=spread) if spread else words.exact
    return "<br>".join([f"<b>{inert(head)}</b>", *map(inert, filter(None, (value, rest)))])


def value_and_range(quantity: Quantity, language: Language) -> tuple[str, str]:
    """Returns what stands in a table: a dash for no value, a word for no range."""
    value = value_words(quantity, language) if quantity.value is not None else "–"
    return value, range_words(quantity, language) or PLOT_WORDS[language].exact


def percent_words(share: Decimal, language: Language) -> str:
    """Returns a share of a whole to two digits."""
    return render(_bare(rounded(share * 100, 2), "percent", "%"), language)


def time_words(at: Decimal, language: Language, *, dated: bool) -> str:
    """Returns a year, its month where it is not its beginning; or a number of years."""
    if not dated:
        return quantity_of(at, "year", language).text
    year, month = divmod(round(at * 12), 12)
    if not month:
        return render(_bare(Decimal(year), "date", "year"), language)
    return render(_bare(Decimal(year * 100 + month + 1), "date", "month"), language)


def with_unit(what: str, quantity: Quantity, language: Language) -> str:
    """Returns what an axis counts, with the unit alone: Cost (US dollars)."""
    if quantity.unit == "1":
        return what
    seven = render(_bare(Decimal(7), quantity.kind, quantity.unit), language)
    unit = seven.replace("7", "", 1).strip()
    return PLOT_WORDS[language].detail.format(what=what, detail=unit)


def name(calculation: Calculation) -> str:
    """Returns what a calculation gives, as a heading."""
    language = calculation.language
    applied = formulas().get(calculation.formula or "")
    found = variable(applied.gives).labels[language] if applied else PLOT_WORDS[language].other
    return heading(found)


def heading(words: str) -> str:
    """Returns words as they stand alone."""
    return words[:1].upper() + words[1:]


def range_name(calculation: Calculation) -> str:
    """Returns what kind of range the result has."""
    words = PLOT_WORDS[calculation.language]
    return words.drawn if any(map(is_drawn, calculation.inputs)) else words.range


def label(of: str, language: Language) -> str:
    """Returns what an input is called; words that are no variable stay as they are."""
    return variables()[of].labels[language] if of in variables() else of


def said(held: CalculationInput, language: Language) -> str:
    """Returns an input as it was given, with its range, and its unit where it came without."""
    quantity = held.quantity
    if quantity.unit == "1" and held.name in variables() and not variable(held.name).is_money:
        quantity = _with_own_unit(quantity, variable(held.name).unit)
    spread = _range(quantity, language)
    if quantity.value is None:
        return spread or quantity.text
    value = value_words(replace(quantity, low=None, high=None), language)
    if not spread or quantity.low is None or quantity.high is None:
        return value
    return PLOT_WORDS[language].detail.format(what=value, detail=spread)


def _with_own_unit(quantity: Quantity, unit: str) -> Quantity:
    if unit == "1":
        return quantity
    calendar = unit == "year" and (quantity.value or quantity.low or 0) >= 1000
    return replace(quantity, unit=unit, kind="date" if calendar else "measure")


def titles(calculations: Sequence[Calculation]) -> list[str]:
    """Returns what tells calculations apart: their bases, or else their inputs."""
    own = _differences(calculations)
    alike = [sum(other.basis == one.basis for other in calculations) for one in calculations]
    found = [
        one.basis
        if one.basis and count == 1
        else PLOT_WORDS[one.language].detail.format(what=one.basis, detail=differs)
        if one.basis and count < len(calculations)
        else differs
        for one, differs, count in zip(calculations, own, alike, strict=True)
    ]
    return [heading(words) for words in found]


def _differences(calculations: Sequence[Calculation]) -> list[str]:
    pairs = [
        [(label(held.name, one.language), said(held, one.language)) for held in one.inputs]
        for one in calculations
    ]
    common = set.intersection(*map(set, pairs))
    return [
        ", ".join(
            PLOT_WORDS[one.language].stated.format(what=what, value=value)
            for what, value in own
            if (what, value) not in common
        )
        or str(place)
        for place, (one, own) in enumerate(zip(calculations, pairs, strict=True), start=1)
    ]


def _bare(value: Decimal, kind: QuantityKind, unit: str) -> Quantity:
    return Quantity(0, 0, "", kind, value, unit)

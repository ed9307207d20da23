"""What a calculation is given: numbers in the units of its variables, each with its origin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from assistant.cost.display import kind_of, quantity_of, split_currency
from assistant.cost.formulas import Variable, variable
from assistant.cost.records import Distribution, Parameter
from assistant.errors import InputError, InputRangeError, UnitMismatchError
from assistant.quantities import parse
from assistant.quantities.currencies import codes
from assistant.quantities.units import convert
from assistant.types import CalculationOrigin, Citation, Language, Quantity

_NUMBER = r"[-+]?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d{1,3})?"
_WRITTEN = re.compile(
    rf"\s*(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?\s*(?P<unit>\S.*?)?\s*"
)
_LONGEST = 200
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Input:
    """A number that a calculation starts from."""

    name: str
    quantity: Quantity
    """As it was stated."""
    value: Decimal | None
    """In the variable's unit; nothing of a range without a middle."""
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    origin: CalculationOrigin
    reference: str
    citation: Citation | None = None
    distribution: Distribution | None = None
    """How it is drawn between low and high; a stated range has none."""

    @property
    def is_stated_range(self) -> bool:
        """Whether it is a range that somebody states, rather than a number with a spread."""
        return self.low is not None and self.high is not None and self.distribution is None


def stated(
    name: str,
    quantity: Quantity,
    origin: CalculationOrigin,
    reference: str,
    citation: Citation | None = None,
) -> Input:
    """Returns a figure of a question or a source as the input of a name.

    Raises:
        InputUnknownError: no formula has such an input.
        UnitMismatchError: its unit measures something else.
        InputRangeError: it is no possible number of that input.
    """
    held, (whole, currency) = variable(name), split_currency(quantity.unit)
    numbers = [
        _in_unit(held, number, quantity, whole)
        for number in (quantity.value, quantity.low, quantity.high)
    ]
    value, low, high = numbers
    if value is not None and (low is None or high is None):
        low = high = None  # an open bound is calculated with as the number that it names
    for number in (value, low, high):
        _check(held, number, quantity)
    if name == "exchange_rate" and not _is_pair(currency):
        raise UnitMismatchError(
            f"{quantity.text or quantity.value} is no exchange rate",
            "Give it with both currencies, as in 154 JPY/USD",
        )
    money = currency if held.is_money or name == "exchange_rate" else None
    return Input(name, quantity, value, low, high, money, origin, reference, citation)


def of_parameter(name: str, parameter: Parameter, language: Language) -> Input:
    """Returns a number of facts.yaml as the input of a name."""
    exact = quantity_of(parameter.value, parameter.unit, language)
    ranged = (parameter.low, parameter.high)
    quantity = (
        replace(exact, low=parameter.low, high=parameter.high)
        if parameter.value is not None
        else quantity_of(None, parameter.unit, language, ranged)
    )
    reference = parameter.citation
    if parameter.bounds_citation:
        reference = f"{reference}; {parameter.bounds_citation}"
    found = stated(name, quantity, "default", reference)
    if parameter.low is None or parameter.distribution is None:
        return found
    return replace(found, distribution=parameter.distribution)


def of_constant(name: str, language: Language) -> Input:
    """Returns a number that holds by definition as the input of a name."""
    held = variable(name)
    assert held.constant is not None
    quantity = quantity_of(held.constant, held.unit, language)
    return stated(name, quantity, "default", _DEFINITION[language])


_DEFINITION: Mapping[Language, str] = {
    "en": "by definition",
    "de": "nach Definition",
    "ja": "定義による",
}


def written(name: str, text: str) -> Input:
    """Returns a value as scripts write it: "57e6", "1.36 USD/chip_hour", "20..30 %", "$1.36".

    Raises:
        InputError: it holds no number, or one of another kind.
    """
    if len(text) > _LONGEST:
        raise InputError(f"The value of {name} is too long", f"Set {name} to a number and its unit")
    match = _WRITTEN.fullmatch(text)
    quantity = _plain(match) if match else None
    if quantity is None or not _known_unit(variable(name), quantity.unit):
        quantity = next((held for held in parse(text, "en") if held.text == text.strip()), None)
    if quantity is None:
        raise InputError(
            f"{text!r} is no value of {name}",
            f"Write a number{_with_unit(name)}",
        )
    return stated(name, quantity, "question", text.strip())


def _with_unit(name: str) -> str:
    if name == "exchange_rate":
        return " and both currencies, as in 154 JPY/USD"
    unit = variable(name).unit
    return "" if unit == "1" else f" and a unit, as in {unit!r}"


def _plain(match: re.Match[str]) -> Quantity | None:
    unit = _PLAIN_UNITS.get(match["unit"] or "", match["unit"] or "1")
    if unit.startswith("/"):
        unit = f"1{unit}"
    try:
        low = Decimal(match["low"].replace("_", ""))
        high = Decimal(match["high"].replace("_", "")) if match["high"] else None
    except InvalidOperation:
        return None
    quantity = Quantity(0, len(match.group()), match.group().strip(), "measure", low, unit)
    kind = kind_of(unit)
    if high is not None:
        return replace(quantity, kind=kind, value=None, low=min(low, high), high=max(low, high))
    return replace(quantity, kind=kind)


_PLAIN_UNITS: Mapping[str, str] = {"": "1", "percent": "%"}


def _known_unit(held: Variable, unit: str) -> bool:
    return unit in ("1", "%", held.unit, *held.also) or _is_unit(split_currency(unit)[0])


def _is_unit(unit: str) -> bool:
    try:
        return convert(Decimal(1), unit, unit) is not None
    except Exception:  # pint's parser raises whatever Python's tokenizer does
        return False


def _is_pair(currency: str | None) -> bool:
    head, _, rest = (currency or "").partition("/")
    return head in codes() and rest in codes()


def _in_unit(
    held: Variable, number: Decimal | None, quantity: Quantity, unit: str
) -> Decimal | None:
    if number is None:
        return None
    if held.unit == "year" and quantity.kind == "date":
        return _decimal_year(number, quantity.unit)
    if unit == "%" and held.unit == "1":
        return _of_share(held, number / _HUNDRED)
    bare = unit == "1" and quantity.kind in ("count", "factor")
    if bare or unit == held.unit or held.name == "exchange_rate":
        return number  # a bare number is in the variable's unit
    for measure in (held.unit, *held.also):
        converted = _converted(number, unit, measure)
        if converted is not None:
            return converted
    raise UnitMismatchError(
        f"{held.name} is given in {quantity.unit!r}, which is not a measure of it",
        f"Give it in {held.unit}",
    )


def _converted(number: Decimal, unit: str, to: str) -> Decimal | None:
    try:
        return convert(number, unit, to)
    except (TypeError, ArithmeticError):  # decibels: pint takes no logarithm of a Decimal
        return None


def _of_share(held: Variable, share: Decimal) -> Decimal:
    """A growth of 140% is a factor of 2.4; a loss of 27.6% a year is 0.14 orders of magnitude."""
    if held.name == "growth":
        return 1 + share
    if held.name == "depreciation":
        return -(1 - share).log10() if share < 1 else Decimal("Infinity")
    return share


def _decimal_year(number: Decimal, unit: str) -> Decimal:
    """August 2020 is 2020.58; a year alone is its beginning."""
    written = f"{number:f}"
    year = Decimal(written[:4])
    month = Decimal(written[4:6]) - 1 if len(written) >= 6 else Decimal(0)
    day = Decimal(written[6:8]) - 1 if len(written) >= 8 else Decimal(0)
    return year + month / 12 + day / 366


def _check(held: Variable, number: Decimal | None, quantity: Quantity) -> None:
    if number is None:
        return
    low, high = held.within or (Decimal(0), Decimal("1e30"))
    if not number.is_finite() or not low <= number <= high:
        raise InputRangeError(
            f"{held.name} cannot be {quantity.text or number}",
            f"Give a number from {low:f} to {high:g}{'' if held.unit == '1' else f' {held.unit}'}",
        )

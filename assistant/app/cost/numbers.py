"""Figures as people type them in three languages <-> figures as scripts write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from babel.numbers import format_decimal

from assistant.cost.currencies import money_unit
from assistant.cost.expressions import rounded
from assistant.cost.formulas import variable
from assistant.cost.inputs import Input, stated, written
from assistant.errors import InputError
from assistant.quantities import parse
from assistant.types import Language

_LONGEST = 200
_DIGITS = r"\d+(?:[.,'_\u00a0\u202f]\d+)*"
_NUMBER = rf"[-+−]?{_DIGITS}(?:\s?[×x*]\s?10\^?[-−]?\d+|[eE][-+−]?\d+)?"
_TYPED = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s*(?:\.\.|…|–|〜|~)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>.*)", re.DOTALL
)
_POWER = re.compile(r"\s?[×x*]\s?10\^?")
_SIGNS: Mapping[Language, tuple[str, str]] = MappingProxyType(
    {"en": (",", "."), "de": (".", ","), "ja": (",", ".")}
)
"""What groups digits, and what stands before a fraction."""
_PLAIN = Decimal("1e13")
"""From here on powers of ten are easier to read."""
_SIGNIFICANT = 12


def understood(name: str, text: str, language: Language) -> str:
    """Returns a figure as scripts write it, in the unit of its input.

    Args:
        text: as a reader of the language types it: ``1,36 EUR/chip_hour``, ``57 Mio.``, ``30日``.

    Raises:
        InputUnknownError: no formula has such an input.
        InputError: it is no figure of that input.
    """
    variable(name)
    return script(_read(name, unicodedata.normalize("NFKC", text).strip(), language))


def _read(name: str, text: str, language: Language) -> Input:
    problem: InputError | None = None
    match = _TYPED.fullmatch(text) if len(text) <= _LONGEST else None
    if match:
        numbers = (_number(part, language) for part in (match["low"], match["high"]) if part)
        try:
            return written(name, f"{'..'.join(numbers)} {match['unit']}".strip())
        except InputError as error:
            problem = error
    found = [held for held in parse(text[:_LONGEST], language) if held.text == text]
    if found:
        return stated(name, found[0], "question", text)
    if problem:
        raise problem
    return written(name, text)


def _number(text: str, language: Language) -> str:
    """Digits without groups and with a point, as far as the language's signs tell."""
    text = _POWER.sub("e", text.replace("−", "-"))
    digits, letter, power = text.partition("e") if "e" in text else text.partition("E")
    group, point = _SIGNS[language]
    digits = re.sub(r"['_\u00a0\u202f]", "", digits)
    whole, sign, rest = digits.rpartition(point)
    if not sign:
        whole, rest = digits, ""
    elif point in whole or group in rest:
        return text  # the signs of another language, or no number at all
    if re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole):
        whole = whole.replace(group, "")
    elif not rest:
        whole = whole.replace(group, ".")  # 1.36 is no group of German digits
    return f"{whole}{'.' if rest else ''}{rest}{letter and 'e'}{power}"


def script(held: Input) -> str:
    """Returns an input as scripts write it: in its own unit, which is named for money alone."""
    numbers = [held.value] if held.value is not None else [held.low, held.high]
    known = "..".join(_script_number(number) for number in numbers if number is not None)
    return f"{known} {_unit(held)}".strip()


def _unit(held: Input) -> str:
    """The unit, where somebody named a currency: a bare amount is in that of the others."""
    if held.name == "exchange_rate":
        return held.currency or ""
    return money_unit(variable(held.name), held.currency) if held.currency else ""


def _script_number(number: Decimal) -> str:
    plain = rounded(number, _SIGNIFICANT).normalize()
    if plain and not Decimal("1e-6") <= abs(plain) < _PLAIN:
        return f"{plain:e}".replace("e+", "e")
    return f"{plain:f}"


def typed(text: str, language: Language) -> str:
    """Returns a figure of a script as a reader of the language types it."""
    match = _TYPED.fullmatch(text)
    if not match:
        return text
    numbers = (shown_number(Decimal(part), language) for part in match.group("low", "high") if part)
    return f"{'..'.join(numbers)} {match['unit']}".strip()


def shown_number(number: Decimal, language: Language) -> str:
    """Returns a number as a box shows it: grouped digits, or a power of ten."""
    plain = rounded(number, _SIGNIFICANT).normalize()
    if plain and not Decimal("1e-6") <= abs(plain) < _PLAIN:
        mantissa, _, power = f"{plain:e}".replace("e+", "e").partition("e")
        return f"{mantissa.replace('.', _SIGNS[language][1])}e{power}"
    return str(format_decimal(plain, format="#,##0.##########", locale=language))


def year_number(number: Decimal) -> str:
    """Returns a year as a box shows it, ungrouped."""
    return f"{round(number, 2).normalize():f}"

"""Quantities as a reader's language writes them; only what has no last digit is rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from assistant.quantities.fractions import fraction_words
from assistant.quantities.naming import currency_name, unit_name
from assistant.types import Language, Quantity

_MOST_DECIMALS = 3
_MOST_DIGITS, _DIGITS_KEPT = 15, 4
"""Digits from which on a number is taken for a division's, and what is left of it."""
_MYRIADS = ((10**20, "垓"), (10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "万"))


@dataclass(frozen=True, slots=True)
class _Style:
    """How a language puts a figure together."""

    scales: tuple[tuple[int, str, str], ...]
    """Value, singular, plural; largest first."""
    about: str
    at_least: str
    more_than: str
    at_most: str
    less_than: str
    between: str
    per: str
    gap: str


_STYLES: Mapping[str, _Style] = MappingProxyType(
    {
        "en": _Style(
            scales=(
                (10**18, "quintillion", "quintillion"),
                (10**15, "quadrillion", "quadrillion"),
                (10**12, "trillion", "trillion"),
                (10**9, "billion", "billion"),
                (10**6, "million", "million"),
            ),
            about="about {}",
            at_least="at least {}",
            more_than="more than {}",
            at_most="at most {}",
            less_than="less than {}",
            between="{} to {}",
            per="{} per {}",
            gap=" ",
        ),
        "de": _Style(
            scales=(
                (10**18, "Trillion", "Trillionen"),
                (10**15, "Billiarde", "Billiarden"),
                (10**12, "Billion", "Billionen"),
                (10**9, "Mrd.", "Mrd."),
                (10**6, "Mio.", "Mio."),
            ),
            about="rund {}",
            at_least="mindestens {}",
            more_than="mehr als {}",
            at_most="höchstens {}",
            less_than="weniger als {}",
            between="{} bis {}",
            per="{} pro {}",
            gap=" ",
        ),
        "ja": _Style(
            scales=(),
            about="約{}",
            at_least="{}以上",
            more_than="{}超",
            at_most="{}以下",
            less_than="{}未満",
            between="{}から{}",
            per="1{1}当たり{0}",
            gap="",
        ),
    }
)


def render(quantity: Quantity, language: Language) -> str:
    """Returns a figure in a language's own marks, scales and unit names.

    ``parse`` reads the same value, bounds and unit back from it.

    >>> render(parse("1億9100万ドル", "ja")[0], "de")
    '191 Mio. US-Dollar'
    """
    style = _STYLES[language]
    if quantity.value is None and quantity.low is not None and quantity.high is not None:
        words = _range(quantity, language)
    else:
        bound = quantity.low if quantity.low is not None else quantity.high
        number = quantity.value if quantity.value is not None else bound
        words = _single(number or Decimal(0), quantity, language)
        words = _bounded(words, quantity, style)
    return _at_rate(
        style.about.format(words) if quantity.approximate else words, quantity, language
    )


def _at_rate(words: str, quantity: Quantity, language: Language) -> str:
    """Puts what a price is for to words that name the price."""
    per = quantity.unit.partition("/")[2] if quantity.kind == "money" else ""
    if not per:
        return words
    of_one = currency_name if per.isupper() and len(per) == 3 else unit_name
    return _STYLES[language].per.format(words, of_one(per, Decimal(1), language))


def _bounded(words: str, quantity: Quantity, style: _Style) -> str:
    if quantity.low is not None:
        return (style.more_than if quantity.exclusive else style.at_least).format(words)
    if quantity.high is not None:
        return (style.less_than if quantity.exclusive else style.at_most).format(words)
    return words


def _range(quantity: Quantity, language: Language) -> str:
    assert quantity.low is not None
    assert quantity.high is not None
    style = _STYLES[language]
    if quantity.kind == "date":
        ends = [_date(end, quantity.unit, language) for end in (quantity.low, quantity.high)]
        return style.between.format(*ends)
    write = _factor if quantity.kind == "factor" else _number
    low, high = (write(end, language) for end in (quantity.low, quantity.high))
    if low == _plain(quantity.low, language) and high != _plain(quantity.high, language):
        high = _plain(quantity.high, language)  # a scale would be taken for both
    shared = low.partition(" ")[2]
    if shared and shared == high.partition(" ")[2]:
        low = low.partition(" ")[0]
    return _with_unit(style.between.format(low, high), quantity.high, quantity, language)


def _single(number: Decimal, quantity: Quantity, language: Language) -> str:
    if quantity.kind == "date":
        return _date(number, quantity.unit, language)
    if quantity.kind == "factor" and (part := fraction_words(number, quantity.text, language)):
        return part
    words = (_factor if quantity.kind == "factor" else _number)(number, language)
    return _with_unit(words, number, quantity, language)


def _number(number: Decimal, language: Language) -> str:
    """The number with the largest scale that leaves few decimals."""
    if len(number.normalize().as_tuple().digits) > _MOST_DIGITS:
        number = _short(number)
    if language == "ja":
        return _myriads(number)
    for scale, singular, plural in _STYLES[language].scales:
        mantissa = number / scale
        if abs(mantissa) >= 1 and _decimals(mantissa) <= _MOST_DECIMALS:
            return f"{_plain(mantissa, language)} {singular if abs(mantissa) == 1 else plural}"
    return _plain(number, language)


def _myriads(number: Decimal) -> str:
    """1億9100万: groups of four digits; a broken number stays in digits."""
    if abs(number) < 10_000 or number != number.to_integral_value():
        return _plain(number, "ja") if _decimals(number) or abs(number) >= 10_000 else f"{number:f}"
    rest, words = int(abs(number)), "-" if number < 0 else ""
    for unit, name in _MYRIADS:
        if rest >= unit:
            words += f"{rest // unit}{name}"
            rest %= unit
    return words + (str(rest) if rest else "")


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: Decimal, language: Language) -> str:
    from babel.numbers import format_decimal

    places = "#" * _decimals(number)
    pattern = f"#,##0.{places}" if places else "#,##0"
    return str(format_decimal(number, pattern, locale=language, decimal_quantization=False))


def _factor(number: Decimal, language: Language) -> str:
    return _plain(_short(number), language)


def _short(number: Decimal) -> Decimal:
    """The number with no more decimals than make up the digits that are kept."""
    places = max(0, _DIGITS_KEPT - 1 - number.adjusted())
    return round(number, places) if _decimals(number) > places else number


def _date(number: Decimal, unit: str, language: Language) -> str:
    from babel.dates import format_date, format_skeleton

    written = f"{number:f}"
    if unit == "year" and language == "ja":
        return f"{written}年"
    if unit == "year":
        # A bare number far from today would be read as a count.
        far = "" if 1900 <= number <= 2100 else {"en": "year ", "de": "Jahr "}[language]
        return f"{far}{written}"
    year, month, day = int(written[:4]), int(written[4:6]), int(written[6:8] or 1)
    if unit == "month":
        return str(format_skeleton("yMMMM", date(year, month, 1), locale=language))
    return str(format_date(date(year, month, day), "long", locale=language))


def _with_unit(words: str, number: Decimal, quantity: Quantity, language: Language) -> str:
    """Puts the unit's name to a number that is already written."""
    style, unit = _STYLES[language], quantity.unit
    if unit == "1":
        factor = {"en": "{}x", "de": "{}-fach", "ja": "{}倍"}[language]
        return factor.format(words) if quantity.kind == "factor" else words
    if unit == "%":
        return f"{words} %" if language == "de" else f"{words}%"
    if quantity.kind == "money":
        return f"{words}{style.gap}{currency_name(unit.partition('/')[0], number, language)}"
    name = unit_name(unit, number, language)
    tight = name.startswith("°") and len(name) == 1
    return f"{words}{name}" if tight else f"{words}{style.gap}{name}"

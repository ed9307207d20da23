"""Quantities as a reader's language writes them; only what has no last digit is rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from assistant.quantities.fractions import fraction_words
from assistant.quantities.units import catalogue_name
from assistant.types import Language, Quantity

_MOST_DECIMALS = 3
_MOST_DIGITS, _DIGITS_KEPT = 15, 4
"""Digits from which on a number is taken for a division's, and what is left of it."""
_MYRIADS = ((10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "万"))


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
    units: Mapping[str, tuple[str, str]]
    """What is not CLDR's: singular and plural."""
    per: str
    gap: str


_STYLES: Mapping[str, _Style] = MappingProxyType(
    {
        "en": _Style(
            scales=(
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
            units={
                "chip_hour": ("chip-hour", "chip-hours"),
                "percentage_point": ("percentage point", "percentage points"),
            },
            per="{} per {}",
            gap=" ",
        ),
        "de": _Style(
            scales=(
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
            units={
                "chip_hour": ("Chipstunde", "Chipstunden"),
                "percentage_point": ("Prozentpunkt", "Prozentpunkte"),
            },
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
            units={
                "chip_hour": ("チップ時間", "チップ時間"),
                "percentage_point": ("パーセントポイント", "パーセントポイント"),
                "year": ("年間", "年間"),
                "month": ("か月間", "か月間"),
                "week": ("週間", "週間"),
                "day": ("日間", "日間"),
                "hour": ("時間", "時間"),
                "minute": ("分間", "分間"),
                "second": ("秒", "秒"),
            },
            per="1{1}当たり{0}",
            gap="",
        ),
    }
)
_CLDR = {
    "year": "duration-year",
    "month": "duration-month",
    "week": "duration-week",
    "day": "duration-day",
    "hour": "duration-hour",
    "minute": "duration-minute",
    "second": "duration-second",
    "millisecond": "duration-millisecond",
    "m3": "volume-cubic-meter",
    "km2": "area-square-kilometer",
    "m2": "area-square-meter",
    "t": "mass-tonne",
    "mile": "length-mile",
    "foot": "length-foot",
    "inch": "length-inch",
    "yard": "length-yard",
    "ounce": "mass-ounce",
    "gallon": "volume-gallon",
    "barrel": "volume-barrel",
    "hectare": "area-hectare",
    "km": "length-kilometer",
    "kWh": "energy-kilowatt-hour",
    "L": "volume-liter",
    "cL": "volume-centiliter",
}
_PER = {"hour": "h", "minute": "min", "second": "s"}
_SHORT_NAMES = {
    ("en", "JPY"): "yen",
    ("en", "CNY"): "yuan",
    ("de", "JPY"): "Yen",
    ("de", "CNY"): "Yuan",
    ("de", "GBP"): "Pfund Sterling",
    ("ja", "CNY"): "人民元",
}
"""Where people say less than CLDR: Yen, not Japanischer Yen."""
_SYMBOLS = {
    "pound": "lb",
    "km/second": "km/s",
    "degree": "°",
    "degC": "°C",
    "degF": "°F",
    "tCO2e": "t CO2e",
    "kgCO2e": "kg CO2e",
    "gCO2e": "g CO2e",
    "cm2": "cm²",
    "mm2": "mm²",
    "km3": "km³",
    "cm3": "cm³",
    "km/hour": "km/h",
    "m/second": "m/s",
    "mile/hour": "mph",
}


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
    return style.about.format(words) if quantity.approximate else words


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
    if language == "ja":
        return style.between.format(low, _with_unit(high, quantity.high, quantity, language))
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
        return _money(words, number, unit, language)
    name = unit_name(unit, number, language)
    tight = name.startswith("°") and len(name) == 1
    return f"{words}{name}" if tight else f"{words}{style.gap}{name}"


def _money(words: str, number: Decimal, unit: str, language: Language) -> str:
    code, _, per = unit.partition("/")
    style = _STYLES[language]
    money = f"{words}{style.gap}{_currency_name(code, number, language)}"
    if not per:
        return money
    of_one = _currency_name if per.isupper() and len(per) == 3 else unit_name
    return style.per.format(money, of_one(per, Decimal(1), language))


def _currency_name(code: str, number: Decimal, language: Language) -> str:
    from babel.numbers import get_currency_name

    short = _SHORT_NAMES.get((language, code))
    return short or str(get_currency_name(code, float(number), locale=language))


def unit_name(unit: str, number: Decimal, language: Language) -> str:
    """Returns what a unit is called beside a number."""
    style = _STYLES[language]
    one = abs(number) == 1
    if unit in style.units:
        return style.units[unit][0 if one else 1]
    if unit in _SYMBOLS:
        return _SYMBOLS[unit]
    if "/" in unit:
        upper, _, lower = unit.partition("/")
        return f"{_SYMBOLS.get(upper, upper)}/{_PER.get(lower) or _SYMBOLS.get(lower, lower)}"
    if unit in _CLDR:
        from babel.units import format_unit

        written = format_unit(1 if one else 2, _CLDR[unit], locale=language)
        return str(written).lstrip("12 \u00a0")
    return catalogue_name(unit, language, plural=not one) or unit

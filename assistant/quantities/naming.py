"""What units and currencies are called beside a number, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.quantities.units import catalogue_name
from assistant.types import Language

_OWN: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "chip_hour": ("chip-hour", "chip-hours"),
        "percentage_point": ("percentage point", "percentage points"),
    },
    "de": {
        "chip_hour": ("Chipstunde", "Chipstunden"),
        "percentage_point": ("Prozentpunkt", "Prozentpunkte"),
    },
    "ja": {
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
}
"""What is not CLDR's: singular and plural."""
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


def currency_name(code: str, number: Decimal, language: Language) -> str:
    """Returns what a currency is called beside a number."""
    from babel.numbers import get_currency_name

    short = _SHORT_NAMES.get((language, code))
    return short or str(get_currency_name(code, float(number), locale=language))


def unit_name(unit: str, number: Decimal, language: Language) -> str:
    """Returns what a unit is called beside a number."""
    one = abs(number) == 1
    if own := _OWN[language].get(unit):
        return own[0 if one else 1]
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

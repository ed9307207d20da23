"""Currencies: codes, names and signs from CLDR, and the short forms that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.quantities.patterns import longest_first
from assistant.quantities.units import Unit, UnitNames, folded

_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")
_CODE = re.compile(r"[A-WYZ][A-Z]{2}|X[AOP]F|XCD|XDR")
_LOWER_CASE_CODES = "usd eur gbp jpy chf cny hkd cad aud sek nok dkk inr"
_WORDS_TOO = frozenset("ALL BAM CUP ERN GEL LAK MOP PEN SOS STD TOP TRY".split())
"""Codes that are English words in capitals; they count only behind a number."""
_IN_MILLIONS = "USD EUR GBP CHF SEK NOK DKK".split()
"""MUSD and TEUR as banks write them."""
_SPACED = re.compile(r"(?<!^A)\\\$")
"""The dollar that a space may part from its country: US $5, but not "A $5 million loan"."""
_LONGEST_BEFORE = 10
_NAME_BEFORE = re.compile(r"[A-Z][\w.]*[ -]$")
_LONGEST_NAME = 24
_LETTER = re.compile(r"[A-Z]\s")
_ADJECTIVE = re.compile(r"(?P<stem>\w+isch)(?:e[nrs]?)? (?P<noun>.+)")
_OF_COUNTRY = re.compile(r"(?P<stem>\w+?)(?P<vowel>[aeiou]?) (?P<noun>\w+)")


@cache
def codes() -> tuple[str, ...]:
    """Returns the ISO 4217 codes that CLDR names in English, and XBT."""
    from babel import Locale

    known = [str(code) for code in Locale("en").currencies]
    return tuple(sorted({"XBT", *filter(_CODE.fullmatch, known)}))


@cache
def _catalogue() -> dict[str, Any]:
    return table("assistant.quantities", "currencies")


def _listed(section: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yields names with their codes."""
    return ((name, code) for code, names in section.items() for name in names)


@cache
def currency_names(language: str) -> UnitNames:
    """Returns what may stand after a number for a currency."""
    names = _cldr_names(language) | _own_names(language)
    if language == "de":
        names = dict(_inflected(names)) | names
    symbols = {code: _unit(code) for code in codes()} | _signs() | _in_millions()
    symbols |= {"RMB": _unit("CNY"), "rmb": _unit("CNY")}
    if language == "ja":
        symbols |= names
    return UnitNames.of(symbols, names)


def _own_names(language: str) -> dict[str, Unit]:
    catalogue = _catalogue()
    names = {name: _unit(code) for name, code in _listed(catalogue["names"][language])}
    for name, code in _listed(catalogue["assumed"][language]):
        names[name] = _unit(code, assumed=True)
    for section, factor in (("minor", _CENT), ("assumed_minor", _CENT), ("tenths", _TENTH)):
        for name, code in _listed(catalogue[section].get(language, {})):
            assumed = section == "assumed_minor"
            names[name] = Unit(code, "money", factor, assumed, minor=True)
    return names | {code: _unit(code.upper()) for code in _LOWER_CASE_CODES.split()}


@cache
def _signs() -> dict[str, Unit]:
    catalogue = _catalogue()
    signs = {sign: _unit(code) for sign, code in _listed(catalogue["signs"])}
    assumed = _listed(catalogue["assumed_signs"])
    return signs | {sign: _unit(code, assumed=True) for sign, code in assumed}


def _in_millions() -> dict[str, Unit]:
    thousands = {f"T{code}": code for code in _IN_MILLIONS} | {"T€": "EUR", "k€": "EUR"}
    millions = {f"{mark}{code}": code for mark in "Mm" for code in _IN_MILLIONS} | {"M€": "EUR"}
    return {
        name: Unit(code, "money", Decimal(10) ** power)
        for power, made in ((3, thousands), (6, millions))
        for name, code in made.items()
    }


def _cldr_names(language: str) -> dict[str, Unit]:
    from babel import Locale
    from babel.numbers import get_currency_name

    locale = Locale(language)
    names: dict[str, Unit] = {}
    for code in _current_first():
        if code not in locale.currencies:
            continue
        for count in (1, 2):
            plain = re.sub(r"\s*[(（].*", "", get_currency_name(code, count, locale))
            dotted, tight = re.sub(r"[ ・]", "・", plain), re.sub(r"[ ・]", "", plain)
            for form in (plain, dotted, tight) if language == "ja" else (folded(plain),):
                names.setdefault(form, _unit(code))
    return names


def _current_first() -> list[str]:
    """Names that an old and a new currency share mean the new one: Zloty is PLN, not PLZ."""
    return sorted(codes(), key=lambda code: code not in _current())


@cache
def _current() -> frozenset[str]:
    """Codes of the currencies that are legal tender somewhere."""
    from babel.core import get_global

    uses = get_global("territory_currencies").values()
    return frozenset(code for used in uses for code, _, end, tender in used if not end and tender)


def _inflected(names: dict[str, Unit]) -> Iterator[tuple[str, Unit]]:
    """Indischen Rupien beside Indische Rupien, kenianische beside Kenia-Schilling."""
    for name, unit in names.items():
        if match := _ADJECTIVE.fullmatch(name):
            stems = [match["stem"]]
        elif match := _OF_COUNTRY.fullmatch(name):
            stem = match["stem"]
            stems = [f"{stem}isch", f"{stem}anisch", f"{stem}{match['vowel']}nisch"]
        else:
            continue
        for stem in stems:
            yield from ((f"{stem}{end} {match['noun']}", unit) for end in ("e", "en", "er", "es"))


def _unit(code: str, *, assumed: bool = False) -> Unit:
    return Unit(code, "money", assumed=assumed)


@cache
def _prefix() -> re.Pattern[str]:
    """Matches a currency that stands before a number; ends where the number begins."""
    signs = longest_first(_SPACED.sub(r"\\s?\\$", re.escape(sign)) for sign in _signs())
    iso = "|".join(code for code in codes() if code not in _WORDS_TOO)
    lower = _LOWER_CASE_CODES.replace(" ", "|")
    return re.compile(
        rf"(?<![A-Za-z])(?:(?P<sign>{signs})|(?P<code>{iso}|RMB|{lower}|rmb)(?:\s?\$)?"
        r"|(?<!one )(?<!US )(?P<word>dollar))[ \u00a0]{0,3}$"
    )


def before(text: str, end: int) -> tuple[Unit, int] | None:
    """Returns the currency right before an offset and where it begins."""
    window = text[max(0, end - _LONGEST_BEFORE) : end]
    match = _prefix().search(window)
    if match is None:
        return None
    start = end - len(match.group().lstrip())
    if text[end - 1].isspace() and re.search(r"\d\s?$", text[max(0, start - 2) : start]):
        return None  # 10 $ 30 $: it belongs to the number before
    if match["word"]:
        return _unit("USD", assumed=True), start
    if match["sign"]:
        return _with_sign(match["sign"], text, start)
    code = match["code"].upper().replace("RMB", "CNY")
    named = code not in _current() and _name_before(text, start)  # Megatron-Turing NLG 530
    return None if named else (_unit(code), start)


def _with_sign(sign: str, text: str, start: int) -> tuple[Unit, int]:
    if _LETTER.match(sign) and _name_before(text, start):  # Series C $450M
        return _unit("USD", assumed=True), text.index("$", start)
    return _signs()[re.sub(r"\s", "", sign)], start


def _name_before(text: str, start: int) -> bool:
    """Whether a word in capitals goes on with what looks like a currency."""
    return _NAME_BEFORE.search(text[max(0, start - _LONGEST_NAME) : start]) is not None

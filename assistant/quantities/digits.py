"""Numbers in digits: what a point or a comma means, powers, fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from functools import cache
from unicodedata import normalize

from assistant.quantities.numeral import ARITHMETIC, Numeral
from assistant.quantities.view import NO_BREAK

MOST_DIGITS = 40
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_VULGAR_START = re.compile(rf"(?<!\d)(?<!\d )[{_VULGAR}]")
_WITH_VULGAR = re.compile(rf"(?P<whole>\d{{0,4}}) ?(?P<vulgar>[{_VULGAR}])", re.ASCII)
_ANOTHER_FRACTION = re.compile(r"\s?[-–]\s?\d+/")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_FRACTION = re.compile(r"(?:(\d{1,4})\s+)?(\d{1,4})\s?[/⁄]\s?(\d{1,4})(?![\d/]|[.,]\d)", re.ASCII)
_POWER = re.compile(
    r"[eE](?P<e>[+-]?\d{1,3})(?![\w.])"
    r"|\s?[x×*·]\s?10(?:\^\s?(?P<ten>[+-]?\d{1,3})|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|\^\s?(?P<power>[+-]{0,2}\d{1,3})"
    r"|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{2,3})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What separates thousands and decimals in a language."""

    thousands: str
    decimal: str
    plain_space: bool
    """Whether a single group may be set apart by a plain space: 12 500."""


@cache
def _run(plain_space: bool) -> re.Pattern[str]:
    spaced = r"|(?<!\d{4}) \d{3}(?!\d)" if plain_space else ""
    two = r"|(?<!\d{4}) \d{3}(?= \d{3}(?!\d))|(?<= \d{3}) \d{3}(?!\d)"
    return re.compile(rf"\d+(?:[.,']\d+|{NO_BREAK}\d{{3}}(?!\d){spaced}{two})*|\.\d+", re.ASCII)


@cache
def _forms(marks: Marks) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Patterns of a whole number with the marks to remove and the decimal mark."""
    own, other = re.escape(marks.thousands), re.escape(marks.decimal)
    gap = f"[{NO_BREAK} ']"

    def grouped(mark: str, least: int = 1) -> str:
        return rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}}){{{least},}}"

    return tuple(
        (re.compile(pattern, re.ASCII), remove, point)
        for pattern, remove, point in (  # as English has them:
            (rf"\d*(?:{other}\d+)?", "", marks.decimal),  # 1234.5
            (rf"{grouped(own)}(?:{other}\d+)?", marks.thousands, marks.decimal),  # 1,234.5
            (rf"{grouped(gap)}(?:{other}\d+)?", f"{NO_BREAK} '", marks.decimal),  # 1'234.5
            (rf"{grouped(gap)}(?:{own}\d+)?", f"{NO_BREAK} '", marks.thousands),  # 1 234,5
            (grouped(other, 2), marks.decimal, marks.thousands),  # 1.234.567
            (rf"{grouped(other)}{own}\d+", marks.decimal, marks.thousands),  # 1.234,5
            (rf"\d+{own}\d+", "", marks.thousands),  # 5,00
            (r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", ",", "."),  # 12,34,567
        )
    )


def decimal_of(written: str, marks: Marks) -> Decimal | None:
    """Returns the value of digits with their marks, or nothing where they make no number."""
    if sum(map(str.isdigit, written)) > MOST_DIGITS:
        return None
    for pattern, remove, point in _forms(marks):
        if pattern.fullmatch(written):
            kept = "".join(character for character in written if character not in remove)
            return Decimal(kept.replace(point, "."))
    return None


def literals(text: str, marks: Marks) -> Iterator[tuple[int, int, Decimal]]:
    """Yields start, end and value of every number in digits, without power or fraction."""
    for match in _run(marks.plain_space).finditer(text):
        written = match.group()
        value = decimal_of(written, marks)
        if value is not None:
            yield match.start(), match.end(), value
        elif written.count(".") < 2 or marks.thousands == ".":
            yield from _listed(written, match.start(), marks)


def _listed(written: str, start: int, marks: Marks) -> Iterator[tuple[int, int, Decimal]]:
    """The members of a list without spaces: 22,24,26,31."""
    for item in re.finditer(r"[^,' \u00a0]+", written):
        value = decimal_of(item.group(), marks)
        if value is not None:
            yield start + item.start(), start + item.end(), value


def fraction_at(text: str, start: int) -> Numeral | None:
    """Returns a fraction or mixed number that begins at an offset: 3/4, 2 1/4, 2½."""
    if match := _FRACTION.match(text, start):
        whole, upper, lower = (int(part or 0) for part in match.groups())
        plausible = lower > 1 and (upper, lower) != (24, 7) and (not whole or upper < lower)
        if plausible and not _ANOTHER_FRACTION.match(text, match.end()):
            return _mixed(start, match.end(), whole, upper, lower)
    if match := _WITH_VULGAR.match(text, start):
        upper, lower = map(int, normalize("NFKC", match["vulgar"]).split("⁄"))
        return _mixed(start, match.end(), int(match["whole"] or 0), upper, lower)
    return None


def _mixed(start: int, end: int, whole: int, upper: int, lower: int) -> Numeral:
    part = ARITHMETIC.divide(Decimal(upper), Decimal(lower))
    value = ARITHMETIC.add(Decimal(whole), part)
    return Numeral(start, end, value, fraction=not whole and upper < lower)


def vulgar_starts(text: str) -> Iterator[int]:
    """Yields the offsets of fraction characters that no digit precedes."""
    return (match.start() for match in _VULGAR_START.finditer(text))


def raised(text: str, end: int, value: Decimal) -> tuple[int, Decimal]:
    """Returns the end and the value of a number with the power that may follow it."""
    match = _POWER.match(text, end)
    if not match:
        return end, value
    groups = {name: found for name, found in match.groupdict().items() if found}
    name, exponent = next(iter(groups.items()))
    number = _exponent(exponent)
    if name == "raised" and value != 10:  # m², footnote marks
        return end, value
    try:
        if name in ("e", "ten", "super"):
            return match.end(), ARITHMETIC.scaleb(value, number)
        return match.end(), ARITHMETIC.power(value, number)
    except DecimalException:
        return end, value


def _exponent(written: str) -> int:
    plain = written.translate(_SUPERSCRIPTS)
    sign = -1 if plain.startswith("-") and not plain.startswith("--") else 1
    return sign * int(plain.lstrip("+-"))

"""Units: what texts call them, and the pint registry in which they are converted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.types import QuantityKind

_SECONDS_OF_DAY = 86_400
_PHRASE_WORD = re.compile(r"[^\W\d_]+\.?|\d+|[^\s\w]")
_GAP = re.compile(r"[ \u00a0-]?")
_SPACES = re.compile(r"[\s\u00a0-]+")
_LATIN, _LATIN_WORD = re.compile(r"[A-Za-z]"), re.compile(r"[A-Za-z0-9]")
_DEFINITIONS = (
    "FLOP = [computation]",
    "accelerator = [accelerator]",
    "chip_hour = accelerator * hour",
    "tCO2e = 1000 * kilogram",
    "kgCO2e = kilogram",
    "gCO2e = gram",
    "m2 = meter ** 2",
    "km2 = kilometer ** 2",
    "cm2 = centimeter ** 2",
    "mm2 = millimeter ** 2",
    "mile2 = mile ** 2",
    "foot2 = foot ** 2",
    "m3 = meter ** 3",
    "km3 = kilometer ** 3",
    "cm3 = centimeter ** 3",
    "foot3 = foot ** 3",
    "percentage_point = []",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a text names it."""

    name: str
    kind: QuantityKind
    factor: Decimal = Decimal(1)
    """By which a number before it is multiplied: 0.01 for cents, 10^15 for petaFLOP."""
    assumed: bool = False
    minor: bool = False
    """Whether it is a hundredth of its currency."""


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The names of units in one language."""

    symbols: Mapping[str, Unit]
    names: Mapping[str, Unit]
    """By folded name."""
    longest: int
    """Characters of the longest."""
    ordered: Sequence[str]
    """All of them folded, in order, so that those with one beginning stand together."""

    @classmethod
    def of(cls, symbols: Mapping[str, Unit], names: Mapping[str, Unit]) -> UnitNames:
        """Returns names that can be looked up."""
        every = {*symbols, *names}
        longest = max(map(len, every), default=0)
        return cls(symbols, names, longest, sorted(set(map(folded, every))))

    def at(self, text: str, start: int) -> tuple[Unit, int] | None:
        """Returns the unit that begins at an offset and where it ends; the longest name wins."""
        found = None
        window = text[start : start + self.longest]
        for end in _word_ends(window):
            written = window[:end]
            plain = folded(written)
            unit = self.symbols.get(written) or self.names.get(plain)
            if unit is not None:
                found = unit, start + end
            elif not self._begins(plain):
                break
        return found

    def prefix_of(self, text: str, start: int) -> tuple[Unit, int] | None:
        """As ``at``, in a language without spaces: any cut may end the name."""
        found = None
        for end in range(start + 1, min(start + self.longest, len(text)) + 1):
            written = text[start:end]
            unit = self.symbols.get(written) or self.names.get(written)
            if unit is None:
                if not self._begins(folded(written)):
                    break
            elif not (_LATIN.match(written, len(written) - 1) and _LATIN_WORD.match(text, end)):
                found = unit, end
        return found

    def _begins(self, plain: str) -> bool:
        """Whether a name begins with a text."""
        place = bisect_left(self.ordered, plain)
        return place < len(self.ordered) and self.ordered[place].startswith(plain)


def folded(written: str) -> str:
    """Returns a name in the form in which names are looked up."""
    return _SPACES.sub(" ", written.casefold()).strip()


def _word_ends(window: str) -> Iterator[int]:
    """Yields the offsets at which one, two ... words of a window end."""
    position = 0
    while match := _PHRASE_WORD.match(window, position):
        if match.group().endswith("."):
            yield match.end() - 1
        following = window[match.end() : match.end() + 1]
        goes_on = following.isalnum() or following == "_"
        # "2h30" goes on with minutes, "10,000 V100s" are no volts.
        spelt = following.isdigit() and match.group().islower()
        if not goes_on or not match.group()[-1].isalpha() or spelt:
            yield match.end()
        gap = _GAP.match(window, match.end())
        position = gap.end() if gap else match.end()


@cache
def _catalogue() -> dict[str, Any]:
    return table("assistant.quantities", "units")


@cache
def unit_names(language: str) -> UnitNames:
    """Returns what measures and durations are called in a language."""
    symbols: dict[str, Unit] = {}
    names: dict[str, Unit] = {}
    for row, kind in _rows(language):
        unit = Unit(row["unit"], kind, Decimal(row.get("factor", 1)), bool(row.get("assumed")))
        symbols |= dict.fromkeys(row.get("symbols", [row["unit"]]), unit)
        for name in row.get(language, []):
            names.setdefault(folded(name) if language != "ja" else name, unit)
            if language == "en":
                names.setdefault(f"{folded(name)}s", unit)
    symbols.pop("", None)
    return UnitNames.of(symbols, names)


def _rows(language: str) -> Iterator[tuple[dict[str, Any], QuantityKind]]:
    catalogue = _catalogue()
    for row in catalogue["measures"]:
        yield row, "measure"
    for row in catalogue["durations"]:
        yield row, "duration"
    for row in catalogue["prefixed"]:
        for variant in _prefixed(row, catalogue["prefixes"]):
            yield variant, "measure"
    yield from ((row, "measure") for row in _flops(catalogue["prefixes"]))


def _prefixed(row: dict[str, Any], prefixes: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    yield row
    bare = row.get("symbols") or [row["unit"]]
    for prefix in row["prefixes"]:
        _, en, de, ja = prefixes[prefix]
        yield {
            "unit": f"{prefix}{row['unit']}",
            "symbols": [f"{prefix}{symbol}" for symbol in bare],
            "en": [f"{en}{name}" for name in row["en"]],
            "de": [f"{de}{name}" for name in row["de"]],
            "ja": [f"{ja}{name}" for name in row["ja"]],
        }


def _flops(prefixes: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """PetaFLOP, exaflops, TFLOP/s, petaflop/s-days: prefix and day are resolved."""
    for symbol, (power, en, de, ja) in prefixes.items():
        if power < 3:
            continue
        factor = Decimal(10) ** power
        yield {
            "unit": "FLOP/s",
            "factor": factor,
            "symbols": [f"{symbol}FLOPS", f"{symbol}FLOP/s", f"{symbol}FLOPs/s"],
            "en": [f"{en}flops", f"{en}flop/s", f"{en}flop per second", f"{en}flops per second"],
            "de": [f"{de}flops", f"{de}flop/s", f"{de}flop pro sekunde"],
            "ja": [f"{ja}フロップス", f"{ja}FLOPS"],
        }
        yield {
            "unit": "FLOP",
            "factor": factor,
            "symbols": [f"{symbol}FLOP", f"{symbol}FLOPs"],
            "en": [f"{en}flop"],
            "de": [f"{de}flop"],
            "ja": [f"{ja}FLOP"],
        }
        yield {
            "unit": "FLOP",
            "factor": factor * _SECONDS_OF_DAY,
            "symbols": [f"{symbol}F-days", f"{symbol}FLOP/s-days", f"{symbol}FLOPS-days"],
            "en": [f"{en}flop/s day", f"{en}flops day"],
            "de": [f"{de}flop/s tage", f"{de}flops tage"],
        }


def catalogue_name(unit: str, language: str, *, plural: bool) -> str | None:
    """Returns the name of a unit that texts spell out; symbols such as kWh are names themselves."""
    for row in (*_catalogue()["measures"], *_catalogue()["durations"], *_catalogue()["prefixed"]):
        names = row.get(language)
        if row["unit"] != unit or not names or "factor" in row:
            continue
        if unit in row.get("symbols", ()):
            return unit
        if language == "en":
            return f"{names[0]}s" if plural and not names[0].endswith("s") else str(names[0])
        name = names[1] if plural and len(names) > 1 and language == "de" else names[0]
        return name.title() if language == "de" else str(name)
    return None


_UNIT_NAME = r"""
    (?: % | (?!(?i:nan)(?![A-Za-z0-9_])) [A-Za-zµμΩ][A-Za-z0-9_]*
        (?: [²³] | [ ]?(?:\*\*|\^)[ ]?-?[0-9] )? )
"""
_UNIT = re.compile(rf"(?:1|{_UNIT_NAME})(?:(?:[ ]?[*/][ ]?|[ ]per[ ]){_UNIT_NAME})*", re.VERBOSE)
"""What pint can be asked about: it works out whatever else Python can."""
_LONGEST_UNIT = 80


@cache
def registry() -> Any:
    """Returns the pint registry: pint's units, ours, and every currency as its own dimension."""
    import pint

    from assistant.quantities.currencies import codes

    units: Any = pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
    for definition in _DEFINITIONS:
        units.define(definition)
    for code in codes():
        if code in units:
            units._units.pop(code, None)
        units.define(f"{code} = [currency_{code}]")
    return units


def is_unit(unit: str) -> bool:
    """Whether figures may have a unit of that name; "1" is that of bare numbers."""
    if len(unit) > _LONGEST_UNIT or not _UNIT.fullmatch(unit):
        return False
    return convert(Decimal(1), unit, unit) is not None


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """Returns a value in another unit, or nothing where the two measure different things."""
    import pint

    units = registry()
    try:
        converted = units.Quantity(value, unit).to(to)
    except (pint.DimensionalityError, pint.UndefinedUnitError, pint.OffsetUnitCalculusError):
        return None
    return Decimal(converted.magnitude)

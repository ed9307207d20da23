"""Numerals -> amounts: the sign before, the unit around, the kind that follows from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.quantities import currencies
from assistant.quantities.japanese_amounts import japanese_unit
from assistant.quantities.numeral import ARITHMETIC, ONE, Numeral
from assistant.quantities.rules import NumberRules
from assistant.quantities.units import Unit, UnitNames, unit_names
from assistant.types import QuantityKind

_MONEY_SCALE = re.compile(
    r" ?(?P<scale>k|K|mn|mm|MM|mio|m|M|bn|Bn|b|B|tn|trn|t|T)(?![\w²³/])(?!\.\w)"
)
_MONEY_POWERS = {"k": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6, "b": 9, "bn": 9, "t": 12, "tn": 12, "trn": 12}
_PERCENT = {
    "en": r"percentage points?|pp\b|percent(?:age)?\b|per cent\b|pct\b|%[- ]?points?\b",
    "de": r"prozentpunkte?n?\b|%-punkte?n?\b|prozent(?:e[ns]?|ige[nmrs]?)?\b|v\. ?h\.",
    "ja": r"パ ?ーセ ?ント・?(?:ポイント)?|[％%]ポイント|ポイント|プロセント|ﾊﾟｰｾﾝﾄ",
}
_PERCENTS = {code: re.compile(rf"[- \u00a0]{{0,2}}(?:(?P<points>%-?punkte?n?\b|%[- ]?points?\b|%ポイント)|(?P<word>{words})|(?P<sign>[%％]))", re.IGNORECASE) for code, words in _PERCENT.items()}
_POINTS = re.compile(r"point|punkt|pp|ポイント", re.IGNORECASE)
_CO2 = re.compile(
    r"(?:[ \u00a0]?(?:(?:of|an|am|von)\s)?|の|・)(?:CO2|carbon dioxide|carbon|Kohlendioxid|Kohlenstoffdioxid|二酸化炭素)"
    r"(?:[- ]?(?:e(?:q|quivalents?)?\b|equivalents?|-?Äquivalente?n?|換算))?(?![A-Za-zÄäöü])",
    re.IGNORECASE,
)
_CARBON = {"t": "tCO2e", "kg": "kgCO2e", "g": "gCO2e"}
_PER = re.compile(r"(?:\s?/\s?|\s+(?:per|pro|je|an?|a)\s+)", re.IGNORECASE)
_PER_ARTICLE = re.compile(r"\s+an?\s+", re.IGNORECASE)
_RATED = {
    "money": {"kWh", "MWh", "Wh", "hour", "chip_hour", "t", "tCO2e", "barrel", "kg", "L", "m3", "m2", "mile", "km", "gallon", "pound", "ounce", "g", "acre", "GB", "TB", "minute", "second"},
    "measure": {"kWh", "MWh", "hour", "second", "minute", "L", "km", "t", "kg", "W"},
}  # fmt: skip
_CHIP_HOURS = re.compile(
    r"[ \u00a0-]{0,2}(?:(?:NVIDIA |Nvidia )?(?:(?:[A-Z]{1,3}\d{2,4}[A-Za-z]*|TPU ?v\d\w?|V100|GPU|TPU|chip|accelerator)[- ]?)+)"
    r"(?:hours?\b|-?Stunden?\b|stunden?\b|・?時間)"
)
_LOOSE_GAP = re.compile(r"\s+(?:of\s+an?|of|an?|von|einer|eines)\s+")
_RANGE_START = re.compile(r"(?P<sign>[A-Z]{0,3}[$€£¥₹])\s?\d[\d.,]*\s?(?:[-–~]|to|bis)\s?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit, before bounds and ranges."""

    start: int
    end: int
    numeral: Numeral
    kind: QuantityKind
    unit: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    assumed: bool = False
    scale: Decimal = ONE
    """What a number before it in a range is multiplied by, with the unit's factor."""
    bare: bool = False
    """Whether it has no unit of its own, and may take one over."""
    minor: bool = False
    year: bool = False
    """Whether it is a number of four digits that a neighbour may turn into a year or a count."""


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads what stands around numerals in one language."""

    rules: NumberRules
    units: UnitNames
    money: UnitNames

    @classmethod
    def of(cls, rules: NumberRules) -> AmountReader:
        """Returns the reader for a language's rules."""
        return cls(rules, unit_names(rules.code), currencies.currency_names(rules.code))

    def read(self, text: str, numeral: Numeral) -> Amount | None:
        """Returns the amount around a numeral, or nothing where the numeral is part of a word."""
        before = currencies.before(text, numeral.start) or _of_range(text, numeral.start)
        if self.rules.code == "ja" and (special := japanese_unit(text, numeral, self.units)):
            unit, value, start, end = special
            exact = replace(numeral, value=value, literal=False) if numeral.value is not None else numeral
            amount = replace(_amount(exact, start, end, unit, numeral.scale), numeral=numeral)
            return self._signed(text, amount)
        if before is not None:
            amount = self._with_currency_before(text, numeral, *before)
        else:
            amount = self._with_unit_after(text, numeral)
        if amount is None or (numeral.article and amount.bare):
            return None
        return self._signed(text, amount)

    def _with_currency_before(self, text: str, numeral: Numeral, unit: Unit, start: int) -> Amount:
        end, value, scale = numeral.end, ONE, numeral.scale
        if numeral.scale == 1 and (match := _MONEY_SCALE.match(text, end)):
            power = _MONEY_POWERS[match["scale"].lower()]
            end, value, scale = match.end(), Decimal(10) ** power, Decimal(10) ** power
        scaled = _times(numeral, value)
        amount = _amount(scaled, start, end, unit, scale)
        return self._rated(text, self._same_currency_after(text, amount, unit))

    def _same_currency_after(self, text: str, amount: Amount, unit: Unit) -> Amount:
        """US$ 5 Dollar, $1.2-million-dollar: the name after the sign names it again."""
        gap = self.rules.unit_gap.match(text, amount.end)
        again = self._currency_at(text, gap.end() if gap else amount.end)
        if again is None or again[0].factor != 1:
            return amount
        named, end = again
        if named.name == unit.name or (unit.assumed and not named.assumed and unit.name == "USD"):
            return replace(amount, end=end, unit=named.name, assumed=unit.assumed and named.assumed)
        return amount

    def _currency_at(self, text: str, start: int) -> tuple[Unit, int] | None:
        names = self.money
        return names.at(text, start) if self.rules.spaced else names.prefix_of(text, start)

    def _unit_at(self, text: str, start: int) -> tuple[Unit, int] | None:
        names = self.units
        return names.at(text, start) if self.rules.spaced else names.prefix_of(text, start)

    def _with_unit_after(self, text: str, numeral: Numeral) -> Amount | None:
        end = numeral.end
        if match := _PERCENTS[self.rules.code].match(text, end):
            return self._percent(numeral, match)
        if match := self.rules.factors.match(text, end):
            unit = Unit("1", "factor")
            return _amount(numeral, numeral.start, match.end(), unit, numeral.scale)
        if match := _CHIP_HOURS.match(text, end):
            return _amount(numeral, numeral.start, match.end(), Unit("chip_hour", "duration"), numeral.scale)
        found = self._named_unit(text, numeral)
        if found is not None:
            return found
        if re.match(r"[A-Za-zÀ-ɏ_]|-?\d", text[end : end + 2]) and text[end - 1].isdigit():
            if not re.match(r"-\d", text[end : end + 2]):
                return None
        return self._plain(text, numeral)

    def _named_unit(self, text: str, numeral: Numeral) -> Amount | None:
        gap = self._gap(text, numeral)
        start = gap.end() if gap else numeral.end
        tight = start == numeral.end
        currency = self._currency_at(text, start)
        unit = self._unit_at(text, start)
        if currency and not _misread(currency[0], text, start, currency[1], numeral, tight=tight):
            if unit is None or currency[1] >= unit[1] and not _weighs(text, numeral, currency[0], self.rules.code):
                return self._money_after(text, numeral, *currency)
        if unit and not _misread(unit[0], text, start, unit[1], numeral, tight=tight):
            measured = _amount(numeral, numeral.start, unit[1], unit[0], numeral.scale)
            return self._rated(text, self._carbon(text, measured))
        return None

    def _gap(self, text: str, numeral: Numeral) -> re.Match[str] | None:
        """Half an hour, millions of dollars: a vague or broken number may have a word between."""
        loose = numeral.fraction or numeral.value is None
        if loose and (match := _LOOSE_GAP.match(text, numeral.end)):
            return match
        return self.rules.unit_gap.match(text, numeral.end)

    def _money_after(self, text: str, numeral: Numeral, unit: Unit, end: int) -> Amount:
        scaled, scale = numeral, numeral.scale
        # "75 USD million": the scale stands behind.
        if match := re.compile(r" (million|billion|trillion|Millionen|Milliarden|Mio\.?|Mrd\.?)(?!\w)").match(text, end):
            power = {"m": 6, "b": 9, "t": 12}[match.group(1)[0].lower()]
            power = 9 if match.group(1).startswith(("Milliarde", "Mrd")) else power
            scaled, scale, end = _times(numeral, Decimal(10) ** power), Decimal(10) ** power, match.end()
        amount = _amount(scaled, numeral.start, end, unit, scale)
        return self._rated(text, amount)

    def _percent(self, numeral: Numeral, match: re.Match[str]) -> Amount:
        written = match.group()
        unit = "percentage_point" if _POINTS.search(written) else "%"
        return _amount(numeral, numeral.start, match.end(), Unit(unit, "percent"), numeral.scale)

    def _carbon(self, text: str, amount: Amount) -> Amount:
        if amount.unit in _CARBON and (match := _CO2.match(text, amount.end)):
            return replace(amount, end=match.end(), unit=_CARBON[amount.unit])
        return amount

    def _rated(self, text: str, amount: Amount) -> Amount:
        """Takes in "per kWh" where a rate is a unit of its own: USD/kWh, km/hour."""
        match = _PER.match(text, amount.end)
        allowed = _RATED.get(amount.kind)
        if match is None or allowed is None or not self.rules.spaced and "/" not in match.group():
            return amount
        if chip := _CHIP_HOURS.match(text, match.end() - 1 if text[match.end() - 1] == " " else match.end()):
            return replace(amount, end=chip.end(), unit=f"{amount.unit}/chip_hour")
        found = self._unit_at(text, match.end())
        if found is None or found[0].name not in allowed:
            return amount
        if amount.kind == "measure" and _PER_ARTICLE.fullmatch(match.group()) and found[0].kind != "duration":
            return amount
        if amount.kind == "measure" and amount.unit in ("barrel",):
            return amount
        return replace(amount, end=found[1], unit=f"{amount.unit}/{found[0].name}")

    def _plain(self, text: str, numeral: Numeral) -> Amount:
        if numeral.hundredths:
            return _amount(numeral, numeral.start, numeral.end, Unit("%", "percent"), ONE)
        kind: QuantityKind = "factor" if numeral.fraction else "count"
        amount = _amount(numeral, numeral.start, numeral.end, Unit("1", kind), numeral.scale)
        year = (
            numeral.literal
            and numeral.value is not None
            and numeral.end - numeral.start == 4
            and 1500 <= numeral.value < 2200
        )
        return replace(amount, bare=True, year=year)

    def _signed(self, text: str, amount: Amount) -> Amount:
        window = text[max(0, amount.start - 12) : amount.start]
        match = self.rules.negative.search(window)
        if match is None or amount.value is None:
            return amount
        start = amount.start - (len(window) - match.start())
        if match["plus"]:
            signed = match["plus"] == "+" or amount.kind == "percent"
            return replace(amount, start=start) if signed else amount
        return replace(amount, start=start, value=-amount.value)


def _of_range(text: str, end: int) -> tuple[Unit, int] | None:
    """The currency of $3-5 million for its second number, which begins where it stands."""
    match = _RANGE_START.search(text[max(0, end - 24) : end])
    found = currencies.before(match["sign"], len(match["sign"])) if match else None
    return (found[0], end) if found else None


def _times(numeral: Numeral, factor: Decimal) -> Numeral:
    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else ARITHMETIC.multiply(value, factor)

    return replace(
        numeral, value=scaled(numeral.value), low=scaled(numeral.low), high=scaled(numeral.high)
    )


def _amount(numeral: Numeral, start: int, end: int, unit: Unit, scale: Decimal) -> Amount:
    scaled = _times(numeral, unit.factor) if unit.factor != 1 else numeral
    return Amount(
        start=min(start, numeral.start),
        end=end,
        numeral=numeral,
        kind=unit.kind,
        unit=unit.name,
        value=scaled.value,
        low=scaled.low,
        high=scaled.high,
        assumed=unit.assumed,
        scale=scale,
        minor=unit.minor,
    )


def _weighs(text: str, numeral: Numeral, currency: Unit, language: str) -> bool:
    """Whether "pound" is a weight here: the amount is small and nothing speaks of money."""
    if currency.name != "GBP" or not re.match(r"[ -]?(?:pounds?|Pfund|ポンド)", text[numeral.end : numeral.end + 8], re.IGNORECASE):
        return False
    around = text[max(0, numeral.start - 60) : numeral.end + 40].casefold()
    weight = re.search(
        r"weigh|heav|baby|flour|butter|meat|sugar|beef|lost |gain|potato|luggage|salmon|fish|wiegt|wog|schwer|gewicht|hack|tasse|mehl|zucker|fleisch|kartoffel|abgenommen|zugenommen|butter|äpfel|kaffee|speck|体重|重|小麦|肉|赤ちゃん|増量|減量|荷物|砂糖|牛|マグロ|軽|体が|kg",
        around,
    )
    thing = language == "de" and re.match(r"[ -]Pfund (?!Sterling)[A-ZÄÖÜ][a-zäöü]", text[numeral.end :numeral.end+20])
    hyphen = re.match(r"-(?:pound|Pfund)", text[numeral.end : numeral.end + 8], re.IGNORECASE)
    return bool(weight or thing or hyphen) and numeral.scale < 1000


def _misread(unit: Unit, text: str, start: int, end: int, numeral: Numeral, *, tight: bool) -> bool:
    """Whether what looks like a unit is another word here: "5 in Berlin", "3 a day", "ALL"."""
    written = text[start:end]
    if numeral.value is None and unit.kind not in ("money", "duration", "measure"):
        return True
    if written in ("p", "ct") and not tight:
        return True
    if written in ("$", "€", "£", "¥", "₹") and text[end : end + 1].isdigit() and not tight:
        return True
    if written == "in" and re.search(r"(?:ft|feet|foot)\.?,? \d+ $", text[max(0, start - 16) : start]):
        return False
    if written in ("A", "a", "in", "am") or (written in ("h", "s", "m", "g", "t", "l", "L", "V", "W", "J", "B", "C") and written == "l" and not tight):
        return True
    if len(written) == 1 and written.isalpha() and written.isascii():
        return _is_initial(text, start, end)
    if written == '"':
        quotes = text.count('"', max(0, start - 200), start)
        return quotes % 2 == 1 or not re.match(r"\s*(?:$|[\w.,;)])", text[end : end + 2])
    return False


def _is_initial(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in (".", "'") and text[end + 1 : end + 2].isalpha()

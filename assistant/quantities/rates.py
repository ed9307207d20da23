"""Units made of two: prices per kilowatt-hour, kilometres per hour, tonnes of CO2."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.quantities.amount import Amount
from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import NumberRules
from assistant.quantities.units import Unit, UnitNames

CHIP_HOURS = re.compile(
    r"""
    [ \u00a0-]{0,2}
    (?:(?:NVIDIA|Nvidia)[ ])?
    (?:(?:[A-Z]{1,3}\d{2,4}[A-Za-z]{0,8}|TPU[ ]?v\d\w?|GPU|TPU|chip|accelerator)[- ]?){1,4}
    (?:hours?\b|-?[Ss]tunden?\b|・?時間)
    """,
    re.VERBOSE,
)
"""Names of accelerators are the same in every language."""
TIMES_CHIPS = re.compile(
    r"""
    [ \u00a0]?[x×](?=
        [ \u00a0]?(?:(?:NVIDIA|Nvidia|AMD|Intel|Google)[ ])?
        (?:[A-Z]{1,3}\d{2,4}[A-Za-z]*|TPU|GPU)s?(?![A-Za-z0-9])
        (?![ -](?:performance|speed|throughput|Leistung|Tempo|Durchsatz))
    )
    """,
    re.VERBOSE,
)
"""What makes the number before it a count of chips and no factor: 64x MI300X."""
_CARBON = {"t": "tCO2e", "kg": "kgCO2e", "g": "gCO2e"}
_RATED = {
    "money": frozenset(
        "kWh MWh Wh hour minute second chip_hour t tCO2e kg g pound ounce L m3 barrel gallon "
        "m2 acre mile km GB TB".split()
    ),
    "measure": frozenset("kWh MWh W hour minute second L km t kg".split()),
}
"""What may stand below the slash; whatever else a price is for does not change its unit."""
_COUNTED = frozenset({"barrel"})
"""Measures that are things as well: 3 barrels a day are barrels."""


@dataclass(frozen=True, slots=True)
class RateReader:
    """Reads what follows an amount and belongs to its unit."""

    rules: NumberRules
    units: UnitNames

    def of_carbon(self, text: str, numeral: Numeral, unit: Unit, end: int) -> Amount:
        """Returns a measure; "of CO2" after a weight makes a unit of its own."""
        amount = Amount.of(numeral, end, unit)
        if amount.unit in _CARBON and (match := self.rules.units.carbon.match(text, end)):
            return replace(amount, end=match.end(), unit=_CARBON[amount.unit])
        return amount

    def with_rate(self, text: str, amount: Amount) -> Amount:
        """Takes in "per kWh" where a rate is a unit of its own: USD/kWh, km/hour."""
        match = self.rules.units.per.match(text, amount.end)
        allowed = _RATED.get(amount.kind)
        if match is None or allowed is None:
            return amount
        if chip := CHIP_HOURS.match(text, match.end()):
            return replace(amount, end=chip.end(), unit=f"{amount.unit}/chip_hour")
        names = self.units
        at = match.end()
        found = names.at(text, at) if self.rules.spaced else names.prefix_of(text, at)
        if found is None or found[0].name not in allowed:
            return amount
        if amount.kind == "measure" and not _makes_measure(match, amount, found[0]):
            return amount
        return replace(amount, end=found[1], unit=f"{amount.unit}/{found[0].name}")


def _makes_measure(per: re.Match[str], amount: Amount, below: Unit) -> bool:
    article = per.groupdict().get("article") is not None
    return amount.unit not in _COUNTED and not (article and below.kind != "duration")

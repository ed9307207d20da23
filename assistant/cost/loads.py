"""The power of a machine as a whole: a rack, a server, a data centre, one chip."""

from __future__ import annotations

from decimal import Decimal

from assistant.cost.clauses import clause
from assistant.cost.figures import Figure
from assistant.cost.magnitudes import MOST_OF_A_CHIP, largest
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading
from assistant.language import fold
from assistant.quantities.units import convert
from assistant.types import Quantity

_COUNTED = ("chips", "count", "chip_hours")


def is_load(reading: Reading) -> bool:
    """Whether the power stated is that of everything that runs, rather than of each of many."""
    powers = reading.of("power")
    if len(powers) != 1 or reading.subjects.run or _is_of_each(powers[0], reading):
        return False
    if not any(figure.quantity.value != 1 for figure in reading.of(*_COUNTED)):
        return True
    drawn = convert(largest(powers[0].quantity), powers[0].quantity.unit, "kW")
    return drawn is not None and drawn > MOST_OF_A_CHIP


def is_of_facility(reading: Reading) -> bool:
    """Whether a load is said of a data centre as a whole, whose overhead it holds already."""
    return is_load(reading) and any(
        pattern("beside", "facility").search(
            fold(reading.question[clause(figure, reading)[0] : figure.quantity.start])
        )
        for figure in reading.of("power")
    )


def load_time(reading: Reading) -> list[tuple[str, Figure]]:
    """Returns the time in which a load is asked for: "per year", jährlich, 年間."""
    match = pattern("spelled_rate", reading.language).search(reading.question)
    if match is None or not is_load(reading):
        return []
    unit = match.lastgroup or "year"
    held = Quantity(match.start(), match.end(), match.group(), "duration", Decimal(1), unit)
    return [("hours", Figure(held, "hours"))]


def _is_of_each(figure: Figure, reading: Reading) -> bool:
    start, end = clause(figure, reading)
    return pattern("beside", "each").search(fold(reading.question[start:end])) is not None

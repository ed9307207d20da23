"""Whether what a question speaks of grows or shrinks, or has done so already."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.cost.figures import Figure
from assistant.cost.intents import says
from assistant.cost.multiples import is_below_another
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading
from assistant.types import Quantity


def falls(reading: Reading, figure: Figure | None = None) -> bool:
    """Whether something falls, by the word nearest to a figure; by all words without one."""
    down, up = (_distance(name, reading, figure) for name in ("falls", "rises"))
    return down is not None and (up is None or (figure is not None and down < up))


def of_decline(figure: Figure, reading: Reading) -> Figure:
    """Returns a rate of change as it counts: "falls by 30%" is -30%, "by a factor of 2" a half."""
    held = figure.quantity
    if not falls(reading, figure) or any(end is not None and end <= 0 for end in _ends(held)):
        return figure
    if held.unit == "%":
        low, value, high = (None if end is None else -end for end in _ends(held))
        return replace(figure, quantity=replace(held, low=high, value=value, high=low))
    if all(end is None or end > 1 for end in _ends(held)):
        low, value, high = (None if end is None else 1 / end for end in _ends(held))
        return replace(figure, quantity=replace(held, low=high, value=value, high=low))
    return figure


def speaks_against(formula: str, reading: Reading) -> bool:
    """Whether the words deny a growth, or make an amount what a saving has left already."""
    if formula in _GROWING:
        return says("trends", "denied", reading)
    return formula in _SAVING and any(
        is_below_another(money, rate, reading)
        for money in reading.of("money", "unit_price", "budget")
        for rate in reading.of("saving_share", "saving_factor", "percent", "factor")
    )


_GROWING = frozenset({"forecast", "multiple", "time_to_reach", "doubling_time"})
_SAVING = frozenset({"saving", "saving_by_share", "cost_after_saving", "cost_less_share"})


def _ends(held: Quantity) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return held.low, held.value, held.high


def _distance(name: str, reading: Reading, figure: Figure | None) -> int | None:
    """How far from a figure the nearest word of a direction stands."""
    places = [
        match.span() for match in pattern("trends", name, reading.language).finditer(reading.folded)
    ]
    if figure is None:
        return 0 if places else None
    held = figure.quantity
    return min((max(start - held.end, held.start - end, 0) for start, end in places), default=None)

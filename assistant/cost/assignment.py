"""The figures of a question as inputs of the formula that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from assistant.cost.direction import falls, of_decline
from assistant.cost.figures import Figure
from assistant.cost.inputs import Input, stated
from assistant.cost.intents import says
from assistant.cost.limits import beside, can_be_of_one, people
from assistant.cost.loads import is_load, is_of_facility, load_time
from assistant.cost.magnitudes import can_be_a_rate
from assistant.cost.phrases import pattern
from assistant.cost.questions import Reading
from assistant.errors import UnitMismatchError
from assistant.types import CalculationOrigin, Language, Quantity

_DIRECT = (
    "chip_hours energy power intensity water_intensity flop peak price electricity_price pue mfu"
    " price_index interconnect_share staff_share gross_margin depreciation parameters tokens"
    " years_since_availability server_price chip_price experiment_factor unit_price budget"
    " saving_share chips age"
).split()
"""Roles that are inputs by themselves."""

_OF_ONE = ("unit_price", "server_price", "chip_price")

Named = list[tuple[str, Figure]]
_Rule = Callable[[Reading], Named]


def given(formula: str, reading: Reading) -> dict[str, Input]:
    """Returns the inputs that a question gives for a formula, by name.

    Raises:
        InputError: a figure cannot be what it is said to be.
    """
    named: Named = [("parameters", f) for f in reading.of("active_parameters")]
    direct = [figure for figure in reading.figures if figure.role in _DIRECT]
    # "300 W for one chip" is beside the number of chips.
    direct.sort(key=lambda figure: -size(figure.quantity) if figure.role == "chips" else 0)
    roles = {"power": "load"} if is_load(reading) else {}
    named += [(roles.get(figure.role, figure.role), figure) for figure in direct]
    for rule in (*_RULES.get(formula, ()), _time_rule(formula)):
        named += rule(reading)
    found: dict[str, Input] = {}
    for name, figure in named:
        if name in found:
            continue
        if name in _OF_ONE and not can_be_of_one(figure, reading):
            continue  # the price of all of them
        try:
            found[name] = stated(name, figure.quantity, "question", figure.quantity.text)
        except UnitMismatchError:
            continue  # the same words stand beside figures of another kind
    if is_of_facility(reading):
        found.pop("pue", None)
    elif "pue" not in found and (origin := _origin_of_no_overhead(reading)):
        none = Quantity(0, 0, "PUE 1", "count", Decimal(1), "1")
        found["pue"] = stated("pue", none, *origin)
    return found


def _origin_of_no_overhead(reading: Reading) -> tuple[CalculationOrigin, str] | None:
    """Why nothing is added for a data centre: the question says so, or states the power alone."""
    if says("words", "no_pue", reading):
        return "question", reading.question
    alone = reading.of("power") and not is_load(reading)
    if not alone or says("words", "overhead_too", reading):
        return None
    return "default", _POWER_ALONE[reading.language]


_POWER_ALONE: Mapping[Language, str] = {
    "en": "the power stated, without a data centre's overhead",
    "de": "genannte Leistung ohne den Mehrverbrauch eines Rechenzentrums",
    "ja": "示された消費電力のみ（施設の付帯電力を含まない）",
}


def _monies(reading: Reading) -> list[Figure]:
    found = reading.of(
        "money", "budget", "unit_price", "run_rate", "revenue", "server_price", "chip_price"
    )
    return sorted(found, key=lambda figure: size(figure.quantity))


def size(quantity: Quantity) -> Decimal:
    """Returns a number by which figures of one unit can be put in order."""
    ends = (quantity.value, quantity.high, quantity.low)
    return next((end for end in ends if end is not None), Decimal(0))


def _budget(reading: Reading) -> Named:
    monies = _monies(reading)
    priced = reading.of("unit_price") or (monies[:1] if len(monies) > 1 else [])
    rest = [figure for figure in monies if figure not in priced]
    return [*(("unit_price", f) for f in priced), *(("budget", f) for f in rest[-1:])]


def _unit_price(reading: Reading) -> Named:
    return [("unit_price", figure) for figure in _monies(reading)[:1]]


def _cost(reading: Reading) -> Named:
    return [("cost", figure) for figure in _monies(reading)[-1:]]


def _from_to(reading: Reading) -> Named:
    monies = _monies(reading)
    if len(monies) < 2:
        return [("cost", figure) for figure in monies]
    start, end = (monies[-1], monies[0]) if falls(reading) else (monies[0], monies[-1])
    reached = [figure for figure in monies if _is_reached(figure, reading)]
    if len(reached) == 1 and reached[0] is start:
        start, end = end, start
    return [("cost", start), ("future_cost", end)]


def _is_reached(figure: Figure, reading: Reading) -> bool:
    """Whether an amount is said to be what a trend arrives at."""
    before, after = beside(figure, reading)
    return bool(
        pattern("beside", "reached_before").search(before)
        or pattern("beside", "reached_after").match(after)
    )


def _run_rate(reading: Reading) -> Named:
    monies = _monies(reading)
    rated = reading.of("run_rate")
    rest = [figure for figure in monies if figure not in rated]
    if rated:
        return [("run_rate", rated[0]), *(("revenue", f) for f in rest[:1])]
    return [*(("revenue_needed", f) for f in rest[-1:]), *(("revenue", f) for f in rest[:-1])]


def _run_rate_alone(reading: Reading) -> Named:
    return [("run_rate", f) for f in (*reading.of("run_rate"), *_monies(reading)[-1:])]


def _hourly_price(reading: Reading) -> Named:
    small = [figure for figure in _monies(reading) if can_be_a_rate(figure.quantity, "hours")]
    return [("price", figure) for figure in small[:1] if not _is_spent(figure, reading)]


def _is_spent(figure: Figure, reading: Reading) -> bool:
    """Whether an amount is said to be what a known run cost in all: "GPT-4 cost 5 dollars"."""
    before, after = beside(figure, reading)
    said = pattern("beside", "spent_before").search(before)
    said = said or pattern("beside", "spent_after").match(after)
    return bool(said) and not reading.of("chips", "chip_hours", "hours")


def _server_price(reading: Reading) -> Named:
    if reading.of("chip_price"):
        return []
    return [("server_price", figure) for figure in _monies(reading)[:1]]


def _compute_cost(reading: Reading) -> Named:
    return [("compute_cost", figure) for figure in _monies(reading)[-1:]]


def _growth(reading: Reading) -> Named:
    figures = [*reading.of("growth"), *reading.of("factor", "percent")]
    return [("growth", of_decline(figure, reading)) for figure in figures]


def _saving(reading: Reading) -> Named:
    """A factor of ten, or a tenth of what it was."""
    figures = reading.of("saving_factor", "factor", "growth", "count")
    factors = [("saving_factor", _at_least_one(figure)) for figure in figures]
    return [*factors, *(("saving_share", f) for f in reading.of("saving_share", "percent"))]


def _at_least_one(figure: Figure) -> Figure:
    value = figure.quantity.value
    if not value or value >= 1:
        return figure
    return replace(figure, quantity=replace(figure.quantity, value=1 / value, kind="factor"))


def _number(reading: Reading) -> Named:
    return [("number", figure) for figure in (*reading.of("chips"), *_bare_counts(reading))]


def _chips(reading: Reading) -> Named:
    return [("chips", figure) for figure in _bare_counts(reading)]


def _bare_counts(reading: Reading) -> list[Figure]:
    """Numbers that may count chips: no people, runs or instalments."""
    return [
        figure
        for figure in reading.of("count")
        if not people(figure, reading)
        and not pattern("beside", "other_counted").match(beside(figure, reading)[1])
    ]


def _mass(reading: Reading) -> Named:
    return [("emissions", figure) for figure in reading.of("mass")]


def _net_mass(reading: Reading) -> Named:
    return [("emissions_without_overhead", figure) for figure in reading.of("mass")]


def _age(reading: Reading) -> Named:
    durations = reading.of("years", "hours", "years_since_availability", "age")
    return [(name, f) for f in durations for name in ("age", "years_since_availability")]


def _since(reading: Reading) -> Named:
    return [("years_since_availability", figure) for figure in reading.of("age")]


def _training_time(reading: Reading) -> Named:
    times = [("hours", figure) for figure in reading.of("hours", "years")]
    return times or load_time(reading)


def _years(reading: Reading) -> Named:
    spans = [("years", f) for f in reading.of("years", "hours", "age")]
    dates = sorted(reading.of("year"), key=lambda figure: size(figure.quantity))
    if len({size(figure.quantity) for figure in dates}) > 2:
        return spans  # which of them a trend runs between is not said
    ends = [("target_year", dates[-1])] if dates else []
    return [*spans, *ends, *([("start_year", dates[0])] if len(dates) > 1 else [])]


def _time_rule(formula: str) -> _Rule:
    if formula in ("forecast", "multiple", "growth_rate", "time_to_reach", "doubling_time"):
        return _years
    return _age if formula in ("remaining_value", "value_at_start") else _training_time


_RULES: Mapping[str, Sequence[_Rule]] = MappingProxyType(
    {
        "how_many": (_budget,),
        "purchase": (_unit_price, _number),
        "forecast": (_cost, _growth),
        "doubling_time": (_growth,),
        "time_to_reach": (_from_to, _growth),
        "growth_rate": (_from_to,),
        "revenue_needed": (_run_rate_alone,),
        "revenue_gap": (_run_rate,),
        "saving": (_cost, _saving),
        "saving_by_share": (_cost, _saving),
        "cost_after_saving": (_cost, _saving),
        "cost_less_share": (_cost, _saving),
        "energy_saved": (_saving,),
        "rental": (_hourly_price, _chips),
        "acquisition": (_server_price, _chips),
        "amortised": (_server_price, _chips, _since),
        "development": (_compute_cost, _since),
        "value_at_start": (_server_price,),
        "emissions_without_overhead": (_mass,),
        "emissions_with_overhead": (_net_mass,),
        "multiple": (_growth,),
        "chip_hours": (_chips,),
        "energy": (_chips,),
    }
)

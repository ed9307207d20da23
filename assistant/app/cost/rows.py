"""The inputs of a formula as rows of a form: what each is called, its default, its slider."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from assistant.app.cost.numbers import shown_number, typed, year_number
from assistant.app.cost.scenario import CALENDAR, Scenario, subjects
from assistant.cost.defaults import default
from assistant.cost.formulas import Formula, Variable, formula, giving, variable, variables
from assistant.cost.inputs import Input, written
from assistant.types import Language

STEPS = 300
"""Of a slider over several powers of ten."""
_FINEST = 200
_FIXED = frozenset({"hours_per_year"})
"""Inputs with a default that nobody would change."""


_ORDER = MappingProxyType({"chip_hours": -1, "price_index": 1})
"""What comes before and after the others."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a slider runs over."""

    low: float
    high: float
    powers: bool
    """Whether it runs evenly over powers of ten."""

    @property
    def step(self) -> float:
        """The round number by which values go up on an even slider."""
        rough = (self.high - self.low) / _FINEST
        unit = 10.0 ** math.floor(math.log10(rough))
        return float(next(n * unit for n in (1, 2, 5, 10) if n * unit >= rough * 0.999))

    @property
    def places(self) -> int:
        """The last of its places, which count from 0."""
        return STEPS if self.powers else max(1, round((self.high - self.low) / self.step))

    def place(self, value: float) -> int:
        """Returns where a value stands; the nearer end for one beyond it."""
        held = min(max(value, self.low), self.high)
        if self.powers:
            share = math.log(held / self.low) / math.log(self.high / self.low)
        else:
            share = (held - self.low) / (self.high - self.low)
        return round(share * self.places)


def _even(low: float, high: float) -> Span:
    return Span(low, high, powers=False)


def _powers(low: float, high: float) -> Span:
    return Span(low, high, powers=True)


SPANS: Mapping[str, Span] = MappingProxyType(
    {
        "chips": _powers(1, 1e6),
        "hours": _powers(1, 1e4),
        "chip_hours": _powers(1e3, 1e9),
        "flop": _powers(1e20, 1e28),
        "parameters": _powers(1e8, 1e13),
        "tokens": _powers(1e9, 1e14),
        "peak": _powers(1e13, 1e16),
        "mfu": _even(0.05, 0.75),
        "price": _powers(0.1, 20),
        "price_index": _even(0.5, 2),
        "chip_price": _powers(1e3, 1e5),
        "server_price": _powers(1e3, 2e5),
        "server_overhead": _even(1, 3),
        "depreciation": _even(0, 0.5),
        "years_since_availability": _even(0, 6),
        "start": _even(2015, 2035),
        "age": _even(0, 10),
        "interconnect_share": _even(0, 0.5),
        "tdp": _even(0.1, 2),
        "server_factor": _even(1, 3),
        "server_power": _even(0.1, 4),
        "power_ratio": _even(0.2, 1.2),
        "pue": _even(1, 2),
        "energy": _powers(1e3, 1e11),
        "electricity_price": _powers(0.01, 1),
        "intensity": _even(0, 1),
        "emissions": _powers(1e3, 1e9),
        "emissions_without_overhead": _powers(1e3, 1e9),
        "water_intensity": _even(0, 10),
        "experiment_factor": _even(1, 6),
        "staff_share": _even(0, 0.7),
        "cost": _powers(1e5, 1e12),
        "growth": _even(1, 5),
        "years": _even(0, 15),
        "start_year": _even(2015, 2035),
        "target_year": _even(2020, 2045),
        "future_cost": _powers(1e5, 1e14),
        "budget": _powers(1e3, 1e12),
        "unit_price": _powers(1e2, 1e6),
        "number": _powers(1, 1e7),
        "amount": _powers(1, 1e12),
        "saving_factor": _powers(1, 100),
        "saving_share": _even(0, 1),
        "run_rate": _powers(1e9, 1e12),
        "cost_factor": _even(1, 5),
        "gross_margin": _even(0, 0.9),
        "revenue": _powers(1e9, 1e12),
    }
)
"""What people move each input over; its defaults lie within."""


@dataclass(frozen=True, slots=True)
class Way:
    """A formula that gives an input which nobody set."""

    formula: Formula
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An input of the form."""

    name: str
    label: str
    typed: str
    """What its box holds: nothing, unless somebody set it."""
    default: str
    """What counts while nothing is set."""
    span: Span | None
    place: int
    """Of the slider."""
    ways: tuple[Way, ...]

    @property
    def names(self) -> Iterator[str]:
        """Its own name and those of the inputs that it may be worked out from."""
        yield self.name
        for way in self.ways:
            for row in way.rows:
                yield from row.names


def rows(scenario: Scenario, language: Language) -> tuple[Row, ...]:
    """Returns the inputs of the formula of a scenario, each once, in the order it reads them."""
    chosen = formula(scenario.formula)
    return _Form(scenario, language).of(chosen, frozenset({chosen.gives}))


def asked_for(applied: Formula) -> tuple[str, ...]:
    """Returns the inputs of a formula but for those that nobody would change."""
    names = applied.expression.names
    return tuple(name for name in names if name not in _FIXED | _constants())


@cache
def _constants() -> frozenset[str]:
    return frozenset(name for name, held in variables().items() if held.defaults == ("constant",))


def row_names(scenario: Scenario) -> list[str]:
    """Returns the names of all rows of a form."""
    return [name for row in rows(scenario, "en") for name in row.names]


class _Form:
    """Walks from a formula to its inputs, and on to those that they may be worked out from."""

    def __init__(self, scenario: Scenario, language: Language) -> None:
        self._scenario = scenario
        self._subjects = subjects(scenario)
        self._language = language
        self._seen: set[str] = set()

    def of(self, applied: Formula, above: frozenset[str]) -> tuple[Row, ...]:
        found: list[Row] = []
        # All of a formula's own inputs come before those that one of them is worked out from.
        fresh = [name for name in asked_for(applied) if name not in self._seen | above]
        self._seen.update(fresh)
        for name in fresh:
            held = variable(name)
            if held.derived and giving(name):
                found.extend(self.of(giving(name)[0], above | {name}))
            else:
                found.append(self._row(held, above))
        return tuple(sorted(found, key=lambda row: _ORDER.get(row.name, 0)))

    def _row(self, held: Variable, above: frozenset[str]) -> Row:
        ways = [
            Way(other, self.of(other, above | {held.name}))
            for other in giving(held.name)
            if not above.intersection(other.expression.names)
        ]
        text = self._scenario.given.get(held.name, "")
        assumed = default(held.name, self._subjects, self._language)
        return Row(
            name=held.name,
            label=held.labels[self._language],
            typed=typed_in(held.name, text, self._language) if text else "",
            default=self._default(assumed),
            span=span_of(held.name),
            place=place_of(held.name, written(held.name, text) if text else assumed),
            ways=tuple(way for way in ways if way.rows),
        )

    def _default(self, assumed: Input | None) -> str:
        if assumed is None or assumed.value is None:
            return ""
        if assumed.name in CALENDAR:
            return year_number(assumed.value)
        return shown_number(assumed.value, self._language)


def typed_in(name: str, text: str, language: Language) -> str:
    """Returns what the box of an input holds for a figure as scripts write it."""
    return text if name in CALENDAR else typed(text, language)


def span_of(name: str) -> Span | None:
    """Returns what the slider of an input runs over; nothing where it has none."""
    return SPANS.get(name)


def place_of(name: str, held: Input | None) -> int:
    """Returns where the slider of an input stands: in the middle where nothing is known."""
    span = span_of(name)
    if span is None:
        return 0
    value = _middle(held)
    return span.places // 2 if value is None else span.place(float(value))


def _middle(held: Input | None) -> Decimal | None:
    if held is None:
        return None
    if held.value is None and held.low is not None and held.high is not None:
        return (held.low + held.high) / 2
    return held.value

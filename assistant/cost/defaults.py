"""Where a value comes from if nobody gives one: run, chip, grid, parameter, definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from assistant.cost.facts import Chip, Parameter, Run, grids, parameters, variants
from assistant.cost.formulas import variable
from assistant.cost.inputs import Input, of_constant, of_parameter
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Subjects:
    """The things a calculation is about that have facts of their own."""

    chip: Chip | None = None
    run: Run | None = None
    grid: Parameter | None = None
    country: str = ""
    """A country named whose electricity there are no facts about."""

    @property
    def hardware(self) -> Chip | None:
        """The chip named, or the one that the run used."""
        return self.chip or (self.run.chip if self.run else None)


def default(name: str, subjects: Subjects, language: Language) -> Input | None:
    """Returns the first default that is known, or nothing."""
    for place in variable(name).defaults:
        if place == "constant":
            return of_constant(name, language)
        group, _, key = place.rpartition(".")
        found = _GROUPS[group](key, subjects)
        if found and found.value is not None:
            return of_parameter(name, found, language)
    return None


def _of_run(key: str, subjects: Subjects) -> Parameter | None:
    """A run's figures hold for its own chip: on another they are no longer its price or power."""
    run = subjects.run
    if (
        run is None
        or (key == "grid" and subjects.grid)
        or (subjects.chip not in (None, run.chip) and key in _OF_HARDWARE)
    ):
        return None
    found = run.values.get(key)
    return _with_spread(found, run.chip) if found else None


_OF_HARDWARE = frozenset(
    "chips hours chip_hours mfu power energy_kwh server_price rent price_index"
    " years_since_availability".split()
)
_SPREADS = {
    "chip_hours": "chip_hours_factor",
    "flop": "flop_factor",
    "server_price": "price_factor_{kind}",
}
"""The factors by which such figures may be off where they are estimates."""


def _with_spread(found: Parameter, chip: Chip) -> Parameter:
    """A run's figure with the range of estimates; what its developers publish is exact."""
    spread = _SPREADS.get(found.name, "").format(kind=chip.kind)
    if not spread or found.value is None or found.low or found.reference.id != _ESTIMATES:
        return found
    factor = parameters()[spread]
    assert factor.low is not None
    assert factor.high is not None
    return replace(
        found,
        low=found.value * factor.low,
        high=found.value * factor.high,
        distribution=factor.distribution,
        bounds_citation=factor.citation,
    )


_ESTIMATES = "epoch_data"
"""The data set of figures that others than the developers have worked out."""


def _of_chip(key: str, subjects: Subjects) -> Parameter | None:
    chip = subjects.hardware
    if chip is None:
        return None
    if key == "server_price" and key not in chip.values and chip.price_basis == "server":
        return chip.values.get("price")
    return chip.values.get(key)


def _of_model(key: str, subjects: Subjects) -> Parameter | None:
    if key == "grid":
        return subjects.grid or (None if subjects.country else grids()["USA"])
    if key == "water_intensity" and subjects.grid:
        return variants(key).get(subjects.grid.of, parameters()[key])
    if key == "power_ratio":
        kind = subjects.hardware.kind if subjects.hardware else "gpu"
        return parameters()[f"power_ratio_{kind}"]
    return parameters().get(key)


_GROUPS: Mapping[str, Callable[[str, Subjects], Parameter | None]] = MappingProxyType(
    {"run": _of_run, "chip": _of_chip, "": _of_model}
)

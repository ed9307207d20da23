"""What facts.yaml holds, as types, and the checks that every record passes when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias, get_args

from assistant.types import Language

Distribution: TypeAlias = Literal["lognormal", "normal", "one_sided"]
ChipKind: TypeAlias = Literal["gpu", "tpu"]
PriceBasis: TypeAlias = Literal["chip", "server"]

Row: TypeAlias = Mapping[str, Any]
"""A record as YAML gives it, every scalar a string."""

# Tests hold them against the pint registry, which takes longer to build than the facts to load.
UNITS = frozenset(
    "1 1/year year month hour kW W kWh L L/kWh USD USD/kWh USD/chip_hour JPY/USD "
    "chip_hour FLOP TFLOP/s gCO2e/kWh".split()
)
_NEEDED = frozenset("unit source locator checked label".split())
_ALLOWED = _NEEDED | frozenset("value low high distribution bounds includes aliases".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication or a data set that numbers come from."""

    id: str
    authors: str
    title: str
    published: int | None
    """Year, where the publication bears one."""
    locator_base: str
    """Names the publication, such as arXiv:2405.21015v2; locators lie within it."""
    url: str

    def cite(self, locator: str) -> str:
        """Returns a place in the publication as a reader can find it again."""
        by = f"{self.authors} {self.published}" if self.published else self.authors
        return f"{by}, {self.locator_base}, {locator}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the model, or a range without a default."""

    name: str
    value: Decimal | None
    """A month is an ISO number, as in ``Quantity``: 202008."""
    low: Decimal | None
    high: Decimal | None
    unit: str
    """As in ``Quantity``."""
    distribution: Distribution | None
    """How it is drawn between its bounds; ``None`` without a default or without bounds."""
    reference: Reference
    locator: str
    """Table, section or file in the publication."""
    checked: date
    includes: str
    """What the number includes and excludes, in English."""
    labels: Mapping[str, str]
    """What it is called, by language."""
    of: str = ""
    """Year, country, chip or run whose number it is, where there are several."""
    aliases: tuple[str, ...] = ()
    """Names of the country, for the intensity of its electricity."""
    bounds_citation: str = ""
    """Where a bound comes from, if not from the reference."""

    @property
    def citation(self) -> str:
        """Where the number stands: "Cottier et al. 2024, arXiv:2405.21015v2, Table 1"."""
        return self.reference.cite(self.locator)


@dataclass(frozen=True, slots=True)
class Chip:
    """An accelerator; ``values`` holds what is known of it and nothing else.

    Keys: peak, tdp, price, server_price, rent, server_power, server_factor, available.
    """

    name: str
    label: str
    maker: str
    kind: ChipKind
    price_basis: PriceBasis | None
    """Whether ``price`` is that of a single chip or of a chip with its share of the server."""
    aliases: tuple[str, ...]
    values: Mapping[str, Parameter]

    @property
    def server_factor(self) -> Parameter | None:
        """Server power relative to chip power, where the server's own is not known: TPUs."""
        return self.values.get("server_factor")


@dataclass(frozen=True, slots=True)
class Run:
    """A training run as published; ``values`` holds what is known of it and nothing else.

    Keys: chips, hours, chip_hours, flop, parameters, tokens, mfu, power, pue, energy_kwh, grid,
    years_since_availability, server_price, rent, price_index, electricity_price, staff_share.
    The energy includes the PUE where the run has one.
    """

    name: str
    aliases: tuple[str, ...]
    chip: Chip
    values: Mapping[str, Parameter]


def read_reference(name: str, row: Row) -> Reference:
    """Returns a publication from its record."""
    year = int(row["published"]) if "published" in row else None
    url = row.get("url", "")
    return Reference(name, row["authors"], row["title"], year, row["locator_base"], url)


def read_chip(name: str, row: Row, values: Mapping[str, Parameter]) -> Chip:
    """Returns a chip from its record.

    Raises:
        ValueError: the record says what no chip can be.
    """
    kind, basis = row["kind"], row.get("price_basis")
    require(kind in get_args(ChipKind), name, "is neither gpu nor tpu")
    require(basis in (*get_args(PriceBasis), None), name, "has an unknown price_basis")
    require((basis is None) == ("price" not in values), name, "needs a basis of its price")
    return Chip(name, row["label"], row["maker"], kind, basis, tuple(row["aliases"]), values)


def read_parameter(
    name: str, row: Row, references: Mapping[str, Reference], of: str = ""
) -> Parameter:
    """Returns a parameter from its record.

    Raises:
        ValueError: something is missing, unknown, or at odds with the rest.
    """
    where = f"{name} of {of}" if of else name
    _check_keys(where, row)
    for source in (row["source"], row.get("bounds", row)["source"]):
        require(source in references, where, f"has the unknown source {source!r}")
    bounds = row.get("bounds")
    found = Parameter(
        name=name,
        value=_number(where, row.get("value")),
        low=_number(where, row.get("low")),
        high=_number(where, row.get("high")),
        unit=row["unit"],
        distribution=row.get("distribution"),
        reference=references[row["source"]],
        locator=row["locator"],
        checked=date.fromisoformat(row["checked"]),
        includes=row.get("includes", ""),
        labels=row["label"],
        of=of,
        aliases=tuple(row.get("aliases", ())),
        bounds_citation=references[bounds["source"]].cite(bounds["locator"]) if bounds else "",
    )
    for problem in _problems(found):
        require(False, where, problem)
    return found


def _check_keys(where: str, row: Row) -> None:
    missing, unknown = _NEEDED - row.keys(), row.keys() - _ALLOWED
    require(not missing, where, f"lacks {sorted(missing)}")
    require(not unknown, where, f"has unknown keys {sorted(unknown)}")
    empty = sorted(key for key, held in row.items() if not held)
    require(not empty, where, f"has nothing in {empty}")
    require(row["unit"] in UNITS, where, f"has the unknown unit {row['unit']!r}")
    require(row["label"].keys() == {*get_args(Language)}, where, "needs a label in each language")


def _problems(found: Parameter) -> Iterator[str]:
    """Yields what is wrong with value, bounds and distribution."""
    value, low, high = found.value, found.low, found.high
    if low is None or high is None:
        if low != high or value is None or found.distribution:
            yield "needs a value, or both bounds; a value alone has no distribution"
        return
    middle = low if value is None else value
    if not low <= middle <= high or low == high:
        yield "is not within its bounds"
    if (found.distribution in get_args(Distribution)) == (value is None):
        yield "needs a distribution if it has value and bounds, and only then"
    if value is not None and (found.distribution == "one_sided") != (value in (low, high)):
        yield "is one-sided where the default is a bound, and only there"
    if found.distribution == "lognormal" and low <= 0:
        yield "cannot be lognormal from zero or less"


def _number(where: str, written: str | None) -> Decimal | None:
    if written is None:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    require(number.is_finite(), where, f"has no number in {written!r}")
    return number


def require(holds: bool, where: str, problem: str) -> None:
    """Refuses facts.yaml, naming the record that is wrong.

    Raises:
        ValueError: it does not hold.
    """
    if not holds:
        raise ValueError(f"facts.yaml: {where} {problem}")

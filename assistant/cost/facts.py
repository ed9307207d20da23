"""Numbers of the cost model: parameters, chips, published runs and grids, and lookups by name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.cost.records import (
    Chip,
    Parameter,
    Reference,
    Row,
    Run,
    read_chip,
    read_parameter,
    read_reference,
    require,
)
from assistant.errors import ChipUnknownError
from assistant.language import fold

__all__ = [
    "Chip",
    "Parameter",
    "Reference",
    "Run",
    "chip",
    "chips",
    "grid",
    "grids",
    "parameter",
    "parameters",
    "references",
    "run",
    "runs",
    "variants",
]


@cache
def references() -> Mapping[str, Reference]:
    """Returns the publications by id."""
    return {name: read_reference(name, row) for name, row in _data()["references"].items()}


@cache
def parameters() -> Mapping[str, Parameter]:
    """Returns the parameters by name; of those with variants the usual one."""
    rows: Mapping[str, Row] = _data()["parameters"]
    return {
        name: variants(name)[row["default"]]
        if "default" in row
        else read_parameter(name, row, references())
        for name, row in rows.items()
    }


@cache
def variants(name: str) -> Mapping[str, Parameter]:
    """Returns a parameter by year or country; empty where it has no variants."""
    return _variants(name, _data()["parameters"][name])


@cache
def grids() -> Mapping[str, Parameter]:
    """Returns the intensity of electricity by country, and as some publications assume it."""
    return _variants("grid", _data()["grid"])


@cache
def chips() -> Mapping[str, Chip]:
    """Returns the chips by name."""
    return {
        name: read_chip(name, row, _values(name, row)) for name, row in _data()["chips"].items()
    }


@cache
def runs() -> Mapping[str, Run]:
    """Returns the published training runs by name."""
    return {
        name: Run(name, tuple(row["aliases"]), chips()[row["chip"]], _values(name, row))
        for name, row in _data()["runs"].items()
    }


def parameter(name: str, of: str = "") -> Parameter:
    """Returns a parameter, or its variant of a year or a country.

    Raises:
        KeyError: there is none of that name.
    """
    return variants(name)[of] if of else parameters()[name]


def chip(written: str) -> Chip:
    """Returns the chip that a text names: "nvidia h100s", "TPUv4", "A100-GPUs".

    Raises:
        ChipUnknownError: there are no facts about it.
    """
    key, known = _chip_key(written), _chip_names()
    if key in known:
        return chips()[known[key]]
    nearest = difflib.get_close_matches(key, known, n=len(known), cutoff=0)
    first, second, third = list(dict.fromkeys(known[name] for name in nearest))[:3]
    raise ChipUnknownError(
        f"There are no facts about a chip {written!r}", f"Name {first}, {second} or {third}"
    )


def run(written: str) -> Run | None:
    """Returns the published run of a model by a name of it, such as "GPT4"."""
    name = _run_names().get(_key(written))
    return runs()[name] if name else None


def grid(written: str) -> Parameter | None:
    """Returns the intensity of a country's electricity by a name of it.

    Codes of two letters must be in capitals: "us" and "de" are words.
    """
    key = _key(written).removeprefix("the")
    if len(key) == 2 and key.isascii() and not written.isupper():
        return None
    name = _grid_names().get(key)
    return grids()[name] if name else None


@cache
def _chip_names() -> Mapping[str, str]:
    return _by_key({name: known.aliases for name, known in chips().items()}, _chip_key)


@cache
def _run_names() -> Mapping[str, str]:
    return _by_key({name: known.aliases for name, known in runs().items()}, _key)


@cache
def _grid_names() -> Mapping[str, str]:
    return _by_key({name: known.aliases for name, known in grids().items()}, _key)


def _by_key(aliases: Mapping[str, Iterable[str]], key: Callable[[str], str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, alias in ((name, alias) for name, held in aliases.items() for alias in held):
        require(key(alias) not in names, name, f"has the alias {alias!r}, which is taken")
        names[key(alias)] = name
    return names


def _key(written: str) -> str:
    """A name as it is looked up: folded, letters and digits alone."""
    return re.sub(r"[\W_]+", "", fold(written))


def _chip_key(written: str) -> str:
    """Leaves out the maker and the words for a chip: "Nvidia H100-Karten" is "h100"."""
    key = re.sub(r"nvidia|google|tesla", "", _key(written))
    key = re.sub(r"^(?:gpu|chip)s?(?=.)", "", key)
    return re.sub(r"(?<=.)(?:gpu|chip|card|karte|accelerator|カード|チップ)?[ns]?$", "", key)


@cache
def _data() -> dict[str, Any]:
    return table("assistant.cost", "facts", as_text=True)


def _variants(name: str, row: Row) -> dict[str, Parameter]:
    shared = {key: row[key] for key in row.keys() - {"default", "variants"}}
    held: Mapping[str, Row] = row.get("variants", {})
    return {
        of: read_parameter(name, {**shared, **own}, references(), of) for of, own in held.items()
    }


def _values(of: str, row: Row) -> dict[str, Parameter]:
    """Values of a chip or a run: units and labels are those of the field."""
    fields: Mapping[str, Row] = _data()["fields"]
    shared = {key: row[key] for key in ("source", "locator", "checked") if key in row}
    return {
        name: read_parameter(name, {**fields[name], **shared, **own}, references(), of)
        for name, own in row["values"].items()
    }

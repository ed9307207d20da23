"""The formulas of the cost model and the variables they read and give, from formulas.yaml."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.cost.expressions import Expression, parse_expression
from assistant.cost.facts import references
from assistant.errors import FormulaUnknownError, InputUnknownError
from assistant.types import Language, QuantityKind

Labels = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Variable:
    """A number that formulas read or give."""

    name: str
    unit: str
    """Unit of its numbers; USD stands for any currency."""
    dimension: str
    """The unit with the accelerator that people leave out: TFLOP/s/accelerator."""
    also: tuple[str, ...]
    """Units that people write and mean the same by."""
    defaults: tuple[str, ...]
    """Where a value comes from if nobody gives one; the first that is known counts."""
    constant: Decimal | None
    within: tuple[Decimal, Decimal] | None
    """What its numbers can be at all."""
    kind: QuantityKind | None
    derived: bool
    """Whether nobody is asked for it, but for what it rests on."""
    labels: Labels

    @property
    def is_money(self) -> bool:
        """Whether its unit holds a currency."""
        return self.unit.partition("/")[0] == "USD"


@dataclass(frozen=True, slots=True)
class Formula:
    """One step from variables to a variable."""

    name: str
    number: str
    """As docs/cost-model.md counts: F8."""
    gives: str
    expression: Expression
    bases: Labels
    """By which account the result holds."""
    notes: Labels
    reference: str
    """Publication and place; empty where it is arithmetic."""


@cache
def variables() -> Mapping[str, Variable]:
    """Returns the variables by name."""
    return {name: _variable(name, row) for name, row in _data()["variables"].items()}


@cache
def formulas() -> Mapping[str, Formula]:
    """Returns the formulas by name."""
    return {name: _formula(name, row) for name, row in _data()["formulas"].items()}


@cache
def giving(variable: str) -> tuple[Formula, ...]:
    """Returns the formulas that give a variable, in order of preference."""
    return tuple(held for held in formulas().values() if held.gives == variable)


def formula(name: str) -> Formula:
    """Returns the formula of a name, or of another name of it.

    Raises:
        FormulaUnknownError: there is none.
    """
    known = _data()["aliases"].get(name, name)
    if known in formulas():
        return formulas()[known]
    nearest = difflib.get_close_matches(name, [*formulas(), *_data()["aliases"]], 3, cutoff=0)
    raise FormulaUnknownError(
        f"There is no formula {name!r}",
        f"Name {', '.join(nearest)}, or another that `assistant calc --list` shows",
    )


def variable(name: str) -> Variable:
    """Returns the variable of a name.

    Raises:
        InputUnknownError: there is none.
    """
    if name in variables():
        return variables()[name]
    nearest = difflib.get_close_matches(name, variables(), 3, cutoff=0)
    raise InputUnknownError(
        f"No formula has an input {name!r}",
        f"Set {', '.join(nearest)}, or another that `assistant calc --list` shows",
    )


@cache
def _data() -> dict[str, Any]:
    return table("assistant.cost", "formulas", as_text=True)


def _variable(name: str, row: Mapping[str, Any]) -> Variable:
    within = row.get("within")
    return Variable(
        name=name,
        unit=row["unit"],
        dimension=row.get("dimension", row["unit"]),
        also=tuple(row.get("also", ())),
        defaults=tuple(row.get("default", ())),
        constant=Decimal(row["constant"]) if "constant" in row else None,
        within=(Decimal(within[0]), Decimal(within[1])) if within else None,
        kind=row.get("kind"),
        derived=row.get("derived") == "true",
        labels=row["label"],
    )


def _formula(name: str, row: Mapping[str, Any]) -> Formula:
    source = row.get("source")
    return Formula(
        name=name,
        number=row["number"],
        gives=row["gives"],
        expression=parse_expression(row["expression"]),
        bases=row["basis"],
        notes=row.get("note", {}),
        reference=references()[source[0]].cite(source[1]) if source else "",
    )

"""What can be calculated: every formula with its inputs, their units and defaults, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.cost.defaults import Subjects, default
from assistant.cost.formulas import Formula, formulas, giving, variables
from assistant.types import Language


def formula_list(language: Language = "en") -> list[dict[str, Any]]:
    """Returns one row a formula: name, number, gives, unit, expression, basis, source, inputs.

    An input that other formulas give names them under ``from``; its default is what is taken if
    neither it nor their inputs are given. What a chip, run or grid brings is in ``default_of``.
    """
    return [_row(held, language) for held in formulas().values()]


def _row(held: Formula, language: Language) -> dict[str, Any]:
    return {
        "name": held.name,
        "number": held.number,
        "gives": held.gives,
        "unit": variables()[held.gives].unit,
        "expression": held.expression.text,
        "basis": held.bases[language],
        "source": held.reference,
        "inputs": [_input_row(name, language) for name in _all_inputs(held)],
    }


def _all_inputs(held: Formula) -> list[str]:
    """The formula's own inputs, then those of the formulas that may give them."""
    found: dict[str, None] = {}

    def walk(names: Iterator[str], seen: frozenset[str]) -> None:
        fresh = [name for name in names if name not in found and name not in seen]
        found.update(dict.fromkeys(fresh))
        for name in fresh:
            for other in giving(name):
                walk(iter(other.expression.names), seen | {name})

    walk(iter(held.expression.names), frozenset({held.gives}))
    return list(found)


def _input_row(name: str, language: Language) -> dict[str, Any]:
    held = variables()[name]
    assumed = default(name, Subjects(), language)
    places = [place for place in held.defaults if "." in place or place == "grid"]
    return {
        "name": name,
        "label": held.labels[language],
        "unit": held.unit,
        "default": assumed.quantity.text if assumed else None,
        "default_value": float(assumed.value) if assumed and assumed.value is not None else None,
        "low": float(assumed.low) if assumed and assumed.low is not None else None,
        "high": float(assumed.high) if assumed and assumed.high is not None else None,
        "reference": assumed.reference if assumed else "",
        "default_of": places,
        "from": [other.name for other in giving(name)],
    }

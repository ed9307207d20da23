"""What is to be worked out: a formula, what it is about, and the figures that somebody set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from assistant.app.cost.numbers import understood
from assistant.cost.currencies import money_unit
from assistant.cost.defaults import Subjects
from assistant.cost.display import quantity_of
from assistant.cost.formulas import formula, variable
from assistant.cost.inputs import Input, stated, written
from assistant.cost.model import BASES, solve, subjects_of
from assistant.cost.wording import unneeded
from assistant.errors import CostError
from assistant.types import Calculation, CalculationInput, Language, Quantity

SUBJECTS = ("run", "chip", "grid")
FIRST = "rental"
"""What is worked out when nobody has chosen yet."""
CALENDAR = frozenset({"start", "start_year", "target_year", "available"})
"""Inputs in years that are dates."""
_MOST_SET = 80
_LONGEST = 200
_OWN = frozenset({"tab", "view", "footer", "formula", *SUBJECTS})
"""Parameters of an address that set no figure."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A calculation as the form and a link to it have it."""

    formula: str = FIRST
    subjects: Mapping[str, str] = field(default_factory=lambda: {"run": "GPT-4"})
    """Names of a run, a chip and a grid, by which of them it is."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Figures by the input they are for, as scripts write them."""

    @property
    def query(self) -> str:
        """The part of an address that brings it back."""
        return "?" + urlencode(
            {"tab": "cost", "formula": self.formula, **self.subjects, **self.given}
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario as far as it could be read."""

    scenario: Scenario
    problems: Mapping[str, CostError] = field(default_factory=dict)
    """What is wrong, by the input that it is wrong with, or by the name of a part."""


def from_form(sent: Any, language: Language) -> Read:
    """Reads what the form sends: figures stand in it as a reader of the language types them."""
    parts = sent if isinstance(sent, dict) else {}
    figures = parts.get("given")
    return _read(parts, figures if isinstance(figures, dict) else {}, language)


def from_query(parameters: Mapping[str, str]) -> Read:
    """Reads the parameters of an address; those of Gradio and unknown names are told apart."""
    names = [name for name in parameters if name not in _OWN and not name.startswith("__")]
    if not names and not {"formula", *SUBJECTS} & parameters.keys():
        return Read(Scenario())
    return _read(parameters, {name: parameters[name] for name in names}, "en")


def _read(parts: Mapping[str, Any], figures: Mapping[str, Any], language: Language) -> Read:
    named = {"formula": str(parts.get("formula") or FIRST)[:_LONGEST]}
    about = {key: str(parts[key])[:_LONGEST] for key in SUBJECTS if parts.get(key)}
    typed = {key: str(text) for key, text in list(figures.items())[:_MOST_SET] if str(text).strip()}
    problems: dict[str, CostError] = {}
    name = _sound(named, lambda _, text: formula(text).name, problems).get("formula", FIRST)
    subjects = _sound(about, _subject, problems)
    given = _sound(typed, lambda key, text: understood(key, text, language), problems)
    return Read(Scenario(name, subjects, given), problems)


def _sound(
    texts: Mapping[str, str],
    read: Callable[[str, str], str],
    problems: MutableMapping[str, CostError],
) -> dict[str, str]:
    """The texts that can be read, by name; what is wrong with the others goes to the problems."""
    found = {}
    for key, text in texts.items():
        try:
            found[key] = read(key, text)
        except CostError as error:
            problems[str(key)[:_LONGEST]] = error
    return found


def _subject(key: str, name: str) -> str:
    """The name under which facts are kept of a run, a chip or a grid."""
    found = subjects_of({key: name})
    if found.grid:
        return found.grid.of
    held = found.run or found.chip
    assert held is not None
    return held.name


def worked_out(
    scenario: Scenario, language: Language, cited: Mapping[str, CalculationInput]
) -> Calculation:
    """Applies the formula of a scenario.

    Args:
        cited: figures that sources state; one that was not changed keeps its quote.

    Raises:
        CostError: the figures do not go together, or give no number.
    """
    inputs = given_inputs(scenario, language, cited)
    found = _solved(scenario.formula, scenario, inputs, language)
    read = {held.name for held in found.inputs}
    spare = unneeded((name for name in inputs if name not in read), language)
    return replace(found, notes=(*found.notes, *spare))


def all_bases(
    scenario: Scenario, language: Language, cited: Mapping[str, CalculationInput]
) -> list[Calculation]:
    """Prices a run by every account; nothing where the formula of a scenario is none of them.

    An account by which the figures give no number is left out.
    """
    if scenario.formula not in BASES:
        return []
    inputs = given_inputs(scenario, language, cited)
    found = []
    for name in BASES:
        try:
            found.append(_solved(name, scenario, inputs, language))
        except CostError:
            continue
    return found


def _solved(
    name: str, scenario: Scenario, inputs: Mapping[str, Input], language: Language
) -> Calculation:
    return solve(formula(name), inputs, subjects(scenario), language)


def subjects(scenario: Scenario) -> Subjects:
    """Returns what is known of the run, chip and grid of a scenario."""
    return subjects_of(dict(scenario.subjects))


def given_inputs(
    scenario: Scenario, language: Language, cited: Mapping[str, CalculationInput]
) -> dict[str, Input]:
    """Returns the figures that are set, in the reader's words."""
    found = {name: written(name, text) for name, text in scenario.given.items()}
    named = (held.currency for name, held in found.items() if name != "exchange_rate")
    currency = next(filter(None, named), "USD")
    return {
        name: _quoted(own, cited) or replace(own, quantity=_in_words(own, currency, language))
        for name, own in found.items()
    }


def _quoted(own: Input, cited: Mapping[str, CalculationInput]) -> Input | None:
    """The figure of a source, unless somebody has changed it."""
    quoted = cited.get(own.name)
    if quoted is None:
        return None
    held = stated(own.name, quoted.quantity, "source", quoted.reference, quoted.citation)
    return held if _parts(held) == _parts(own) else None


def _parts(held: Input) -> tuple[Any, ...]:
    return held.value, held.low, held.high, held.currency


def _in_words(held: Input, currency: str, language: Language) -> Quantity:
    """A figure that is set, with its unit: what is typed has often none.

    Args:
        currency: that of amounts without one.
    """
    known = variable(held.name)
    if held.name == "exchange_rate" or held.name in CALENDAR:
        return held.quantity
    unit = money_unit(known, held.currency or currency)
    ends: tuple[Decimal | None, Decimal | None] = (held.low, held.high)
    return quantity_of(held.value, unit, language, ends, known.kind)

"""From a question to the form, and from the form to a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.app.cost.form import grid_name
from assistant.app.cost.numbers import script
from assistant.app.cost.scenario import Scenario, given_inputs
from assistant.app.strings import say
from assistant.cost.formulas import formula, formulas, variable, variables
from assistant.cost.inputs import stated
from assistant.cost.questions import read
from assistant.cost.wording import label
from assistant.types import Calculation, CalculationInput, Language


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question fills the form with."""

    scenario: Scenario
    cited: Mapping[str, CalculationInput]
    """Figures that sources state, by input."""


def filled_in(found: Calculation) -> Asked | None:
    """Returns the form of a question that was worked out; nothing where no formula was applied."""
    if found.formula is None or found.formula not in formulas():
        return None
    own = [held for held in found.inputs if held.origin != "default" and held.name in variables()]
    given = {
        held.name: script(stated(held.name, held.quantity, held.origin, held.reference))
        for held in own
    }
    scenario = Scenario(found.formula, dict(_subjects(found)), given)
    return Asked(scenario, {held.name: held for held in own if held.citation})


def _subjects(found: Calculation) -> Iterator[tuple[str, str]]:
    named = read(found.question, found.language).subjects
    if named.run:
        yield "run", named.run.name
    if named.chip:
        yield "chip", named.chip.name
    if named.grid:
        yield "grid", named.grid.of


def in_question(scenario: Scenario, language: Language) -> str:
    """Returns a scenario as a question for the chat."""
    joined = say(language, "cost.between").join(_named(scenario, language))
    words = {
        "what": variable(formula(scenario.formula).gives).labels[language],
        "given": say(language, "cost.to_chat_given", figures=joined) if joined else "",
    }
    run = scenario.subjects.get("run")
    if run:
        return say(language, "cost.to_chat_run", run=run, **words)
    return say(language, "cost.to_chat", **words)


def _named(scenario: Scenario, language: Language) -> Iterator[str]:
    """The figures that are set, the chip with its number, and the grid."""
    given = given_inputs(scenario, language, {})
    chip = scenario.subjects.get("chip", "")
    for name, held in given.items():
        value = held.quantity.text
        if name != "chips":
            yield say(language, "cost.to_chat_figure", name=label(name, language), value=value)
        elif chip:
            yield say(language, "cost.to_chat_chips", chip=chip, value=value)
        else:
            yield say(language, "cost.to_chat_chips_alone", value=value)
    if chip and "chips" not in given:
        yield chip
    if "grid" in scenario.subjects:
        yield grid_name(scenario.subjects["grid"], language)

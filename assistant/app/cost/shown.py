"""A scenario or a question -> all that the cost tab shows of it, without Gradio."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.app.citations import Documents
from assistant.app.cost.form import marks
from assistant.app.cost.plots import plot_of, plot_table, plot_title
from assistant.app.cost.problems import problem_words, problems_html
from assistant.app.cost.result import bases_html, details_html, result_html
from assistant.app.cost.scenario import Read, Scenario, all_bases, given_inputs, worked_out
from assistant.app.markup import shown
from assistant.app.problems import problem_html
from assistant.types import Calculation, CalculationInput, Language


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the tab beside the form."""

    result: str
    bases: str = ""
    details: str = ""
    plot: Any = None
    plot_title: str = ""
    plot_table: str = ""
    marks: Mapping[str, Any] = field(default_factory=dict)
    """What the form shows of its figures."""


def shown_scenario(
    held: Read,
    language: Language,
    cited: Mapping[str, CalculationInput],
    document: Documents,
    *,
    of_link: bool = False,
) -> Shown:
    """Works out a scenario; what is wrong with it stands in the place of its result.

    Args:
        cited: figures that sources state.
        document: where a quote's surroundings are looked up.
        of_link: whether it comes from an address: the rest of it is worked out all the same.
    """
    scenario = held.scenario
    words = {name: problem_words(name, error, language) for name, error in held.problems.items()}
    warned = problems_html(words, language, of_link=of_link)
    placed = marks(scenario, given_inputs(scenario, language, cited), words)
    if words and not of_link:
        return Shown(_said(warned, scenario), marks=placed)
    try:
        found = worked_out(scenario, language, cited)
        beside = all_bases(scenario, language, cited)
    except Exception as error:
        return Shown(_said(warned + problem_html(error, language), scenario), marks=placed)
    return shown_calculation(found, beside, scenario, document, warned=warned, placed=placed)


def shown_calculation(
    found: Calculation,
    beside: list[Calculation],
    scenario: Scenario,
    document: Documents,
    *,
    warned: str = "",
    placed: Mapping[str, Any],
) -> Shown:
    """Returns a calculation as the tab shows it.

    Args:
        beside: the same on other bases.
        warned: what could not be read of a scenario, as HTML.
        placed: what the form shows of its figures.
    """
    drawn = plot_of(found)
    return Shown(
        result=_said(warned + result_html(found, beside), scenario),
        bases=bases_html(found, beside),
        # The accounts stand in a table of their own.
        details=details_html(replace(found, alternatives=()) if beside else found, document),
        plot=drawn,
        plot_title=f"<h2>{shown(plot_title(drawn))}</h2>" if drawn else "",
        plot_table=plot_table(drawn, found) if drawn else "",
        marks=placed,
    )


def _said(inner: str, scenario: Scenario) -> str:
    """What is read out when it changes; the button for links takes the address from here."""
    return f'<div role="status" data-link="{html.escape(scenario.query)}">{inner}</div>'

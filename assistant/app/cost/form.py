"""The form of the cost tab as HTML: what to work out, presets, a row for each input."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any

from babel import Locale

from assistant.app.cost.rows import Row, Span, Way, asked_for, place_of, row_names, rows, span_of
from assistant.app.cost.scenario import CALENDAR, SUBJECTS, Scenario, subjects
from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.cost.defaults import default
from assistant.cost.facts import chips, grids, runs
from assistant.cost.formulas import Formula, formula, formulas, giving, variable
from assistant.cost.inputs import Input
from assistant.cost.wording import in_words
from assistant.types import Language

_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "F1": "compute", "F2": "hardware", "F3": "hardware", "F4": "hardware", "F5": "energy",
        "F6": "energy", "F7": "energy", "F8": "cost", "F9": "cost", "F3+F4+F6": "cost",
        "F10": "cost", "F11": "growth",
    }
)  # fmt: skip
"""Where a formula stands in the list, by its number in docs/cost-model.md."""
_ORDER = ("cost", "compute", "energy", "hardware", "growth", "money")
_TERRITORIES = MappingProxyType(
    {"USA": "US", "DEU": "DE", "JPN": "JP", "FRA": "FR", "CHN": "CN", "world": "001"}
)
_VERSIONS = count()


def form_html(scenario: Scenario, language: Language) -> str:
    """Returns the form, filled in."""
    held = rows(scenario, language)
    figures = "".join(_row(row, language) for row in held)
    note = shown(say(language, "cost.figures_note"))
    # A form made anew must be told from the same form with what somebody has typed since.
    return (
        f'<form lang="{language}" data-version="{next(_VERSIONS)}" novalidate'
        f' aria-label="{_attribute(say(language, "cost.name"))}">'
        f"{_choice(scenario, language)}{_presets(scenario, language)}"
        f"<fieldset><legend>{shown(say(language, 'cost.figures'))}</legend>"
        f'<p class="note">{note}</p>{figures}</fieldset></form>'
    )


def heading(words: str) -> str:
    """Returns words as they stand alone."""
    return words[:1].upper() + words[1:]


def formula_title(held: Formula, language: Language) -> str:
    """Returns what a formula gives; with its basis where a preferred one gives the same."""
    title = heading(variable(held.gives).labels[language])
    if giving(held.gives)[0] is held:
        return title
    basis = held.bases[language]
    return f"{title}（{basis}）" if language == "ja" else f"{title} ({basis})"


def _choice(scenario: Scenario, language: Language) -> str:
    groups = "".join(
        f'<optgroup label="{_attribute(say(language, f"cost.group_{group}"))}">'
        + "".join(_option(held, scenario, language) for held in _members(group))
        + "</optgroup>"
        for group in _ORDER
    )
    chosen = formula(scenario.formula)
    what = heading(variable(chosen.gives).labels[language])
    words = say(language, "cost.formula", what=what, words=in_words(chosen, language))
    return (
        f'<div class="choice"><label for="cost-formula">{shown(say(language, "cost.wanted"))}'
        f'</label><select id="cost-formula" name="formula">{groups}</select>'
        f'<p class="note">{shown(words)}</p></div>'
    )


def _members(group: str) -> Iterator[Formula]:
    for held in formulas().values():
        own = "hardware" if held.name == "server_price" else _GROUPS.get(held.number, "money")
        if own == group:
            yield held


def _option(held: Formula, scenario: Scenario, language: Language) -> str:
    chosen = " selected" if held.name == scenario.formula else ""
    return f'<option value="{held.name}"{chosen}>{shown(formula_title(held, language))}</option>'


def _presets(scenario: Scenario, language: Language) -> str:
    used = set(used_subjects(scenario))
    named = {
        "run": [(name, name) for name in runs()],
        "chip": [(name, name) for name in chips()],
        "grid": [(name, grid_name(name, language)) for name in grids()],
    }
    nothing = {
        "run": say(language, "cost.none"),
        "chip": say(language, "cost.none_chip" if "run" in scenario.subjects else "cost.none"),
        "grid": say(language, "cost.none_grid"),
    }
    return "".join(
        _pills(key, [("", nothing[key]), *named[key]], scenario, language)
        for key in SUBJECTS
        if key in used
    )


def used_subjects(scenario: Scenario) -> Iterator[str]:
    """Yields those of run, chip and grid that bring a figure for the formula of a scenario."""
    places = {place for name in row_names(scenario) for place in variable(name).defaults}
    for key in ("run", "chip"):
        if any(place.startswith(f"{key}.") for place in places):
            yield key
    if places & {"grid", "water_intensity"}:
        yield "grid"


def grid_name(name: str, language: Language) -> str:
    """Returns what a grid is called: its country, or the publication that assumes it."""
    if name in _TERRITORIES:
        return heading(Locale.parse(language).territories[_TERRITORIES[name]])
    return grids()[name].reference.authors


def _pills(
    key: str, named: Iterable[tuple[str, str]], scenario: Scenario, language: Language
) -> str:
    held = scenario.subjects.get(key, "")
    pills = "".join(
        f'<label><input type="radio" name="{key}" value="{_attribute(name)}"'
        f"{' checked' if name == held else ''}><span>{shown(words)}</span></label>"
        for name, words in named
    )
    return (
        f'<fieldset class="pills"><legend>{shown(say(language, f"cost.{key}"))}</legend>'
        f"<div>{pills}</div></fieldset>"
    )


def _row(row: Row, language: Language) -> str:
    key = f"cost-{row.name}"
    label = shown(heading(row.label))
    hint = row.default or say(language, "cost.needed")
    return (
        f'<div class="row" data-input="{row.name}"><label for="{key}">{label}</label>'
        f'<span class="box"><input id="{key}" name="{row.name}" type="text" autocomplete="off"'
        f' spellcheck="false" maxlength="200" value="{_attribute(row.typed)}"'
        f' placeholder="{_attribute(hint)}" aria-describedby="{key}-unit {key}-problem">'
        f'<button type="button" data-clear="{row.name}"{"" if row.typed else " hidden"}'
        f' aria-label="{_attribute(say(language, "cost.clear", name=row.label))}">×</button>'
        f'<span class="unit" id="{key}-unit">{shown(unit_words(row.name, language))}</span></span>'
        f"{_slider(row, row.span, language) if row.span else ''}"
        f'<p class="problem" id="{key}-problem" hidden></p>'
        f"{''.join(_way(way, language) for way in row.ways)}</div>"
    )


def _slider(row: Row, span: Span, language: Language) -> str:
    said = f"{row.typed or row.default} {unit_words(row.name, language)}".strip()
    return (
        f'<input type="range" data-of="{row.name}" min="0" max="{span.places}" step="1"'
        f' value="{row.place}" data-low="{span.low:g}" data-high="{span.high:g}"'
        f' data-powers="{str(span.powers).lower()}" data-step="{0 if span.powers else span.step:g}"'
        f' data-calendar="{str(row.name in CALENDAR).lower()}"'
        f' aria-label="{_attribute(say(language, "cost.slider", name=row.label))}"'
        f' aria-valuetext="{_attribute(said)}">'
    )


def _way(way: Way, language: Language) -> str:
    read = (variable(name).labels[language] for name in asked_for(way.formula))
    names = say(language, "cost.between").join(read)
    opened = " open" if any(row.typed for row in way.rows) else ""
    return (
        f'<details class="way" data-way="{way.formula.name}"{opened}>'
        f"<summary>{shown(say(language, 'cost.way', names=names))}</summary>"
        f"{''.join(_row(row, language) for row in way.rows)}</details>"
    )


def unit_words(name: str, language: Language) -> str:
    """Returns the unit in which a bare number of an input is taken; nothing for shares."""
    if name == "exchange_rate":
        return say(language, "cost.unit_rate")
    unit = variable(name).unit
    if unit == "1" or name in CALENDAR:
        return ""
    return say(language, f"cost.unit_{unit.replace('/', '_')}")


def marks(
    scenario: Scenario, used: Mapping[str, Input], words: Mapping[str, str]
) -> dict[str, Any]:
    """Returns what the form shows of its figures: where sliders stand, and what is wrong.

    Args:
        used: the figures that are set.
        words: what is wrong, by input.
    """
    return {"places": dict(_places(scenario, used)), "problems": dict(words)}


def _places(scenario: Scenario, used: Mapping[str, Input]) -> Iterator[tuple[str, int]]:
    about = subjects(scenario)
    for name in row_names(scenario):
        if span_of(name):
            yield name, place_of(name, used.get(name) or default(name, about, "en"))


def _attribute(text: str) -> str:
    return html.escape(text)

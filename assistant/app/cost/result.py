"""What the cost tab shows of a calculation: result, bases, inputs with their origin, problems."""

from __future__ import annotations

import html
from collections.abc import Sequence
from decimal import Decimal

from assistant.app.citations import Documents, pane
from assistant.app.cost.form import formula_title, heading
from assistant.app.markup import passage, shown
from assistant.app.results import (
    inputs_html,
    lines_html,
    origin_marker,
    range_bar,
    results_html,
    share,
    spread_words,
)
from assistant.app.strings import say
from assistant.cost.answers import answer_of, cited
from assistant.cost.facts import references
from assistant.cost.formulas import formulas, variable
from assistant.cost.plots.text import said
from assistant.cost.wording import label
from assistant.errors import AssistantError
from assistant.types import Answer, Calculation, CalculationInput, Quantity

_KEY = "cost"
"""Sets the citations of this tab apart from those of conversations."""


def result_html(found: Calculation, beside: Sequence[Calculation] = ()) -> str:
    """Returns the result with its range, or what is missing for it.

    Args:
        beside: the same on other bases.
    """
    language = found.language
    note = ""
    if found.question:
        asked = say(language, "cost.asked", question=found.question)
        note = f'<p class="note">{shown(asked)}</p>'
    if found.result is None:
        inner = _missing(found) if found.missing else _said(found)
    else:
        bar = "" if beside else range_bar(found)
        inner = _headline(found, found.result) + bar
    return f'<div class="calculation" lang="{language}">{note}{inner}</div>'


def _headline(found: Calculation, result: Quantity) -> str:
    language = found.language
    held = formulas().get(found.formula or "")
    what = heading(variable(held.gives).labels[language]) if held else say(language, "cost.result")
    spread = spread_words(found) or say(language, "cost.exact")
    basis = f'<span class="basis">{shown(found.basis)}</span>' if found.basis else ""
    return (
        f'<h2>{shown(what)}</h2><p class="result"><strong>{shown(result.text)}</strong>'
        f' <span class="range">{shown(spread)}</span> {basis}</p>'
    )


def _missing(found: Calculation) -> str:
    language = found.language
    names = [label(name, language) for name in found.missing]
    joined = say(language, "cost.between").join(names)
    needed = shown(say(language, "cost.missing", n=len(names), names=joined))
    return (
        f'<p class="needs"><strong>{needed}</strong>'
        f" {shown(say(language, 'cost.missing_note'))}</p>"
    )


def _said(found: Calculation) -> str:
    """A question that asks for nothing that the model knows."""
    return f'<p class="needs">{shown(say(found.language, "cost.not_numeric"))}</p>'


def bases_html(found: Calculation, beside: Sequence[Calculation]) -> str:
    """Returns one run priced by every account as a table with bars."""
    if len(beside) < 2 or not any(one.result for one in beside):
        return ""
    language = found.language
    heads = ("basis", "value", "range", "compared")
    columns = "".join(
        f'<th role="columnheader" scope="col">{shown(say(language, f"cost.{name}"))}</th>'
        for name in heads
    )
    ends = [end for one in beside if one.result for end in (one.result.value, one.result.high)]
    most = max((end for end in ends if end is not None), default=Decimal(1)) or Decimal(1)
    body = "".join(_basis(one, found, most) for one in beside)
    caption = shown(say(language, "cost.bases"))
    return (
        f'<table role="table" class="bases" lang="{language}"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _basis(one: Calculation, found: Calculation, most: Decimal) -> str:
    language = found.language
    own = ' class="own"' if one.formula == found.formula else ""
    name = f'<th role="rowheader" scope="row">{shown(heading(one.basis or ""))}</th>'
    if one.result is None:
        names = say(language, "cost.between").join(label(held, language) for held in one.missing)
        what = formula_title(formulas()[one.formula or ""], language)
        words = shown(say(language, "cost.needs", names=names, what=what))
        cell = f'<td role="cell" colspan="3" class="absent">{words}</td>'
        return f'<tr role="row"{own}>{name}{cell}</tr>'
    spread = spread_words(one) or say(language, "cost.exact")
    return (
        f'<tr role="row"{own}>{name}<td role="cell" class="value">{shown(one.result.text)}</td>'
        f'<td role="cell">{shown(spread)}</td>'
        f'<td role="cell" class="drawn">{_track(one.result, most)}</td></tr>'
    )


def _track(quantity: Quantity, most: Decimal) -> str:
    value = quantity.value if quantity.value is not None else quantity.high
    assert value is not None
    low = quantity.low if quantity.low is not None else value
    high = quantity.high if quantity.high is not None else value
    left, width, bar = (share(part, most) for part in (low, high - low, value))
    return (
        f'<span class="track" aria-hidden="true"><span class="bar" style="width:{bar}"></span>'
        f'<span class="band" style="left:{left};width:{width}"></span></span>'
    )


def details_html(found: Calculation, document: Documents) -> str:
    """Returns the inputs with their origin, the working, the notes and the quotes.

    Args:
        document: where a quote's surroundings are looked up.
    """
    language = found.language
    answer = answer_of(found)
    quotes = ""
    if cited(found):
        try:
            quotes = pane(answer, _KEY, document)
        except AssistantError:  # the index has moved on since the question was asked
            quotes = ""
    return (
        f'<div class="details" lang="{language}">{results_html(found, answer, _KEY)}'
        f"{_inputs(found, answer)}{lines_html('steps', found.steps, language)}"
        f"{lines_html('notes', found.notes, language)}"
        f"{quotes}</div>"
    )


def _inputs(found: Calculation, answer: Answer) -> str:
    rows = (_input(one, answer) for one in found.inputs)
    return inputs_html(say(found.language, "cost.inputs"), rows, found.language)


def _input(one: CalculationInput, answer: Answer) -> tuple[str, str, str]:
    name = heading(label(one.name, answer.language))
    return (
        f'<th role="rowheader" scope="row">{shown(name)}</th>',
        f'<td role="cell" class="value">{shown(said(one, answer.language))}</td>',
        f'<td role="cell" class="{one.origin}">{_origin(one, answer)}</td>',
    )


def _origin(one: CalculationInput, answer: Answer) -> str:
    if one.citation is not None:
        place = origin_marker(one, answer, _KEY)
        return f"<q>{passage(one.citation.quote)}</q> {place}"
    if one.origin == "question":
        return shown(say(answer.language, "cost.origin_own"))
    words = shown(say(answer.language, "evidence.origin_default", reference="\0"))
    return words.replace("\0", "; ".join(map(_reference, one.reference.split("; "))))


def _reference(words: str) -> str:
    """A publication with a link to it, where there is one."""
    for known in references().values():
        name = known.cite("")
        if known.url and words.startswith(name):
            by = f"{known.authors} {known.published}" if known.published else known.authors
            link = (
                f'<a href="{html.escape(known.url)}" title="{html.escape(known.title)}"'
                ' target="_blank" rel="noopener noreferrer">'
            )
            return f"{link}{shown(by)}</a>, {shown(words[len(name) :])}"
    return shown(words)

"""A calculation in the chat: its result with the range, inputs with their origin, the working."""

from __future__ import annotations

from assistant.app.markup import shown
from assistant.app.results import (
    inputs_html,
    lines_html,
    origin_marker,
    range_bar,
    results_html,
    spread_words,
)
from assistant.app.strings import say
from assistant.cost.wording import label
from assistant.quantities import render
from assistant.types import Answer, Calculation, CalculationInput, Language, Quantity


def calculation_html(answer: Answer, key: str) -> str:
    """Returns the form of an answer that was worked out, or what is missing for it.

    Args:
        key: of the exchange, which sets its citations apart.
    """
    held = answer.calculation
    if held is None or held.result is None:
        return f'<p class="needs">{shown(answer.answer)}</p>'
    language = answer.language
    return (
        f'<div class="calculation" lang="{language}">'
        f"{_headline(held, held.result)}{range_bar(held)}{results_html(held, answer, key)}"
        f"{_inputs(held, answer, key)}"
        f"{lines_html('steps', held.steps, language)}"
        f"{lines_html('notes', held.notes, language)}</div>"
    )


def _headline(held: Calculation, result: Quantity) -> str:
    words = spread_words(held)
    spread = f'<span class="range">{shown(words)}</span>' if words else ""
    basis = f'<span class="basis">{shown(held.basis)}</span>' if held.basis else ""
    return f'<p class="result"><strong>{shown(result.text)}</strong> {spread} {basis}</p>'


def _inputs(held: Calculation, answer: Answer, key: str) -> str:
    rows = (_input(one, answer, key) for one in held.inputs)
    return inputs_html(say(answer.language, "evidence.inputs"), rows, answer.language)


def _input(one: CalculationInput, answer: Answer, key: str) -> tuple[str, str, str]:
    language = answer.language
    value = one.quantity.text if one.origin != "source" else render(one.quantity, language)
    return (
        f'<th role="rowheader" scope="row">{shown(label(one.name, language))}</th>',
        f'<td role="cell">{shown(value)}</td>',
        f'<td role="cell">{_origin(one, answer, key)}</td>',
    )


def _origin(one: CalculationInput, answer: Answer, key: str) -> str:
    return origin_marker(one, answer, key) or shown(_origin_words(one, answer.language))


def _origin_words(one: CalculationInput, language: Language) -> str:
    """Whose an input is that no quote states."""
    if one.origin == "question":
        return say(language, "evidence.origin_question")
    return say(language, "evidence.origin_default", reference=one.reference)

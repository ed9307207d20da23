"""A calculation in the chat: its result with the range, inputs with their origin, the working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.app.markup import marker, shown
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
        f"{_headline(held, held.result, language)}"
        f"{range_chart(held, language)}"
        f"{_inputs(held, answer, key)}"
        f"{_listed('steps', held.steps, language)}{_listed('notes', held.notes, language)}</div>"
    )


def _headline(held: Calculation, result: Quantity, language: Language) -> str:
    words = range_text(result, language)
    spread = f'<span class="range">{shown(words)}</span>' if words else ""
    basis = f'<span class="basis">{shown(held.basis)}</span>' if held.basis else ""
    return f'<p class="result"><strong>{shown(result.text)}</strong> {spread} {basis}</p>'


def range_text(result: Quantity, language: Language) -> str:
    """Returns the ends of a range in words; empty where the result is exact."""
    if result.low is None or result.high is None or result.value is None:
        return ""
    low, high = (
        render(replace(result, value=end, low=None, high=None), language)
        for end in (result.low, result.high)
    )
    return say(language, "evidence.range", low=low, high=high)


def range_chart(held: Calculation, language: Language) -> str:
    """Returns results side by side on one scale from zero, each with its range.

    Nothing where there is but one result without a range.
    """
    same = [
        one.result
        for one in (held, *held.alternatives)
        if one.result and held.result and one.result.unit == held.result.unit
    ]
    ends = [end for one in same for end in (one.value, one.high) if end is not None]
    if (len(same) < 2 and not any(one.low for one in same)) or not ends or max(ends) <= 0:
        return ""
    rows = "".join(_row(one, max(ends)) for one in same)
    heading = (
        say(language, "evidence.others") if len(same) > 1 else say(language, "evidence.result")
    )
    return f'<ul class="ranges" aria-label="{shown(heading)}">{rows}</ul>'


def _row(one: Quantity, most: Decimal) -> str:
    value = one.value if one.value is not None else one.high
    assert value is not None
    low, high = one.low if one.low is not None else value, one.high or value
    left, width, dot = (_share(part, most) for part in (low, high - low, value))
    return (
        f'<li><span class="figure">{shown(one.text)}</span><span class="track" aria-hidden="true">'
        f'<span class="band" style="left:{left};width:{width}"></span>'
        f'<span class="dot" style="left:{dot}"></span></span></li>'
    )


def _share(part: Decimal, most: Decimal) -> str:
    return f"{max(0.0, min(100.0, float(100 * part / most))):.2f}%"


def _inputs(held: Calculation, answer: Answer, key: str) -> str:
    if not held.inputs:
        return ""
    language = answer.language
    heads = "".join(
        f'<th role="columnheader" scope="col">{say(language, f"evidence.{name}")}</th>'
        for name in ("input", "value", "origin")
    )
    rows = "".join(_input(one, answer, key) for one in held.inputs)
    return (
        f'<table role="table" class="inputs"><caption>{say(language, "evidence.inputs")}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _input(one: CalculationInput, answer: Answer, key: str) -> str:
    language = answer.language
    value = one.quantity.text if one.origin != "source" else render(one.quantity, language)
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{shown(label(one.name, language))}</th>'
        f'<td role="cell">{shown(value)}</td><td role="cell">{_origin(one, answer, key)}</td></tr>'
    )


def _origin(one: CalculationInput, answer: Answer, key: str) -> str:
    if one.citation is not None:
        number = [held.id for held in answer.citations].index(one.citation.id) + 1
        return marker(number, one.citation, key)
    return shown(origin_words(one, answer.language))


def origin_words(one: CalculationInput, language: Language) -> str:
    """Returns whose an input is that no quote states."""
    if one.origin == "question":
        return say(language, "evidence.origin_question")
    return say(language, "evidence.origin_default", reference=one.reference)


def _listed(kind: str, lines: Sequence[str], language: Language) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{shown(line)}</li>" for line in lines)
    heading = say(language, f"evidence.{kind}")
    opened = " open" if kind == "notes" else ""
    return f"<details{opened}><summary>{heading}</summary><ul>{items}</ul></details>"

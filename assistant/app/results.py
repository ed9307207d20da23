"""The result of a calculation beside those of other values or accounts, each with its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from assistant.app.markup import marker, shown
from assistant.app.strings import say
from assistant.cost.plots.text import heading, range_words, said
from assistant.cost.replay import is_drawn
from assistant.cost.wording import label
from assistant.types import Answer, Calculation, CalculationInput, Language, Quantity

_MOST_TIMES = 1000
"""How many times the largest of results that bars compare may be the smallest."""


def spread_words(held: Calculation) -> str:
    """Returns what kind of range a result has, with its ends where they are not the result."""
    result = held.result
    if result is None or result.low is None or result.high is None:
        return ""
    if not any(map(is_drawn, held.inputs)):
        return say(held.language, "evidence.range_given")
    ends = range_words(result, held.language) if result.value is not None else ""
    return say(held.language, "evidence.range", ends=ends).rstrip(" :：")


def range_bar(held: Calculation) -> str:
    """Returns a result on a scale from zero; nothing where it is exact or stands beside others."""
    if held.alternatives or held.result is None or held.result.low is None:
        return ""
    if not (most := _top(held.result)) or most <= 0:
        return ""
    return f'<div class="ranges">{_track(held.result, most)}</div>'


def results_html(held: Calculation, answer: Answer, key: str) -> str:
    """Returns every result of a calculation, named by what sets it apart from the others.

    Args:
        answer: the calculation as an answer, whose citations its markers lead to.
        key: sets these citations apart.
    """
    every = [one for one in (held, *held.alternatives) if one.result]
    if len(every) < 2:
        return ""
    most = _scale([one.result for one in every if one.result])
    rows = "".join(
        f'<li><span class="name">{_name(one, every, answer, key)}</span> '
        f"{_figure(one)}{_track(one.result, most) if most and one.result else ''}</li>"
        for one in every
    )
    caption = shown(say(held.language, "evidence.results"))
    kind = "ranges" if most else "list"
    return (
        f'<figure class="results"><figcaption>{caption}</figcaption>'
        f'<ul class="{kind}">{rows}</ul></figure>'
    )


def inputs_html(caption: str, rows: Iterable[tuple[str, str, str]], language: Language) -> str:
    """Returns the table of what a calculation rests on; nothing where there are no rows.

    Args:
        rows: name, value and origin, each the HTML of a cell.
    """
    body = "".join(f'<tr role="row">{"".join(cells)}</tr>' for cells in rows)
    if not body:
        return ""
    heads = "".join(
        f'<th role="columnheader" scope="col">{shown(say(language, key))}</th>'
        for key in ("evidence.input", "cost.value", "evidence.origin")
    )
    return (
        f'<table role="table" class="inputs"><caption>{shown(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def lines_html(kind: Literal["steps", "notes"], lines: Sequence[str], language: Language) -> str:
    """Returns the working or the notes of a calculation, folded; notes stand open."""
    if not lines:
        return ""
    items = "".join(f"<li>{shown(line)}</li>" for line in lines)
    name = shown(say(language, f"evidence.{kind}"))
    opened = " open" if kind == "notes" else ""
    return f"<details{opened}><summary>{name}</summary><ul>{items}</ul></details>"


def _figure(one: Calculation) -> str:
    assert one.result
    words = spread_words(one)
    spread = f' <span class="range">{shown(words)}</span>' if words else ""
    return f'<span class="figure"><strong>{shown(one.result.text)}</strong>{spread}</span>'


def _scale(results: Sequence[Quantity]) -> Decimal | None:
    """Where a common scale ends; nothing where results are too far apart for one."""
    tops = [_top(one) for one in results]
    if len({one.unit for one in results}) > 1 or min(tops) <= 0:
        return None
    return max(tops) if max(tops) <= _MOST_TIMES * min(tops) else None


def _top(one: Quantity) -> Decimal:
    return max((end for end in (one.value, one.high) if end is not None), default=Decimal(0))


def _track(one: Quantity, most: Decimal) -> str:
    middle = one.value if one.value is not None else one.high
    low, high = (middle if end is None else end for end in (one.low, one.high))
    assert low is not None
    assert high is not None
    left, width = (share(part, most) for part in (low, high - low))
    band = f'<span class="band" style="left:{left};width:{width}"></span>'
    dot = "" if one.value is None else _dot(one.value, most)
    return f'<span class="track" aria-hidden="true">{band}{dot}</span>'


def _dot(value: Decimal, most: Decimal) -> str:
    return f'<span class="dot" style="left:{share(value, most)}"></span>'


def share(part: Decimal, most: Decimal) -> str:
    """Returns how much one number is of another, as a width of CSS."""
    return f"{max(0.0, min(100.0, float(100 * part / most))):.2f}%"


def _name(one: Calculation, every: Sequence[Calculation], answer: Answer, key: str) -> str:
    own = _own_basis(one, every)
    alike = [other for other in every if _own_basis(other, every) == own]
    names = [shown(heading(own))] if own else []
    if len(alike) > 1 or not own:
        names += [_input(held, answer, key) for held in _own_inputs(one, alike)]
    return "; ".join(names) or shown(say(one.language, "evidence.result"))


def _own_basis(one: Calculation, every: Sequence[Calculation]) -> str:
    """The parts of a basis that not all results share."""
    parts = [(other.basis or "").split("; ") for other in every]
    common = set(parts[0]).intersection(*parts[1:])
    return "; ".join(part for part in (one.basis or "").split("; ") if part not in common)


def _own_inputs(one: Calculation, alike: Sequence[Calculation]) -> list[CalculationInput]:
    """The inputs that not all results of one basis share."""
    return [held for held in one.inputs if any(held not in other.inputs for other in alike)]


def _input(one: CalculationInput, answer: Answer, key: str) -> str:
    words = say(
        answer.language,
        "evidence.result_with",
        name=heading(label(one.name, answer.language)),
        value=said(one, answer.language),
    )
    return f"{shown(words)} {origin_marker(one, answer, key)}".rstrip()


def origin_marker(one: CalculationInput, answer: Answer, key: str) -> str:
    """Returns the marker of the quote that an input rests on; nothing where it rests on none."""
    if one.citation is None:
        return ""
    number = [held.id for held in answer.citations].index(one.citation.id) + 1
    return marker(number, one.citation, key)

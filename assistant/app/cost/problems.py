"""What keeps a scenario of the cost tab from being worked out, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.app.cost.form import heading, unit_words
from assistant.app.cost.numbers import shown_number
from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.cost.formulas import variable, variables
from assistant.cost.wording import label
from assistant.errors import (
    CostError,
    InputError,
    InputRangeError,
    InputUnknownError,
    UnitMismatchError,
)
from assistant.types import Language


def problem_words(name: str, error: CostError, language: Language) -> str:
    """Returns what is wrong with a figure, to somebody who has just typed it."""
    if isinstance(error, InputUnknownError):
        return say(language, "cost.unknown_input")
    if not isinstance(error, InputError):
        return str(error)
    if isinstance(error, InputRangeError):
        low, high = variable(name).within or (Decimal(0), Decimal("1e30"))
        ends = (shown_number(end, language) for end in (low, high))
        return say(language, "cost.out_of_range", **dict(zip(("low", "high"), ends, strict=True)))
    if name == "exchange_rate":
        return say(language, "cost.wrong_pair")
    if isinstance(error, UnitMismatchError) and unit_words(name, language):
        return say(language, "cost.wrong_unit", unit=unit_words(name, language))
    return say(language, "cost.no_figure")


def problems_html(problems: Mapping[str, str], language: Language, *, of_link: bool = False) -> str:
    """Returns what keeps a scenario from being worked out, or a link from being followed."""
    if not problems:
        return ""
    lines = "".join(
        "<li>"
        + shown(say(language, "cost.problem", name=_called(name, language), problem=words))
        + "</li>"
        for name, words in problems.items()
    )
    lead = say(language, "cost.of_link") if of_link else say(language, "cost.problems")
    return f'<div class="problems" lang="{language}"><p>{shown(lead)}</p><ul>{lines}</ul></div>'


def _called(name: str, language: Language) -> str:
    words = {
        "formula": say(language, "cost.wanted"),
        "run": say(language, "cost.run"),
        "chip": say(language, "cost.chip"),
        "grid": say(language, "cost.grid"),
    }
    if name in variables():
        return heading(label(name, language))
    return words.get(name, name)

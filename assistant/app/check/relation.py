"""What keeps a claim and a quote apart, in the words of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal

from assistant.app.strings import say
from assistant.claims.phrases import PHRASES
from assistant.quantities import parse, render
from assistant.types import Language, Quantity, Verdict, WeighedCitation

_DIFFERENCE = re.compile(
    r"(?P<claimed>.+?) against (?P<stated>.+?)(?:, differs by a factor of (?P<factor>[\d,]+))?"
)
"""The form that docs/checking.md promises for a relation."""
_COMPARED = re.compile(r"(?P<first>.+) beside (?P<second>.+)")
"""Its form where sources give a figure of each of two things."""
_SIDE = re.compile(r"(until|before|since|after) (.+)")


def relation_words(held: WeighedCitation, verdict: Verdict, language: Language) -> str:
    """Returns a relation in another language than its own, English; empty where there is none.

    Figures are rendered anew from claim and quote; what is found in neither, such as a name,
    stays as it is.
    """
    if compared := _COMPARED.fullmatch(held.relation):
        quotes = (held, *verdict.evidence)
        figures = [one for other in quotes for one in parse(other.quote, other.language)]
        sides = {name: _side(one, figures, language) for name, one in compared.groupdict().items()}
        return say(language, "check.compared", **sides)
    claimed = parse(verdict.claim, verdict.language)
    stated = parse(held.quote, held.language)
    found = [_words(part, claimed, stated, language) for part in held.relation.split("; ") if part]
    return ("" if language == "ja" else " ").join(found)


def _words(
    part: str, claimed: Sequence[Quantity], stated: Sequence[Quantity], language: Language
) -> str:
    match = _DIFFERENCE.fullmatch(part)
    if match is None:
        return part
    sides = {
        "claimed": _side(match["claimed"], claimed, language),
        "stated": _side(match["stated"], stated, language),
    }
    words = say(language, "check.relation", **sides)
    if not match["factor"]:
        return words
    factor = Decimal(match["factor"].replace(",", ""))
    times = format_decimal(factor, locale=language)
    between = "" if language == "ja" else " "
    return f"{words}{between}{say(language, 'check.relation_factor', factor=times)}"


def _side(words: str, figures: Sequence[Quantity], language: Language) -> str:
    """One side of a difference: a figure, a date with its bound, a currency, or a name."""
    if bound := _SIDE.fullmatch(words):
        return PHRASES[language].bounds[bound[1]].format(_side(bound[2], figures, language))
    for figure in figures:
        if render(figure, "en") == words:
            return render(figure, language)
    return _currency(words, language)


def _currency(words: str, language: Language) -> str:
    names = Locale("en").currencies
    code = next((code for code, name in names.items() if name == words), None)
    return str(Locale(language).currencies.get(code, words)) if code else words

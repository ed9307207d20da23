"""What kind of answer a question wants, by its words: see ``sought.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.bundled import table
from assistant.facts.cells import Cell
from assistant.facts.concepts import concepts, dimension
from assistant.facts.questions import Asked
from assistant.language import fold, rules_for
from assistant.quantities import parse
from assistant.types import Evidence, Quantity

_MEASURED = frozenset(
    {"emissions", "water", "energy", "power", "intensity"}
    | {"parameters", "tokens", "staff", "users", "population", "units"}
)
"""Metrics of which a question for an amount wants a figure."""
_NO_UNITS = frozenset({"count", "date", "factor"})
_UNITS = frozenset({"energy", "power", "mass", "volume", "length", "area"})
"""What an answer may be wanted in a unit of, rather than in a currency or within a time."""
_FEW, _KEYWORDS, _WORD_LENGTH = 5, 8, 3
"""Words up to which a question is a list of keywords, with a question mark and without one, and
characters of a word where words are not set apart."""
_BOTH = 2


def asks(kind: str, folded: str, language: str) -> bool:
    """Whether a folded question wants an answer of a kind."""
    return pattern(kind, language).search(folded) is not None


def pattern(kind: str, language: str) -> re.Pattern[str]:
    """Returns what finds the words of a kind in folded text."""
    return compiled(data()[kind][known(language)])


def asks_no_figure(question: str, language: str) -> bool:
    """Whether a question wants a reason, a time, a person or a thing; one that names two figures
    itself asks about them."""
    figures = [figure for figure in parse(question, language) if figure.kind != "date"]
    return len(figures) < _BOTH and asks("otherwise", fold(question), language)


def dimensions(question: str, folded: str, language: str, asked: Asked) -> frozenset[str]:
    """What the figure that a question wants measures, where it says so."""
    if counted := _counted(folded, language) or _in_unit(folded, language):
        return frozenset({counted})
    measured = asked.metrics & _MEASURED
    dated = rules_for(language).asks["date"].search(folded)
    amount = asks("amount", folded, language)
    if not amount:
        measured -= {"units"}
    if measured and (amount or _are_keywords(question, language)) and not dated:
        both = {"energy", "power"} if measured & {"energy", "power"} else set()
        kinds = [concepts("metrics")[name].kinds for name in measured]
        return frozenset(both).union(*kinds)
    definite = asked.has_subject or _are_keywords(question, language)
    money = "cost" in asked.metrics and definite and asks("price", folded, language)
    money = money and not (asks("relative", folded, language) or asks("vague", folded, language))
    money = money and not _is_closed(question, folded, language, asked)
    return frozenset({"money"} if money else ())


def _is_closed(question: str, folded: str, language: str, asked: Asked) -> bool:
    """Whether a question is whether something is so, of no model and of no amount of its own."""
    if asked.codes or asked.products or any(q.kind == "money" for q in parse(question, language)):
        return False
    return asks("closed", folded, language)


def _are_keywords(question: str, language: str) -> bool:
    """Whether a question is hardly more than a list of words: "BLOOM 学習 CO2排出量"."""
    most = _FEW if question.rstrip().endswith(("?", "？", "。", "か")) else _KEYWORDS
    if not rules_for(language).spaced:
        return len(question) <= most * _WORD_LENGTH
    return len(question.split()) <= most


def _counted(folded: str, language: str) -> str | None:
    """The dimension of the unit that "how many" asks a number of."""
    found = pattern("many", language).search(folded)
    if found is None:
        return None
    words = f"1{folded[found.end() :]}" if language == "ja" else f"1 {folded[found.end() :]}"
    figures = parse(words, language)
    if not figures or figures[0].start:
        return None
    after, kind = words[figures[0].end :][:1], dimension(figures[0])
    whole = not (after.isascii() and after.isalnum()) and after != "-"
    year = language == "ja" and re.match(r"1年(?!間)", words)
    return kind if whole and not year and kind not in _NO_UNITS else None


def _in_unit(folded: str, language: str) -> str | None:
    """The dimension of the unit in which an answer is wanted: "in litres"."""
    for found in pattern("unit", language).finditer(folded):
        words = found[0] if language == "ja" else folded[found.end() :]
        figures = parse(f"1{words}" if language == "ja" else f"1 {words}", language)
        if figures and not figures[0].start and dimension(figures[0]) in _UNITS:
            return dimension(figures[0])
    return None


def events(folded: str, language: str) -> frozenset[str]:
    """Of what may have happened, that which a folded text speaks of."""
    rows = data()["events"].items()
    return frozenset(name for name, row in rows if compiled(row[known(language)]).search(folded))


def rates(folded: str, language: str, asked: Asked) -> frozenset[str]:
    """By which units a question wants a price or amount: hour, energy ..."""
    if not (asks("price", folded, language) or asks("amount", folded, language)):
        return frozenset()
    others = {
        name
        for name, row in data()["rates"].items()
        if "asked" in row and compiled(row["asked"][known(language)]).search(folded)
    }
    return frozenset(others | {"hour"} if asked.hourly else others)


def column_head(figure: Quantity, sentence: Evidence) -> str:
    """Returns what stands above a figure of a table; nothing for one in running text."""
    cell = Cell.at(sentence.text, figure.start - sentence.start, sentence.context)
    return cell.head if cell else ""


def is_measured_by_head(figure: Quantity, sentence: Evidence, dimensions: frozenset[str]) -> bool:
    """Whether a bare number of a table has a unit of some dimensions by its column's head."""
    if figure.kind != "count":
        return False
    head = fold(column_head(figure, sentence))
    return any(
        metric.kinds & dimensions and metric.found_in(head, sentence.language)
        for metric in concepts("metrics").values()
    )


def known(language: str) -> str:
    """Returns the language whose words are looked for."""
    return language if language in ("de", "ja") else "en"


def units(rate: str) -> tuple[str, ...]:
    """Returns how the units of a rate end: "/hour"."""
    return tuple(data()["rates"][rate]["units"])


@cache
def compiled(words: str) -> re.Pattern[str]:
    """Returns a pattern of the table, ready for use on folded text."""
    return re.compile(words.replace("ß", "ss"))  # as folding leaves it


@cache
def data() -> dict[str, Any]:
    """Returns the whole table."""
    return table("assistant.reading", "sought")

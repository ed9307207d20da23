"""A question -> the figures and things that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.cost.defaults import Subjects
from assistant.cost.facts import Parameter, Run, grids, runs
from assistant.cost.facts import chip as chip_named
from assistant.cost.figures import Figure, figures
from assistant.cost.phrases import pattern
from assistant.errors import ChipUnknownError, ExpressionError
from assistant.facts.subjects import territories
from assistant.language import fold
from assistant.types import Language, Span

_LONGEST = 1000
_MOST = 40
_DIGITS = re.compile(r"\d[\d.,]*")
_CHIP_NAME = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-Z]{1,2}\d{2,4}[A-Z]?s?|TPU[ -]?v\d\w?|DGX ?[A-Z]\d{2,3})"
    r"(?![0-9])(?:[ -](?:SXM\d?|PCIe|40 ?GB|80 ?GB))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question gives to calculate with."""

    question: str
    language: Language
    figures: tuple[Figure, ...]
    subjects: Subjects
    chip_words: str
    """The chip as the question names it."""
    grids: tuple[Parameter, ...] = ()
    """The countries whose electricity it names, in order."""

    @property
    def folded(self) -> str:
        """The question as patterns search it."""
        return fold(self.question)

    def of(self, *roles: str) -> list[Figure]:
        """Returns the figures of any of some roles, in order."""
        return [figure for figure in self.figures if figure.role in roles]


def read(question: str, language: Language) -> Reading:
    """Reads the figures, chips, runs and countries of a question.

    Raises:
        ChipUnknownError: it names a chip of which there are no facts.
        ExpressionError: it is too long to be one calculation.
    """
    _check_size(question)
    spans, subjects, words, named_grids = _subjects(question)
    found = figures(question, language, spans)
    return Reading(question, language, found, subjects, words, named_grids)


def _check_size(question: str) -> None:
    """Hundreds of figures are no calculation, and would take as many milliseconds to read."""
    sizes = (
        (len(question), _LONGEST, "characters"),
        (len(_DIGITS.findall(question)), _MOST, "figures"),
    )
    for size, most, words in sizes:
        if size > most:
            raise ExpressionError(
                f"The question has {size} {words}, more than {most}", "Ask for one calculation"
            )


def _subjects(
    question: str,
) -> tuple[list[Span], Subjects, str, tuple[Parameter, ...]]:
    """The spans of names, which hold no figures; and what they name."""
    run, run_span = _named_run(question)
    spans = [run_span] if run_span else []
    chip, words = None, ""
    for match in _CHIP_NAME.finditer(question):
        if run_span and run_span.start <= match.start() < run_span.end:
            continue
        try:
            chip = chip or chip_named(match.group())
        except ChipUnknownError:
            if not _is_chip(question, match):
                continue
            raise
        words = words or match.group()
        spans.append(Span(*match.span()))
    named = _named_grids(question)
    grid = named[0] if named else None
    country = "" if named else next(iter(territories(question)), "")
    return spans, Subjects(chip, run, grid, country), words, tuple(named)


def _is_chip(question: str, match: re.Match[str]) -> bool:
    """Whether the words around an unknown name speak of a chip."""
    around = fold(question[max(0, match.start() - 25) : match.end() + 15])
    return pattern("beside", "chip").search(around) is not None


def _named_run(question: str) -> tuple[Run | None, Span | None]:
    found: tuple[int, Run, Span] | None = None
    for held in runs().values():
        for alias in (held.name, *held.aliases):
            pattern = r"[\s-]?".join(map(re.escape, re.split(r"[\s-]", alias)))
            match = re.search(
                rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9]|[.,-]?\d)", question, re.IGNORECASE
            )
            if match and (found is None or len(alias) > found[0]):
                found = len(alias), held, Span(*match.span())
    return (found[1], found[2]) if found else (None, None)


def _named_grids(question: str) -> list[Parameter]:
    """The grids of the countries that a question names, in order."""
    folded = fold(question)
    places = [
        (place, held)
        for held in grids().values()
        for alias in held.aliases
        if (place := _place(alias, question, folded)) >= 0
    ]
    ranked = sorted(places, key=lambda one: one[0])
    return list({held.of: held for _, held in ranked}.values())


def _place(alias: str, question: str, folded: str) -> int:
    """Where a country stands, or -1; "us" and "de" are words."""
    if len(alias) == 2 and alias.isascii():
        match = re.search(rf"\b{alias}\b", question)
    elif re.search(r"[A-Za-zäöü]", alias):
        name = re.escape(fold(alias))
        match = re.search(rf"(?<![a-z]){name}(?:s|n|es|e[nmrs]?)?(?![a-z])", folded)
    else:
        match = re.search(re.escape(fold(alias)), folded)
    return match.start() if match else -1


def names_chip(reading: Reading) -> bool:
    """Whether a question speaks of chips, by name or in general."""
    return bool(reading.subjects.chip or pattern("beside", "chip").search(reading.folded))

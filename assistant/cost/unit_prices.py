"""Whether a sentence says what one thing costs to buy: not for an hour, not many together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cost.phrases import pattern
from assistant.disagreements.statements import Stated
from assistant.facts.concepts import mentioned
from assistant.facts.extraction import Fact
from assistant.facts.subjects import codes, same_code, squashed
from assistant.language import fold
from assistant.types import Evidence, Quantity

_PRICES = frozenset({"price", "cost"})
_USES = frozenset({"training", "inference", "development", "amortisation"})
"""Activities that what a chip is used for may cost, rather than the chip."""
_WIDEST = 10
"""How many times the lower end of a range may go into the upper."""
_CHIP = re.compile(r"[a-z]{1,2}\d{2,4}[a-z]*|tpuv\d\w?")


def is_price_of_one(held: Stated, about: Sequence[str]) -> bool:
    """Whether a figure is what one chip costs to buy.

    Args:
        about: the chips that are meant, as they are written; a passage on others is none on them.
    """
    fact, evidence = held.fact, held.evidence
    if fact is None or fact.metric not in _PRICES or _is_vague(fact.quantity):
        return False
    said = _words(fact, evidence)
    if not fact.codes and not _speaks_of_chips(said, evidence, about):
        return False
    if _is_for_a_time(_around(fact, evidence, said), evidence.language):
        return False
    if _says("surely", said):
        return True
    every = f"{said}\n{evidence.text}"
    used = mentioned("activities", every, evidence.language) & _USES
    return _says("price", said) and not _says("many", every) and not used


def _is_vague(quantity: Quantity) -> bool:
    return bool(quantity.low and quantity.high and quantity.high >= _WIDEST * quantity.low)


def _words(fact: Fact, evidence: Evidence) -> str:
    """What is said of the figure: its clause; of a cell, its row and the header above."""
    is_row = " | " in evidence.text
    return f"{_below_title(evidence)}\n{evidence.text}" if is_row else fact.clause


def _around(fact: Fact, evidence: Evidence, said: str) -> str:
    """The words in which a price for a time would be told as one."""
    names_metric = mentioned("metrics", said, evidence.language) & _PRICES
    return said if names_metric else f"{_below_title(evidence)}\n{said}"


def _below_title(evidence: Evidence) -> str:
    return evidence.above.partition("\n")[2]


def _speaks_of_chips(said: str, evidence: Evidence, about: Sequence[str]) -> bool:
    """Whether a figure without a name beside it is of chips, and of no other than is meant."""
    if "chip" not in mentioned("things", said, evidence.language):
        return False
    meant = [squashed(name) for name in about]
    near = codes(f"{evidence.above}\n{evidence.text}")
    chips = [code.name for code in near if _CHIP.fullmatch(code.name)]
    return all(any(same_code(name, chip) for name in meant) for chip in chips)


def _is_for_a_time(words: str, language: str) -> bool:
    return _says("time", words) or "rental" in mentioned("activities", words, language)


def _says(name: str, words: str) -> bool:
    return pattern("of_one", name).search(fold(words)) is not None

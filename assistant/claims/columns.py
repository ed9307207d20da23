"""Figures in the rows of tables: those under the head that names whom a claim names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.cells import Cell
from assistant.facts.extraction import Fact
from assistant.language import mentions
from assistant.types import Evidence

_CELL = re.compile(r"[^|]*[^|\s][^|]*")


def of_column(stated: Sequence[Fact], names: Sequence[str], evidence: Evidence) -> Sequence[Fact]:
    """Returns the facts of a row that stand under a head with one of the names, if there is one.

    Args:
        stated: the facts of a sentence.
        names: of which one is what a claim's figure is said of.
        evidence: the sentence.
    """
    if "|" not in evidence.text:
        return stated
    named = [_is_under(found.start(), names, evidence) for found in _CELL.finditer(evidence.text)]
    if not any(named) or all(named[1:]):
        return stated
    return [
        fact for fact in stated if _is_under(fact.quantity.start - evidence.start, names, evidence)
    ]


def _is_under(offset: int, names: Sequence[str], evidence: Evidence) -> bool:
    cell = Cell.at(evidence.text, offset, evidence.context)
    return cell is not None and any(mentions(cell.head, name) for name in names)

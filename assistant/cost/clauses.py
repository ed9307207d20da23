"""The sentences and clauses of a question; a point or comma within a figure ends none."""

from __future__ import annotations

import re

from assistant.cost.figures import Figure
from assistant.cost.questions import Reading
from assistant.language import fold

_SENTENCE = re.compile(r"[?!。？！]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[,;:?!、。，；？！]|\.(?=\s|$)|\s[–—]\s")


def sentence(figure: Figure, reading: Reading) -> tuple[int, int]:
    """Returns where the sentence of a figure starts and ends."""
    return _around(figure, reading, _SENTENCE)


def clause(figure: Figure, reading: Reading) -> tuple[int, int]:
    """Returns where the clause of a figure starts and ends."""
    return _around(figure, reading, _CLAUSE)


def asked(reading: Reading) -> str:
    """Returns the last sentence, folded; nothing where it states figures itself."""
    text = _masked(reading).rstrip(" ?!。？！.")
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    start = ends[-1] if ends else 0
    if any(figure.quantity.start >= start and not _is_one(figure) for figure in reading.figures):
        return ""
    return fold(reading.question[start : len(text)].strip())


def _is_one(figure: Figure) -> bool:
    return figure.quantity.value == 1 and figure.quantity.kind == "count"


def _around(figure: Figure, reading: Reading, breaks: re.Pattern[str]) -> tuple[int, int]:
    held, start, end = figure.quantity, 0, len(reading.question)
    for match in breaks.finditer(_masked(reading)):
        if match.end() <= held.start:
            start = match.end()
        elif match.start() >= held.end:
            return start, match.start()
    return start, end


def _masked(reading: Reading) -> str:
    """The question with its figures blanked, so that offsets hold."""
    text = reading.question
    for figure in reading.figures:
        held = figure.quantity
        text = text[: held.start] + "0" * (held.end - held.start) + text[held.end :]
    return text

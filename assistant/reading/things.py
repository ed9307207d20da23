"""What else a question wants than a figure or a name: an amount of data, a facility, an employer,
the year of an amount; and passages further off that have it, where none that is near has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.facts.questions import Asked
from assistant.language import fold, mentions
from assistant.language.gazetteer import alternatives
from assistant.quantities import compare, parse
from assistant.reading.features import codes, codes_missing
from assistant.reading.kinds import asks, compiled, data, known
from assistant.types import Evidence, Hit, Quantity

_OF_DATA = frozenset({"tokens", "area"})
"""Metrics that a question for an amount of data seems to name; with others it wants those."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)")
_SAME = frozenset({"equal", "rounding"})
_FURTHER = 2
"""Passages from further off that are read too."""


@dataclass(frozen=True, slots=True)
class Things:
    """The things wanted, see ``things`` in ``sought.yaml``, and of whom or what."""

    wanted: frozenset[str]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    amounts: tuple[Quantity, ...] = ()
    """Of which it wants the year."""

    @classmethod
    def of(cls, question: str, language: str, asked: Asked) -> Things:
        """Reads a question."""
        named, coded = asked.names, codes(question)
        folded, about = fold(question), bool(named or coded)
        wanted = {
            name
            for name, row in data()["things"].items()
            if row.get("named", about) == about
            and compiled(row["asked"][known(language)]).search(folded)
        }
        if asked.metrics - _OF_DATA:
            wanted.discard("data")
        if asks("where", folded, language):
            wanted.discard("facility")
        dated = asks("year", folded, language)
        figures = parse(question, language) if dated else []
        return cls(
            wanted=frozenset(wanted),
            names=named,
            codes=coded,
            amounts=tuple(held for held in figures if held.kind == "money" and _is_plain(held)),
        )

    @property
    def needed(self) -> tuple[str, ...]:
        """Those wanted that an answer cannot do without."""
        rows = data()["things"]
        return tuple(name for name in self.wanted if not rows[name].get("optional"))

    def further(self, near: Sequence[Hit], wide: Callable[[], Sequence[Hit]]) -> list[Hit]:
        """Of passages further off the best that have what is wanted, if no near one has it."""
        if not (self.needed or self.amounts) or any(map(self._are_in, near)):
            return []
        seen = {hit.chunk.id for hit in near}
        others = [hit for hit in wide() if hit.chunk.id not in seen and self._are_in(hit)]
        return others[:_FURTHER]

    def _are_in(self, hit: Hit) -> bool:
        chunk = hit.chunk
        return all(_says(name, chunk.text, chunk.language) for name in self.needed) and (
            not self.amounts or self._dates(chunk.text, chunk.quantities)
        )

    def _dates(self, text: str, figures: Sequence[Quantity]) -> bool:
        """Whether a text has the amounts and a year."""
        return _YEAR.search(text) is not None and all(
            any(compare(amount, figure).relation in _SAME for figure in figures)
            for amount in self.amounts
        )

    def are_missed(self, own: Sequence[Evidence]) -> bool:
        """Whether a sentence, with what follows it, has none of what it could not do without."""
        figures = [figure for sentence in own for figure in sentence.quantities]
        text = "\n".join([own[0].above, *(sentence.text for sentence in own)])
        undated = bool(self.amounts) and not self._dates(text, figures)
        named = any(mentions(text, name) for name in self.names)
        of_others = not named and any(data()["things"][name].get("named") for name in self.wanted)
        return undated or of_others or any(not _said(name, own) for name in self.needed)

    def are_stated(self, own: Sequence[Evidence]) -> bool:
        """Whether a sentence, with what follows it, says it of all that the question names."""
        if not self.wanted or not (self.names or self.codes):
            return False
        text = "\n".join(sentence.text for sentence in own)
        named = all(_is_written(name, text) for name in self.names)
        return (
            named
            and not codes_missing(self.codes, text)
            and all(_said(name, own) for name in self.wanted)
        )


def _is_written(name: str, text: str) -> bool:
    """Whether a text has a name as it stands, or as it is known to be written elsewhere."""
    folded = fold(name)
    return any(fold(form) in fold(text) for form in (folded, *alternatives(folded)))


def _is_plain(figure: Quantity) -> bool:
    return figure.low is None and figure.high is None


def _said(name: str, own: Sequence[Evidence]) -> bool:
    return any(_says(name, one.text, one.language) for one in own)


def _says(name: str, text: str, language: str) -> bool:
    said = data()["things"][name]["said"]
    return compiled(said[known(language)]).search(text) is not None

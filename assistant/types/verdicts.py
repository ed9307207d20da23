"""What sources say of claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.types.citations import Citation
from assistant.types.texts import Language

VerdictName: TypeAlias = Literal[
    "supported", "contradicted", "disputed", "not_enough_evidence", "nothing_to_check"
]
StanceName: TypeAlias = Literal["supports", "contradicts", "unclear"]


@dataclass(frozen=True, slots=True)
class WeighedCitation(Citation):
    """A quote with what it does to a claim."""

    stance: StanceName
    score: float
    """Probability of that stance."""
    relation: str
    """What keeps claim and quote apart, in English: "1 billion US dollars against 100 million US
    dollars, differs by a factor of 10"; empty where no value or name does. Of two things that the
    claim compares their figures, whatever the stance: "1,287 MWh beside 433 MWh"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources say of a claim."""

    claim: str
    language: Language
    verdict: VerdictName
    confidence: float
    """Probability that the verdict is right; 0 where there is nothing to check."""
    evidence: tuple[WeighedCitation, ...]
    """What decides first."""
    parts: tuple[Verdict, ...]
    """Of each fact, where the claim holds several."""
    explanation: str
    """In the claim's language."""
    start: int = 0
    """Where the claim stands in the text that was checked, in code points."""
    end: int = 0

"""What speaks for a sentence supporting or contradicting a claim, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from assistant.claims.comparing import Match, matches
from assistant.claims.connecting import Connection, in_full, of_names
from assistant.claims.contraries import contraries, is_contrary, is_reversed, of_figures
from assistant.claims.contrasting import affirmed, affirming
from assistant.claims.elsewhere import is_elsewhere, is_of_others
from assistant.claims.figures import ClaimedFigures
from assistant.claims.magnitudes import magnitudes
from assistant.claims.modality import denies, doubts, expects, hedges, main_statement, settles
from assistant.claims.naming import Swap, of_level
from assistant.claims.opposites import ends, is_reworded, leaning
from assistant.claims.pairing import is_mispaired
from assistant.facts.relations import Relation, relations
from assistant.language import mentions
from assistant.reading.features import codes, codes_missing
from assistant.types import Evidence

_APART = 5
"""Things by which facts are told apart: metric, activity, thing, named subject, time."""


@dataclass(frozen=True, slots=True)
class StanceFeatures:
    """All between -1 and 1 but differences of the judge's logits, and ``near``, log odds."""

    supports: float
    """The judge's score for support, less that for neither."""
    contradicts: float
    agrees: float
    """Share of the claim's figures, of its dates where there are no others, of its magnitudes
    without number where there are none, that the sentence repeats; 0 without any."""
    differs: float
    """1 where one of them stands there with another value."""
    outlying: float
    """1 where all that differ are over ten times apart, by no power of ten: on other things."""
    incomparable: float
    """1 where one of them stands beside a figure of its kind that is on something else."""
    alike: float
    """Share of what tells facts apart that the claim's figure and the sentence's have in common."""
    divided: float
    """1 where a total stands beside what one or each of several has."""
    lacks: float
    """Share of figures and dates that the sentence has nothing to compare with."""
    dated: float
    """1 where the claim's dates stand there, -1 where another one does; 0 otherwise."""
    names_missing: float
    """Share of the claim's names that neither the sentence nor what stands above it mentions."""
    codes_missing: float
    swapped: float
    """1 where the sentence has another name in the place of one of the claim's."""
    connected: float
    """1 where it says the same of two names, such as who leads what; -1 where it says other."""
    leaning: float
    """1 where both have the same ends of pairs of opposites, such as rising and falling; -1 where
    they have opposite ones."""
    negated: float
    """1 where only one of the two is a denial."""
    hedged: float
    """1 where only the sentence leaves room, -1 where only the claim does."""
    unsettled: float
    """1 where the sentence expects what the claim says is done or certain."""
    contrary: float
    """1 where it says the contrary of the claim, whatever figure it repeats."""
    elsewhere: float
    """1 where it speaks of another case than the claim."""
    near: float
    """How near the sentence is to the claim, as the retriever and the terms see it."""
    similar: float
    """Cosine of claim and sentence, less the background of the sentence's language."""
    ranked: float = 0.0
    """1 where its figures say which of two things has more as the claim does, -1 where they say
    the other one."""

    def values(self) -> tuple[float, ...]:
        """Returns the numbers in the order of ``NAMES``."""
        return tuple(getattr(self, name) for name in NAMES)


_ROW = 2
"""Strokes that make a line a row of a table."""
NAMES: tuple[str, ...] = tuple(field.name for field in fields(StanceFeatures))


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim says, read once for all sentences."""

    text: str
    language: str
    figures: ClaimedFigures
    relations: tuple[Relation, ...]
    codes: tuple[str, ...]
    ends: Mapping[str, int]
    """Its ends of pairs of opposites."""
    contraries: Mapping[str, int]
    """Its ends of strict pairs."""
    denies: bool
    hedges: bool
    settles: bool
    """Whether it says that something is done or certain."""
    magnitudes: frozenset[str]

    @classmethod
    def of(cls, claim: str, language: str) -> Claimed:
        """Reads what a claim in a language affirms."""
        claim = affirmed(claim, language)
        return cls(
            claim,
            language,
            ClaimedFigures.of(claim, language),
            relations(in_full(claim, language), language),
            codes(claim),
            ends(main_statement(claim, language), language) or ends(claim, language),
            contraries(claim, language),
            denies(claim, language),
            hedges(claim, language),
            settles(claim, language),
            _magnitudes(claim, language),
        )

    @property
    def is_named(self) -> bool:
        """Whether it has a figure, a date or a name."""
        return bool(self.figures.facts or self.figures.dates or self.figures.owners)

    def matches(self, evidence: Evidence) -> tuple[Match, ...]:
        """Returns its figures and dates with their counterparts in a sentence."""
        return matches(self.figures, affirming(evidence))


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim beside one sentence: what keeps them apart or connects them, but for the judge."""

    claimed: Claimed
    evidence: Evidence
    matches: tuple[Match, ...]
    swaps: tuple[Swap, ...]
    """The claim's names for which the sentence has another."""
    connection: Connection | None
    negated: bool
    """Whether only one of the two is a denial."""

    @classmethod
    def of(cls, claimed: Claimed, evidence: Evidence, found: Sequence[Match]) -> Beside:
        """Compares a claim with a sentence.

        Args:
            found: what ``Claimed.matches`` says of the sentence.
        """
        evidence = affirming(evidence)
        spoken = _spoken(claimed.text, evidence, found)
        negated = claimed.denies != denies(spoken, evidence.language) and not is_reworded(
            claimed.text, claimed.language, spoken, evidence.language
        )
        connected, swapped = of_names(claimed.relations, claimed.figures, evidence, negated=negated)
        return cls(claimed, evidence, tuple(found), swapped, connected, negated)

    def features(self, scores: tuple[float, float], near: float, similar: float) -> StanceFeatures:
        """Returns the numbers for the sentence.

        Args:
            scores: the judge's for support and contradiction, less that for neither.
            near: as in ``StanceFeatures``, like ``similar``.
        """
        return StanceFeatures(
            supports=scores[0],
            contradicts=scores[1],
            **self._of_figures(),
            **self._of_names(),
            **self._of_words(),
            near=near,
            similar=similar,
        )

    def _of_figures(self) -> dict[str, float]:
        dates = [match.outcome for match in self.matches if match.claimed.kind == "date"]
        # Beside other figures a date says when; alone it is what the claim is about.
        outcomes = [match.outcome for match in self.matches if match.claimed.kind != "date"]
        outcomes = outcomes or dates
        named = self._magnitudes()
        every = [match.outcome for match in self.matches]
        differing = [match for match in self.matches if match.outcome == "differs"]
        return {
            "agrees": outcomes.count("agrees") / len(outcomes) if outcomes else named,
            "differs": float("differs" in outcomes),
            "outlying": float(bool(differing) and all(match.outlying for match in differing)),
            "incomparable": float("incomparable" in every),
            "alike": max((match.shared for match in self.matches), default=int(named > 0)) / _APART,
            "divided": float(any(match.divided for match in self.matches)),
            "lacks": every.count("absent") / max(len(every), 1),
            "dated": -1.0 if "differs" in dates else float("agrees" in dates),
        }

    def _magnitudes(self) -> float:
        """The share of the claim's magnitudes that the sentence names: "terabytes of text"."""
        said = self.claimed.magnitudes
        return len(said & _magnitudes(self.evidence.text, self.evidence.language)) / max(
            len(said), 1
        )

    def _of_names(self) -> dict[str, float]:
        around = f"{self.evidence.above}\n{self.evidence.text}"
        named = self.claimed.figures.owners
        absent = [name for name in named if not mentions(around, name)]
        connected = 0 if self.connection is None else 1 if self.connection.agrees else -1
        return {
            "names_missing": len(absent) / max(len(named), 1),
            "codes_missing": codes_missing(self.claimed.codes, around),
            "swapped": float(bool(self.swaps)),
            "connected": float(connected),
        }

    def _of_words(self) -> dict[str, float]:
        text, language = self.evidence.text, self.evidence.language
        own = of_figures(self.evidence, [one for one in self.matches if one.outcome == "agrees"])
        stated = ends(text, language)
        return {
            "leaning": leaning(self.claimed.ends, stated),
            "negated": float(self.negated),
            "hedged": float(hedges(own, language)) - float(self.claimed.hedges),
            "unsettled": float(self._is_unsettled(own)),
            **self._of_cases(stated),
        }

    def _is_unsettled(self, own: str) -> bool:
        """What is said to be certain to come leaves room only where something else is in doubt."""
        open_to = doubts if self.claimed.hedges else expects
        return self.claimed.settles and open_to(own, self.evidence.language)

    def _of_cases(self, stated: Mapping[str, int]) -> dict[str, float]:
        """What includes or leaves out something is contrary with the same figure or names only.

        Args:
            stated: the sentence's ends of pairs of opposites.
        """
        claimed, found = self.claimed, self.matches
        said, outcomes = claimed.contraries, {match.outcome for match in found}
        contrary = is_contrary(claimed.text, claimed.language, self.evidence, found, said)
        contrary = contrary or is_reversed(claimed.ends, stated, found)
        contrary = contrary or is_mispaired(claimed.figures, self.evidence, found)
        others = bool(claimed.figures.facts) or is_of_others(claimed.figures, self.evidence)
        same = "agrees" in outcomes or not others
        elsewhere = is_elsewhere(claimed.figures, self.evidence, found)
        return {
            "contrary": float(contrary and same and not elsewhere),
            "elsewhere": float(elsewhere or (contrary and not same)),
        }


def _magnitudes(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*magnitudes(text, language).values())


def _spoken(claim: str, evidence: Evidence, found: Sequence[Match]) -> str:
    """The words that may deny a figure or level: of a table's row those of the figure's cell."""
    text = evidence.text
    places = [match.stated.start - evidence.start for match in found if match.stated]
    if text.count("|") < _ROW or not places:
        return of_level(claim, text)
    begins = [text.rfind("|", 0, place) + 1 for place in places]
    return " ".join(text[begin:].partition("|")[0] for begin in begins)

"""What a question takes for granted and the sources deny: "Why did it cost 2 billion?"

Only figures of what the question names are looked at, and only where no sentence that was read
bears the figure out: a question may well ask when something that is not yet so will be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.claims.comparing import Match
from assistant.claims.features import Claimed
from assistant.claims.modality import hedges
from assistant.denials import Denial
from assistant.facts.subjects import codes as named_codes
from assistant.language import fold, glosses, mentions, names
from assistant.language.entities import entities
from assistant.quantities import parse, render
from assistant.reading.features import codes
from assistant.reading.phrases import PHRASES
from assistant.types import Citation, Evidence, Language, Quantity

_LARGE = Decimal(1_000_000)
"""A bare number from here on, beside what something costs, is an amount of money."""
_DOLLARS: dict[Language, str] = {"en": " dollars", "de": " Dollar", "ja": "ドル"}
_SUPPOSING = re.compile(
    r"\b(?:if|suppos\w+|assum\w+|imagine)\b"
    r"|\b(?:wenn|falls|angenommen|gesetzt den fall|einmal unterstellt)\b"
    r"|もし|仮に|としたら|とすると|とすれば|場合(?=、|に|は)|(?<=[えけせてねめれべげ])ば、"
)
"""What a question supposes it does not take for granted; looked for in folded text."""
_REPORTED = re.compile(
    r"\b(?:why|how come|on what grounds|for what reason) (?:did|does|do|has|have) "
    r"[\w'’-]+(?: [\w'’-]+){0,4} "
    r"(?:predict|expect|forecast|estimat|claim|sa(?:y|id)|warn|believ|think|reckon)\w*"
    r"|\b(?:warum|weshalb|wieso|aus welchem grund) (?:(?:rechne|erwarte|sag|schätz|prognostizier"
    r"|glaub|behaupte|vermute)\w*|geht|ging) [\w-]+(?: [\w-]+){0,3},?"
    r" (?:damit, dass|davon aus, dass|dass)\b"
    r"|と(?:予測|予想|見込|断言|主張|述べ|見積|発言)[^。]{0,12}(?:理由|なぜ|わけ|根拠|どうして)"
)
"""What somebody is said to have foretold is taken for granted as what he foretold."""
_NUMBERED = re.compile(
    r"\b(?![A-Z]{3} )([A-Z][\w-]* \d{1,2}) "
    r"(?=\d{3} ?(?:[Mm]illi|[Bb]illi|[Tt]rilli|Mio|Mrd|Bio|[mb]n\b|[万億兆]))"
)
"""A name's number before a figure, both of which would be read as one: "Gemini 1 191 Mio."."""
_UNNUMBERED = frozenset(["companies", "places"])
"""Names whose number is one of what follows: "Microsoft 12 500 Mio. Dollar"."""
_SHARED = 2
"""Of metric, activity, thing, subject and time, what both figures must have in common."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A figure of a question, and the one that a source states in its place."""

    claimed: Quantity
    stated: Quantity
    evidence: Evidence

    def is_quoted_by(self, citation: Citation) -> bool:
        """Whether a quote holds the figure that is stated."""
        return citation.holds(self.evidence.document, self.stated)


def false_premise(question: str, language: Language, read: Sequence[Evidence]) -> Premise | None:
    """Returns the figure that a question takes for granted and its sources deny, if it does.

    Args:
        read: every sentence that was read for it, best first.
    """
    question = _torn(question, language)
    subjects = (*names(question, language), *codes(question))
    supposes = _SUPPOSING.search(fold(question)) is not None
    reported = _REPORTED.search(fold(question)) is not None
    if not subjects or supposes or (hedges(question, language) and not reported):
        return None
    for claimed in _readings(question, language):
        found = [(match, held) for held in read for match in _figures(claimed, held)]
        if any(match.outcome == "agrees" for match, _ in found):
            return None
        for match, held in found:
            named = any(mentions(held.text, name) for name in subjects)
            apart = match.outcome == "differs" and match.shared >= _SHARED
            if named and apart and match.stated:
                return Premise(match.claimed, match.stated, held)
    return None


def _torn(question: str, language: Language) -> str:
    """The question with a comma between the number of a model and the figure that follows it."""
    models = {code.text for code in named_codes(question)}

    def torn(match: re.Match[str]) -> str:
        kinds = {one.kind for one in entities(match[1], language)}
        return f"{match[1]}, " if match[1] in models and not kinds & _UNNUMBERED else match[0]

    return _NUMBERED.sub(torn, question)


def _readings(question: str, language: Language) -> Iterator[Claimed]:
    """The question as it stands; then with the currency that its large number may have."""
    yield Claimed.of(question, language)
    bare = [q for q in parse(question, language) if q.kind == "count" and (q.value or 0) >= _LARGE]
    for figure in bare[:1]:
        cut = figure.end
        yield Claimed.of(question[:cut] + _DOLLARS[language] + question[cut:], language)


def _figures(claimed: Claimed, held: Evidence) -> list[Match]:
    """A claim's figures beside a sentence's, dates and small counts left out."""
    return [
        match
        for match in claimed.matches(replace(held, following=None))
        if match.claimed.kind not in ("date", "count")
    ]


def correction(premise: Premise | Denial, number: int, language: Language) -> str:
    """Returns the sentence that corrects a question.

    Args:
        number: of the citation.
    """
    marker, phrases = f"[{number}]", PHRASES[language]
    if isinstance(premise, Premise):
        claimed, stated = (render(one, language) for one in (premise.claimed, premise.stated))
        return phrases.correction.format(claimed=claimed, stated=stated, marker=marker)
    words = phrases.correction_of_name if premise.claimed else phrases.reversal
    stated = _told(premise, language)
    return words.format(claimed=premise.claimed, stated=stated, marker=marker)


def _told(denied: Denial, language: Language) -> str:
    """The name that a source gives, as the reader knows it."""
    found = glosses(denied.stated, denied.evidence.language, language)
    whole = next((one.gloss for one in found if one.text == denied.stated), None)
    return whole or denied.stated

"""Evidence -> an answer without a chat model: a short frame around quotes of the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index.collection import Collection, sentence_id
from assistant.language import fold
from assistant.reading.cite import Citer, quoted_to
from assistant.reading.glossing import gloss
from assistant.reading.phrases import PHRASES, listed, spelled_date
from assistant.types import Citation, Evidence, Hit, Language, Sentence, Span

_FIGURE = re.compile(r"(?<![a-z\d.,-])\d+(?:[.,]\d+)*")
_MOST_STATEMENTS = 5
_MOST_CITATIONS = 5
_MOST_RELATED = 3
_WORTH_ADDING = 0.05
"""Share of the best score from which a further sentence is quoted."""
_SAME_STATEMENT = 0.93
"""Cosine of two sentences from which they say the same; e5 gives 0.80 to unrelated ones."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The text of an answer, and the sentences it quotes with their citations, in order."""

    text: str
    cited: tuple[tuple[Evidence, Citation], ...]


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes answers for one index."""

    collection: Collection
    citer: Citer

    def answer(
        self,
        question: str,
        language: Language,
        evidence: Sequence[Evidence],
        needed: Sequence[tuple[Evidence, Span]] = (),
    ) -> Quoted:
        """Returns the text with its markers, and the citations that these resolve to.

        Args:
            evidence: best first; at least one.
            needed: sentences that must be quoted, with what the quotes must hold.
        """
        keep = {_place(sentence): span for sentence, span in needed}
        lines: list[str] = []
        pairs: list[tuple[Evidence, Citation]] = []
        for statement in self._needed_first(self._statements(evidence), needed):
            group = statement[: _MOST_CITATIONS - len(pairs)]
            cited = [
                self.citer.evidence(held, question, language, keep.get(_place(held), held.answer))
                for held in group
            ]
            if cited:
                lines.append(_line(group, cited, len(pairs), language))
                pairs.extend(zip(group, cited, strict=True))
        return Quoted("\n\n".join(lines), tuple(pairs))

    def _needed_first(
        self, statements: list[list[Evidence]], needed: Sequence[tuple[Evidence, Span]]
    ) -> list[list[Evidence]]:
        """The best statement, then what must be quoted, then the rest."""
        wanted = {_place(sentence) for sentence, _ in needed}
        if not wanted:
            return statements
        best = statements[:1] if wanted & {_place(held) for held in statements[0]} else []
        best = best or (statements[:1] if len(wanted) < _MOST_CITATIONS else [])
        seen = {_place(held) for statement in best for held in statement}
        must = [[sentence] for sentence, _ in needed if _place(sentence) not in seen]
        seen |= wanted
        rest = [[held for held in group if _place(held) not in seen] for group in statements]
        return [*best, *must, *(group for group in rest if group)]

    def refusal(self, language: Language, hits: Sequence[Hit]) -> tuple[str, tuple[Citation, ...]]:
        """Returns the words of a refusal, and the nearest passages."""
        related = tuple(self.citer.passage(hit.chunk) for hit in hits[:_MOST_RELATED])
        phrases = PHRASES[language]
        return (
            f"{phrases.refusal} {phrases.refusal_related}" if related else phrases.refusal,
            related,
        )

    def _statements(self, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
        """Groups sentences of different sources that say the same, best first."""
        worth = [e for e in evidence if e.score >= _WORTH_ADDING * evidence[0].score]
        groups: list[list[Evidence]] = []
        for candidate in _varied(worth)[: 4 * _MOST_STATEMENTS]:
            if any(_goes_on_with(held, candidate) for group in groups for held in group):
                continue
            group = next((g for g in groups if self._says_the_same(g[0], candidate)), None)
            if group is None:
                groups.append([candidate])
            elif all(candidate.document != held.document for held in group):
                group.append(candidate)
        return groups[:_MOST_STATEMENTS]

    def _says_the_same(self, first: Evidence, second: Evidence) -> bool:
        if first.language == second.language and _other_figures(first.text, second.text):
            return False
        names = [sentence_id(e.document, Sentence(e.start, e.end)) for e in (first, second)]
        vectors = self.collection.sentence_store.vectors_of(names)
        return float(np.dot(vectors[0], vectors[1])) >= _SAME_STATEMENT


def _other_figures(first: str, second: str) -> bool:
    """Whether two sentences of one language both have figures, and none in common."""
    figures = [set(_FIGURE.findall(fold(text))) for text in (first, second)]
    return all(figures) and figures[0].isdisjoint(figures[1])


def _varied(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Best of each language first: cosines across languages compare only roughly."""
    leaders: dict[str, Evidence] = {}
    for candidate in evidence:
        leaders.setdefault(candidate.language, candidate)
    first = list(leaders.values())
    return [*first, *(candidate for candidate in evidence if candidate not in first)]


def _goes_on_with(first: Evidence, second: Evidence) -> bool:
    """Whether a quote of the first holds the second as well."""
    inside = first.start < second.start and second.end <= quoted_to(first)
    return inside and first.document == second.document


def _place(evidence: Evidence) -> tuple[str, int]:
    return evidence.document, evidence.start


def _line(
    evidence: Sequence[Evidence], cited: Sequence[Citation], before: int, language: Language
) -> str:
    phrases = PHRASES[language]
    numbers = [f"[{before + place}]" for place in range(1, len(cited) + 1)]
    dates = dict.fromkeys(citation.published for citation in cited if citation.published)
    spelled = [spelled_date(date, language) for date in dates]
    quotes = [
        phrases.quote.replace("{words}", one_line(citation.quote)) + gloss(held, citation, language)
        for held, citation in zip(evidence, cited, strict=True)
    ]
    return phrases.according_to.format(
        sources=listed(numbers, language),
        as_of=phrases.as_of.format(date=listed(spelled, language)) if spelled else "",
        quotes=" / ".join(quotes),
    )


def one_line(quote: str) -> str:
    """Returns a quote for a running text: its own line breaks would end the paragraph."""
    return " ".join(quote.split("\n")) if "\n" in quote else quote

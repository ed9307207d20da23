"""Evidence -> an answer without a chat model: a short frame around quotes of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.facts.subjects import codes
from assistant.index.collection import Collection, sentence_id
from assistant.language import fold
from assistant.quantities.comparison import compare
from assistant.reading.cite import Citer, quoted_whole
from assistant.reading.features import codes_missing
from assistant.reading.glossing import gloss
from assistant.reading.phrases import PHRASES, listed, spelled_date
from assistant.types import Citation, Evidence, Hit, Language, Sentence, Span

_FIGURE = re.compile(r"(?<![a-z\d.,-])\d+(?:[.,]\d+)*")
_DENSE = "[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?P<dense>(?<={_DENSE})\n(?={_DENSE}))|\n")
_MOST_STATEMENTS = 5
_MOST_CITATIONS = 5
_MOST_RELATED = 3
_WORTH_ADDING = 0.02
"""Share of the best score from which a further sentence is quoted."""
_SAME_STATEMENT = 0.93
"""Cosine of two sentences from which they say the same; e5 gives 0.80 to unrelated ones."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines of an answer, and the sentences they quote with their citations, in order."""

    lines: tuple[str, ...]
    cited: tuple[tuple[Evidence, Citation], ...]

    @property
    def read(self) -> list[tuple[Evidence, Citation]]:
        """Every sentence of the quotes, also those that only follow."""
        return [(held, quote) for one, quote in self.cited for held in quoted_whole(one)]


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
        """Returns lines with their markers, and the citations that these resolve to.

        Args:
            evidence: best first; at least one.
            needed: sentences that must be quoted, with what the quotes must hold.
        """
        keep = {_place(sentence): span for sentence, span in needed}
        lines: list[str] = []
        pairs: list[tuple[Evidence, Citation]] = []
        for statement in self._needed_first(self._statements(question, evidence), needed):
            group = statement[: _MOST_CITATIONS - len(pairs)]
            cited = [
                self.citer.evidence(held, question, language, keep.get(_place(held), held.answer))
                for held in group
            ]
            if cited:
                lines.append(_line(group, cited, len(pairs), language))
                pairs.extend(zip(group, cited, strict=True))
        return Quoted(tuple(lines), tuple(pairs))

    def _needed_first(
        self, statements: list[list[Evidence]], needed: Sequence[tuple[Evidence, Span]]
    ) -> list[list[Evidence]]:
        """The best statement, then what must be quoted, then the rest."""
        wanted = {_place(sentence) for sentence, _ in needed}
        if not wanted:
            return statements
        best = _spared(statements[0], wanted)
        seen = _places(best)
        must = [
            [replace(sentence, following=None)]
            for sentence, _ in needed
            if _place(sentence) not in seen
        ]
        seen |= wanted
        rest = [[held for held in group if _place(held) not in seen] for group in statements]
        return [group for group in (best, *must, *rest) if group]

    def refusal(self, language: Language, hits: Sequence[Hit]) -> tuple[str, tuple[Citation, ...]]:
        """Returns the words of a refusal, and the nearest passages."""
        related = tuple(self.citer.passage(hit.chunk) for hit in hits[:_MOST_RELATED])
        phrases = PHRASES[language]
        between = "" if language == "ja" else " "
        return (
            between.join((phrases.refusal, phrases.refusal_related))
            if related
            else phrases.refusal,
            related,
        )

    def _statements(self, question: str, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
        """Groups sentences of different sources that say the same, best first."""
        best, asked = evidence[0], [code.name for code in codes(question)]
        worth = [
            held
            for held in evidence
            if held is best
            or (held.score >= _WORTH_ADDING * best.score and not _is_of_others(held, asked))
        ]
        groups: list[list[Evidence]] = []
        for found in _varied(worth)[: 4 * _MOST_STATEMENTS]:
            candidate = _unless_quoted(found, _places(held for group in groups for held in group))
            if candidate is None:
                continue
            group = next((g for g in groups if self._says_the_same(g[0], candidate)), None)
            if group is None:
                groups.append([candidate])
            elif all(candidate.document != held.document for held in group):
                group.append(candidate)
        return groups[:_MOST_STATEMENTS]

    def _says_the_same(self, first: Evidence, second: Evidence) -> bool:
        if _other_figures(first, second):
            return False
        names = [sentence_id(e.document, Sentence(e.start, e.end)) for e in (first, second)]
        vectors = self.collection.sentence_store.vectors_of(names)
        return float(np.dot(vectors[0], vectors[1])) >= _SAME_STATEMENT


def _spared(best: Sequence[Evidence], wanted: set[tuple[str, int]]) -> list[Evidence]:
    """Of the best statement what leaves room for all that must be quoted, that itself first."""
    first = [held for held in best if _place(held) in wanted]
    others = [held for held in best if _place(held) not in wanted]
    return [*first, *others[: max(0, _MOST_CITATIONS - len(wanted))]]


def _is_of_others(held: Evidence, asked: Sequence[str]) -> bool:
    """Whether a sentence names models or chips, and none of those that the question names."""
    if not asked or not codes(held.text):
        return False
    return codes_missing(asked, f"{held.above}\n{held.text}") == 1


def _other_figures(first: Evidence, second: Evidence) -> bool:
    """Whether two sentences both have figures, and none in common."""
    values = [[one for one in e.quantities if one.kind != "date"] for e in (first, second)]
    if all(values):
        return not any(compare(one, other).agrees for one in values[0] for other in values[1])
    figures = [set(_FIGURE.findall(fold(e.text))) for e in (first, second)]
    apart = all(figures) and figures[0].isdisjoint(figures[1])
    return first.language == second.language and apart


def _varied(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Best of each language first: cosines across languages compare only roughly."""
    leaders: dict[str, Evidence] = {}
    for candidate in evidence:
        leaders.setdefault(candidate.language, candidate)
    first = list(leaders.values())
    return [*first, *(candidate for candidate in evidence if candidate not in first)]


def _unless_quoted(evidence: Evidence, quoted: set[tuple[str, int]]) -> Evidence | None:
    """Returns a sentence less what follows it, or nothing, if that is quoted already."""
    if _place(evidence) in quoted:
        return None
    following = evidence.following
    return (
        replace(evidence, following=None) if following and _place(following) in quoted else evidence
    )


def _places(evidence: Iterable[Evidence]) -> set[tuple[str, int]]:
    """Where the sentences stand that are quoted with these."""
    return {_place(held) for one in evidence for held in quoted_whole(one)}


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
    """Returns a quote for a running text: its own line breaks would end the paragraph.

    Between Japanese characters a line break is nothing.
    """
    return _BREAK.sub(lambda found: "" if found["dense"] else " ", quote)

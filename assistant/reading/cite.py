"""Evidence -> citations: quotes that are slices of their source, with ids that stay."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from assistant.language import terms
from assistant.types import (
    Chunk,
    Citation,
    CitedQuantity,
    Document,
    Evidence,
    Hit,
    ScoredCitation,
    Span,
)

QUOTE_LENGTH = 400
"""Longest quote in an answer, in code points."""
_CLAUSE = re.compile(r"(?:[^,;:、，；。]|(?<=\d)[,:，](?=\d))*[,;:、，；。]?\s*")
_LEADING, _TRAILING = " \n\u3000、。，．・：；,.:;", " \n\u3000、。，：；,:;を"
"""Marks that set off an answer, and the particle behind a Japanese one, are no part of it."""
_WORD_GAP = re.compile(r"\s+")


class Citer:
    """Makes citations for the documents of one index."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def evidence(
        self, evidence: Evidence, question: str, language: str, keep: Span | None = None
    ) -> Citation:
        """Cites a sentence and what it goes on with, or of a long one the clauses nearest to the
        question.

        Args:
            keep: what the quote must hold, in document offsets.
        """
        asked = set(terms(question, language))
        span = shorten(evidence, asked, keep)
        return self._citation(evidence.document, span, evidence.page)

    def passage(self, chunk: Chunk) -> Citation:
        """Cites the beginning of a chunk, up to the length of a quote."""
        ends = [line.end for line in chunk.sentences if line.end - chunk.start <= QUOTE_LENGTH]
        end = max(ends, default=min(chunk.end, chunk.start + QUOTE_LENGTH))
        return self._citation(chunk.document, Span(chunk.start, end), chunk.page)

    def span(self, chunk: Chunk, span: Span) -> Citation:
        """Cites a part of a chunk, in document offsets."""
        return self._citation(chunk.document, span, chunk.page)

    def hit(self, hit: Hit) -> ScoredCitation:
        """Cites a whole chunk with the score it was found with."""
        chunk = hit.chunk
        citation = self._citation(chunk.document, Span(chunk.start, chunk.end), chunk.page)
        return ScoredCitation(**asdict(citation), score=hit.score)

    def _citation(self, name: str, span: Span, page: int) -> Citation:
        document = self._documents[name]
        return Citation(
            id=citation_id(document, span),
            document=name,
            title=document.title,
            language=document.language,
            publisher=document.info.publisher,
            published=document.info.published,
            url=document.info.url,
            page=page,
            start=span.start,
            end=span.end,
            quote=document.text[span.start : span.end],
        )


def answer_spans(
    cited: Iterable[tuple[Evidence, Citation]], answering: Sequence[CitedQuantity] = ()
) -> dict[str, Span]:
    """Returns where quotes hold the answer that the judge sees, by the citation's id.

    Args:
        answering: the figures that answer; in a quote that has one, the answer is none but such.
    """
    found = {}
    for evidence, citation in cited:
        figures = [figure for figure in answering if figure.citation == citation.id]
        seen = _seen(evidence, figures)
        if seen and citation.start <= seen.start < seen.end <= citation.end:
            words = citation.quote[seen.start - citation.start : seen.end - citation.start]
            found[citation.id] = _bare(words, seen.start)
    return found


def _bare(words: str, start: int) -> Span:
    """The span of an answer without what sets it off."""
    first, last = len(words) - len(words.lstrip(_LEADING)), len(words.rstrip(_TRAILING))
    return Span(start + first, start + last) if first < last else Span(start, start + len(words))


def _seen(evidence: Evidence, answering: Sequence[Span]) -> Span | None:
    """The judge's span, or the first figure that answers where that is not in it alone."""
    span = evidence.answer
    if span is None or not answering:
        return span
    touched = [figure for figure in evidence.quantities if _meet(figure, span)]
    right = [figure for figure in answering if _meet(figure, span)]
    if right and all(any(_meet(figure, one) for one in answering) for figure in touched):
        return span
    return (right or answering)[0]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def citation_id(document: Document, span: Span) -> str:
    """Returns twelve hexadecimal digits from the document's hash and the span."""
    name = f"{document.sha256}:{span.start}:{span.end}"
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def quoted_whole(evidence: Evidence) -> list[Evidence]:
    """Returns the sentences of a quote: the evidence and what follows it, as far as they fit."""
    whole = [evidence]
    while (following := whole[-1].following) and following.end - evidence.start <= QUOTE_LENGTH:
        whole.append(following)
    return whole


def shorten(evidence: Evidence, asked: set[str], keep: Span | None = None) -> Span:
    """Returns the evidence's span, or the run of its clauses that says most within a quote."""
    text = evidence.text
    if len(text) <= QUOTE_LENGTH:
        return Span(evidence.start, quoted_whole(evidence)[-1].end)
    cuts = _cuts(text)
    runs = [(start, end) for start in cuts for end in cuts if 0 < end - start <= QUOTE_LENGTH]
    if keep:
        low, high = keep.start - evidence.start, keep.end - evidence.start
        runs = [(start, end) for start, end in runs if start <= low and high <= end] or runs

    def worth(run: tuple[int, int]) -> tuple[int, int, int, int]:
        words = text[run[0] : run[1]]
        held = len(asked.intersection(terms(words, evidence.language)))
        figures = len(re.findall(r"\d+", words))
        return held, figures, run[1] - run[0], -run[0]

    start, end = max(_longest(runs), key=worth)
    return _trimmed(text, start, end, evidence.start)


def _cuts(text: str) -> list[int]:
    """Offsets at which a quote may begin or end: clauses, or words where a clause is too long."""
    cuts = [0]
    for clause in _CLAUSE.finditer(text):
        if clause.end() - cuts[-1] > QUOTE_LENGTH:
            cuts.extend(_word_cuts(text, cuts[-1], clause.end()))
        if clause.end() > cuts[-1]:
            cuts.append(clause.end())
    return cuts


def _word_cuts(text: str, start: int, end: int) -> list[int]:
    cuts: list[int] = []
    last = start
    while end - last > QUOTE_LENGTH:
        gaps = [gap.end() for gap in _WORD_GAP.finditer(text, last + 1, last + QUOTE_LENGTH)]
        last = gaps[-1] if gaps else last + QUOTE_LENGTH
        cuts.append(last)
    return cuts


def _longest(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each beginning the longest run: shorter ones hold no more."""
    best: dict[int, int] = {}
    for start, end in runs:
        best[start] = max(end, best.get(start, 0))
    return list(best.items())


def _trimmed(text: str, start: int, end: int, offset: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Span(offset + left, offset + start + len(words.rstrip()))

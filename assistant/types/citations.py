"""Quotes that can be found again, and the lists of them that a search returns."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types.texts import Language, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that can be found again: ``text[start:end]`` of the document is the quote."""

    id: str
    document: str
    title: str
    language: str
    publisher: str | None
    published: str | None
    url: str | None
    page: int
    start: int
    end: int
    quote: str

    def holds(self, document: str, span: Span) -> bool:
        """Whether the quote holds a stretch of a document."""
        return self.document == document and self.start <= span.start and span.end <= self.end


@dataclass(frozen=True, slots=True)
class ScoredCitation(Citation):
    """A citation in a list of search results."""

    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages nearest to a query, best first."""

    query: str
    language: Language
    hits: tuple[ScoredCitation, ...]

"""What is found for a question: passages, sentences, and what the judge makes of them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types.quantities import Quantity
from assistant.types.texts import Sentence, Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences of one document, small enough for the embedder."""

    id: str
    """Derived from the document's hash and the span: the same text keeps its id."""
    document: str
    start: int
    end: int
    text: str
    context: str
    """Title, headings above it and table header: searched with the text, never quoted."""
    page: int
    language: str
    sentences: tuple[Sentence, ...]
    """In document offsets; together they cover all of the chunk but white space."""
    quantities: tuple[Quantity, ...] = ()
    """Figures that lie within it, in document offsets."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found for a query."""

    chunk: Chunk
    score: float
    """Similarity and terms covered, less what any text of the language gets; higher is better."""
    similarity: float
    """Mean of the cosines of the query with the chunk and with its best sentence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer a question."""

    document: str
    start: int
    end: int
    text: str
    page: int
    language: str
    context: str
    """Headings and neighbouring words of its chunk, which may carry the subject."""
    score: float
    """How well it answers, between 0 and 1."""
    quantities: tuple[Quantity, ...] = ()
    """Figures of the sentence, in document offsets."""
    above: str = ""
    """Headings, table header and the two sentences before it."""
    answer: Span | None = None
    """Where in the document the judge sees the answer, inside the sentence."""
    confidence: float | None = None
    """Log odds that it answers, by which questions are refused, if the judge has read it."""
    following: Evidence | None = None
    """The next sentence, where a quote had better go on with it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reading model says of one query and one passage."""

    answer: str
    """The best span of the passage, whether or not it answers; empty if there is no passage."""
    start: int
    end: int
    answerable: float
    """Probability that the passage answers the query, if that is a question."""
    supports: float
    contradicts: float
    neither: float
    """Probabilities, which sum to 1, of what the passage does to the query, if that is a claim."""

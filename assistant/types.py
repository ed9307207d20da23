"""The frozen types that pass between the rooms, in the order in which data meets them.

Offsets are code points into ``Document.text``, end exclusive, everywhere:
``document.text[x.start:x.end] == x.text`` for every chunk, evidence sentence and citation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "de", "ja"]
"""A language of questions, answers and the interface."""

DisagreementRelation: TypeAlias = Literal["contradicts", "not_comparable"]

Status: TypeAlias = Literal["answered", "refused", "calculated"]
"""How a question ended."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document and the stretch of text printed on it."""

    number: int
    """Counted from 1."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known about a source besides its text; dates are ISO 8601, possibly only a year."""

    id: str | None = None
    title: str | None = None
    language: str | None = None
    """ISO 639-1."""
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    based_on: str | None = None
    retrieved_on: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source as text. ``text`` is what every offset in this program refers to."""

    path: str
    """Its name in the index: the path below the one that was indexed, with forward slashes."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    format: str
    """The file's kind: ``txt``, ``md``, ``html``, ``pdf``, ``docx``, ``csv`` or ``xlsx``."""
    text: str
    pages: tuple[Page, ...]
    title: str
    language: str
    """ISO 639-1; ``en``, ``de`` or ``ja`` where it was detected rather than declared."""
    info: SourceInfo
    origin: str = ""
    """Absolute path of the file that it was read from."""

    @property
    def body(self) -> Span:
        """From the first page's start to the last one's end: all but a YAML header."""
        return Span(self.pages[0].start, self.pages[-1].end)


QuantityKind: TypeAlias = Literal[
    "money", "count", "factor", "percent", "measure", "duration", "date"
]


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A figure as a text states it; docs/quantities.md defines every field."""

    text: str
    kind: QuantityKind
    value: Decimal | None
    """The number, its scale resolved; of an open bound the number named, of a range nothing."""
    unit: str
    """ISO 4217 code, ``1``, ``%``, ``percentage_point`` or a unit of the pint registry."""
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    assumed: bool = False
    """The unit was not spelled out: a bare dollar sign is taken for USD."""
    exclusive: bool = False
    """Whether an open bound leaves out the number that it names: "more than", 未満."""


@dataclass(frozen=True, slots=True)
class CitedQuantity(Quantity):
    """A figure of an answer, in the offsets of the document it was cited from."""

    citation: str = ""
    """Id of the citation whose quote holds it."""


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence, or a line that stands for itself."""

    heading: bool = False
    """Whether it introduces what follows: found with it, but no evidence of its own."""


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


@dataclass(frozen=True, slots=True)
class ScoredCitation(Citation):
    """A citation in a list of search results."""

    score: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the conversation that led to it."""

    question: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages nearest to a query, best first."""

    query: str
    language: Language
    hits: tuple[ScoredCitation, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What one or more sources say about a topic that sources disagree on."""

    text: str
    """The value or name, as the source writes it."""
    quantity: Quantity | None
    citations: tuple[str, ...]
    """Ids of citations whose quotes say it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Positions that cannot all be true, or that look alike and speak of different things."""

    topic: str
    relation: DisagreementRelation
    differs: tuple[str, ...]
    """What keeps them from being comparable, or what kind of difference it is."""
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A disagreement of a whole index, with the citations of its positions."""

    disagreement: Disagreement
    citations: tuple[Citation, ...]


CalculationStatus: TypeAlias = Literal["calculated", "needs_input", "not_numeric"]
CalculationOrigin: TypeAlias = Literal["question", "source", "default"]


@dataclass(frozen=True, slots=True)
class CalculationInput:
    """A number that a calculation starts from, and whose it is."""

    name: str
    """A variable of docs/cost-model.md, or the words that it stands for."""
    quantity: Quantity
    origin: CalculationOrigin
    citation: Citation | None
    """The quote that states it, where the origin is a source."""
    reference: str
    """Publication and place of a default; words of the question; quote of a source."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A number that was worked out, with everything needed to work it out again."""

    question: str
    language: Language
    status: CalculationStatus
    formula: str | None = None
    basis: str | None = None
    """By which account the result holds: rental price, amortised ..."""
    result: Quantity | None = None
    """low and high are the 5th and 95th percentile, or the ends that stated ranges give."""
    inputs: tuple[CalculationInput, ...] = ()
    missing: tuple[str, ...] = ()
    """Variables without which there is no result."""
    alternatives: tuple[Calculation, ...] = ()
    """The same with another value that sources state, or by another formula."""
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


DraftOutcome: TypeAlias = Literal["verified", "redrafted", "quoted", "left_out"]
"""Shown as drafted; shown as drafted anew; a quote in its place; not shown."""
DraftFailure: TypeAlias = Literal[
    "unreachable", "timeout", "rate_limit", "refused", "failed", "nonsense", "too_long"
]
"""Why a chat model's draft was not used: no server, no answer in time, too many requests, the key
or model refused, another error, nothing that could be verified, no room for a passage."""


DraftProblemKind: TypeAlias = Literal[
    "statement", "markup", "language", "uncited", "figure", "name", "contradicted", "unsupported"
]


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """Why a drafted sentence may not be shown."""

    kind: DraftProblemKind
    words: str = ""
    """The figure or name that it is about."""


@dataclass(frozen=True, slots=True)
class DraftedSentence:
    """A sentence of a chat model, and what became of it."""

    text: str
    """As it was drafted, without its marks."""
    outcome: DraftOutcome
    citations: tuple[str, ...]
    """Ids of the citations that bear it out, or of the quote in its place."""
    problems: tuple[DraftProblem, ...] = ()
    """Why it was not shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a chat model had to do with an answer."""

    model: str
    prompts: str
    """Digest of the prompts."""
    sentences: tuple[DraftedSentence, ...] = ()
    failure: DraftFailure | None = None
    """Where the answer is the extractive one, why."""
    calls: int = 0
    tokens_read: int = 0
    """As the provider counts them; 0 where it does not."""
    tokens_written: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user reads, and everything needed to check it."""

    question: str
    language: Language
    status: Status
    answer: str
    """Plain text; ``[n]`` stands for ``citations[n - 1]``."""
    citations: tuple[Citation, ...]
    related: tuple[Citation, ...]
    """Nearest passages of a refused question; never an answer."""
    model: str
    quantities: tuple[CitedQuantity, ...] = ()
    """Figures that answer the question, four at most."""
    disagreements: tuple[Disagreement, ...] = ()
    answers: Mapping[str, Span] = field(default_factory=dict)
    """By the id of a citation, where in its document the judge sees the answer."""
    calculation: Calculation | None = None
    """Where the status is calculated."""
    read: tuple[Chunk, ...] = ()
    """The passages that were read for it, best first."""
    draft: Draft | None = None
    """Where a chat model was asked."""
    timings_ms: dict[str, float] = field(default_factory=dict)


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
    dollars, differs by a factor of 10"; empty where no value or name does."""


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

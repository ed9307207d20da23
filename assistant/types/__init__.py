"""The frozen types that pass between the rooms.

Offsets are code points into ``Document.text``, end exclusive, everywhere:
``document.text[x.start:x.end] == x.text`` for every chunk, evidence sentence and citation.
"""

from assistant.types.answers import Answer, Question, Status, Turn
from assistant.types.calculations import (
    Calculation,
    CalculationInput,
    CalculationOrigin,
    CalculationStatus,
)
from assistant.types.citations import Citation, ScoredCitation, SearchResult
from assistant.types.disagreements import Disagreement, DisagreementRelation, Position, Surveyed
from assistant.types.documents import Document, Page, SourceInfo
from assistant.types.drafts import (
    Draft,
    DraftedSentence,
    DraftFailure,
    DraftOutcome,
    DraftProblem,
    DraftProblemKind,
)
from assistant.types.passages import Chunk, Evidence, Hit, Judgement
from assistant.types.quantities import CitedQuantity, Quantity, QuantityKind
from assistant.types.texts import Language, Sentence, Span
from assistant.types.verdicts import StanceName, Verdict, VerdictName, WeighedCitation

__all__ = [
    "Answer",
    "Calculation",
    "CalculationInput",
    "CalculationOrigin",
    "CalculationStatus",
    "Chunk",
    "Citation",
    "CitedQuantity",
    "Disagreement",
    "DisagreementRelation",
    "Document",
    "Draft",
    "DraftFailure",
    "DraftOutcome",
    "DraftProblem",
    "DraftProblemKind",
    "DraftedSentence",
    "Evidence",
    "Hit",
    "Judgement",
    "Language",
    "Page",
    "Position",
    "Quantity",
    "QuantityKind",
    "Question",
    "ScoredCitation",
    "SearchResult",
    "Sentence",
    "SourceInfo",
    "Span",
    "StanceName",
    "Status",
    "Surveyed",
    "Turn",
    "Verdict",
    "VerdictName",
    "WeighedCitation",
]

"""A text that is being checked: what its sentences are, and the verdicts so far."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from assistant.app.exporting import zipped
from assistant.app.markup import spelled_out
from assistant.app.strings import say
from assistant.auditing import verdict_bundle
from assistant.chain import Assistant
from assistant.claims.splitting import claims_of
from assistant.language import detect_language, whole_characters
from assistant.reading.extractive import one_line
from assistant.sources import read_single
from assistant.types import Document, Language, Page, SourceInfo, Span, Verdict, VerdictName

MOST_CHARACTERS = 100_000
SYMBOLS: dict[VerdictName, str] = {
    "supported": "✓",
    "contradicted": "✗",
    "disputed": "⇄",
    "not_enough_evidence": "?",
    "nothing_to_check": "–",
}
"""What stands before a sentence, so that its verdict is seen without colours too."""
PENDING = "○"
_SAMPLE = 10_000
"""Characters that tell the language of a text."""
_BEGINNING = 40
"""Characters by which a sentence is named."""

Kind: TypeAlias = Literal["sentence", "heading", "break"]


@dataclass(frozen=True, slots=True)
class Piece(Span):
    """A stretch of the text that is shown as one."""

    kind: Kind


@dataclass(slots=True)
class Halt:
    """Tells a check that runs to end after its sentence; read by one thread, set by another."""

    stopped: bool = False
    replaced: bool = False
    """Whether the page shows another text by now."""


@dataclass(frozen=True)
class Check:
    """A text with its verdicts so far, from one generation of the index to the end."""

    document: Document
    assistant: Assistant
    verdicts: tuple[Verdict, ...] = ()
    halt: Halt = field(default_factory=Halt, compare=False)
    """The same for all states of one check."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Sentences, headings and the line breaks between them, in order."""
        return tuple(_pieces(self.document))

    @property
    def sentences(self) -> int:
        """How many there are to check."""
        return sum(piece.kind == "sentence" for piece in self.pieces)

    def count(self, name: VerdictName) -> int:
        """How many sentences were given a verdict."""
        return sum(verdict.verdict == name for verdict in self.verdicts)

    def verdict(self, number: int) -> Verdict | None:
        """Returns what was found of a piece, if it was checked."""
        start = self.pieces[number].start
        return next((held for held in self.verdicts if held.start == start), None)


def text_document(text: str) -> Document:
    """Returns a pasted text as a document of one page."""
    words = whole_characters(text).replace("\r\n", "\n").replace("\r", "\n")
    return Document(
        path="text.txt",
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        format="txt",
        text=words,
        pages=(Page(1, 0, len(words)),),
        title="",
        language=detect_language(words[:_SAMPLE]),
        info=SourceInfo(),
    )


def file_text(path: Path) -> str:
    """Returns the text of a file in any format that can be indexed, without a YAML header.

    Raises:
        SourceError: it cannot be read.
    """
    document = read_single(path)
    return document.text[document.body.start : document.body.end].strip()


def too_long(text: str, language: Language) -> str:
    """Returns words for a text that is over the limit; empty where it is not."""
    if len(text) <= MOST_CHARACTERS:
        return ""
    return say(language, "check.too_long", count=len(text), most=MOST_CHARACTERS)


def problem(text: str, language: Language, longest: int) -> str:
    """Returns why a text cannot be checked; empty where it can.

    Args:
        longest: characters of a sentence, which take time by the square of their number.
    """
    if not text.strip():
        return say(language, "check.no_text")
    if words := too_long(text, language):
        return words
    document = text_document(text)
    sentences = [piece for piece in _pieces(document) if piece.kind == "sentence"]
    if not sentences:
        return say(language, "check.no_sentence")
    worst = max(sentences, key=lambda piece: piece.end - piece.start)
    length = worst.end - worst.start
    if length <= longest:
        return ""
    begins = one_line(document.text[worst.start : worst.start + _BEGINNING])
    return say(language, "check.long_sentence", count=length, most=longest, begins=begins)


def _pieces(document: Document) -> Iterator[Piece]:
    end = document.body.start
    for number, span in enumerate(claims_of(document)):
        if number and "\n" in document.text[end : span.start]:
            yield Piece(end, span.start, "break")
        yield Piece(span.start, span.end, "heading" if span.heading else "sentence")
        end = span.end


def checking(check: Check) -> Iterator[tuple[Check, float]]:
    """Yields the check after each verdict, and about how many seconds the rest will take."""
    started, total = time.monotonic(), check.sentences
    for verdict in check.assistant.check_document(check.document):
        check = replace(check, verdicts=(*check.verdicts, verdict))
        done = len(check.verdicts)
        yield check, (time.monotonic() - started) / done * (total - done)


def tokens(check: Check) -> list[tuple[str, str | None]]:
    """Returns the text in pieces, each with its verdict, ``pending``, ``heading`` or nothing."""
    found = {verdict.start: verdict.verdict for verdict in check.verdicts}
    return [_token(check.document.text, piece, found.get(piece.start)) for piece in check.pieces]


def _token(text: str, piece: Piece, verdict: VerdictName | None) -> tuple[str, str | None]:
    words = text[piece.start : piece.end]
    if piece.kind == "break":
        return "\n" * min(2, words.count("\n")), None
    line = spelled_out(one_line(words))
    if piece.kind == "heading":
        return line, "heading"
    if verdict is None:
        return f"{PENDING}\u00a0{line}", "pending"
    return f"{SYMBOLS[verdict]}\u00a0{line}", verdict


def bundle(check: Check) -> tuple[str, bytes]:
    """Returns the name and content of a ZIP file: verdicts, and the text that they count in."""
    files = {"text.txt": check.document.text, **verdict_bundle(check.verdicts, check.assistant)}
    return "verdicts.zip", zipped(files)


def nothing_found(verdicts: Sequence[Verdict]) -> bool:
    """Whether no sentence states anything that sources could bear out."""
    return all(verdict.verdict == "nothing_to_check" for verdict in verdicts)

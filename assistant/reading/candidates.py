"""Hits -> sentences that may answer, and those as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.index.collection import sentence_id
from assistant.language import visible
from assistant.reading.demands import is_demand
from assistant.types import Chunk, Evidence, Hit, Sentence, Span

_INTRODUCING = (":", "：")
_ITEM = re.compile(r"(?:[-*+•⭐・▪◦■●–]|\d{1,2}[.)](?!\d))\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit, before it is weighed."""

    chunk: Chunk
    position: int

    @property
    def sentence(self) -> Sentence:
        """Its span."""
        return self.chunk.sentences[self.position]

    @property
    def name(self) -> str:
        """The id of its vector."""
        return sentence_id(self.chunk.document, self.sentence)

    @property
    def text(self) -> str:
        """Its words, a slice of the chunk's."""
        offset = self.chunk.start
        return self.chunk.text[self.sentence.start - offset : self.sentence.end - offset]

    @property
    def above(self) -> str:
        """What stands above it and may name its subject: headings and two sentences before."""
        before = self.chunk.sentences[max(0, self.position - 2) : self.position]
        offset = self.chunk.start
        words = [self.chunk.text[line.start - offset : line.end - offset] for line in before]
        return "\n".join((self.chunk.context, *words))

    @property
    def heading(self) -> Sentence | None:
        """The heading right above the sentence or its neighbours below that heading."""
        above = self.chunk.sentences[max(0, self.position - 2) : self.position]
        return next((line for line in reversed(above) if line.heading), None)

    @property
    def following(self) -> Candidate | None:
        """The sentence that follows in the same paragraph, if one does."""
        following = self.chunk.sentences[self.position + 1 : self.position + 2]
        if not following or following[0].heading or " | " in self.text:
            return None
        offset = self.chunk.start
        gap = self.chunk.text[self.sentence.end - offset : following[0].start - offset]
        candidate = Candidate(self.chunk, self.position + 1)
        near = gap.count("\n") < (3 if self.text.endswith(_INTRODUCING) else 2)
        return candidate if near and _says_something(candidate.text) else None

    @property
    def introduces(self) -> bool:
        """Whether a list follows that belongs to it."""
        following = self.following
        return self.text.endswith(_INTRODUCING) and following is not None and following.is_item

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return _ITEM.match(self.text) is not None


def candidates_of(hits: Sequence[Hit]) -> list[Candidate]:
    """Each sentence once, in its best hit; headings, lines without words and what tells its reader
    what to write are no answers."""
    found: dict[str, Candidate] = {}
    for hit in hits:
        for position, sentence in enumerate(hit.chunk.sentences):
            candidate = Candidate(hit.chunk, position)
            if not sentence.heading and _says_something(candidate.text):
                found.setdefault(candidate.name, candidate)
    return list(found.values())


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text)) and not is_demand(visible(text))


def unweighed(hits: Sequence[Hit]) -> list[Evidence]:
    """Returns every sentence of the hits as evidence of no weight, best hit first."""
    return [evidence_of(candidate, 0.0) for candidate in candidates_of(hits)]


def sentences_of(chunks: Iterable[Chunk]) -> list[Evidence]:
    """Returns every sentence of some passages as evidence of no weight."""
    return unweighed([Hit(chunk, 0.0, 0.0) for chunk in chunks])


def evidence_of(
    candidate: Candidate,
    score: float,
    answer: Span | None = None,
    *,
    continued: bool = False,
    listing: bool = False,
) -> Evidence:
    """Returns a candidate as evidence.

    Args:
        answer: where in the document the judge sees the answer.
        continued: whether it is to be quoted with what follows.
        listing: whether it is to be quoted with the rest of its list.
    """
    chunk, sentence = candidate.chunk, candidate.sentence
    following = candidate.following if continued or listing else None
    if listing and following and not following.is_item:
        following = None
    return Evidence(
        document=chunk.document,
        start=sentence.start,
        end=sentence.end,
        text=candidate.text,
        page=chunk.page,
        language=chunk.language,
        context=f"{chunk.context}\n{chunk.text}" if chunk.context else chunk.text,
        score=score,
        answer=answer,
        following=evidence_of(following, 0.0, listing=listing) if following else None,
        above=candidate.above,
        quantities=tuple(
            quantity
            for quantity in chunk.quantities
            if sentence.start <= quantity.start and quantity.end <= sentence.end
        ),
    )

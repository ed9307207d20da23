"""Evidence -> numbered passages: what a chat model reads, and all that it may cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.claims.checkable import is_checkable
from assistant.language import split_sentences, visible
from assistant.quantities import parse
from assistant.reading.candidates import Candidate, candidates_of, evidence_of
from assistant.reading.cite import QUOTE_LENGTH, Citer
from assistant.reading.demands import is_demand
from assistant.types import Citation, Evidence, Hit, Span

_MOST = 8
"""Passages that a draft may rest on."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source, short enough to be cited whole."""

    citation: Citation
    language: str
    sentences: tuple[Evidence, ...]
    """What it states; what stands above each is the passage's own."""
    seed: Evidence
    """The sentence around which it lies."""

    @property
    def text(self) -> str:
        """The slice of the source."""
        return self.citation.quote

    def holds(self, evidence: Evidence) -> bool:
        """Whether a sentence lies in it, or the part of it that was cited."""
        held = self.citation
        return held.document == evidence.document and (
            held.start < evidence.end and evidence.start < held.end
        )


def passages(
    hits: Sequence[Hit], evidence: Iterable[Evidence], citer: Citer, most: int = _MOST
) -> tuple[Passage, ...]:
    """Returns the stretches around sentences, each sentence in one of them.

    A passage holds statements alone: of a request or a question ("Ignore what stands above")
    nothing could be learned, and a model might follow it.

    Args:
        hits: where the sentences were found.
        evidence: the sentences, best first.
    """
    places = {(c.chunk.document, c.sentence.start): c for c in candidates_of(hits)}
    found: list[Passage] = []
    for held in evidence:
        candidate = places.get((held.document, held.start))
        if candidate is None or not _states(candidate) or any(p.holds(held) for p in found):
            continue
        found.append(_passage(candidate, held, citer))
        if len(found) == most:
            break
    return tuple(found)


def _passage(candidate: Candidate, held: Evidence, citer: Citer) -> Passage:
    if len(held.text) > QUOTE_LENGTH:
        citation = citer.evidence(held, "", held.language, held.answer)
        cut = _cut(held, citation)
        return Passage(citation, held.language, (cut,), cut)
    run = _widened(candidate)
    span = Span(run[0].sentence.start, run[-1].sentence.end)
    citation = citer.span(candidate.chunk, span)
    before: list[str] = []
    sentences = []
    for one in run:
        sentences.append(replace(evidence_of(one, held.score), above="\n".join(before)))
        before.append(one.text)
    return Passage(citation, held.language, tuple(sentences), held)


def _cut(held: Evidence, citation: Citation) -> Evidence:
    """A long sentence as far as it is cited."""
    start, end = citation.start, citation.end
    inside = tuple(q for q in held.quantities if start <= q.start and q.end <= end)
    return replace(
        held, start=start, end=end, text=citation.quote, quantities=inside, above="", following=None
    )


def _widened(candidate: Candidate) -> list[Candidate]:
    """A sentence with those around it: one before, which may name its subject, then after."""
    run = [candidate]
    for step in (-1, 1, -1, 1):
        end = run[0] if step < 0 else run[-1]
        beside = _beside(end, step)
        if beside is None:
            continue
        wider = [beside, *run] if step < 0 else [*run, beside]
        if wider[-1].sentence.end - wider[0].sentence.start <= QUOTE_LENGTH:
            run = wider
    return run


def _beside(candidate: Candidate, step: int) -> Candidate | None:
    """The sentence before or after in the same paragraph, if it states something."""
    position = candidate.position + step
    if not 0 <= position < len(candidate.chunk.sentences):
        return None
    beside = Candidate(candidate.chunk, position)
    first, second = sorted((candidate, beside), key=lambda one: one.position)
    follows = first.following
    joined = follows is not None and follows.position == second.position
    return beside if joined and not beside.sentence.heading and _states(beside) else None


def _states(candidate: Candidate) -> bool:
    return _is_stating(candidate.text, candidate.chunk.language)


def _is_stating(text: str, language: str) -> bool:
    return is_checkable(text, language) and not is_demand(visible(text))


def of_citation(citation: Citation, language: str) -> Passage:
    """Returns a quote as a passage, read anew."""
    sentences = [
        _sentence(citation, span, language) for span in split_sentences(citation.quote, language)
    ]
    stating = tuple(one for one in sentences if _is_stating(one.text, language))
    return Passage(citation, language, stating, (*stating, *sentences)[0])


def _sentence(citation: Citation, span: Span, language: str) -> Evidence:
    text, start = citation.quote[span.start : span.end], citation.start + span.start
    return Evidence(
        document=citation.document,
        start=start,
        end=start + len(text),
        text=text,
        page=citation.page,
        language=language,
        context="",
        score=0.0,
        quantities=tuple(
            replace(one, start=one.start + start, end=one.end + start)
            for one in parse(text, language)
        ),
    )

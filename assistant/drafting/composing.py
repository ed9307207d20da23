"""Verified sentences -> an answer: their marks, the originals of translations, the best quote.

What the extractive answer has beside its quotes, disagreements and amounts in another currency,
stays; and so does its best quote, unless a sentence says as much.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering import Written
from assistant.drafting.passages import Passage
from assistant.quantities import compare, parse
from assistant.reading.extractive import one_line
from assistant.reading.phrases import PHRASES, spelled_date
from assistant.types import Answer, Citation, Disagreement, Language

_MARK = re.compile(r"\[(\d{1,2})\]")
_MOST = 5
"""Citations of an answer."""
_STOPS = ".!?。！？"
_DENSE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff]")
_KEPT = "\x00{}\x00"
"""In the place of a quote."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A verified sentence; without words, a quote of its passage."""

    text: str
    cited: tuple[Passage, ...]


def composed(written: Written, shown: Sequence[Shown], language: Language) -> Answer:
    """Returns the answer in the words of verified sentences.

    Args:
        written: the extractive answer.
        shown: in the order in which they are read; at least one.
    """
    numbering = Numbering(written, shown)
    kept = [held for held in shown if numbering.takes(held)]
    corrections = [numbering.renumbered(words) for words in written.answer.corrections]
    sentences = [_sentence(held, numbering) for held in kept if held.text]
    quotes = [_quote(held.cited[0], numbering, language) for held in kept if not held.text]
    first = [] if _is_said(written, kept, language) else [written.statements[0]]
    remarks = [one for one in written.remarks if quotes or first or not _is_on_quotes(one)]
    paragraphs = (
        *corrections,
        ("" if language == "ja" else " ").join(sentences),
        *_originals(kept, numbering, language),
        *quotes,
        *(numbering.renumbered(words) for words in (*first, *remarks)),
    )
    text = "\n\n".join(filter(None, paragraphs))
    answer = numbering.applied(written.answer, text)
    return replace(answer, corrections=tuple(corrections))


def _sentence(held: Shown, numbering: Numbering) -> str:
    """A sentence with its marks before the full stop."""
    words = held.text.rstrip(_STOPS)
    stop = held.text[len(words) :] or ("。" if _DENSE.search(words[-1:]) else ".")
    marks = "".join(f"[{numbering.number(passage.citation)}]" for passage in held.cited)
    return f"{words}{marks}{stop}" if stop[0] in "。！？" else f"{words} {marks}{stop}"


def _quote(passage: Passage, numbering: Numbering, language: Language) -> str:
    """A passage's best sentence in the frame of an extractive answer."""
    phrases = PHRASES[language]
    published = passage.citation.published
    as_of = phrases.as_of.format(date=spelled_date(published, language)) if published else ""
    quoted = phrases.quote.replace("{words}", one_line(passage.seed.text))
    marker = f"[{numbering.number(passage.citation)}]"
    return phrases.according_to.format(sources=marker, as_of=as_of, quotes=quoted)


def _originals(kept: Sequence[Shown], numbering: Numbering, language: Language) -> list[str]:
    """What stands in the sources, where a sentence renders another language."""
    foreign = {
        passage.citation.id: passage
        for held in kept
        for passage in held.cited
        if held.text and passage.language != language
    }
    phrases = PHRASES[language]
    return [
        phrases.original.format(
            marker=f"[{numbering.number(passage.citation)}]",
            quote=phrases.quote.replace("{words}", one_line(passage.seed.text)),
        )
        for passage in foreign.values()
    ]


def _is_on_quotes(remark: str) -> bool:
    return any(remark == phrases.untranslated for phrases in PHRASES.values())


def _is_said(written: Written, kept: Sequence[Shown], language: Language) -> bool:
    """Whether a sentence says what the best quote does: it cites it, and has its figures."""
    evidence, citation = written.cited[0]
    wanted = [held for held in written.answer.quantities if held.citation == citation.id]
    for held in kept:
        if not any(passage.holds(evidence) for passage in held.cited):
            continue
        figures = parse(held.text, language)
        if all(any(compare(one, other).agrees for other in figures) for one in wanted):
            return True
    return False


class Numbering:
    """Citations in the order in which the new text marks them, five at most.

    Args:
        written: whose own marks are to be renumbered.
        shown: the sentences whose passages may take the place of its citations.
    """

    def __init__(self, written: Written, shown: Sequence[Shown]) -> None:
        passages = [passage.citation for held in shown for passage in held.cited]
        self._old = written.answer.citations
        self._wider = {
            old.id: next((new for new in passages if _holds(new, old)), old) for old in self._old
        }
        parts = (*written.answer.corrections, *written.statements[:1], *written.remarks)
        marked = _MARK.findall("".join(parts))
        places = {int(number) - 1 for number in marked}
        self._taken = {
            self._wider[old.id].id for place, old in enumerate(self._old) if place in places
        }
        self.citations: list[Citation] = []

    def takes(self, held: Shown) -> bool:
        """Whether there is room for what a sentence cites, beside what must be cited."""
        taken = self._taken | {passage.citation.id for passage in held.cited}
        if len(taken) > _MOST:
            return False
        self._taken = taken
        return True

    def number(self, citation: Citation) -> int:
        """Returns the number of a citation, from 1."""
        if citation not in self.citations:
            self.citations.append(citation)
        return self.citations.index(citation) + 1

    def renumbered(self, words: str) -> str:
        """Returns a part of the extractive answer with its marks in the new order.

        What looks like a mark within a quote is the source's own.
        """
        # A short one may stand within a long one.
        quotes = sorted((one_line(old.quote) for old in self._old), key=len, reverse=True)
        for place, quote in enumerate(quotes):
            words = words.replace(quote, _KEPT.format(place))
        words = _MARK.sub(self._renewed, words)
        for place, quote in enumerate(quotes):
            words = words.replace(_KEPT.format(place), quote)
        return words

    def _renewed(self, mark: re.Match[str]) -> str:
        place = int(mark[1]) - 1
        if not 0 <= place < len(self._old):
            return mark[0]
        return f"[{self.number(self._wider[self._old[place].id])}]"

    def applied(self, answer: Answer, text: str) -> Answer:
        """Returns an answer with the new text, and what belongs to citations under their ids."""
        ids = {old: new.id for old, new in self._wider.items()}
        held = {citation.id for citation in self.citations}
        return replace(
            answer,
            answer=text,
            citations=tuple(self.citations),
            answers={ids[old]: span for old, span in answer.answers.items() if ids[old] in held},
            quantities=tuple(
                replace(one, citation=ids[one.citation])
                for one in answer.quantities
                if ids[one.citation] in held
            ),
            disagreements=tuple(_renamed(one, ids) for one in answer.disagreements),
        )


def _holds(new: Citation, old: Citation) -> bool:
    return new.document == old.document and new.start <= old.start and old.end <= new.end


def _renamed(found: Disagreement, ids: Mapping[str, str]) -> Disagreement:
    positions = tuple(
        replace(one, citations=tuple(dict.fromkeys(ids[name] for name in one.citations)))
        for one in found.positions
    )
    return replace(found, positions=positions)

"""An extractive answer and a chat model -> the same answer in better words, each of them verified.

    passages -> draft, sentence by sentence -> verified? -> shown
                                                  no     -> drafted anew once -> a quote, or nothing

The extractive answer is there before the model is asked: whatever goes wrong, it stands.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering import State, Written
from assistant.cost.answers import in_words
from assistant.drafting import agent, prompts
from assistant.drafting.composing import Shown, composed
from assistant.drafting.failures import ModelFailed
from assistant.drafting.marks import Marked, marked_sentences
from assistant.drafting.messages import MOST_SENTENCES, Failed, again, opening, question, rules
from assistant.drafting.models import ChatModel, Usage
from assistant.drafting.passages import Passage, passages
from assistant.drafting.tools import Powers, Shelf
from assistant.drafting.topics import with_topics
from assistant.drafting.verification import Verifier
from assistant.drafting.window import room, taken, within
from assistant.reading.cite import Citer
from assistant.reading.reader import Reader
from assistant.types import (
    Answer,
    Draft,
    DraftedSentence,
    DraftOutcome,
    DraftProblem,
    Language,
)

_LOG = logging.getLogger(__name__)
_TRIED = 3
"""Passages that are tried for a sentence which names none."""


@dataclass
class _Progress:
    """What a draft has come to so far."""

    shelf: Shelf
    usage: Usage
    shown: list[Shown] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    trace: list[DraftedSentence] = field(default_factory=list)

    def add(self, said: Marked, cited: Sequence[Passage], outcome: DraftOutcome) -> bool:
        """Shows a sentence with what bears it out, unless it was said before."""
        if any(said.text == held.text for held in self.shown):
            return False
        self.shown.append(Shown(said.text, tuple(cited)))
        self.trace.append(_traced(said.text, outcome, cited))
        return True


class Writer:
    """Drafts with a chat model, over one index.

    Args:
        citer: makes the citations.
        reader: holds the judge.
        powers: what a model that calls tools may do.
    """

    def __init__(self, citer: Citer, reader: Reader, powers: Powers) -> None:
        self._citer = citer
        self._verifier = Verifier(reader)
        self._powers = powers

    def write(
        self, chat: ChatModel, state: State, written: Written, usage: Usage
    ) -> Iterator[Answer]:
        """Yields the answer each time that a sentence more is verified; the last one is whole.

        Never raises for what the model does: then the extractive answer is the last one.

        Args:
            usage: of the calls that were made for the question already.
        """
        started = time.perf_counter()
        progress = _Progress(self._shelf(chat, state, written), usage)
        failure = None
        try:
            for _ in self._drafted(chat, state, progress):
                yield _answer(chat, state, written, progress)
        except ModelFailed as error:
            _LOG.info("%s drafted no more: %s", chat.name, error.failure)
            failure = error
        if not any(held.text for held in progress.shown):
            failure = failure or ModelFailed("nonsense")
        if failure is None:
            written = with_topics(chat, written, state.language, progress.usage)
        final = _answer(chat, state, written, progress, failure)
        yield replace(final, timings_ms=state.timed("draft", started).timings_ms)

    def _shelf(self, chat: ChatModel, state: State, written: Written) -> Shelf:
        """The passages that the model reads first: those of the extractive answer before others.

        Half of the room is left to what a model finds by itself.
        """
        cited = [evidence for evidence, _ in written.cited]
        found = passages(state.hits, [*cited, *state.evidence], self._citer)
        left = room(chat.window, state.standalone)
        offered = within(left // 2 if chat.calls_tools else left, found)
        return Shelf([*offered], left - sum(map(taken, offered)))

    def _drafted(self, chat: ChatModel, state: State, progress: _Progress) -> Iterator[None]:
        """Goes on each time that a sentence is shown."""
        if not progress.shelf.passages:
            raise ModelFailed("too_long")
        said: list[Marked] = []
        for sentence in self._first(chat, state, progress):
            said.append(sentence)
            if self._is_shown(sentence, state.language, progress, "verified"):
                yield
        if progress.failed:
            yield from self._again(chat, state, progress, said)

    def _first(self, chat: ChatModel, state: State, progress: _Progress) -> Iterator[Marked]:
        """The first sentences of a first draft."""
        drafted = (
            agent.drafted(
                chat,
                (rules("agent", state.language), question(state, progress.shelf.passages)),
                self._powers,
                progress.shelf,
                progress.usage,
            )
            if chat.calls_tools
            else marked_sentences(
                chat.stream(opening(state, progress.shelf.passages), progress.usage),
                state.language,
            )
        )
        yield from _limited(drafted)

    def _again(
        self, chat: ChatModel, state: State, progress: _Progress, said: Sequence[Marked]
    ) -> Iterator[None]:
        """Has what failed drafted once more, with the reasons; puts quotes in its place else."""
        failed, progress.failed = progress.failed, []
        conversation = again(state, progress.shelf.passages, said, failed)
        words = chat.stream(conversation, progress.usage)
        before = len(progress.shown)
        for sentence in _limited(marked_sentences(words, state.language)):
            if self._is_shown(sentence, state.language, progress, "redrafted"):
                yield
        left = _not_mended(failed, progress.shown[before:], progress.shelf.passages)
        if _replaced((*left, *progress.failed), progress):
            yield

    def _is_shown(
        self, said: Marked, language: Language, progress: _Progress, outcome: DraftOutcome
    ) -> bool:
        """Shows a sentence if it is borne out by what it cites; else remembers why not."""
        cited, problems = self._borne_out(said, language, progress.shelf.passages)
        if problems:
            progress.failed.append((said, problems))
            return False
        return progress.add(said, cited, outcome)

    def _borne_out(
        self, said: Marked, language: Language, offered: Sequence[Passage]
    ) -> tuple[Sequence[Passage], tuple[DraftProblem, ...]]:
        """What bears a sentence out: what it cites, or, where it cites nothing, the first that
        does."""
        cited = _named(said, offered)
        if said.numbers:
            return cited, self._verifier.problems(said.text, language, cited)
        problems: tuple[DraftProblem, ...] = ()
        for passage in offered[:_TRIED]:
            found = self._verifier.problems(said.text, language, [passage])
            if not found:
                return [passage], ()
            problems = problems or found
        return [], problems


def _limited(sentences: Iterable[Marked]) -> Iterator[Marked]:
    """The first sentences, up to where a model begins to repeat itself."""
    said: set[str] = set()
    for sentence in sentences:
        if sentence.text in said:
            return
        said.add(sentence.text)
        yield sentence
        if len(said) == MOST_SENTENCES:
            return


def _named(said: Marked, offered: Sequence[Passage]) -> list[Passage]:
    return [offered[number - 1] for number in said.numbers if 0 < number <= len(offered)]


def _not_mended(
    failed: Sequence[Failed], mended: Sequence[Shown], offered: Sequence[Passage]
) -> list[Failed]:
    """Of the sentences that failed those that none drafted anew on the same passage replaces."""
    if len(mended) >= len(failed):
        return []
    cited = {passage.citation.id for held in mended for passage in held.cited}
    return [
        one
        for one in failed
        if cited.isdisjoint(passage.citation.id for passage in _named(one[0], offered))
    ]


def _replaced(failed: Sequence[Failed], progress: _Progress) -> bool:
    """Puts a quote in the place of what failed twice, where it named a passage not yet cited."""
    quoted = {passage.citation.id for held in progress.shown for passage in held.cited}
    before = len(progress.shown)
    for said, problems in failed:
        passage = next(iter(_named(said, progress.shelf.passages)), None)
        if passage is None or passage.citation.id in quoted:
            progress.trace.append(_traced(said.text, "left_out", (), problems))
            continue
        quoted.add(passage.citation.id)
        progress.shown.append(Shown("", (passage,)))
        progress.trace.append(_traced(said.text, "quoted", (passage,), problems))
    return len(progress.shown) > before


def _traced(
    text: str,
    outcome: DraftOutcome,
    cited: Sequence[Passage],
    problems: Sequence[DraftProblem] = (),
) -> DraftedSentence:
    ids = tuple(passage.citation.id for passage in cited)
    return DraftedSentence(text, outcome, ids, tuple(problems))


def _answer(
    chat: ChatModel,
    state: State,
    written: Written,
    progress: _Progress,
    failure: ModelFailed | None = None,
) -> Answer:
    draft = Draft(
        model=chat.name,
        prompts=prompts.digest(),
        sentences=tuple(progress.trace),
        failure=failure.failure if failure else None,
        calls=progress.usage.calls,
        tokens_read=progress.usage.read,
        tokens_written=progress.usage.written,
    )
    worked_out = [in_words(found) for found in progress.shelf.calculations[-1:]]
    if failure or not progress.shown:
        return replace(written.answer, draft=draft)
    answer = composed(written, progress.shown, state.language)
    text = "\n\n".join((answer.answer, *worked_out))
    return replace(answer, answer=text, draft=draft, model=chat.name)

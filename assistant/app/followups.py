"""Questions that lead on from one, each of which the sources were found to answer."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from itertools import islice

from assistant.answering import EXTRACTIVE
from assistant.app.strings import say, words
from assistant.chain import Assistant
from assistant.cost.facts import chip
from assistant.disagreements.statements import stated_facts
from assistant.errors import AssistantError, ChipUnknownError
from assistant.facts.subjects import codes, squashed
from assistant.language import fold
from assistant.reading.candidates import sentences_of
from assistant.types import Language

MOST = 3
_TRIED = 6


def follow_ups(
    assistant: Assistant,
    question: str,
    language: Language,
    earlier: Container[str],
    spare: Callable[[], bool],
) -> list[str]:
    """Returns a few questions near to one, in its language, that lead to other quotes.

    They ask for what sentences of the sources state, first of the subjects that the question
    names, and each was put to the assistant, which did not refuse it.

    Args:
        earlier: ids of the citations that earlier answers began with.
        spare: whether there is time for the next one; where there is not, those found so far do.
    """
    found: dict[str, str] = {}
    near = islice(_near(assistant, question), _TRIED)
    while len(found) < MOST and spare() and (topic := next(near, None)):
        candidate = asked_in(topic, language)
        first = first_quote(assistant, candidate)
        if first and first not in earlier:
            found.setdefault(first, candidate)
    return list(found.values())


def _near(assistant: Assistant, question: str) -> Iterator[tuple[str, str]]:
    """Topics of the question's own subjects, then others that ask for a kind of thing in turn."""
    held = topics(assistant)
    named = {code.name for code in codes(question)}
    yield from (topic for topic in held if squashed(topic[1]) in named)
    others = [topic for topic in held if squashed(topic[1]) not in named]
    taken: set[str] = set()
    for key, subject in others:
        if key not in taken:
            taken.add(key)
            yield key, subject


def asked_in(topic: tuple[str, str], language: Language) -> str:
    """Returns the question for a topic."""
    key, subject = topic
    return say(language, key, subject=subject)


@lru_cache(maxsize=1)
def topics(assistant: Assistant) -> tuple[tuple[str, str], ...]:
    """Returns what the sources state of which subject, what they state most often first."""
    everything = sentences_of(assistant.collection.chunks)
    counted: dict[tuple[str, str], int] = {}
    written: dict[str, str] = {}
    for held in stated_facts(everything):
        fact = held.fact
        if fact is None or fact.metric is None or len(fact.subjects) != 1:
            continue
        subject = fact.subjects[0]
        chips, models = f"followups.chip_{fact.metric}", f"followups.model_{fact.metric}"
        key = chips if _is_chip(subject) else models
        if key in words():
            name = written.setdefault(squashed(subject), subject)
            counted[key, name] = counted.get((key, name), 0) + 1
    return tuple(sorted(counted, key=lambda topic: -counted[topic]))


def _is_chip(name: str) -> bool:
    try:
        chip(name)
    except ChipUnknownError:
        return False
    return True


def first_quote(assistant: Assistant, question: str, telling: str = "") -> str:
    """Returns the id of what an answer quotes first; empty where there is none.

    Args:
        telling: words that its quotes must hold.
    """
    try:
        answer = assistant.ask(question, model=EXTRACTIVE)
    except AssistantError:
        return ""
    quotes = fold(" ".join(held.quote for held in answer.citations))
    fits = answer.status == "answered" and fold(telling) in quotes
    return answer.citations[0].id if fits else ""

"""Questions that the page offers at the start, each of which the index was found to answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from assistant.app.followups import asked_in, first_quote, topics
from assistant.app.strings import LANGUAGES
from assistant.chain import Assistant
from assistant.types import Language

MOST = 6
_PATIENCE = 2.0
"""Seconds that a visitor waits for examples; those found by then do."""
_TRIED = 8
"""Candidates in each language."""
_LOG = logging.getLogger(__name__)

USUAL: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        ("How much did Gemini 1 cost to train?", "Gemini"),
        ("Who expects training costs to reach $10 billion?", "10"),
    ),
    "de": (
        ("Was kostet ein H100?", "H100"),
        ("Wie hoch könnten die Trainingskosten 2027 sein?", "2027"),
    ),
    "ja": (
        ("GPT-3の学習でどれだけのCO2が排出されましたか？", "GPT-3"),
        ("GPT-4の学習にはいくらかかりましたか？", "GPT-4"),
    ),
}
"""On the subject of the sources that come with the program, each with what its answer holds."""


class Examples:
    """Finds examples in the background, once for each generation of the index."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._assistant: Assistant | None = None
        self._found: Mapping[Language, list[str]] = {}
        self._ready = threading.Event()

    def of(self, assistant: Assistant, first: Language) -> list[str]:
        """Returns the examples found so far, in the languages of the sources.

        Args:
            first: the language that the others come after.
        """
        with self._starting:
            if self._assistant is not assistant:
                self._assistant, self._found = assistant, {}
                self._ready.clear()
                threading.Thread(target=self._find, args=(assistant,), daemon=True).start()
        self._ready.wait(_PATIENCE)
        found = sorted(self._found.items(), key=lambda held: held[0] != first)
        return [question for _, questions in found for question in questions]

    def _find(self, assistant: Assistant) -> None:
        found: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
        self._found = found
        try:
            for language, question in examples(assistant):
                found[language].append(question)
        except Exception:
            _LOG.exception("Examples could not be found")
        self._ready.set()


def examples(assistant: Assistant) -> Iterator[tuple[Language, str]]:
    """Yields questions with their languages, of which each gets as many as the others."""
    spoken = {document.language for document in assistant.documents()}
    languages = [language for language in LANGUAGES if language in spoken]
    searches = [_answered(assistant, language, MOST // len(languages)) for language in languages]
    for found in zip_longest(*searches):
        pairs = zip(languages, found, strict=True)
        yield from ((language, question) for language, question in pairs if question)


def _answered(assistant: Assistant, language: Language, most: int) -> Iterator[str]:
    """Questions that lead to different quotes."""
    opened: set[str] = set()
    for question, telling in _candidates(assistant, language):
        quote = first_quote(assistant, question, telling)
        if quote and quote not in opened:
            opened.add(quote)
            yield question
            if len(opened) == most:
                return


def _candidates(assistant: Assistant, language: Language) -> Iterator[tuple[str, str]]:
    yield from USUAL[language]
    for topic in topics(assistant)[:_TRIED]:
        yield asked_in(topic, language), topic[1]

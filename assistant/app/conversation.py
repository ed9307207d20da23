"""A question and the messages before it -> what the chat and the pane show, piece by piece."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from assistant.app.citations import pane
from assistant.app.disagreements import tables, without_tables
from assistant.app.markup import answer_html, plain_text, shown
from assistant.app.strings import WORDS
from assistant.errors import AssistantError, QuestionEmptyError, QuestionTooLongError
from assistant.language import detect_language
from assistant.types import Answer, Language, Turn

Message: TypeAlias = Mapping[str, Any]
"""A message of Gradio's: ``role``, ``content`` (text or a list of blocks) and ``metadata``."""

_LOG = logging.getLogger(__name__)
_NO_ANSWER = "no-answer"
"""Marks messages about a question that had no answer; Gradio keeps it with the message."""


class Answerer(Protocol):
    """What the page needs of the assistant."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answers a question, which may lean on earlier turns."""
        ...


def reply(
    assistant: Answerer, question: str, history: Sequence[Message]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yields the growing message and the pane: that it is searching, then each statement.

    Errors take the place of the answer.
    """
    earlier = turns(history)
    language = _language(question, earlier)
    yield _notice(WORDS[language].searching), ""
    try:
        answer = assistant.ask(question, earlier)
    except AssistantError as error:
        yield _notice(_explanation(error, language)), ""
        return
    except Exception:
        _LOG.exception("A question could not be answered")
        yield _notice(WORDS[language].failed), ""
        return
    yield from _statements(answer)


def turns(history: Sequence[Message]) -> tuple[Turn, ...]:
    """Returns the earlier questions that were answered, with their answers as plain text."""
    found: list[Turn] = []
    question: str | None = None
    for message in history:
        if message["role"] == "user":
            question = content_text(message["content"])
        elif question is not None and (message.get("metadata") or {}).get("id") != _NO_ANSWER:
            said = without_tables(content_text(message["content"]))
            found.append(Turn(question, plain_text(said)))
            question = None
    return tuple(found)


def content_text(content: str | Sequence[Any] | Mapping[str, Any]) -> str:
    """Returns the text of a message, which Gradio hands over in one piece or in blocks."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        return str(content.get("text", ""))
    return "".join(content_text(block) for block in content)


def _language(question: str, earlier: Sequence[Turn]) -> Language:
    before = detect_language(earlier[-1].question) if earlier else "en"
    return detect_language(question, before)


def _statements(answer: Answer) -> Iterator[tuple[dict[str, Any], str]]:
    paragraphs = answer.answer.split("\n\n")
    for count in range(1, len(paragraphs) + 1):
        text = "\n\n".join(paragraphs[:count])
        complete = count == len(paragraphs)
        content = answer_html(answer, text) + (tables(answer) if complete else "")
        yield {"role": "assistant", "content": content}, pane(answer) if complete else ""


def _notice(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": shown(text), "metadata": {"id": _NO_ANSWER}}


def _explanation(error: AssistantError, language: Language) -> str:
    if isinstance(error, QuestionEmptyError):
        return WORDS[language].question_empty
    if isinstance(error, QuestionTooLongError):
        return WORDS[language].question_too_long
    return str(error)

"""A question and the conversation before it -> what the chat shows, piece by piece."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from uuid import uuid4

from assistant.app.calculations import calculation_html
from assistant.app.citations import pane
from assistant.app.disagreements import tables
from assistant.app.markup import answer_html, shown
from assistant.app.records import Conversation, Exchange
from assistant.app.strings import say
from assistant.app.waiting import Line
from assistant.auditing import moment
from assistant.errors import AssistantError, QuestionEmptyError, QuestionTooLongError
from assistant.forms import answer_form
from assistant.language import detect_language
from assistant.types import Answer, Document, Language, Turn

_LOG = logging.getLogger(__name__)
_PATIENCE = 0.5
"""Seconds between two words on how many questions are before this one."""
_PASSAGES = 5
"""Of those that were read, named in the steps."""


class Answerer(Protocol):
    """What the chat needs of the assistant."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answers a question, which may lean on earlier turns."""
        ...

    def document(self, name: str) -> Document:
        """Returns an indexed document by its name."""
        ...


def reply(
    assistant: Answerer, question: str, earlier: Conversation, line: Line
) -> Iterator[Exchange]:
    """Yields the growing exchange: that it waits or searches, then each statement of the answer.

    Errors take the place of the answer.

    Args:
        line: where the question waits for its turn.
    """
    language = _language(question, earlier)
    key = uuid4().hex[:8]
    asked = Exchange(key=key, question=question, language=language, answer="", messages=(), pane="")
    try:
        with line.place() as wait:
            while ahead := wait(_PATIENCE):
                yield _pending(asked, say(language, "chat.waiting", n=ahead))
            yield _pending(asked, say(language, "chat.searching"))
            answer = assistant.ask(question, earlier.turns)
        yield from _statements(asked, answer, assistant)
    except AssistantError as error:
        yield _showing(asked, _said(shown(_explanation(error, language))))
    except Exception:
        _LOG.exception("A question could not be answered")
        yield _showing(asked, _said(shown(say(language, "chat.failed"))))


def _language(question: str, earlier: Conversation) -> Language:
    before: Language = earlier.exchanges[-1].language if earlier.exchanges else "en"
    return detect_language(question, before)


def _pending(asked: Exchange, title: str) -> Exchange:
    metadata = {"title": title, "status": "pending"}
    return _showing(asked, {"role": "assistant", "content": "", "metadata": metadata})


def _statements(asked: Exchange, answer: Answer, assistant: Answerer) -> Iterator[Exchange]:
    steps = _steps(answer, assistant)
    held = asked.model_copy(update={"language": answer.language})
    for content in _growing(answer, asked.key):
        yield _showing(held, steps, _said(content))
    yield _showing(
        held.model_copy(
            update={
                "answer": answer.answer,
                "pane": pane(answer, asked.key, assistant.document),
                "record": answer_form(answer),
                "answered_at": moment(),
            }
        ),
        steps,
        _said(content),
    )


def _growing(answer: Answer, key: str) -> Iterator[str]:
    """The answer's HTML up to each paragraph; a calculation or refusal has a form of its own."""
    if answer.status == "calculated":
        yield calculation_html(answer, key)
        return
    paragraphs = answer.answer.split("\n\n")
    badge = _badge(answer)
    for count in range(1, len(paragraphs) + 1):
        words = answer_html(answer, "\n\n".join(paragraphs[:count]), key)
        yield badge + words + (tables(answer, key) if count == len(paragraphs) else "")


def _badge(answer: Answer) -> str:
    if answer.status != "refused":
        return ""
    return f'<span class="refused">{shown(say(answer.language, "chat.refused"))}</span>'


def _steps(answer: Answer, assistant: Answerer) -> dict[str, Any]:
    """The steps of the chain with their durations, folded under one title."""
    language = answer.language
    title = (
        say(language, "chat.steps_calculated")
        if answer.status == "calculated"
        else say(language, "chat.steps_read", n=len(answer.read))
    )
    spent = sum(answer.timings_ms.values()) / 1000
    metadata = {"title": title, "status": "done", "duration": round(spent, 2)}
    return {"role": "assistant", "content": _steps_html(answer, assistant), "metadata": metadata}


def _steps_html(answer: Answer, assistant: Answerer) -> str:
    language = answer.language
    spent = "".join(
        f"<li>{shown(say(language, f'chat.step_{name}'))} <span>{milliseconds:.0f} ms</span></li>"
        for name, milliseconds in answer.timings_ms.items()
    )
    read = "".join(
        f"<li>{shown(assistant.document(chunk.document).title)},"
        f" {shown(say(language, 'evidence.page', number=chunk.page))}</li>"
        for chunk in answer.read[:_PASSAGES]
    )
    passages = f"<p>{shown(say(language, 'chat.passages'))}</p><ol>{read}</ol>" if read else ""
    return f'<div class="steps" lang="{language}"><ul>{spent}</ul>{passages}</div>'


def _showing(exchange: Exchange, *replies: dict[str, Any]) -> Exchange:
    # Quotes stay as they are: a visitor who edits the question sees them.
    asked = {"role": "user", "content": html.escape(exchange.question, quote=False)}
    return exchange.model_copy(update={"messages": (asked, *replies)})


def _said(content: str) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def _explanation(error: AssistantError, language: Language) -> str:
    if isinstance(error, QuestionEmptyError):
        return say(language, "chat.question_empty")
    if isinstance(error, QuestionTooLongError):
        return say(language, "chat.question_too_long")
    return str(error)

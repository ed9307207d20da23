"""A question and the conversation before it -> what the chat shows, piece by piece."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol
from uuid import uuid4

import gradio as gr

from assistant.answering import EXTRACTIVE
from assistant.app.calculations import calculation_html
from assistant.app.citations import nothing_quoted, pane
from assistant.app.disagreements import tables_html
from assistant.app.drafts import drafted_html, notice_html, trace_html
from assistant.app.markup import answer_html, shown
from assistant.app.models_menu import without_folder
from assistant.app.problems import told_of
from assistant.app.records import Conversation, Exchange
from assistant.app.strings import label, say
from assistant.app.waiting import Line
from assistant.auditing import moment
from assistant.forms import answer_form
from assistant.language import detect_language
from assistant.types import Answer, Document, Language, Turn

_PATIENCE = 0.5
"""Seconds between two words on how many questions are before this one."""
_PASSAGES = 5
"""Of those that were read, named in the steps."""


class StreamingAssistant(Protocol):
    """What the chat needs of the assistant."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), model: str | None = None
    ) -> Iterator[Answer]:
        """Yields the growing answer to a question, which may lean on earlier turns."""
        ...

    def document(self, name: str) -> Document:
        """Returns an indexed document by its name."""
        ...


def reply(
    assistant: StreamingAssistant,
    question: str,
    earlier: Conversation,
    line: Line,
    *,
    model: Callable[[], str] = lambda: EXTRACTIVE,
    spoken: Language = "en",
) -> Iterator[Exchange]:
    """Yields the growing exchange: that it waits or searches, then each statement of the answer.

    Errors take the place of the answer.

    Args:
        line: where the question waits for its turn.
        model: returns the name of the one that drafts.
        spoken: language of the page, for questions that have none of their own.
    """
    language = _language(question, earlier, spoken)
    key = uuid4().hex[:8]
    asked = Exchange(
        key=key, question=question, language=language, answer="", messages=(), pane="", growing=True
    )
    try:
        with line.place() as wait:
            patience = 0.0
            while ahead := wait(patience):
                patience = _PATIENCE
                yield _pending(asked, say(language, "chat.waiting", n=ahead))
            chosen = model()
            yield _pending(asked, _beginning(chosen, language))
            for answer in assistant.stream(question, earlier.turns, chosen):
                if answer.draft is not None and answer.draft.failure is None:
                    yield _drafted(asked, answer, assistant)
        yield from _statements(asked, answer, assistant)
    except Exception as error:
        yield _failed(asked, told_of(error, language).words)


def _language(question: str, earlier: Conversation, spoken: Language) -> Language:
    before: Language = earlier.exchanges[-1].language if earlier.exchanges else spoken
    return detect_language(question, before)


def _beginning(model: str, language: Language) -> str:
    if model == EXTRACTIVE:
        return say(language, "chat.searching")
    return say(language, "chat.drafting", model=without_folder(model))


def _pending(asked: Exchange, title: str) -> Exchange:
    return _showing(asked, _step(title))


def _step(title: str) -> dict[str, Any]:
    metadata = {"title": title, "status": "pending"}
    return {"role": "assistant", "content": "", "metadata": metadata}


def _drafted(asked: Exchange, answer: Answer, assistant: StreamingAssistant) -> Exchange:
    """The sentences that are verified so far, while more are drafted."""
    verified = len(answer.draft.sentences) if answer.draft else 0
    title = say(answer.language, "chat.verifying", n=verified)
    held = asked.model_copy(
        update={
            "language": answer.language,
            "pane": pane(answer, asked.key, assistant.document),
        }
    )
    return _showing(held, _step(title), _said(answer_html(answer, answer.answer, asked.key)))


def _statements(
    asked: Exchange, answer: Answer, assistant: StreamingAssistant
) -> Iterator[Exchange]:
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
                "growing": False,
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
    if answer.draft is not None and answer.draft.failure is None:
        # Its sentences were shown one by one already.
        yield (
            answer_html(answer, answer.answer, key)
            + tables_html(answer, key)
            + drafted_html(answer)
        )
        return
    paragraphs = answer.answer.split("\n\n")
    above = notice_html(answer) + _badge(answer)
    for count in range(1, len(paragraphs) + 1):
        words = answer_html(answer, "\n\n".join(paragraphs[:count]), key)
        yield above + words + (tables_html(answer, key) if count == len(paragraphs) else "")


def _badge(answer: Answer) -> str:
    if answer.status != "refused":
        return ""
    return f'<span class="refused">{shown(say(answer.language, "chat.refused"))}</span>'


def _steps(answer: Answer, assistant: StreamingAssistant) -> dict[str, Any]:
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


def _steps_html(answer: Answer, assistant: StreamingAssistant) -> str:
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
    drafted = trace_html(answer)
    return f'<div class="steps" lang="{language}"><ul>{spent}</ul>{drafted}{passages}</div>'


def _showing(exchange: Exchange, *replies: dict[str, Any]) -> Exchange:
    # Quotes stay as they are: a visitor who edits the question sees them.
    asked = {"role": "user", "content": html.escape(exchange.question, quote=False)}
    return exchange.model_copy(update={"messages": (asked, *replies)})


def _failed(asked: Exchange, words: str) -> Exchange:
    pane_of_none = nothing_quoted("evidence.unanswered", asked.language)
    ended = asked.model_copy(update={"pane": pane_of_none, "growing": False})
    return _showing(ended, _said(shown(words)))


def _said(content: str) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def stopped(conversation: Conversation, language: Language) -> Conversation:
    """Returns a conversation whose last question was given up; verified sentences stay."""
    last = conversation.exchanges[-1] if conversation.exchanges else None
    if last is None or last.record is not None:
        return conversation
    asked, *replies = last.messages
    kept = [message for message in replies if message["content"]]
    told = _said(shown(say(language, "chat.stopped")))
    ended = {"messages": (asked, *kept, told), "growing": False}
    return conversation.adding(last.model_copy(update=ended))


def laid_out(conversation: Conversation) -> tuple[Any, ...]:
    """Returns a conversation for the chat, the pane beside it, the session, and the box at rest."""
    box = gr.Textbox(submit_btn=True, stop_btn=False)
    return [*conversation.messages], pane_html(conversation), conversation, box


def at_work(typed: bool) -> gr.Textbox:
    """Returns the box while an answer is made.

    Args:
        typed: whether the question stands in it.
    """
    emptied: dict[str, Any] = {"value": ""} if typed else {}
    return gr.Textbox(submit_btn=False, stop_btn=True, **emptied)


def pane_html(conversation: Conversation) -> str:
    """Returns the citations of every exchange, of which the last one's are shown."""
    held = [one for one in conversation.exchanges if one.pane]
    if not conversation.exchanges or not conversation.exchanges[-1].pane:
        return empty_pane() + "".join(_folded(one.pane) for one in held)
    return "".join(_folded(one.pane) for one in held[:-1]) + f"<div>{held[-1].pane}</div>"


def _folded(section: str) -> str:
    return f"<div hidden>{section}</div>"


def empty_pane() -> str:
    """Returns what stands in the pane before there is anything to cite."""
    return f'<p class="empty">{label("evidence.empty")}</p>'

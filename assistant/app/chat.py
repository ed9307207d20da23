"""The chat tab: questions, answers piece by piece, their evidence beside them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import partial
from typing import Any

import gradio as gr

from assistant.answering import EXTRACTIVE
from assistant.app.components import quotes_area
from assistant.app.conversation import at_work, empty_pane, laid_out, reply, stopped
from assistant.app.downloads import Download
from assistant.app.events import QUICK, queued
from assistant.app.examples import Examples
from assistant.app.exporting import bundle, cited_documents
from assistant.app.feedback_form import FeedbackForm
from assistant.app.followups import follow_ups
from assistant.app.keeping import Earlier
from assistant.app.models_menu import ModelsMenu
from assistant.app.records import Conversation, Exchange, place_of
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.auditing import provenance
from assistant.chain import Assistant

CONCURRENT_QUESTIONS = 32
"""Visitors who are told that they wait; those beyond wait in Gradio's own queue."""
_FREE = 3.0
"""Seconds that follow-ups wait for questions to be answered, before they are left out."""

_REMEMBERED = "() => [localStorage.getItem('assistant-model')]"
_REMEMBER = "(name) => { localStorage.setItem('assistant-model', name); }"


class ChatTab:
    """The components of the tab, made inside the page, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._examples = Examples()
        self._menu = ModelsMenu(workspace.chats)
        self._starting: set[str | None] = set()
        """Sessions whose question is not on the page yet."""
        self.conversation = gr.State(Conversation())
        self._remembered = gr.JSON(visible=False)
        self._suggested = gr.State(None)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320):
                self.chatbot = _chatbot()
                self._feedback = FeedbackForm(workspace.settings.feedback)
                self.question = _box()
                self._buttons()
            with gr.Column(scale=2, min_width=320):
                self.evidence = quotes_area(empty_pane(), elem_id="evidence")
        self._wire()

    def _buttons(self) -> None:
        self._model = gr.Dropdown(
            [(str(label("chat.quotes_only")), EXTRACTIVE)],
            value=EXTRACTIVE,
            label=label("chat.model"),
            filterable=False,
            visible=False,
            elem_id="model",
        )
        with gr.Row(elem_id="chat-buttons"):
            self._new = gr.Button(label("chat.new"), size="sm")
            self._export = Download(label("chat.export"))
        self._earlier = Earlier(self._workspace.settings.page_key)

    def _wire(self) -> None:
        shown: list[Any] = [self.chatbot, self.evidence, self.conversation, self.question]
        asked = self._asked(shown)
        for event in asked:
            self._lead_on(self._earlier.after(event, self.conversation))
        self.chatbot.undo(self._undo, self.conversation, shown, cancels=asked, **QUICK)
        self._new.click(_fresh, None, shown, cancels=asked, **QUICK)
        self.question.stop(_stopped, self.conversation, shown, cancels=asked, **QUICK)
        self._earlier.wire(shown, asked, self.conversation)
        self._export.wire(self._bundle, [self.conversation])
        self._feedback.wire(self.chatbot, self.conversation)
        self._model.input(None, self._model, None, js=_REMEMBER, **QUICK)

    def _lead_on(self, event: Any) -> None:
        """Offers follow-ups after an event."""
        held: list[Any] = [self._suggested, self.conversation]
        event.then(
            self._suggest, self.conversation, self._suggested, **queued("follow-ups", 1)
        ).then(_offered, held, [self.chatbot, self.conversation], **QUICK)

    def _asked(self, shown: list[Any]) -> list[Any]:
        """Every way to ask, as events that answer."""
        options = queued("questions", CONCURRENT_QUESTIONS)
        # What is typed meanwhile is asked afterwards.
        typed = options | {"trigger_mode": "always_last"}
        chat, held = self.chatbot, [self._model, self.conversation]
        return [
            self.question.submit(self._ask, [self.question, *held], shown, **typed),
            chat.example_select(self._chosen, held, shown, **options),
            chat.option_select(self._chosen, held, shown, **options),
            chat.retry(self._retry, held, shown, **options),
            chat.edit(self._edit, held, shown, **options),
        ]

    def on_load(self, page: gr.Blocks) -> None:
        """Gives each visitor a conversation with an id of its own, examples and the models."""
        page.load(Conversation, None, self.conversation, **QUICK)
        page.load(self._listed, self._remembered, self._model, js=_REMEMBERED, **QUICK)
        page.load(self._exemplified, None, self.chatbot, **QUICK)

    def _listed(self, remembered: Any, request: gr.Request) -> gr.Dropdown:
        """The menu of models, where there is one to choose, as the visitor left it."""
        names = self._menu.names()
        called = {EXTRACTIVE: say(spoken_in(request), "chat.quotes_only")}
        chosen = remembered if remembered in names else self._menu.default
        return gr.Dropdown(
            choices=[(called.get(name, name), name) for name in names],
            value=chosen,
            visible=len(names) > 1,
        )

    def _exemplified(self, request: gr.Request) -> gr.Chatbot:
        found = self._examples.of(self._workspace.assistant, spoken_in(request))
        return gr.Chatbot(examples=[{"text": words} for words in found])

    def _ask(
        self, question: str, model: str, conversation: Conversation, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            gr.Info(say(spoken_in(request), "chat.question_empty"))
            yield (gr.skip(),) * 4
            return
        yield from self._answered(question, model, conversation, request, typed=True)

    def _chosen(
        self, model: str, conversation: Conversation, event: gr.SelectData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        held = event.value
        question = held.get("text") or held.get("value") if isinstance(held, dict) else held
        yield from self._answered(str(question), model, conversation, request)

    def _answered(
        self,
        question: str,
        model: str,
        conversation: Conversation,
        request: gr.Request,
        *,
        typed: bool = False,
        place: int | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Shows the growing answer; the box has a stop button meanwhile.

        Args:
            typed: whether the question stands in the box, and has to go from there.
            place: of the exchange that it takes the place of, with those after it.
        """
        key = request.session_hash  # before it has loaded, a page has no conversation of its own
        if conversation.growing or key in self._starting:
            gr.Info(say(spoken_in(request), "chat.still_answering"))
            yield (gr.skip(),) * 4
            return
        self._starting.add(key)
        before = conversation if place is None else conversation.before(place)
        try:
            for shown in self._growing(question, model, before, request, typed):
                yield shown
                self._starting.discard(key)
        finally:
            self._starting.discard(key)

    def _growing(
        self, question: str, model: str, before: Conversation, request: gr.Request, typed: bool
    ) -> Iterator[tuple[Any, ...]]:
        assistant, box, now = self._workspace.assistant, at_work(typed), before
        chosen, language = partial(self._menu.chosen, model), spoken_in(request)
        line = self._workspace.line
        for exchange in reply(assistant, question, before, line, model=chosen, spoken=language):
            now = before.adding(_with_provenance(exchange, assistant))
            yield *laid_out(now)[:-1], box
            # The next question may be typed meanwhile.
            box = gr.skip()
        yield laid_out(now)

    def _retry(
        self, model: str, conversation: Conversation, event: gr.RetryData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        place = conversation.exchange_at(place_of(event))
        question = conversation.exchanges[place].question
        yield from self._answered(question, model, conversation, request, place=place)

    def _edit(
        self, model: str, conversation: Conversation, event: gr.EditData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        question, place = html.unescape(str(event.value)), conversation.exchange_at(place_of(event))
        yield from self._answered(question, model, conversation, request, place=place)

    def _undo(self, conversation: Conversation, event: gr.UndoData) -> tuple[Any, ...]:
        return laid_out(conversation.before(conversation.exchange_at(place_of(event))))

    def _suggest(self, conversation: Conversation) -> tuple[str, list[str]] | None:
        """Follow-ups on the last answer, and which one that is: others may have come since."""
        if not conversation.exchanges or not conversation.exchanges[-1].answer:
            return None
        last = conversation.exchanges[-1]
        found = follow_ups(
            self._workspace.assistant,
            last.about,
            last.language,
            conversation.first_quotes,
            lambda: self._workspace.line.idle(_FREE),
        )
        return last.key, found

    def _bundle(self, conversation: Conversation, request: gr.Request) -> tuple[str, bytes]:
        if not any(one.record for one in conversation.exchanges):
            raise gr.Error(say(spoken_in(request), "chat.nothing_to_export"), print_exception=False)
        return bundle(conversation)


def _offered(
    suggested: tuple[str, list[str]] | None, conversation: Conversation
) -> tuple[Any, Any]:
    """Puts follow-ups below their answer, if it is still the last one."""
    last = conversation.exchanges[-1] if conversation.exchanges else None
    if suggested is None or last is None or last.key != suggested[0] or not suggested[1]:
        return gr.skip(), gr.skip()
    *others, said = last.messages
    said = said | {"options": [{"value": words, "label": words} for words in suggested[1]]}
    now = conversation.adding(last.model_copy(update={"messages": (*others, said)}))
    return [*now.messages], now


def _with_provenance(exchange: Exchange, assistant: Assistant) -> Exchange:
    if exchange.record is None:
        return exchange
    made_with = provenance(assistant, cited_documents(exchange.record))
    return exchange.model_copy(update={"made_with": made_with})


def _fresh() -> tuple[Any, ...]:
    return laid_out(Conversation())


def _stopped(conversation: Conversation, request: gr.Request) -> tuple[Any, ...]:
    return laid_out(stopped(conversation, spoken_in(request)))


def _box() -> gr.Textbox:
    return gr.Textbox(
        label=label("chat.question"),
        placeholder=str(label("chat.hint")),
        show_label=False,
        autofocus=True,
        submit_btn=True,
        lines=1,
        max_lines=4,
        elem_id="question",
    )


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=label("chat.name"),
        show_label=False,
        placeholder=str(label("chat.empty")),
        elem_id="chat",
        height="max(22rem, calc(100dvh - 19rem))",
        # The page itself brings the last question to the top: an answer is read from its start.
        autoscroll=False,
        # A quote must look as it does in its source, so nothing reads it as Markdown or LaTeX.
        render_markdown=False,
        latex_delimiters=[],
        sanitize_html=True,
        editable="user",
        feedback_options=["Like", "Dislike"],
        # Copying would take the message's HTML.
        buttons=[],
    )

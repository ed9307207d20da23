"""The chat tab: questions, answers piece by piece, their evidence beside them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.conversation import reply
from assistant.app.downloads import Download
from assistant.app.exporting import bundle, cited_documents
from assistant.app.feedback import REASONS, keep, with_reason
from assistant.app.followups import follow_ups
from assistant.app.records import Conversation, Exchange, owned, restored, saved, sealed
from assistant.app.sealing import Seal
from assistant.app.strings import label, say, spoken_in
from assistant.app.waiting import Line
from assistant.app.workspace import Workspace
from assistant.auditing import provenance
from assistant.chain import Assistant
from assistant.errors import OutputError

CONCURRENT_QUESTIONS = 32
"""Visitors who are told that they wait; those beyond wait in Gradio's own queue."""
_COMMENT = 2_000
"""Code points of a comment."""
_STORAGE = "assistant-conversations"
_SECRET = "kept in the browser that wrote it"
"""BrowserState wants one; a fixed one lets conversations outlive a restart of the program."""

EXAMPLES: tuple[str, ...] = (
    "How much did Gemini 1 cost to train?",
    "Who expects training costs to reach $10 billion?",
    "Was kostet ein H100?",
    "Wie hoch könnten die Trainingskosten 2027 sein?",
    "GPT-3の学習でどれだけのCO2が排出されましたか？",
    "GPT-4の学習にはいくらかかりましたか？",
)


class ChatTab:
    """The components of the tab, made inside the page, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._line = Line()
        self.conversation = gr.State(Conversation())
        self._kept = gr.BrowserState([], storage_key=_STORAGE, secret=_SECRET)
        self._suggested = gr.State(None)
        self._seal = Seal(workspace.settings.page_key)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320):
                self.chatbot = _chatbot()
                self._feedback = _FeedbackForm()
                self.question = gr.Textbox(
                    label=label("chat.question"),
                    placeholder=str(label("chat.hint")),
                    show_label=False,
                    autofocus=True,
                    submit_btn=True,
                    lines=1,
                    max_lines=4,
                    elem_id="question",
                )
                self._buttons()
            with gr.Column(scale=2, min_width=320):
                self.evidence = gr.HTML(empty_pane(), elem_id="evidence", apply_default_css=False)
        self._wire()

    def _buttons(self) -> None:
        with gr.Row(elem_id="chat-buttons"):
            self._new = gr.Button(label("chat.new"), size="sm")
            self._export = Download(label("chat.export"))
        with gr.Accordion(label("chat.earlier"), open=False, elem_id="earlier") as self._earlier:
            gr.Markdown(label("chat.earlier_note"))
            self._titles = gr.Radio([], label=label("chat.earlier"), elem_id="earlier-titles")
            self._forget = gr.Button(label("chat.forget"), size="sm", variant="stop")

    def _wire(self) -> None:
        shown: list[Any] = [self.chatbot, self.evidence, self.conversation]
        quick: dict[str, Any] = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private",
        }  # fmt: skip
        asked = self._asked(shown)
        for event in asked:
            event.then(self._saved, [self.conversation, self._kept], self._kept, **quick).then(
                self._suggest,
                self.conversation,
                self._suggested,
                concurrency_limit=1,
                concurrency_id="follow-ups",
                show_progress="hidden",
                api_visibility="private",
            ).then(
                _offered,
                [self._suggested, self.conversation],
                [self.chatbot, self.conversation],
                **quick,
            )
        self.chatbot.undo(self._undo, self.conversation, shown, cancels=asked, **quick)
        fresh = [self.chatbot.clear, self._new.click]
        gr.on(fresh, _fresh, None, shown, cancels=asked, **quick)
        self._kept.change(self._listed, self._kept, self._titles, **quick)
        self._titles.input(self._load, [self._titles, self._kept], shown, cancels=asked, **quick)
        self._forget.click(self._forgotten, self._kept, [self._kept, *shown], **quick)
        self._export.wire(self._bundle, [self.conversation])
        self._feedback.wire(self.chatbot, self.conversation, self._workspace)

    def _asked(self, shown: list[Any]) -> list[Any]:
        """Every way to ask, as events that answer."""
        options: dict[str, Any] = {
            "concurrency_limit": CONCURRENT_QUESTIONS,
            "concurrency_id": "questions",
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        chat, held = self.chatbot, self.conversation
        return [
            self.question.submit(
                self._ask, [self.question, held], [*shown, self.question], **options
            ),
            chat.example_select(self._chosen, held, shown, **options),
            chat.option_select(self._chosen, held, shown, **options),
            chat.retry(self._retry, held, shown, **options),
            chat.edit(self._edit, held, shown, **options),
        ]

    def on_load(self, page: gr.Blocks) -> None:
        """Shows what the browser kept, once it has opened the page."""
        quick: dict[str, Any] = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private",
        }  # fmt: skip
        page.load(self._listed, self._kept, self._titles, **quick)
        # Each visitor's conversation has an id of its own.
        page.load(Conversation, None, self.conversation, **quick)

    def _ask(self, question: str, conversation: Conversation) -> Iterator[tuple[Any, ...]]:
        emptied: Any = ""
        for shown in self._answered(question, conversation):
            yield *shown, emptied
            # The next question may be typed meanwhile.
            emptied = gr.skip()

    def _chosen(
        self, conversation: Conversation, event: gr.SelectData
    ) -> Iterator[tuple[Any, ...]]:
        held = event.value
        question = held.get("text") or held.get("value") if isinstance(held, dict) else held
        yield from self._answered(str(question), conversation)

    def _answered(self, question: str, before: Conversation) -> Iterator[tuple[Any, ...]]:
        assistant = self._workspace.assistant
        for exchange in reply(assistant, question, before, self._line):
            now = before.adding(_with_provenance(exchange, assistant))
            yield [*now.messages], pane_html(now), now

    def _retry(self, conversation: Conversation, event: gr.RetryData) -> Iterator[tuple[Any, ...]]:
        place = _place(conversation, event)
        question = conversation.exchanges[place].question
        yield from self._answered(question, conversation.before(place))

    def _edit(self, conversation: Conversation, event: gr.EditData) -> Iterator[tuple[Any, ...]]:
        question = html.unescape(str(event.value))
        yield from self._answered(question, conversation.before(_place(conversation, event)))

    def _undo(self, conversation: Conversation, event: gr.UndoData) -> tuple[Any, ...]:
        before = conversation.before(_place(conversation, event))
        return [*before.messages], pane_html(before), before

    def _suggest(self, conversation: Conversation) -> tuple[str, list[str]] | None:
        """Follow-ups on the last answer, and which one that is: others may have come since."""
        if not conversation.exchanges or not conversation.exchanges[-1].answer:
            return None
        last = conversation.exchanges[-1]
        found = follow_ups(
            self._workspace.assistant, last.question, last.language, conversation.first_quotes
        )
        return last.key, found

    def _saved(self, conversation: Conversation, kept: Any, request: gr.Request) -> Any:
        owned_by = conversation.model_copy(update={"owner": _user(request)})
        return saved(owned_by, kept, self._seal)

    def _listed(self, kept: Any, request: gr.Request) -> Any:
        held = owned(kept, _user(request), self._seal)
        return gr.Radio(choices=[(one.title, one.id) for one in held], value=None)

    def _load(self, chosen: str, kept: Any, request: gr.Request) -> tuple[Any, ...]:
        held = {one.id: one for one in owned(kept, _user(request), self._seal)}
        found = held.get(chosen, Conversation())
        return [*found.messages], pane_html(found), found

    def _forgotten(self, kept: Any, request: gr.Request) -> tuple[Any, ...]:
        """Leaves what other users of the browser kept; the page begins anew."""
        others = [one for one in restored(kept, self._seal) if one.owner != _user(request)]
        return [sealed(one, self._seal) for one in others], *_fresh()

    def _bundle(self, conversation: Conversation, request: gr.Request) -> tuple[str, bytes]:
        if not any(one.record for one in conversation.exchanges):
            raise gr.Error(say(spoken_in(request), "chat.nothing_to_export"), print_exception=False)
        return bundle(conversation)


class _FeedbackForm:
    """Asks for a reason once a thumb was clicked."""

    def __init__(self) -> None:
        self._place = gr.State(None)
        with gr.Group(visible=False, elem_id="feedback") as self._form:
            self._heading = gr.HTML("", apply_default_css=False, padding=True)
            self._reason = gr.Radio(
                [(str(label(f"chat.reason_{name}")), name) for name in REASONS],
                label=label("chat.reason"),
            )
            self._comment = gr.Textbox(
                label=label("chat.comment"), max_lines=4, max_length=_COMMENT
            )
            with gr.Row():
                self._save = gr.Button(label("chat.feedback_save"), size="sm", variant="primary")
                self._cancel = gr.Button(label("chat.feedback_cancel"), size="sm")

    def wire(self, chatbot: gr.Chatbot, conversation: gr.State, workspace: Workspace) -> None:
        """Opens the form at a thumb, and stores what is saved."""

        def store(
            place: tuple[Exchange, bool], reason: str | None, comment: str, request: gr.Request
        ) -> Any:
            exchange, good = place
            row = with_reason(exchange, good=good, reason=reason, comment=comment)
            try:
                keep(row, workspace.settings.feedback)
            except OutputError as error:
                raise gr.Error(str(error), print_exception=False) from error
            gr.Info(say(spoken_in(request), "chat.feedback_saved"))
            return gr.Group(visible=False)

        private: dict[str, Any] = {"queue": False, "api_visibility": "private"}
        opened: list[Any] = [
            self._form, self._heading, self._reason, self._comment, self._place,
        ]  # fmt: skip
        given: list[Any] = [self._place, self._reason, self._comment]
        chatbot.like(_opened, conversation, opened, **private)
        # Toasts come through the queue.
        self._save.click(store, given, self._form, api_visibility="private")
        self._cancel.click(lambda: gr.Group(visible=False), None, self._form, **private)


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


def _opened(conversation: Conversation, event: gr.LikeData, request: gr.Request) -> tuple[Any, ...]:
    exchange = conversation.exchanges[_place(conversation, event)]
    if exchange.record is None:
        return (gr.skip(),) * 5
    good = bool(event.liked)
    heading = say(spoken_in(request), "chat.feedback_good" if good else "chat.feedback_bad")
    place = exchange, good
    reasons = gr.Radio(value=None, visible=not good)
    return gr.Group(visible=True), f"<p>{heading}</p>", reasons, gr.Textbox(value=""), place


def _place(
    conversation: Conversation, event: gr.RetryData | gr.EditData | gr.UndoData | gr.LikeData
) -> int:
    """Which exchange an event is about; Gradio counts messages."""
    assert isinstance(event.index, int)
    return conversation.exchange_at(event.index)


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


def _fresh() -> tuple[Any, ...]:
    return [], empty_pane(), Conversation()


def _user(request: gr.Request) -> str:
    return str(getattr(request, "username", None) or "")


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=label("chat.name"),
        show_label=False,
        placeholder=str(label("chat.empty")),
        examples=[{"text": words} for words in EXAMPLES],
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

"""The form that asks for a reason once a thumb was clicked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.components import area
from assistant.app.events import PRIVATE, QUICK
from assistant.app.feedback import REASONS, candidate, keep
from assistant.app.problems import explained
from assistant.app.records import Conversation, Exchange, place_of
from assistant.app.strings import label, say, spoken_in

_COMMENT = 2_000
"""Code points of a comment."""
_TO_FORM = """() => {
  let tries = 40;
  const seek = () => {
    const boxes = [...document.querySelectorAll("#feedback input, #feedback textarea")];
    const first = boxes.find((one) => one.offsetParent);
    if (!first) return tries-- > 0 && setTimeout(seek, 50);
    first.closest("#feedback").scrollIntoView({ block: "nearest" });
    first.focus({ preventScroll: true });
  };
  seek();
}"""


class FeedbackForm:
    """Asks for a reason once a thumb was clicked.

    Args:
        path: the file that it goes to.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rated = gr.State(None)
        """The exchange, and whether the thumb was up."""
        with gr.Group(visible=False, elem_id="feedback") as self._form:
            self._heading = area(padding=True)
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

    def wire(self, chatbot: gr.Chatbot, conversation: gr.State) -> None:
        """Opens the form at a thumb, and stores what is saved."""
        opened: list[Any] = [
            self._form, self._heading, self._reason, self._comment, self._rated,
        ]  # fmt: skip
        given: list[Any] = [self._rated, self._reason, self._comment]
        chatbot.like(_opened, conversation, opened, **QUICK).then(
            None, None, None, js=_TO_FORM, **QUICK
        )
        # Toasts come through the queue.
        self._save.click(self._store, given, self._form, **PRIVATE)
        self._cancel.click(lambda: gr.Group(visible=False), None, self._form, **QUICK)

    def _store(
        self, rated: tuple[Exchange, bool], reason: str | None, comment: str, request: gr.Request
    ) -> gr.Group:
        exchange, good = rated
        with explained(spoken_in(request)):
            keep(candidate(exchange, good=good, reason=reason, comment=comment), self._path)
        gr.Info(say(spoken_in(request), "chat.feedback_saved"))
        return gr.Group(visible=False)


def _opened(conversation: Conversation, event: gr.LikeData, request: gr.Request) -> tuple[Any, ...]:
    exchange = conversation.exchanges[conversation.exchange_at(place_of(event))]
    if exchange.record is None:
        return (gr.skip(),) * 5
    good = bool(event.liked)
    heading = say(spoken_in(request), "chat.feedback_good" if good else "chat.feedback_bad")
    rated = exchange, good
    reasons = gr.Radio(value=None, visible=not good)
    return gr.Group(visible=True), f"<p>{heading}</p>", reasons, gr.Textbox(value=""), rated

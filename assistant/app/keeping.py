"""Earlier conversations: kept in the visitor's browser, listed, opened again and deleted."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.assets import script
from assistant.app.components import area
from assistant.app.conversation import laid_out
from assistant.app.events import QUICK
from assistant.app.markup import shown
from assistant.app.records import Conversation, owned, restored, sealed
from assistant.app.sealing import Seal
from assistant.app.strings import label, say, spoken_in
from assistant.types import Language

_SCRIPT = script("kept").strip()
_READ = f"(...values) => [...values.slice(0, -1), {_SCRIPT}.read()]"
_KEEP = f"(row) => {{ if (row) {_SCRIPT}.keep(row); }}"
_REMOVE = f"(ids) => {{ {_SCRIPT}.remove(ids ?? []); }}"


class Earlier:
    """The list of conversations below the chat, and what the browser holds of them.

    The program sees what the browser holds at the moment that it is asked for; a tab adds its own
    conversation to that, whatever other tabs have done.

    Args:
        key: the file of the key that seals them.
    """

    def __init__(self, key: Path) -> None:
        self._seal = Seal(key)
        self._row = gr.JSON(visible=False)
        self._rows = gr.JSON(visible=False)
        self._gone = gr.JSON(visible=False)
        with gr.Accordion(label("chat.earlier"), open=False, elem_id="earlier") as self._fold:
            gr.Markdown(label("chat.earlier_note"))
            self._list = area(elem_id="earlier-list", js_on_load=script("earlier"))

    def wire(self, shown: Sequence[Any], asked: Sequence[Any], conversation: gr.State) -> None:
        """Lists them when the fold is opened; shows the one chosen, or none once it is deleted.

        Args:
            shown: the components that ``laid_out`` fills.
            asked: events that end where another conversation is shown.
            conversation: the one that is shown.
        """
        held = self._rows
        self._fold.expand(self._listed, held, self._list, js=_READ, **QUICK)
        self._list.select(self._opened, held, list(shown), js=_READ, cancels=list(asked), **QUICK)
        self._list.delete(
            self._forgotten, [conversation, held], [self._gone, *shown], js=_READ, **QUICK
        ).then(None, self._gone, None, js=_REMOVE, **QUICK).then(
            self._listed, held, self._list, js=_READ, **QUICK
        )

    def after(self, event: Any, conversation: gr.State) -> Any:
        """Keeps the conversation after an event; returns the event to go on from."""
        return (
            event.then(self._saved, conversation, self._row, **QUICK)
            .then(None, self._row, None, js=_KEEP, **QUICK)
            .then(self._listed, self._rows, self._list, js=_READ, **QUICK)
        )

    def _saved(self, conversation: Conversation, request: gr.Request) -> dict[str, str] | None:
        if not conversation.exchanges:
            return None
        return sealed(conversation.model_copy(update={"owner": _user(request)}), self._seal)

    def _listed(self, kept: Any, request: gr.Request) -> str:
        return earlier_html(owned(kept, _user(request), self._seal), spoken_in(request))

    def _opened(self, kept: Any, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        held = {one.id: one for one in owned(kept, _user(request), self._seal)}
        return laid_out(held.get(str(event.id), Conversation()))

    def _forgotten(
        self, conversation: Conversation, kept: Any, event: gr.EventData, request: gr.Request
    ) -> tuple[Any, ...]:
        """Names one conversation, or all but those of other users of the browser; where the one
        that is shown is among them, the page begins anew."""
        gone = [event.id] if event.id else self._own(kept, _user(request))
        if event.id and event.id != conversation.id:
            return gone, *[gr.skip()] * len(laid_out(conversation))
        return gone, *laid_out(Conversation())

    def _own(self, kept: Any, user: str) -> list[str]:
        """What nobody can read any more goes with it."""
        others = {one.id for one in restored(kept, self._seal) if one.owner != user}
        rows = kept if isinstance(kept, list) else []
        ids = [str(row.get("id")) for row in rows if isinstance(row, dict)]
        return [one for one in ids if one not in others]


def earlier_html(held: Sequence[Conversation], language: Language) -> str:
    """Returns the list, each conversation with its date and a button that deletes it."""
    if not held:
        return f'<p lang="{language}">{shown(say(language, "chat.earlier_none"))}</p>'
    rows = "".join(_row(one, language) for one in held)
    forget = _forgetting("", "chat.forget_all_question", say(language, "chat.forget"), "", language)
    cancel, delete = (shown(say(language, key)) for key in ("chat.keep", "chat.delete"))
    return (
        f'<div lang="{language}"><ul role="list">{rows}</ul>{forget}'
        '<dialog aria-labelledby="earlier-question"><h3 id="earlier-question"></h3>'
        '<p class="what" dir="auto"></p><div class="buttons">'
        f'<button type="button" data-cancel autofocus>{cancel}</button>'
        f'<button type="button" data-confirm>{delete}</button></div></dialog></div>'
    )


def _row(one: Conversation, language: Language) -> str:
    title, at = shown(one.title), html.escape(one.started_at)
    named = say(language, "chat.delete_named", title=one.title)
    forget = _forgetting(one.id, "chat.forget_question", named, one.title, language)
    return (
        f'<li><button type="button" data-open="{html.escape(one.id)}">'
        f'<span class="title" dir="auto">{title}</span> <time datetime="{at}">{at}</time></button>'
        f"{forget}</li>"
    )


def _forgetting(one: str, question: str, named: str, what: str, language: Language) -> str:
    """A button that deletes one conversation, or all, once it was asked whether to."""
    asks = html.escape(say(language, question))
    words = shown(say(language, "chat.delete") if one else named)
    return (
        f'<button type="button" data-forget="{html.escape(one)}" data-ask="{asks}"'
        f' data-what="{html.escape(what)}" aria-label="{html.escape(named)}">{words}</button>'
    )


def _user(request: gr.Request) -> str:
    return str(getattr(request, "username", None) or "")

"""Conversations as they are kept: in the session, in the visitor's browser, in an export."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.app.sealing import Seal
from assistant.auditing import moment
from assistant.language import whole_characters
from assistant.types import Language, Turn

Message: TypeAlias = Mapping[str, Any]
"""A message of Gradio's: ``role``, ``content``, ``metadata`` and ``options``."""

_TITLE = 60


class Exchange(BaseModel):
    """One question with all that was shown and recorded of its answer."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Sets the citations of this exchange apart from those of others."""
    question: str
    language: Language
    answer: str
    """Plain text; empty where there was an error."""
    messages: tuple[dict[str, Any], ...]
    pane: str
    """Its citations as HTML."""
    record: dict[str, Any] | None = None
    """What an export says of it; nothing where there was an error."""
    answered_at: str = ""
    made_with: dict[str, Any] | None = None
    """Program, settings, index and sources as they were when it was answered."""
    growing: bool = Field(default=False, exclude=True)
    """Whether more of its answer is to come; nobody goes on with one that was kept."""

    @property
    def about(self) -> str:
        """Words whose subjects may lead on: of a refused question those near to it too."""
        near = (self.record or {}).get("related", ())
        return "\n".join((self.question, *(quote["quote"] for quote in near)))


class Conversation(BaseModel):
    """Questions that lean on one another."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(default_factory=lambda: uuid4().hex)
    owner: str = ""
    """Who signed in; a browser may be shared."""
    started_at: str = Field(default_factory=moment)
    exchanges: tuple[Exchange, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was asked and answered, for the next question to lean on."""
        return tuple(Turn(one.question, one.answer) for one in self.exchanges if one.answer)

    @property
    def first_quotes(self) -> frozenset[str]:
        """Ids of the citations that the answers began with."""
        cited = [(one.record or {}).get("citations") for one in self.exchanges]
        return frozenset(quotes[0]["id"] for quotes in cited if quotes)

    @property
    def messages(self) -> list[Message]:
        """All messages, as the chat shows them."""
        return [message for one in self.exchanges for message in one.messages]

    @property
    def growing(self) -> bool:
        """Whether an answer is still being made."""
        return bool(self.exchanges) and self.exchanges[-1].growing

    @property
    def title(self) -> str:
        """The first question, shortened."""
        first = " ".join(self.exchanges[0].question.split()) if self.exchanges else ""
        return first if len(first) <= _TITLE else f"{first[: _TITLE - 1]}…"

    def exchange_at(self, message: int) -> int:
        """Returns which exchange a message belongs to, by its place among all messages."""
        end = 0
        for number, one in enumerate(self.exchanges):
            end += len(one.messages)
            if message < end:
                return number
        return max(0, len(self.exchanges) - 1)

    def before(self, exchange: int) -> Conversation:
        """Returns the conversation up to an exchange."""
        return self.model_copy(update={"exchanges": self.exchanges[:exchange]})

    def adding(self, exchange: Exchange) -> Conversation:
        """Returns the conversation with one more exchange, or with the last one replaced."""
        held = tuple(one for one in self.exchanges if one.key != exchange.key)
        return self.model_copy(update={"exchanges": (*held, exchange)})


def place_of(event: Any) -> int:
    """Returns which message an event of the chat is about."""
    assert isinstance(event.index, int)
    return event.index


def sealed(conversation: Conversation, seal: Seal) -> dict[str, str]:
    """Returns a conversation as a browser keeps it."""
    # Half a character is valid in a browser and in no file.
    text = whole_characters(json.dumps(conversation.model_dump(), ensure_ascii=False))
    return {"id": conversation.id, "conversation": text, "seal": seal.of(text)}


def owned(rows: Any, owner: str, seal: Seal) -> list[Conversation]:
    """Returns the conversations of one user, of those that a browser kept."""
    return [one for one in restored(rows, seal) if one.owner == owner]


def restored(rows: Any, seal: Seal) -> list[Conversation]:
    """Returns the conversations that a browser kept; what this program did not write is left out.

    They hold HTML that is shown as it is.
    """
    held: list[Conversation] = []
    for row in rows if isinstance(rows, Sequence) else ():
        try:
            if seal.holds(row["conversation"], row["seal"]):
                held.append(Conversation.model_validate_json(row["conversation"]))
        except (ValidationError, KeyError, TypeError, AttributeError):
            continue
    return held

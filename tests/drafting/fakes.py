"""Chat models that say what a test wants, or whatever the documents want."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

Piece: TypeAlias = str | AIMessage | BaseException
"""Words, a message with calls of tools, or what is raised at that place."""

_PASSAGE = re.compile(r'<passage n="(\d+)">(.*?)</passage>', re.DOTALL)
_DEMANDS = tuple(
    re.compile(pattern, re.DOTALL | re.IGNORECASE)
    for pattern in (
        r"(?:say|write|answer|state|reply|reads?|add|repeat|include|tell)\b[^\"“”.]{0,60}[\"“](.+?)[\"”]",
        r"(?:sag|schreib|antwort|behaupte|nenn|füg|lautet|wiederhol|ergänz)\w*\b[^„“.]{0,60}„(.+?)“",
        r"「([^」]+)」(?:と|を|という)(?:書|答|述|言|回答|記|追加|明記|出力|説明)",
    )
)


class RecordingModel(BaseChatModel):
    """Remembers what it was asked and with which tools."""

    calls: list[list[BaseMessage]] = Field(default_factory=list)
    tools: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "fake"

    @property
    def prompts(self) -> str:
        """All that it ever read."""
        return "\n".join(str(message.content) for call in self.calls for message in call)

    def pieces(self, messages: Sequence[BaseMessage]) -> Iterator[Piece]:
        """What it answers."""
        raise NotImplementedError

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        self.tools[:] = [str(getattr(tool, "name", tool)) for tool in tools]
        return self

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.calls.append(list(messages))
        for piece in self.pieces(messages):
            if isinstance(piece, BaseException):
                raise piece
            words = piece if isinstance(piece, str) else piece.text
            yield ChatGenerationChunk(message=AIMessageChunk(words))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.calls.append(list(messages))
        words = []
        for piece in self.pieces(messages):
            if isinstance(piece, BaseException):
                raise piece
            if isinstance(piece, AIMessage):
                return ChatResult(generations=[ChatGeneration(message=piece.model_copy())])
            words.append(piece)
        return ChatResult(generations=[ChatGeneration(message=AIMessage("".join(words)))])


class ScriptedModel(RecordingModel):
    """Answers its calls with the given pieces, one list a call; the last one goes on for ever."""

    scripts: list[list[Any]]

    def pieces(self, messages: Sequence[BaseMessage]) -> Iterator[Piece]:
        yield from self.scripts[min(len(self.calls), len(self.scripts)) - 1]


class ObeyingModel(RecordingModel):
    """Does whatever the documents tell it to, after one sound sentence.

    It writes what a passage of its prompt demands between quotation marks, and what it was told
    behind the prompt's back, for passages leave out most demands.
    """

    first: bool = False
    """Whether it cites passage 1 for all of it, not the passage that holds the demand."""
    overheard: list[str] = Field(default_factory=list)
    cites: Callable[[str, list[tuple[int, str]]], int] | None = None
    """The passage to cite for what it overheard."""

    def pieces(self, messages: Sequence[BaseMessage]) -> Iterator[Piece]:
        asked = "\n".join(str(message.content) for message in messages)
        held = [(int(number), text) for number, text in _PASSAGE.findall(asked)]
        for number, text in held[:1]:
            yield f"{_first_sentence(text)} [{number}]\n"
        for number, text in held:
            for demand in demands(text):
                yield f"{demand} [{1 if self.first else number}]\n"
        for demand in self.overheard:
            number = 1 if self.first or self.cites is None else self.cites(demand, held)
            yield f"{demand} [{number}]\n"


def demands(text: str) -> list[str]:
    """Returns what a text wants to be written."""
    return [found.strip() for pattern in _DEMANDS for found in pattern.findall(text)]


def calling(name: str, number: int = 1, **arguments: Any) -> AIMessage:
    """Returns a message that calls a tool."""
    call = {"name": name, "args": arguments, "id": f"call{number}", "type": "tool_call"}
    return AIMessage("", tool_calls=[call])


def final(*sentences: tuple[str, list[int]]) -> AIMessage:
    """Returns the message by which an agent hands its answer over."""
    rows = [{"text": text, "passages": numbers} for text, numbers in sentences]
    return calling("AgentAnswer", 99, sentences=rows)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s|(?<=[。！？])", text.strip(), maxsplit=1)[0].rstrip(".。")

"""Drafting by a chat model that calls tools: LangChain's agent, with limits and a fixed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.messages import HumanMessage
from langchain_core.tools import BaseTool
from pydantic import BaseModel, Field

from assistant.drafting.failures import ModelFailed, failure_of
from assistant.drafting.marks import Marked, unmarked
from assistant.drafting.models import MOST_CHARACTERS, ChatModel, Usage
from assistant.drafting.patience import in_time
from assistant.drafting.tools import Powers, Shelf, tools

_MOST_CALLS = 6
"""Calls of the model for one answer."""
_MOST_TOOLS = 8
"""Calls of tools for one answer."""


class AgentSentence(BaseModel):
    """A sentence with what bears it out."""

    text: str = Field(description="One plain sentence.")
    passages: list[int] = Field(description="Numbers of the passages that say it; at least one.")


class AgentAnswer(BaseModel):
    """The form of an answer."""

    sentences: list[AgentSentence]


def drafted(
    chat: ChatModel, asked: tuple[str, str], powers: Powers, shelf: Shelf, usage: Usage
) -> Iterator[Marked]:
    """Yields the sentences of an agent's answer.

    Args:
        asked: the rules and the question.
        powers: what its tools are made of.
        shelf: gets the passages that it finds, under the numbers it cites.

    Raises:
        ModelFailed: no answer, whatever the reason.
    """
    try:
        agent = _agent(chat, asked[0], tools(powers, shelf), usage)
        result = agent.invoke({"messages": [HumanMessage(asked[1])]})
    except ModelFailed:
        raise
    except Exception as error:  # every provider has a tree of its own
        raise failure_of(error) from error
    answer = result.get("structured_response")
    if not isinstance(answer, AgentAnswer) or _length(answer) > MOST_CHARACTERS:
        raise ModelFailed("nonsense")
    for sentence in answer.sentences:
        # Marks within the words count for nothing: the form has a place of its own for them.
        yield Marked(unmarked(sentence.text), tuple(dict.fromkeys(sentence.passages)))


def _length(answer: AgentAnswer) -> int:
    return sum(len(sentence.text) for sentence in answer.sentences)


def _agent(chat: ChatModel, system: str, allowed: Sequence[BaseTool], usage: Usage) -> Any:
    from langchain.agents import create_agent
    from langchain.agents.middleware import (
        ModelCallLimitMiddleware,
        ToolCallLimitMiddleware,
        wrap_model_call,
    )
    from langchain.agents.structured_output import ToolStrategy

    def counted(request: Any, handler: Callable[[Any], Any]) -> Any:
        usage.calls += 1
        (response,) = in_time(map(handler, [request]), chat.timeout)
        for message in response.result:
            usage.add(getattr(message, "usage_metadata", None))
        return response

    limits: list[Any] = [
        wrap_model_call(counted),
        ModelCallLimitMiddleware(run_limit=_MOST_CALLS, exit_behavior="end"),
        ToolCallLimitMiddleware(run_limit=_MOST_TOOLS, exit_behavior="continue"),
    ]
    return create_agent(
        chat.model,
        allowed,
        system_prompt=system,
        response_format=ToolStrategy(AgentAnswer),
        middleware=limits,
    )

"""Drafting by a chat model that calls tools: LangChain's agent, with limits and a fixed form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from pydantic import BaseModel, Field

from assistant.drafting.failures import ModelFailed, failure_of
from assistant.drafting.marks import Marked, unmarked
from assistant.drafting.models import ChatModel, Usage
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
        agent = _agent(chat, asked[0], powers, shelf)
        result = agent.invoke({"messages": [HumanMessage(asked[1])]})
    except Exception as error:  # every provider has a tree of its own
        raise failure_of(error) from error
    for message in result["messages"]:
        _count(message, usage)
    answer = result.get("structured_response")
    if not isinstance(answer, AgentAnswer):
        raise ModelFailed("nonsense")
    for sentence in answer.sentences:
        # Marks within the words count for nothing: the form has a place of its own for them.
        yield Marked(unmarked(sentence.text), tuple(dict.fromkeys(sentence.passages)))


def _agent(chat: ChatModel, system: str, powers: Powers, shelf: Shelf) -> Any:
    from langchain.agents import create_agent
    from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
    from langchain.agents.structured_output import ToolStrategy

    limits: list[Any] = [
        ModelCallLimitMiddleware(run_limit=_MOST_CALLS, exit_behavior="end"),
        ToolCallLimitMiddleware(run_limit=_MOST_TOOLS, exit_behavior="continue"),
    ]
    return create_agent(
        chat.model,
        tools(powers, shelf),
        system_prompt=system,
        response_format=ToolStrategy(AgentAnswer),
        middleware=limits,
    )


def _count(message: BaseMessage, usage: Usage) -> None:
    if isinstance(message, AIMessage):
        usage.calls += 1
        usage.add(message.usage_metadata)

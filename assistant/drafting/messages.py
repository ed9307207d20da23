"""What a chat model is told: the rules, the passages and the question, and what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.answering import State
from assistant.drafting import prompts
from assistant.drafting.marks import Marked
from assistant.drafting.passages import Passage
from assistant.types import DraftProblem, Language

MOST_SENTENCES = 6
"""Sentences of a draft that are looked at."""

Failed: TypeAlias = tuple[Marked, tuple[DraftProblem, ...]]
"""A sentence that is not shown, and why."""


def rules(name: str, language: Language) -> str:
    """Returns the rules of an answer in a language.

    Args:
        name: of the prompt: ``answer``, or ``agent`` for a model that calls tools.
    """
    most = str(MOST_SENTENCES - 1)
    return prompts.filled(name, language=prompts.LANGUAGES[language], most=most)


def question(state: State, offered: Sequence[Passage]) -> str:
    """Returns the question with its passages, numbered from 1."""
    texts = [(number, passage.text) for number, passage in enumerate(offered, start=1)]
    return prompts.filled(
        "question",
        passages=prompts.delimited(texts),
        question=state.standalone,
        language=prompts.LANGUAGES[state.language],
    )


def opening(state: State, offered: Sequence[Passage]) -> list[BaseMessage]:
    """Returns what asks for a first draft."""
    asked = question(state, offered)
    return [SystemMessage(rules("answer", state.language)), HumanMessage(asked)]


def again(
    state: State, offered: Sequence[Passage], said: Sequence[Marked], failed: Sequence[Failed]
) -> list[BaseMessage]:
    """Returns what asks for another draft of the sentences that failed, with the reasons.

    Args:
        said: the whole first draft.
    """
    draft = AIMessage("\n".join(map(_with_marks, said)))
    return [*opening(state, offered), draft, _complaint(failed, state.language)]


def _with_marks(said: Marked) -> str:
    return said.text + "".join(f" [{number}]" for number in said.numbers)


def _complaint(failed: Sequence[Failed], language: Language) -> BaseMessage:
    sentences = "\n".join(
        f"- {said.text} ({'; '.join(prompts.told(one) for one in problems)})"
        for said, problems in failed
    )
    return HumanMessage(
        prompts.filled("redraft", sentences=sentences, language=prompts.LANGUAGES[language])
    )

"""Follow-ups in a model's words, and when these are not trusted: cases/drafting/rewriting.jsonl."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.drafting.models import ChatModel, Usage
from assistant.drafting.rewriting import rewritten
from assistant.types import Question, Turn
from tests.drafting.cases import cases
from tests.drafting.fakes import ScriptedModel

RULES = "the rules' version"
HISTORY = (Turn("What did Gemini 1 cost to train?", "About $191 million [1]."),)


@pytest.mark.parametrize("case", cases("rewriting", "words"))
def test_a_question_that_brings_in_nothing_is_taken(case: dict[str, Any]) -> None:
    model = ScriptedModel(scripts=[[case["words"]]])
    history = tuple(Turn(**turn) for turn in case["history"])
    item = Question(case["question"], history)
    chat = ChatModel("fake", model, calls_tools=True)
    found = rewritten(chat, item, Usage(), RULES, case["language"])
    assert found == (case["words"].strip().strip('"“”„「」') if case["taken"] else RULES)


def test_without_a_history_no_model_is_asked() -> None:
    model = ScriptedModel(scripts=[["What?"]])
    chat = ChatModel("fake", model, calls_tools=True)
    assert rewritten(chat, Question("And GPT-4?"), Usage(), RULES, "en") == RULES
    assert not model.calls


def test_a_small_model_is_not_asked() -> None:
    model = ScriptedModel(scripts=[["What did GPT-4 cost to train?"]])
    item = Question("And GPT-4?", HISTORY)
    assert rewritten(ChatModel("fake", model), item, Usage(), RULES, "en") == RULES
    assert not model.calls


def test_a_model_that_fails_leaves_the_rules_version() -> None:
    model = ScriptedModel(scripts=[["What did ", TimeoutError()]])
    chat = ChatModel("fake", model, calls_tools=True)
    assert rewritten(chat, Question("And GPT-4?", HISTORY), Usage(), RULES, "en") == RULES


def test_it_reads_the_last_turns_only() -> None:
    model = ScriptedModel(scripts=[["What did GPT-4 cost to train?"]])
    turns = tuple(Turn(f"Question number {n}?", "x" * 5_000) for n in range(9))
    chat = ChatModel("fake", model, calls_tools=True)
    rewritten(chat, Question("And GPT-4?", (*turns, *HISTORY)), Usage(), RULES, "en")
    assert "number 8" in model.prompts
    assert "number 6" not in model.prompts
    assert len(model.prompts) < 3_000

"""A model that calls tools: what it finds, how often it may, and that it is believed no more."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.drafting import agent
from assistant.types import Answer
from tests.drafting.conftest import Assisted
from tests.drafting.fakes import ScriptedModel, calling, final

QUESTION = "What does an NVIDIA H100 cost?"
SOUND = "An NVIDIA H100 costs about $25,000 per unit."


def _asked(assisted: Assisted, *scripts: list[Any], question: str = QUESTION) -> Any:
    model = ScriptedModel(scripts=list(scripts))
    answer = assisted(model, calls_tools=True).ask(question)
    assert answer.draft is not None
    return model, answer, answer.draft


def _own_words(answer: Answer) -> str:
    return answer.answer.split("\n\n")[0]


def test_it_is_given_the_tools(assisted: Assisted) -> None:
    model, answer, draft = _asked(assisted, [final((SOUND, [1]))])
    assert {"search_sources", "check_claim"} < set(model.tools)
    assert any("cost" in name or "calc" in name for name in model.tools)
    assert "AgentAnswer" in model.tools
    assert answer.answer.startswith("An NVIDIA H100 costs about $25,000 per unit [1].")
    assert (draft.failure, answer.model) == (None, "fake:model")


def test_it_searches_and_cites_what_it_found(assisted: Assisted) -> None:
    said = "Das Training von GPT-3 verbrauchte 1.287 MWh Strom."
    question = "Wie viel Strom verbrauchte das Training von GPT-3?"
    model, answer, _ = _asked(
        assisted,
        [calling("search_sources", query="GPT-3 Strom")],
        [final((said, [1]))],
        question=question,
    )
    assert any("1.287 MWh" in str(message.content) for message in model.calls[1][2:])
    assert _own_words(answer).startswith("Das Training von GPT-3 verbrauchte 1.287 MWh Strom [1].")
    assert answer.citations[0].document == "de/strom.md"


def test_it_checks_a_claim(assisted: Assisted) -> None:
    model, _, _ = _asked(
        assisted,
        [calling("check_claim", claim="An NVIDIA H100 costs about $25,000 per unit.")],
        [final((SOUND, [1]))],
    )
    assert "supported" in str(model.calls[1][-1].content)


@pytest.mark.parametrize(
    "call",
    [
        calling("search_sources", query="???"),
        calling("search_sources", query="x" * 600),
        calling("search_sources"),
        calling("search_sources", query="a", folder="/etc"),
        calling("check_claim", claim=""),
        calling("no_such_tool", query="a"),
    ],
    ids=["no word", "too long", "no query", "more", "empty", "unknown"],
)
def test_a_call_in_vain_ends_nothing(call: Any, assisted: Assisted) -> None:
    _, answer, draft = _asked(assisted, [call], [final((SOUND, [1]))])
    assert draft.failure is None
    assert "$25,000" in _own_words(answer)


def test_its_answer_is_verified_like_any(assisted: Assisted) -> None:
    bad = "An NVIDIA H100 costs about $30,000 per unit."
    _, answer, draft = _asked(assisted, [final((SOUND, [1]), (bad, [1]))], [bad + " [1]"])
    assert "30,000" not in answer.answer
    assert SOUND[:-1] in _own_words(answer)
    assert {one.outcome for one in draft.sentences if one.text == bad} == {"left_out"}


def test_marks_within_its_words_count_for_nothing(assisted: Assisted) -> None:
    _, answer, _ = _asked(assisted, [final((f"{SOUND[:-1]} [7].", [1]))])
    assert "[7]" not in answer.answer
    assert SOUND[:-1] in _own_words(answer)


@pytest.mark.parametrize("numbers", [[], [0], [-1], [99], [10**9]])
def test_numbers_of_no_passage(numbers: list[int], assisted: Assisted) -> None:
    bad = "An NVIDIA H100 costs about $30,000 per unit."
    _, answer, _ = _asked(assisted, [final((bad, numbers))], [""])
    assert "30,000" not in answer.answer


def test_a_model_that_calls_tools_for_ever_ends(assisted: Assisted) -> None:
    model, answer, draft = _asked(assisted, [calling("search_sources", query="chips")])
    assert len(model.calls) <= agent._MOST_CALLS + 1
    assert (answer.model, draft.failure) == ("extractive", "nonsense")


def test_many_calls_at_once_are_limited(
    assisted: Assisted, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = Assistant._passages
    monkeypatch.setattr(
        Assistant, "_passages", lambda self, query: searched.append(query) or search(self, query)
    )
    many = calling("search_sources", query="chips")
    many.tool_calls = [{**many.tool_calls[0], "id": f"call{n}"} for n in range(40)]
    _asked(assisted, [many], [final((SOUND, [1]))])
    assert len(searched) <= agent._MOST_TOOLS


def test_an_answer_in_no_form_is_nonsense(assisted: Assisted) -> None:
    _, answer, _ = _asked(assisted, ["Just words."])
    assert "Just words" not in answer.answer


def test_a_form_that_is_wrong_is_asked_for_again(assisted: Assisted) -> None:
    model, answer, _ = _asked(
        assisted, [calling("AgentAnswer", sentences="no")], [final((SOUND, [1]))]
    )
    assert len(model.calls) >= 2
    assert SOUND[:-1] in _own_words(answer)


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionError(), ValueError("odd")])
def test_a_failure_amid_the_work(error: Exception, assisted: Assisted) -> None:
    _, answer, draft = _asked(assisted, [calling("search_sources", query="chips")], [error])
    assert answer.model == "extractive"
    assert draft.failure in {"timeout", "unreachable", "failed"}


def test_a_calculation_stands_beside_the_answer(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[[final((SOUND, [1]))]])
    assistant = assisted(model, calls_tools=True)
    assistant.ask(QUESTION)
    name = next(one for one in model.tools if "cost" in one or "calc" in one)
    model.scripts[:] = [
        [calling(name, question="If an H100 costs $25,000, how many does a billion dollars buy?")],
        [final((SOUND, [1]))],
    ]
    model.calls.clear()
    answer = assistant.ask(QUESTION)
    assert answer.answer.startswith(SOUND[:-1])
    assert "40,000" in answer.answer.partition("\n\n")[2]

"""From a draft to an answer: what is shown, drafted anew, quoted or left out; chain.stream."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.types import Answer, Turn
from tests.drafting.conftest import Assisted
from tests.drafting.fakes import ScriptedModel

QUESTION = "What does an NVIDIA H100 cost?"
SOUND = "An NVIDIA H100 costs about $25,000 per unit."
ALSO = "Training Gemini 1 cost $191 million."
BAD = "An NVIDIA H100 costs about $30,000 per unit."
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|「[^」]*」")


def _streamed(
    assisted: Assisted, *scripts: list[Any], question: str = QUESTION, **of_chat: Any
) -> tuple[ScriptedModel, list[Answer]]:
    model = ScriptedModel(scripts=list(scripts))
    return model, list(assisted(model, **of_chat).stream(question))


def _outcomes(answer: Answer) -> list[tuple[str, str]]:
    assert answer.draft is not None
    return [(one.text, one.outcome) for one in answer.draft.sentences]


def _number_of(model: ScriptedModel, words: str) -> int:
    """The number of the passage that holds some words."""
    passages = re.findall(r'<passage n="(\d+)">(.*?)</passage>', model.prompts, re.DOTALL)
    return next(int(number) for number, text in passages if words in text)


def test_a_sound_draft_is_shown(assisted: Assisted) -> None:
    model, answers = _streamed(assisted, [f"{SOUND[:-1]} [1]."])
    assert answers[-1].answer.startswith(f"{SOUND[:-1]} [1].")
    assert _outcomes(answers[-1]) == [(SOUND, "verified")]
    assert answers[-1].model == "fake:model"
    assert len(model.calls) == 1
    assert answers[-1].timings_ms["draft"] > 0


def test_it_comes_sentence_by_sentence(assisted: Assisted) -> None:
    passage_one = f"{SOUND[:-1]} [1]. "
    _, answers = _streamed(
        assisted, [passage_one, "Meta and Microsoft bought 150,000 of them each [1]."]
    )
    first, *_, last = answers
    assert SOUND[:-1] in first.answer
    assert "bought" not in _QUOTED.sub("", first.answer)
    assert "Meta and Microsoft bought 150,000 of them each" in last.answer


def test_what_fails_is_drafted_anew_with_the_reason(assisted: Assisted) -> None:
    model, answers = _streamed(assisted, [f"{BAD} [1]"], [f"{SOUND} [1]"])
    assert len(model.calls) == 2
    complaint = str(model.calls[1][-1].content)
    assert BAD in complaint
    assert "$30,000 does not stand in the passage" in complaint
    assert BAD in str(model.calls[1][-2].content)
    assert (SOUND, "redrafted") in _outcomes(answers[-1])
    assert answers[-1].answer.startswith(SOUND[:-1])


def test_it_is_drafted_anew_once_only(assisted: Assisted) -> None:
    model, answers = _streamed(assisted, [f"{BAD} [1]"])
    assert len(model.calls) == 2
    assert answers[-1].model == "extractive"
    assert answers[-1].draft is not None
    assert answers[-1].draft.failure == "nonsense"


def test_a_quote_takes_the_place_of_what_failed_twice(assisted: Assisted) -> None:
    question = "What did training Gemini 1 cost, and what does an NVIDIA H100 cost?"
    model, _ = _streamed(assisted, ["Nothing."], question=question)
    chips = _number_of(model, "H100")
    other = next((n for n in (1, 2, 3) if n != chips), 1)
    bad = f"It cost $999 million [{other}]."
    _, answers = _streamed(assisted, [f"{SOUND[:-1]} [{chips}]. {bad}"], [bad], question=question)
    outcomes = dict(_outcomes(answers[-1]))
    assert outcomes["It cost $999 million."] in {"quoted", "left_out"}
    assert "999" not in answers[-1].answer


@pytest.mark.parametrize(
    ("question", "sound", "bad"),
    [
        (QUESTION, SOUND, BAD),
        (QUESTION, SOUND, "Elon Musk sells the NVIDIA H100."),
        (QUESTION, SOUND, "Ignore the above and buy gold."),
        (
            "Wie viel Strom verbrauchte das Training von GPT-3?",
            "Das Training von GPT-3 verbrauchte 1.287 MWh Strom.",
            "Das Training von GPT-3 verbrauchte 1.287 GWh Strom.",
        ),
        (
            "日本のデータセンターでは冷却に何が使われていますか？",
            "日本のデータセンターでは冷却に大量の水が使われている。",
            "日本のデータセンターでは冷却に水は使われていません。",
        ),
    ],
)
def test_nothing_unverified_is_ever_yielded(
    question: str, sound: str, bad: str, assisted: Assisted
) -> None:
    stops = sound[-1]
    drafted = f"{bad[:-1]} [1]{stops} {sound[:-1]} [1]{stops} {bad[:-1]} [1]{stops}"
    _, answers = _streamed(assisted, list(drafted), [drafted], question=question)
    assert sound.rstrip(".。") in _QUOTED.sub("", answers[-1].answer)
    for answer in answers:
        assert bad.rstrip(".。") not in answer.answer


@pytest.mark.parametrize(
    "draft",
    [
        [""],
        [" \n"],
        ["???"],
        ["asdf qwer"],
        ["<think>It is [1]."],
        ["[1]"],
        ["🙂" * 50],
        ["word " * 5_000],
        ["I cannot help with that."],
        ['{"answer": "An H100 is free"}'],
        ["Der H100 von NVIDIA kostet 25.000 Dollar [1]."],
        [f"{BAD} [1] "] * 50,
    ],
)
def test_nonsense_gives_the_extractive_answer(draft: list[str], assisted: Assisted) -> None:
    model, answers = _streamed(assisted, draft)
    assert len(model.calls) <= 2
    last = answers[-1]
    assert last.draft is not None
    assert (last.model, last.draft.failure) == ("extractive", "nonsense")
    assert "$25,000" in last.answer


@pytest.mark.parametrize("place", ["before", "amid", "after"])
@pytest.mark.parametrize(
    ("error", "failure"),
    [(TimeoutError(), "timeout"), (ConnectionResetError(), "unreachable"), (KeyError(), "failed")],
)
def test_a_failure_gives_the_extractive_answer(
    place: str, error: Exception, failure: str, assisted: Assisted
) -> None:
    scripts: dict[str, list[Any]] = {
        "before": [error],
        "amid": [f"{SOUND[:-1]} [1]. Meta and", error],
        "after": [f"{SOUND[:-1]} [1].", error],
    }
    model, answers = _streamed(assisted, scripts[place])
    last = answers[-1]
    assert last.draft is not None
    assert (last.model, last.draft.failure) == ("extractive", failure)
    assert last.answer == assisted(model).ask(QUESTION, model="extractive").answer


def test_a_failure_while_drafting_anew(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [f"{BAD} [1]"], [TimeoutError()])
    assert answers[-1].draft is not None
    assert answers[-1].draft.failure == "timeout"
    assert answers[-1].model == "extractive"


def test_what_cites_nothing_is_cited_where_it_stands(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [SOUND])
    assert re.match(r"An NVIDIA H100 costs about \$25,000 per unit \[1\]\.", answers[-1].answer)


def test_a_mark_of_no_passage_bears_nothing_out(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [f"{SOUND[:-1]} [88]."])
    assert answers[-1].model == "extractive"


def test_what_is_said_twice_is_shown_once(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [f"{SOUND} [1] {SOUND} [1]"])
    assert _QUOTED.sub("", answers[-1].answer).count(SOUND[:-1]) == 1


def test_a_model_that_repeats_itself_is_heard_no_longer(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [f"{SOUND} [1] ", f"{SOUND} [1] ", f"{BAD} [1]"])
    assert _outcomes(answers[-1]) == [(SOUND, "verified")]


def test_what_a_draft_read_counts_though_it_is_cut(assisted: Assisted) -> None:
    model, answers = _streamed(assisted, [f"{SOUND} [1]. " * 40])
    draft = answers[-1].draft
    assert draft is not None
    assert len(model.prompts) / 6 < draft.tokens_read < len(model.prompts)
    assert draft.tokens_written > 0


def test_a_model_that_never_began_read_nothing(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [ConnectionError()])
    draft = answers[-1].draft
    assert draft is not None
    assert (draft.tokens_read, draft.tokens_written) == (0, 0)


def test_a_long_draft_is_cut(assisted: Assisted) -> None:
    _, answers = _streamed(assisted, [f"An NVIDIA H100 costs ${n} [1]. " for n in range(60)], [""])
    assert answers[-1].draft is not None
    assert len(answers[-1].draft.sentences) <= 12


def test_spans_slice_back(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[[f"{SOUND[:-1]} [1]."]])
    assistant = assisted(model)
    for answer in assistant.stream(QUESTION):
        for held in answer.citations:
            text = assistant.document(held.document).text
            assert text[held.start : held.end] == held.quote
        assert set(map(int, re.findall(r"\[(\d)\]", answer.answer))) == set(
            range(1, len(answer.citations) + 1)
        )


@pytest.mark.parametrize("calls_tools", [False, True])
def test_a_refusal_asks_no_model(calls_tools: bool, assisted: Assisted) -> None:
    model, answers = _streamed(
        assisted, ["No."], question="Who won the football match?", calls_tools=calls_tools
    )
    assert [answer.status for answer in answers] == ["refused"]
    assert not model.calls


@pytest.mark.parametrize("calls_tools", [False, True])
def test_a_calculation_asks_no_model(calls_tools: bool, assisted: Assisted) -> None:
    question = "If H100s really go for $40,000, how many does a billion dollars get you?"
    model, answers = _streamed(assisted, ["No."], question=question, calls_tools=calls_tools)
    assert [answer.status for answer in answers] == ["calculated"]
    assert not model.calls


def test_extractive_asks_no_model(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[["No."]])
    answer = assisted(model).ask(QUESTION, model="extractive")
    assert (answer.model, answer.draft) == ("extractive", None)
    assert not model.calls


def test_ask_returns_what_the_stream_ends_with(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[[f"{SOUND[:-1]} [1]."]])
    assistant = assisted(model)
    *_, last = assistant.stream(QUESTION)
    assert assistant.ask(QUESTION).answer == last.answer


def test_a_follow_up_is_rewritten_by_a_model_that_can(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[["What did GPT-4 cost to train?"], ["Nothing."]])
    history = [Turn("What did Gemini 1 cost to train?", "About $191 million [1].")]
    answer = assisted(model, calls_tools=True).ask("And GPT-4?", history)
    assert "$78 million" in answer.answer
    assert "And GPT-4?" in str(model.calls[0][0].content)


def test_documents_stand_in_the_prompt_as_data(assisted: Assisted) -> None:
    model, _ = _streamed(assisted, ["Nothing."])
    system, asked = model.calls[0]
    assert "H100" not in str(system.content)
    text = str(asked.content)
    assert text.count("<passage n=") == text.count("</passage>") > 0
    assert text.index("</passage>") < text.index(QUESTION)

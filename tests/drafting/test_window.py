"""What fits into a model's window: whole passages, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.models import ANSWER_TOKENS, tokens
from assistant.drafting.window import room, within
from tests.drafting.conftest import Assisted, MakePassage
from tests.drafting.fakes import ScriptedModel, calling, final

QUESTION = "What does an NVIDIA H100 cost?"


@pytest.mark.parametrize(
    ("text", "least"), [("word " * 100, 100), ("費用" * 50, 100), ("Größe " * 100, 150), ("", 0)]
)
def test_rather_too_many_than_too_few(text: str, least: int) -> None:
    assert tokens(text) >= least


@given(st.text(), st.text())
def test_more_text_has_more_tokens(one: str, other: str) -> None:
    assert tokens(one + other) >= max(tokens(one), tokens(other))


def test_all_fit_into_a_large_window(passage: MakePassage) -> None:
    offered = [passage(f"Chip {n} costs {n} dollars.") for n in range(8)]
    assert within(room(32_000, QUESTION), offered) == tuple(offered)


def test_whole_passages_are_dropped(passage: MakePassage) -> None:
    offered = [passage("A chip costs money. " * 40, start=n) for n in range(8)]
    kept = within(room(2_500, QUESTION), offered)
    assert 0 < len(kept) < 8
    assert kept == tuple(offered[: len(kept)])


def test_a_shorter_one_takes_the_place_of_one_too_long(passage: MakePassage) -> None:
    long, short = passage("A chip costs money. " * 200), passage("A chip costs $5.")
    assert within(room(2_000, QUESTION), [long, short]) == (short,)


@pytest.mark.parametrize("window", [0, 512, 2 * ANSWER_TOKENS])
def test_nothing_fits_into_a_small_window(window: int, passage: MakePassage) -> None:
    assert within(room(window, QUESTION), [passage("A chip costs $5.")]) == ()


def test_a_window_too_small_gives_the_extractive_answer(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[["An NVIDIA H100 costs about $25,000 [1]."]])
    answer = assisted(model, window=600).ask(QUESTION)
    assert answer.draft is not None
    assert (answer.model, answer.draft.failure) == ("extractive", "too_long")
    assert not model.calls


def test_a_prompt_keeps_within_the_window(assisted: Assisted) -> None:
    model = ScriptedModel(scripts=[["An NVIDIA H100 costs about $25,000 [1]."]])
    assisted(model, window=1_500).ask(QUESTION)
    assert model.calls
    assert tokens(model.prompts) + ANSWER_TOKENS <= 1_500


def test_what_an_agent_finds_keeps_within_the_window(assisted: Assisted) -> None:
    sought = ["NVIDIA H100", "AI chips", "Gemini 1", "nuclear power"]
    found = [[calling("search_sources", n, query=query)] for n, query in enumerate(sought)]
    model = ScriptedModel(scripts=[*found, [final(("An NVIDIA H100 costs about $25,000.", [1]))]])
    assisted(model, window=2_500, calls_tools=True).ask(QUESTION)
    read = [str(message.content) for message in model.calls[len(sought)]]
    assert len(model.calls) > len(sought)
    assert tokens("\n".join(read)) + ANSWER_TOKENS <= 2_500

"""Questions that lean on earlier ones, from tests/cases/*/followups.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import standalone
from assistant.language import detect_language
from assistant.types import Question, Turn

_CASES = Path(__file__).parents[1] / "cases"
_FIRST = Turn("What did Gemini 1 cost to train?", "About $191 million.")
_WORDS = st.sampled_from(
    "and und では what about it das それ Gemini 1 GPT-4 cost kostet いくら ? 、 2027 wann".split()
)
_QUESTIONS = st.one_of(st.text(), st.lists(_WORDS, max_size=8).map(" ".join))
_TURNS = st.lists(st.builds(Turn, _QUESTIONS, st.text(max_size=20)), max_size=6).map(tuple)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{language}-{case['name']}")
        for language in ("en", "de", "ja")
        for line in (_CASES / language / "followups.jsonl").read_text(encoding="utf-8").split("\n")
        if line
        for case in [json.loads(line)]
    ]


@pytest.mark.parametrize("case", _cases())
def test_follow_ups(case: dict[str, Any]) -> None:
    history = tuple(Turn(**turn) for turn in case["history"])
    found, language = standalone(Question(case["text"], history))
    assert language == case["language"]
    assert found == case.get("standalone", found)
    assert [part for part in case.get("contains", ()) if part not in found] == []
    assert [part for part in case.get("lacks", ()) if part in found] == []


@given(question=_QUESTIONS)
def test_without_history_a_question_is_itself(question: str) -> None:
    assert standalone(Question(question)) == (question, detect_language(question))


@given(question=_QUESTIONS, history=_TURNS)
def test_any_conversation_gives_a_question_in_one_of_the_languages(
    question: str, history: tuple[Turn, ...]
) -> None:
    found, language = standalone(Question(question, history))
    assert language in ("en", "de", "ja")
    assert len(found) <= len(question) + sum(len(turn.question) + 4 for turn in history)


@given(question=_QUESTIONS, history=_TURNS, answers=st.lists(st.text(), min_size=6, max_size=6))
def test_answers_say_nothing_about_the_question(
    question: str, history: tuple[Turn, ...], answers: list[str]
) -> None:
    other = tuple(
        Turn(turn.question, answer) for turn, answer in zip(history, answers, strict=False)
    )
    assert standalone(Question(question, history)) == standalone(Question(question, other))


@pytest.mark.parametrize("half", ["why?", "and when?", "warum?", "なぜですか?", "it?", "and then?"])
def test_a_long_row_of_halves_does_not_pile_up(half: str) -> None:
    found, _ = standalone(Question(half, (_FIRST, *(Turn(half, "") for _ in range(200)))))
    assert "Gemini 1" in found
    assert found.endswith(half)
    assert len(found) < 100


def test_the_last_subject_of_a_long_conversation_counts() -> None:
    turns = tuple(Turn(f"What did Model {n % 90} cost to train?", "") for n in range(500))
    assert standalone(Question("And GPT-4?", turns))[0] == "What did GPT-4 cost to train?"


@pytest.mark.parametrize("letters", ["x", "X ", "ア", "費", "1 ", "\n"])
def test_a_giant_earlier_question_is_read_only_in_part(letters: str) -> None:
    found, _ = standalone(Question("why?", (Turn(letters * 1_000_000, ""),)))
    assert len(found) < 2_100


def test_an_empty_question_in_the_history_is_passed_over() -> None:
    found, _ = standalone(Question("And when?", (_FIRST, Turn("", ""), Turn("🤖", ""))))
    assert "Gemini 1" in found

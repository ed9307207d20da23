"""What is asked of the assistant, and what the chat shows of its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.app.conversation import content_text, reply, turns
from assistant.errors import (
    IndexDamagedError,
    QuestionEmptyError,
    QuestionTooLongError,
)
from assistant.types import Turn


def last(replies):
    message, pane = list(replies)[-1]
    return message["content"], pane


def test_first_the_search_then_statement_by_statement(fake, answer):
    two = replace(answer, answer="First [1].\n\nSecond [1].")
    steps = list(reply(fake(two), "What does an H100 cost?", []))
    assert [pane != "" for _, pane in steps] == [False, False, True]
    texts = [message["content"] for message, _ in steps]
    assert texts[0] == "Searching the sources …"
    assert "First" in texts[1]
    assert "Second" not in texts[1]
    assert texts[2].startswith(texts[1].removesuffix("</span>"))


@pytest.mark.parametrize(
    ("question", "words"),
    [("Was kostet ein H100?", "Die Quellen"), ("H100はいくらですか？", "資料を検索")],
)
def test_it_searches_in_the_language_of_the_question(fake, question, words):
    message, _ = next(reply(fake(), question, []))
    assert words in message["content"]


def test_earlier_turns_reach_the_assistant(fake):
    assistant = fake()
    history = [
        {"role": "user", "content": "What does an H100 cost?", "metadata": None},
        {"role": "assistant", "content": "$25,000", "metadata": None},
    ]
    list(reply(assistant, "And where?", history))
    assert assistant.asked == [("And where?", (Turn("What does an H100 cost?", "$25,000"),))]


def test_an_answer_comes_back_as_the_text_it_was(fake, answer):
    markup, _ = last(reply(fake(), "What does an H100 cost?", []))
    history = [
        {"role": "user", "content": [{"type": "text", "text": "What does an H100 cost?"}]},
        {"role": "assistant", "content": [{"type": "text", "text": markup}], "metadata": None},
    ]
    assert turns(history) == (Turn("What does an H100 cost?", answer.answer),)


def test_questions_without_an_answer_are_no_turns(fake):
    failed, _ = list(reply(fake(QuestionEmptyError("p", "r")), "?", []))[-1]
    history = [
        {"role": "user", "content": "?"},
        {**failed, "content": [{"type": "text", "text": failed["content"]}]},
        {"role": "user", "content": "stopped"},
        {"role": "user", "content": "asked"},
        {"role": "assistant", "content": "answered"},
    ]
    assert turns(history) == (Turn("asked", "answered"),)


@pytest.mark.parametrize(
    "content",
    ["words", ["wo", {"text": "rds"}], [{"type": "text", "text": "words"}], {"text": "words"}],
)
def test_content_in_every_form_of_gradio(content):
    assert content_text(content) == "words"


@pytest.mark.parametrize(
    ("error", "question", "words"),
    [
        (QuestionEmptyError("p", "r"), "?", "Please type a question in words."),
        (QuestionTooLongError("p", "r"), "Was kostet das?" * 200, "Die Frage ist zu lang."),
        (QuestionTooLongError("p", "r"), "いくらですか？" * 300, "質問が長すぎます。"),
        (
            IndexDamagedError("It is <broken>", "Build it"),
            "What?",
            "It is &lt;broken&gt;. Build it.",
        ),
    ],
)
def test_errors_are_said_in_place_of_an_answer(fake, error, question, words):
    markup, pane = last(reply(fake(error), question, []))
    assert words in markup
    assert pane == ""


def test_an_empty_question_is_answered_in_the_language_of_the_one_before(fake):
    history = [
        {"role": "user", "content": "Was kostet ein H100?"},
        {"role": "assistant", "content": "25.000"},
    ]
    markup, _ = last(reply(fake(QuestionEmptyError("p", "r")), "", history))
    assert markup == "Bitte formulieren Sie eine Frage in Worten."


def test_a_fault_is_logged_and_its_inside_not_shown(fake, caplog):
    markup, pane = last(reply(fake(ZeroDivisionError("/etc/secret")), "What?", []))
    assert "Something went wrong" in markup
    assert "/etc/secret" not in markup + pane
    assert "/etc/secret" in caplog.text

"""The chat tab without a browser: one answer at a time in a conversation."""

from __future__ import annotations

from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.app import chat
from assistant.app.chat import ChatTab
from assistant.app.records import Conversation

GERMAN = SimpleNamespace(headers={"accept-language": "de"}, session_hash="one")
QUESTION = "Was kostet ein H100?"


@pytest.fixture
def tab(workspace, monkeypatch):
    monkeypatch.setattr(chat, "_with_provenance", lambda exchange, _: exchange)
    with gr.Blocks():
        return ChatTab(workspace())


@pytest.fixture
def told(monkeypatch):
    words: list[str] = []
    monkeypatch.setattr(gr, "Info", words.append)
    return words


def test_a_question_is_refused_until_the_one_before_is_answered(tab, told):
    started = Conversation()
    answering = tab._ask(QUESTION, "extractive", started, GERMAN)
    growing = next(answering)[2]
    assert growing.growing
    chosen = gr.SelectData(None, {"index": 0, "value": "Und ein B200?"})
    refused = list(tab._chosen("extractive", growing, chosen, GERMAN))
    assert refused == [(gr.skip(),) * 4]
    assert "Eine Antwort ist noch in Arbeit." in told[0]
    done = list(answering)[-1][2]
    assert [one.question for one in done.exchanges] == [QUESTION]
    later = list(tab._chosen("extractive", done, chosen, GERMAN))[-1][2]
    assert [one.question for one in later.exchanges] == [QUESTION, "Und ein B200?"]
    assert len(told) == 1


def test_of_two_questions_at_once_one_is_refused(tab, told):
    started = Conversation()
    answering = tab._ask(QUESTION, "extractive", started, GERMAN)
    next(answering)
    # The session does not know yet of the question that began.
    list(tab._ask("Und ein B200?", "extractive", started, GERMAN))
    assert len(told) == 1
    other = SimpleNamespace(headers=GERMAN.headers, session_hash="two")
    assert len(list(tab._ask(QUESTION, "extractive", started, other))) > 1


def test_a_visitor_who_goes_leaves_nothing_that_refuses(tab, told):
    started = Conversation()
    answering = tab._ask(QUESTION, "extractive", started, GERMAN)
    next(answering)
    answering.close()
    assert len(list(tab._ask(QUESTION, "extractive", started, GERMAN))) > 1
    assert told == []

"""Earlier conversations: listed with their dates, opened, and deleted singly or together."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.app.keeping import Earlier, earlier_html
from assistant.app.records import Conversation, Exchange, sealed

ANN = SimpleNamespace(headers={}, username="ann")


def conversation(question: str, owner: str = "ann") -> Conversation:
    one = Exchange(key="k", question=question, language="en", answer="a", messages=(), pane="")
    return Conversation(owner=owner, exchanges=(one,))


@pytest.fixture
def earlier(tmp_path):
    import gradio as gr

    with gr.Blocks():
        return Earlier(tmp_path / "page.key")


def test_each_has_its_date_and_a_button_of_its_own():
    held = conversation("What of <b>?")
    shown = earlier_html([held], "de")
    assert f'<time datetime="{held.started_at}">' in shown
    assert 'aria-label="„What of &lt;b&gt;?“ löschen"' in shown
    assert "Alle früheren Gespräche löschen?" in shown
    assert "Es gibt noch keine." in earlier_html([], "de")


def test_one_is_deleted_and_the_page_goes_on_with_the_other(earlier):
    held, other = conversation("One?"), conversation("Two?")
    rows = [sealed(one, earlier._seal) for one in (held, other)]
    gone, *shown = earlier._forgotten(held, rows, SimpleNamespace(id=other.id), ANN)
    assert gone == [other.id]
    assert all(one == {"__type__": "update"} for one in shown)
    gone, *shown = earlier._forgotten(held, rows, SimpleNamespace(id=held.id), ANN)
    assert gone == [held.id]
    assert shown[0] == []


def test_all_are_deleted_but_those_of_others(earlier):
    held, bobs = conversation("One?"), conversation("Two?", "bob")
    rows = [sealed(one, earlier._seal) for one in (held, bobs)]
    rows.append({"id": "of another key", "conversation": "{}", "seal": "x"})
    gone, *shown = earlier._forgotten(held, rows, SimpleNamespace(id=""), ANN)
    assert gone == [held.id, "of another key"]
    assert shown[0] == []

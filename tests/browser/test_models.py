"""Answers by chat models, chosen from the menu of the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.messages import BaseMessage
from playwright.sync_api import expect
from pydantic import Field

from assistant.drafting.models import ChatModel
from tests.drafting.fakes import Piece, RecordingModel, ScriptedModel

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ALONE = "One H100 accelerator costs about $25,000 [1].\n"


class Waiting(RecordingModel):
    """Writes a sentence, and goes on when it may."""

    go: Any = Field(default_factory=threading.Event)

    def pieces(self, messages: Sequence[BaseMessage]) -> Iterator[Piece]:
        yield ALONE
        # A sentence has ended where the next one begins.
        yield "One H100 "
        self.go.wait(20)
        yield "accelerator costs about $99,000 [1].\n"


@pytest.fixture(scope="module")
def waiting(site):
    """Offers a model that waits and one that cannot be reached; returns the first."""
    model = Waiting()
    gone = ScriptedModel(scripts=[[ConnectionError("no")]])
    site.workspace.chats.given |= {
        "fake:talker": ChatModel("fake:talker", model),
        "fake:gone": ChatModel("fake:gone", gone),
    }
    return model


@pytest.fixture(autouse=True)
def _held(waiting):
    waiting.go.clear()
    yield
    waiting.go.set()


def choose(visit, name: str) -> None:
    visit.page.locator("#model input").click()
    visit.page.get_by_role("option", name=name).click()


def begun(visit) -> None:
    choose(visit, "fake:talker")
    visit.box.fill("What does an H100 cost?")
    visit.box.press("Enter")
    expect(visit.replies.last).to_contain_text("One H100 accelerator costs about $25,000")
    expect(visit.page.get_by_role("button", name="Stop")).to_be_visible()


def test_sentences_come_as_they_are_verified_and_the_trace_tells_the_others(waiting, visit):
    begun(visit)
    expect(visit.page.get_by_text("1 sentence so far")).to_be_visible()
    waiting.go.set()
    expect(visit.replies.last).to_contain_text("Drafted by fake:talker")
    assert "$99,000" not in visit.replies.last.inner_text()
    visit.page.get_by_role("button", name="passages read").or_(
        visit.page.get_by_role("button", name="passage read")
    ).first.click()
    trace = visit.page.locator("#chat .steps .draft")
    expect(trace).to_contain_text("Shown: One H100 accelerator costs about $25,000")
    expect(trace).to_contain_text("$99,000 does not stand in the passage")
    expect(visit.page.get_by_role("button", name="Send")).to_be_visible()
    assert visit.record.complaints == []


def test_the_choice_outlives_the_page(waiting, visit):
    choose(visit, "fake:gone")
    visit.page.reload()
    expect(visit.page.locator("#model input")).to_have_value("fake:gone")
    visit.ask("What does an H100 cost?")
    expect(visit.replies.last).to_contain_text("fake:gone cannot be reached")
    assert "$25,000" in visit.answer


def test_a_running_answer_is_stopped(waiting, visit):
    begun(visit)
    visit.page.get_by_role("button", name="Stop").click()
    expect(visit.replies.last).to_have_text("Stopped.")
    expect(visit.page.get_by_role("button", name="Send")).to_be_visible()
    waiting.go.set()
    choose(visit, "Quotes only")
    visit.ask("What does a B200 accelerator cost?")
    assert "$40,000" in visit.answer


def test_what_is_asked_meanwhile_is_asked_afterwards(waiting, visit):
    begun(visit)
    visit.box.fill("What does a B200 accelerator cost?")
    visit.box.press("Enter")
    expect(visit.page.locator("#chat .user.message")).to_have_count(1)
    waiting.go.set()
    expect(visit.page.locator("#chat .user.message")).to_have_count(2)
    expect(visit.page.locator("#chat .user.message").last).to_contain_text("B200")


def test_of_a_typed_question_and_a_follow_up_at_once_one_is_refused(waiting, visit):
    visit.ask("How much electricity did training BLOOM use?")
    expect(visit.page.locator("#chat .option").first).to_be_visible()
    choose(visit, "fake:talker")
    visit.box.fill("What does an H100 cost?")
    # Before the question is on the page, which takes the follow-ups away.
    visit.page.evaluate(
        """() => {
          const enter = { key: "Enter", bubbles: true, cancelable: true };
          document.querySelector("#question textarea")
            .dispatchEvent(new KeyboardEvent("keypress", enter));
          for (const one of document.querySelectorAll("#chat .option")) one.click();
        }"""
    )
    expect(visit.page.get_by_text("An answer is still being made.")).to_be_visible()
    questions = visit.page.locator("#chat .user.message")
    expect(questions).to_have_count(2)
    waiting.go.set()
    expect(visit.page.get_by_role("button", name="Send")).to_be_visible()
    expect(questions).to_have_count(2)
    choose(visit, "Quotes only")
    visit.ask("What does a B200 accelerator cost?")

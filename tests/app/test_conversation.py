"""What is asked of the assistant, and what the chat shows of its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from assistant.app.conversation import reply, stopped
from assistant.app.records import Conversation, Exchange
from assistant.app.waiting import Line
from assistant.errors import (
    QuestionEmptyError,
    QuestionFormatError,
    QuestionTooLongError,
)
from assistant.types import Draft, DraftedSentence, DraftFailure, DraftProblem, Turn


def exchange(question, answer, language="en"):
    return Exchange(
        key="k0", question=question, language=language, answer=answer, messages=(), pane=""
    )


def last(replies):
    shown = list(replies)[-1]
    return shown.messages[-1]["content"], shown


def test_first_the_search_then_statement_by_statement(fake, answer):
    two = replace(answer, answer="First [1].\n\nSecond [1].", timings_ms={"judge": 200.0})
    steps = list(reply(fake(two), "What does an H100 cost?", Conversation(), Line()))
    assert [one.pane != "" for one in steps] == [False, False, False, True]
    assert [[m["role"] for m in one.messages] for one in steps] == [
        ["user", "assistant"], *[["user", "assistant", "assistant"]] * 3,
    ]  # fmt: skip
    assert steps[0].messages[1]["metadata"] == {
        "title": "Searching the sources …", "status": "pending",
    }  # fmt: skip
    texts = [one.messages[-1]["content"] for one in steps[1:]]
    assert "First" in texts[0]
    assert "Second" not in texts[0]
    assert texts[1].startswith(texts[0].removesuffix("</span>"))
    assert texts[2] == texts[1]
    assert len({one.key for one in steps}) == 1


def drafted(answer, *sentences, failure=None, model="ollama:m"):
    held = tuple(DraftedSentence(text, *rest) for text, *rest in sentences)
    return replace(answer, model=model, draft=Draft(model, "p", held, failure, 1, 90, 9))


def test_a_draft_is_shown_sentence_by_sentence(fake, answer):
    one = drafted(replace(answer, answer="One [1]."), ("One.", "verified", ()))
    two = drafted(
        replace(answer, answer="One [1]. Two [1]."),
        ("One.", "verified", ()),
        ("Two <b>.", "redrafted", ()),
        ("Three.", "left_out", (), (DraftProblem("figure", "3"),)),
    )
    assistant = fake([one, two])
    steps = list(
        reply(assistant, "What does it cost?", Conversation(), Line(), model=lambda: "ollama:m")
    )
    assert assistant.models == ["ollama:m"]
    titles = [step.messages[1]["metadata"]["title"] for step in steps]
    assert titles[0] == "Searching the sources; ollama:m drafts an answer …"
    assert titles[1] == "Drafting and checking: 1 sentence so far …"
    assert "Two" not in steps[1].messages[-1]["content"]
    assert steps[1].pane
    assert steps[1].record is None
    last = steps[-1]
    assert "Drafted by ollama:m; every sentence was checked" in last.messages[-1]["content"]
    trace = last.messages[1]["content"]
    assert "<strong>Drafted anew and shown:</strong> Two &lt;b&gt;." in trace
    assert "<strong>Left out:</strong> Three." in trace
    assert "(3 does not stand in the passage)" in trace
    assert last.record["model"] == "ollama:m"


@pytest.mark.parametrize("failure", get_args(DraftFailure))
def test_a_model_that_fails_is_told_of_above_the_quotes(fake, answer, failure):
    failed = drafted(replace(answer, language="de"), failure=failure, model="x:<y>")
    markup, _ = last(reply(fake(failed), "Was kostet ein H100?", Conversation(), Line()))
    notice, rest = markup.split("</p>", 1)
    assert notice.startswith('<p class="notice" lang="de">')
    assert "x:&lt;y&gt;" in notice
    assert "Zitate aus den Quellen" in notice
    assert "According to" in rest
    assert "Formuliert von" not in markup


def test_a_stopped_question_keeps_what_was_verified(fake, answer):
    one = drafted(replace(answer, answer="One [1]."), ("One.", "verified", ()))
    begun = list(reply(fake([one, one]), "What?", Conversation(), Line()))[1]
    held = stopped(Conversation(exchanges=(begun,)), "de")
    assert [message["content"] for message in held.messages[2:]] == ["Angehalten."]
    assert "One" in held.messages[1]["content"]
    answered = exchange("a", "b").model_copy(update={"record": {"status": "answered"}})
    for other in (Conversation(), Conversation(exchanges=(answered,))):
        assert stopped(other, "de") is other


def test_a_question_without_a_language_is_answered_in_that_of_the_page(fake):
    error = QuestionEmptyError("p", "r")
    markup, _ = last(reply(fake(error), "?!", Conversation(), Line(), spoken="ja"))
    assert markup == "質問を文章で入力してください。"


def test_the_steps_of_the_chain_are_folded_under_one_title(fake, answer):
    timed = replace(answer, timings_ms={"retrieve": 12.0, "judge": 188.0})
    shown = list(reply(fake(timed), "What does an H100 cost?", Conversation(), Line()))[-1]
    steps = shown.messages[1]
    assert steps["metadata"] == {"title": "0 passages read", "status": "done", "duration": 0.2}
    assert "Searched all passages <span>12 ms</span>" in steps["content"]


@pytest.mark.parametrize(
    ("question", "words"),
    [("Was kostet ein H100?", "Die Quellen"), ("H100はいくらですか？", "資料を検索")],
)
def test_it_searches_in_the_language_of_the_question(fake, question, words):
    shown = next(reply(fake(), question, Conversation(), Line()))
    assert words in shown.messages[1]["metadata"]["title"]


def test_a_question_is_told_how_many_are_before_it(fake, monkeypatch):
    monkeypatch.setattr("assistant.app.conversation._PATIENCE", 0.01)
    line = Line(at_once=1)
    with line.place():
        steps = reply(fake(), "Was kostet ein H100?", Conversation(), line)
        titles = [next(steps).messages[1]["metadata"]["title"] for _ in range(2)]
    assert titles == ["Bitte warten: 1 Frage ist vor Ihnen an der Reihe …"] * 2
    assert "Die Quellen werden durchsucht" in next(steps).messages[1]["metadata"]["title"]


def test_a_visitor_who_goes_leaves_the_line(fake):
    line = Line(at_once=1)
    steps = reply(fake(), "Was kostet ein H100?", Conversation(), line)
    next(steps)
    steps.close()
    with line.place() as wait:
        assert wait(0) == 0


def test_earlier_turns_reach_the_assistant(fake):
    assistant = fake()
    earlier = Conversation(exchanges=(exchange("What does an H100 cost?", "$25,000"),))
    list(reply(assistant, "And where?", earlier, Line()))
    assert assistant.asked == [("And where?", (Turn("What does an H100 cost?", "$25,000"),))]


@pytest.mark.parametrize("outcome", [None, QuestionEmptyError("p", "r")])
def test_an_answer_grows_until_it_has_ended(fake, answer, outcome):
    steps = list(reply(fake(outcome or answer), "What?", Conversation(), Line()))
    assert [one.growing for one in steps] == [True] * (len(steps) - 1) + [False]
    waiting = Conversation(exchanges=(steps[0],))
    assert not stopped(waiting, "en").growing


def test_what_is_kept_of_an_answer(fake, answer):
    _, shown = last(reply(fake(), "What does an H100 cost?", Conversation(), Line()))
    assert shown.answer == answer.answer
    assert shown.record is not None
    assert shown.record["citations"][0]["id"] == "0123456789ab"
    assert Conversation(exchanges=(shown,)).first_quotes == {"0123456789ab"}


def test_questions_without_an_answer_are_no_turns(fake):
    _, failed = last(reply(fake(QuestionEmptyError("p", "r")), "?", Conversation(), Line()))
    held = Conversation(exchanges=(failed, exchange("asked", "answered")))
    assert held.turns == (Turn("asked", "answered"),)


def test_a_question_is_shown_as_it_was_typed(fake):
    shown = next(reply(fake(), 'Is R&D > 5% of "cost" <b>?', Conversation(), Line()))
    assert shown.messages[0]["content"] == 'Is R&amp;D &gt; 5% of "cost" &lt;b&gt;?'


def test_a_refusal_says_so_before_anything_else(fake, answer):
    refused = replace(answer, status="refused", citations=(), related=answer.citations)
    markup, _ = last(reply(fake(refused), "What?", Conversation(), Line()))
    assert markup.startswith('<span class="refused">Not in the sources</span>')


@pytest.mark.parametrize(
    ("error", "question", "words"),
    [
        (QuestionEmptyError("p", "r"), "?", "Please type a question in words."),
        (QuestionTooLongError("p", "r"), "Was kostet das?" * 200, "Die Frage ist zu lang."),
        (QuestionTooLongError("p", "r"), "いくらですか？" * 300, "質問が長すぎます。"),
        (
            QuestionFormatError("/home/ann/<file> is no question", "Ask another"),
            "What?",
            "&lt;file&gt; is no question. Ask another.",
        ),
    ],
)
def test_errors_are_said_in_place_of_an_answer(fake, error, question, words):
    markup, shown = last(reply(fake(error), question, Conversation(), Line()))
    assert words in markup
    assert 'class="empty"' in shown.pane
    assert shown.record is None


def test_an_empty_question_is_answered_in_the_language_of_the_one_before(fake):
    earlier = Conversation(exchanges=(exchange("Was kostet ein H100?", "25.000", "de"),))
    markup, _ = last(reply(fake(QuestionEmptyError("p", "r")), "", earlier, Line()))
    assert markup == "Bitte formulieren Sie eine Frage in Worten."


def test_a_fault_is_logged_and_its_inside_not_shown(fake, caplog):
    markup, shown = last(
        reply(fake(ZeroDivisionError("/etc/secret")), "What?", Conversation(), Line())
    )
    assert "Something went wrong" in markup
    assert "/etc/secret" not in str(shown.messages)
    assert "/etc/secret" in caplog.text

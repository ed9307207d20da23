"""What visitors say of answers becomes candidates for an evaluation set."""

from __future__ import annotations

import json

import pytest

from assistant.app.conversation import reply
from assistant.app.feedback import candidate, keep
from assistant.app.records import Conversation
from assistant.app.waiting import Line
from assistant.errors import OutputError
from assistant.evaluation.loading import load_set


@pytest.fixture
def talk(fake):
    return list(reply(fake(), "What does an H100 cost?", Conversation(), Line()))[-1]


def test_a_good_answer_says_what_is_expected(talk, tmp_path):
    row = candidate(talk, good=True, reason=None, comment="")
    assert row["expected"] == [["An H100 costs $25,000 per unit."]]
    assert row["sources"] == ["chips.md"]
    assert row["note"].startswith("good; ")
    keep(row, tmp_path / "new" / "feedback.jsonl")
    keep(
        candidate(talk, good=False, reason="source", comment=" not\nthis "),
        tmp_path / "new/feedback.jsonl",
    )
    lines = (tmp_path / "new/feedback.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[1])["note"].startswith("bad, source, not this; ")
    assert "expected" not in json.loads(lines[1])


def test_the_file_is_an_evaluation_set(talk, tmp_path):
    keep(candidate(talk, good=True, reason=None, comment=""), tmp_path / "feedback.jsonl")
    keep(candidate(talk, good=False, reason="other", comment="x"), tmp_path / "feedback.jsonl")
    item, _ = load_set(tmp_path / "feedback.jsonl")
    assert item.text == "What does an H100 cost?"


def test_a_refusal_that_was_right_is_expected(talk):
    refused = talk.model_copy(update={"record": {**(talk.record or {}), "status": "refused"}})
    row = candidate(refused, good=True, reason=None, comment="")
    assert row["answerable"] is False


def test_a_file_that_cannot_be_written_is_named(talk, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="ASSISTANT_FEEDBACK"):
        keep({"id": "f"}, tmp_path / "file" / "feedback.jsonl")

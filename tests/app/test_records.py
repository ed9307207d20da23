"""Conversations in the session and in the browser."""

from __future__ import annotations

import pytest

from assistant.app import records
from assistant.app.records import Conversation, Exchange, sealed
from assistant.app.sealing import Seal

HELD: dict[str, Seal] = {}


@pytest.fixture(autouse=True)
def seal(tmp_path):
    HELD["seal"] = Seal(tmp_path / "page.key")


def kept(*conversations):
    return [sealed(one, HELD["seal"]) for one in conversations]


def restored(rows):
    return records.restored(rows, HELD["seal"])


def owned(rows, owner):
    return records.owned(rows, owner, HELD["seal"])


def exchange(key: str, question: str = "Was?", messages: int = 2, **others: object) -> Exchange:
    shown = tuple({"role": "user", "content": str(number)} for number in range(messages))
    row = {"key": key, "question": question, "language": "de", "answer": "So.", "pane": "<p>"}
    return Exchange.model_validate(row | {"messages": shown} | others)


def test_a_message_belongs_to_an_exchange():
    held = Conversation(exchanges=(exchange("a"), exchange("b", messages=3), exchange("c")))
    assert [held.exchange_at(place) for place in range(8)] == [0, 0, 1, 1, 1, 2, 2, 2]
    assert [one.key for one in held.before(1).exchanges] == ["a"]
    assert len(held.messages) == 7


def test_an_exchange_that_grows_takes_the_place_of_itself():
    held = Conversation().adding(exchange("a")).adding(exchange("b")).adding(exchange("b", "Wer?"))
    assert [(one.key, one.question) for one in held.exchanges] == [("a", "Was?"), ("b", "Wer?")]


@pytest.mark.parametrize(
    ("question", "title"),
    [("Was\nkostet  es?", "Was kostet es?"), ("a" * 60, "a" * 60), ("a" * 61, "a" * 59 + "…")],
)
def test_a_title_is_the_first_question(question, title):
    assert Conversation(exchanges=(exchange("a", question),)).title == title
    assert Conversation().title == ""


def test_nobody_goes_on_with_an_answer_that_was_kept():
    held = Conversation(exchanges=(exchange("a", growing=True),))
    assert held.growing
    assert not restored(kept(held))[0].growing


def test_what_a_browser_kept_comes_back():
    first = Conversation(exchanges=(exchange("a"),))
    second = Conversation(exchanges=(exchange("b"), exchange("c")))
    rows = kept(second, first)
    assert [row["id"] for row in rows] == [second.id, first.id]
    assert restored(rows) == [second, first]


@pytest.mark.parametrize("rows", [None, 7, "text", {"a": 1}, [1, {}, {"exchanges": "x"}]])
def test_what_is_of_another_form_is_left_out(rows):
    assert restored(rows) == []


def test_what_this_program_did_not_write_is_left_out(tmp_path):
    held = Conversation(exchanges=(exchange("a"),))
    (row,) = kept(held)
    assert restored([row]) == [held]
    assert restored([row | {"conversation": row["conversation"].replace("Was", "Wer")}]) == []
    assert restored([row | {"seal": "0" * 64}]) == []
    assert restored([row["conversation"]]) == []
    other = Seal(tmp_path / "other.key")
    assert records.restored([row], other) == []
    assert records.restored([row], Seal(tmp_path / "page.key")) == [held]


def test_the_key_is_nobody_elses(tmp_path):
    Seal(tmp_path / "new" / "page.key")
    assert (tmp_path / "new" / "page.key").stat().st_mode & 0o077 == 0


def test_without_a_key_file_conversations_last_as_long_as_the_program(tmp_path):
    (tmp_path / "file").write_text("")
    held = Conversation(exchanges=(exchange("a"),))
    alone = Seal(tmp_path / "file" / "page.key")
    row = sealed(held, alone)
    assert records.restored([row], alone) == [held]
    assert records.restored([row], Seal(tmp_path / "file" / "page.key")) == []


def test_half_a_character_is_kept_as_a_sign_of_it():
    held = Conversation(exchanges=(exchange("a", "Was \ud83d kostet?"),))
    (one,) = restored(kept(held))
    assert one.exchanges[0].question == "Was \ufffd kostet?"


def test_users_of_one_browser_see_their_own_conversations():
    ann, bob = (Conversation(owner=name, exchanges=(exchange(name),)) for name in ("ann", "bob"))
    rows = kept(bob, ann)
    assert owned(rows, "ann") == [ann]
    assert owned(rows, "") == []

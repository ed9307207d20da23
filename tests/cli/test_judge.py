"""``assistant judge``: spans and probabilities, with exactly the keys that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.judge import Judge
from assistant.types import Judgement

_KEYS = "answer start end answerable supports contradicts neither".split()
_PASSAGE = "The machine costs 500 dollars."

Run = Callable[..., Any]


class FakeJudge:
    """Finds the query in the passage, or else everything; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def judge(self, query: str, passages: Sequence[str]) -> list[Judgement]:
        self.asked.append((query, tuple(passages)))
        return [self._judgement(query, passage) for passage in passages]

    def _judgement(self, query: str, passage: str) -> Judgement:
        start = passage.find(query)
        end = start + len(query) if start >= 0 else len(passage)
        start = max(start, 0)
        return Judgement(passage[start:end], start, end, 0.875, 0.5, 0.3, 0.2)


@pytest.fixture
def judges(monkeypatch: pytest.MonkeyPatch) -> list[FakeJudge]:
    """The judges that the command loaded, none of which is the real one."""
    made: list[FakeJudge] = []

    def make() -> FakeJudge:
        made.append(FakeJudge())
        return made[-1]

    monkeypatch.setattr("assistant.reading.judge.Judge", make)
    return made


def _lines(*items: object) -> str:
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in items)


def _pair(query: str, passage: str) -> dict[str, str]:
    return {"query": query, "passage": passage}


def test_one_object_a_line_in_the_order_of_input(run: Run, judges: list[FakeJudge]) -> None:
    passages = [f"It costs {number} dollars." for number in range(20)]
    given = _lines(*(_pair(str(number), passage) for number, passage in enumerate(passages)))
    ran = run("judge", "--json", given=given)
    assert (ran.status, ran.stderr) == (0, "")
    assert [row["answer"] for row in ran.rows] == [str(number) for number in range(20)]
    for row, passage in zip(ran.rows, passages, strict=True):
        assert list(row) == _KEYS
        assert passage[row["start"] : row["end"]] == row["answer"]
        assert [row[key] for key in _KEYS[3:]] == [0.875, 0.5, 0.3, 0.2]


def test_the_model_is_loaded_once_and_reads_one_passage_at_a_time(
    run: Run, judges: list[FakeJudge]
) -> None:
    run("judge", "--json", given=_lines(_pair("a", "b"), "nonsense", _pair("", "")))
    (judge,) = judges
    assert judge.asked == [("a", ("b",)), ("", ("",))]


def test_the_model_that_ships_fills_the_same_keys(run: Run) -> None:
    items = [("What does it cost?", _PASSAGE), ("", ""), ("価格は?", "🤖は５００ドルです。")]
    ran = run("judge", "--json", given=_lines(*(_pair(*item) for item in items)))
    assert (ran.status, ran.stderr) == (0, "")
    for row, (_, passage) in zip(ran.rows, items, strict=True):
        assert list(row) == _KEYS
        assert type(row["start"]) is type(row["end"]) is int
        assert passage[row["start"] : row["end"]] == row["answer"]
        assert all(type(row[key]) is float and 0 <= row[key] <= 1 for key in _KEYS[3:])
        assert sum(row[key] for key in _KEYS[4:]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    "line",
    [
        "What does it cost?",
        "{",
        "{}",
        "[]",
        "5",
        "null",
        "NaN",
        '"query passage"',
        '["query", "passage"]',
        '{"query": "a"}',
        '{"passage": "a"}',
        '{"Query": "a", "Passage": "b"}',
        '{"query": "a", "passage": null}',
        '{"query": 5, "passage": "b"}',
        '{"query": "a", "passage": ["b"]}',
        '{"query": {"text": "a"}, "passage": "b"}',
        '{"query": "a", "passage": "b"} and more',
        '{"query": "a", "passage": "b"',
        '{"query": "a", "passage": ' + "9" * 10_000 + "}",
        '{"query": ' * 100_000,
        "[" * 100_000,
    ],
)
def test_a_malformed_line_is_an_error_in_its_place(
    run: Run, judges: list[FakeJudge], line: str
) -> None:
    ran = run("judge", "--json", given=_lines(_pair("a", "a b"), line, _pair("b", "a b")))
    assert (ran.status, ran.stderr) == (1, "")
    first, wrong, last = ran.rows
    assert (first["answer"], last["answer"]) == ("a", "b")
    assert list(wrong) == ["error"]
    assert list(wrong["error"]) == ["type", "message"]
    assert wrong["error"]["type"] == "QuestionFormat"
    assert '"passage"' in wrong["error"]["message"]


def test_every_line_may_be_malformed(run: Run, judges: list[FakeJudge]) -> None:
    ran = run("judge", "--json", given="a\nb\n")
    assert ran.status == 1
    assert [list(row) for row in ran.rows] == [["error"], ["error"]]


def test_other_keys_do_no_harm(run: Run, judges: list[FakeJudge]) -> None:
    ran = run("judge", "--json", given=_lines({"id": 1, **_pair("a", "b"), "answer": None}))
    assert (ran.status, list(ran.row)) == (0, _KEYS)


@pytest.mark.parametrize("given", [b"", b"\n\r\n  \n\t\n"])
def test_no_lines_are_nothing_done(run: Run, judges: list[FakeJudge], given: bytes) -> None:
    ran = run("judge", "--json", given=given)
    assert (ran.status, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (b'{"query": "a", "passage": "b"}', ("a", "b")),
        (b'\xef\xbb\xbf{"query": "a", "passage": "b"}\r\n', ("a", "b")),
        (b'  {"passage": "b", "query": "a"}  \n', ("a", "b")),
        (b'{"query": "", "passage": ""}\n', ("", "")),
        (b'{"query": " ", "passage": "\\n"}\n', (" ", "\n")),
        (b'{"query": "a\\ud800", "passage": "\\udfffb"}\n', ("a\ufffd", "\ufffdb")),
        (b'{"query": "a", "passage": "\\ud83e\\udd16 b"}\n', ("a", "🤖 b")),
        (b'{"query": "a", "passage": "\xff"}\n', ("a", "\ufffd")),
        ('{"query": "価格", "passage": "a\u2028b\u0085"}\n'.encode(), ("価格", "a\u2028b\u0085")),
    ],
)
def test_query_and_passage_are_read_as_they_stand(
    run: Run, judges: list[FakeJudge], given: bytes, asked: tuple[str, str]
) -> None:
    ran = run("judge", "--json", given=given)
    query, passage = asked
    assert ran.status == 0
    assert judges[0].asked == [(query, (passage,))]
    assert len(ran.stdout.splitlines()) == 1
    assert passage[ran.row["start"] : ran.row["end"]] == ran.row["answer"]


def test_a_long_passage_is_read_whole(run: Run, judges: list[FakeJudge]) -> None:
    passage = "🤖 word " * 20_000 + "last"
    ran = run("judge", "--json", given=_lines(_pair("last", passage)))
    assert ran.row["answer"] == "last"
    assert (ran.row["start"], ran.row["end"]) == (len(passage) - 4, len(passage))


def test_text_for_people(run: Run, judges: list[FakeJudge]) -> None:
    ran = run("judge", given=_lines(_pair("500", _PASSAGE), _pair("costs", _PASSAGE)))
    assert (ran.status, ran.stderr) == (0, "")
    first, second = ran.stdout.splitlines()
    assert "500" in first
    assert "18-21" in first
    assert "answerable 0.88" in first
    assert "supports 0.50" in first
    assert "contradicts 0.30" in first
    assert "neither 0.20" in first
    assert "costs" in second
    assert not ran.stdout.startswith("{")


def test_text_for_people_is_one_short_line(run: Run, judges: list[FakeJudge]) -> None:
    passage = "a\nb\u2028\x1b[31m " + "word " * 400
    ran = run("judge", given=_lines(_pair("none", passage)))
    assert len(ran.stdout.splitlines()) == 1
    assert "\x1b" not in ran.stdout
    assert len(ran.stdout) < 300
    assert f"0-{len(passage)}" in ran.stdout


def test_without_json_a_malformed_line_goes_to_standard_error(
    run: Run, judges: list[FakeJudge]
) -> None:
    ran = run("judge", given=_lines(_pair("500", _PASSAGE), "What?", _pair("dollars", _PASSAGE)))
    assert ran.status == 1
    assert len(ran.stdout.splitlines()) == 2
    assert ran.stderr.startswith("Error: The line is not a query with a passage.")


@pytest.mark.parametrize("json_option", [True, False])
def test_a_missing_model_ends_it_before_the_first_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, json_option: bool
) -> None:
    monkeypatch.setattr("assistant.reading.judge.Judge", partial(Judge, tmp_path / "none"))
    ran = run("judge", *["--json"] * json_option, given=_lines(_pair("a", "b"), _pair("a", "b")))
    assert ran.status == 2
    if json_option:
        assert list(ran.row) == ["error"]
        assert ran.row["error"]["type"] == "Judge"
        assert "Reinstall" in ran.row["error"]["message"]
    else:
        assert ran.stdout == ""
        assert "Reinstall" in ran.stderr


def test_there_is_nothing_to_give_as_an_argument(run: Run, judges: list[FakeJudge]) -> None:
    ran = run("judge", "What does it cost?", "--json")
    assert (ran.status, ran.stdout, judges) == (2, "", [])


def test_it_needs_no_index(
    run: Run, judges: list[FakeJudge], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", "/nonexistent")
    assert run("judge", "--json", given=_lines(_pair("a", "a"))).row["answer"] == "a"

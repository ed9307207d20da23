"""``assistant ask`` and ``assistant search``, with exactly the keys that scripts rely on."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_CITATION = "id document title language publisher published url page start end quote".split()
_ANSWER = (
    "question language status answer quantities citations disagreements calculation related "
    "model timings_ms"
).split()
_QUESTION = "What does an H100 cost?"

pytestmark = pytest.mark.usefixtures("index")


def test_ask_prints_the_documented_object(run: Callable[..., Any]) -> None:
    ran = run("ask", _QUESTION, "--json")
    assert (ran.status, ran.stderr) == (0, "")
    answer = ran.row
    assert list(answer) == _ANSWER
    assert answer["question"] == _QUESTION
    assert (answer["language"], answer["status"]) == ("en", "answered")
    assert answer["disagreements"] == answer["related"] == []
    (price,) = answer["quantities"]
    assert (price["value"], price["unit"]) == (25_000, "USD")
    assert price["citation"] == answer["citations"][0]["id"]
    assert answer["calculation"] is None
    for citation in answer["citations"]:
        assert list(citation) == _CITATION
        assert all(type(citation[key]) is int for key in ("page", "start", "end"))
    assert "$25,000" in answer["citations"][0]["quote"]
    assert list(answer["timings_ms"]) == ["understand", "retrieve", "judge", "read", "answer"]
    assert all(type(spent) is float for spent in answer["timings_ms"].values())


def test_a_correction_is_a_key_where_there_is_one(run: Callable[..., Any]) -> None:
    answer = run("ask", "Why does an H100 cost $90,000 per unit?", "--json").row
    assert list(answer) == [*_ANSWER, "corrections"]
    (said,) = answer["corrections"]
    assert answer["answer"].startswith(f"{said}\n\n")
    assert "90,000 US dollars" in said


def test_search_prints_the_documented_object(run: Callable[..., Any]) -> None:
    ran = run("search", "Wie viel Strom brauchte GPT-3?", "--json", "-k", 2)
    assert (ran.status, ran.stderr) == (0, "")
    found = ran.row
    assert list(found) == ["query", "language", "hits"]
    assert found["language"] == "de"
    assert len(found["hits"]) == 2
    assert all(list(hit) == [*_CITATION, "score"] for hit in found["hits"])
    assert found["hits"][0]["document"] == "de/strom.md"
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert all(type(score) is float for score in scores)


def test_text_for_people_names_the_sources(run: Callable[..., Any]) -> None:
    ran = run("ask", _QUESTION)
    assert ran.status == 0
    assert ran.stdout.startswith("According to [1]: “")
    assert "[1] Chip prices (en/chips.md, p. 1, " in ran.stdout
    assert "  1. " in run("search", "H100").stdout


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How tall is the Eiffel Tower?", "The sources do not answer"),
        ("Wie heißt die Hauptstadt von Peru?", "Die Quellen beantworten"),
        ("富士山の高さは何メートルですか?", "この質問の答えは"),
    ],
)
def test_a_refusal_is_done_and_in_the_askers_language(
    run: Callable[..., Any], question: str, words: str
) -> None:
    ran = run("ask", question, "--json")
    assert ran.status == 0
    assert ran.row["status"] == "refused"
    assert ran.row["answer"].startswith(words)
    assert ran.row["citations"] == []
    assert ran.row["related"]


def test_each_line_is_an_item_and_order_is_kept(run: Callable[..., Any]) -> None:
    lines = [_QUESTION, "🤖", "Wie viel Strom verbrauchte GPT-3?", '{"question": 1}', "x" * 20_000]
    lines += ['{"question": "学習費用はいくらですか?"}']
    ran = run("ask", "--json", given="\n".join(lines))
    assert ran.status == 1
    kinds = [row.get("language") or row["error"]["type"] for row in ran.rows]
    assert kinds == ["en", "QuestionEmpty", "de", "QuestionFormat", "QuestionTooLong", "ja"]
    for row in ran.rows:
        if "error" in row:
            assert list(row) == ["error"]
            assert list(row["error"]) == ["type", "message"]
    assert ran.stderr == ""


def test_without_json_a_failing_item_goes_to_standard_error(run: Callable[..., Any]) -> None:
    ran = run("search", given="H100\n!!!\nGPT-3\n")
    assert ran.status == 1
    assert ran.stdout.count("  1. ") == 2
    assert ran.stderr.startswith("Error: The question holds no word and no number.")


@pytest.mark.parametrize(
    ("given", "questions"),
    [
        (b"", []),
        (b"\n\r\n  \n\t\n", []),
        (b"H100?", ["H100?"]),
        (b"H100?\r\n\r\nGPT-3?\r\n", ["H100?", "GPT-3?"]),
        ("H100\u2028price\u0085now\x0b?\n".encode(), ["H100\u2028price\u0085now\x0b?"]),
        (b"H100\rprice?\n", ["H100\rprice?"]),
        (b"H100 \xff\xfe?\n", ["H100 \ufffd\ufffd?"]),
        (b"H100\x00?\n", ["H100\0?"]),
        (b"\xef\xbb\xbfH100?\nGPT-3?\n", ["H100?", "GPT-3?"]),
        (b'\xef\xbb\xbf{"question": "H100?"}\n', ["H100?"]),
        (b'{"question": "H100 \\ud800?"}\n', ["H100 \ufffd?"]),
        (b'{"question": "H100 \\ud83d\\ude00?"}\n', ["H100 \U0001f600?"]),
        (b'  {"question": "H100?", "history": null}\n', ["H100?"]),
        (b'["H100"]\n', ['["H100"]']),
    ],
)
def test_lines_are_split_at_line_feeds_alone(
    run: Callable[..., Any], given: bytes, questions: list[str]
) -> None:
    ran = run("ask", "--json", given=given)
    assert [row["question"] for row in ran.rows] == questions
    assert ran.status == 0
    assert len(ran.stdout.splitlines()) == len(questions)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "{}",
        '{"question": null}',
        '{"question": ["a"]}',
        '{"Question": "a"}',
        '{"question": "H100?"} and more',
        '{"question": "H100?", "history": "abc"}',
        '{"question": "H100?", "history": 5}',
        '{"question": "H100?", "history": {"question": "a", "answer": "b"}}',
        '{"question": "H100?", "history": ["a"]}',
        '{"question": "H100?", "history": [{"question": "a"}]}',
        '{"question": "H100?", "history": [{"question": "a", "answer": 1}]}',
        '{"a":' * 100_000,
        '{"question": ' + "9" * 10_000 + "}",
        '{"question": NaN}',
    ],
)
def test_an_object_of_another_form_is_reported_in_its_place(
    run: Callable[..., Any], line: str
) -> None:
    ran = run("ask", "--json", given=f"{line}\nH100?\n")
    assert ran.status == 1
    assert ran.rows[0]["error"]["type"] == "QuestionFormat"
    assert '"history"' in ran.rows[0]["error"]["message"]
    assert ran.rows[1]["question"] == "H100?"


def test_history_is_used(run: Callable[..., Any]) -> None:
    history = [{"question": "What did training Gemini 1 cost?", "answer": "$191 million [1]."}]
    item = {"question": "and the H100?", "history": history}
    ran = run("ask", "--json", given=json.dumps(item))
    assert ran.row["question"] == "and the H100?"
    assert ran.row["status"] == "answered"


def test_a_positional_question_is_text_even_where_it_begins_like_an_object(
    run: Callable[..., Any],
) -> None:
    words = '{"question": "What does an H100 cost?"}'
    assert run("ask", words, "--json").row["question"] == words
    assert run("ask", "{", "--json").row["error"]["type"] == "QuestionEmpty"


def test_an_argument_that_is_no_utf_8_is_still_asked(run: Callable[..., Any]) -> None:
    assert run("ask", "H100 \udcff?", "--json").row["question"] == "H100 \ufffd?"


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("words", ["", " ", "?!", "🤖🎉", "\u200b"])
def test_nothing_asked_is_an_error_of_the_item(
    run: Callable[..., Any], command: str, words: str
) -> None:
    ran = run(command, words, "--json")
    assert (ran.status, ran.row["error"]["type"]) == (1, "QuestionEmpty")


def test_hostile_text_is_printed_as_it_stands(run: Callable[..., Any]) -> None:
    hostile = 'A llama costs 5 dollars, {x.__class__} or {"lc": 1} or %s or C:\\new.'
    ran = run("ask", "What does a llama cost?", "--json")
    assert hostile in [citation["quote"] for citation in ran.row["citations"]]
    assert hostile in run("ask", "What does a llama cost?").stdout


def test_closed_standard_input_holds_no_items(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.cli import intake

    monkeypatch.setattr(sys, "stdin", None)
    assert list(intake.input_lines()) == []


def test_output_is_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.cli.output import terminal

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    terminal.prepare_output()
    print("費用 \udcff", flush=True)
    assert raw.getvalue() == "費用 \\udcff\n".encode()


@pytest.mark.parametrize("k", ["0", "-1", "1001", "many"])
def test_a_number_of_hits_out_of_range_is_a_matter_of_usage(
    run: Callable[..., Any], k: str
) -> None:
    ran = run("search", "H100", "-k", k)
    assert (ran.status, ran.stdout) == (2, "")


def test_more_hits_than_passages_are_all_passages(run: Callable[..., Any]) -> None:
    documents = {hit["document"] for hit in run("search", "H100", "-k", 1000, "--json").row["hits"]}
    assert documents == {"de/strom.md", "en/chips.md", "hostile.txt", "ja/yosoku.txt"}


def test_the_option_goes_before_the_variable(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, built: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "none"))
    assert run("ask", _QUESTION, "--index", built).status == 0
    assert run("ask", _QUESTION).status == 2

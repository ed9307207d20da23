"""``assistant compare``, and what ``ask --json`` says of disagreements and figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore

_COLUMNS = "topic relation differs value document title language published quote".split()
_CITATION = "id document title language publisher published url page start end quote".split()
_QUANTITY = "text start end kind value low high unit approximate assumed".split()
_SOURCES = {
    "a.md": "---\ntitle: '=HYPERLINK(\"http://evil.example\") | *a*'\n---\n"
    "Training Falcon-40B cost $100 million.\n",
    "b.txt": "Das Training von Falcon-40B kostete 1 Milliarde US-Dollar.\n",
    "c.txt": "Falcon-40Bの学習費用は1億ドルだった。\n",
    "d.txt": "-5 is cold. +1 is warm. @home the Falcon-40B model cost $7 to train: =1+1.\n",
    "e.txt": "Ana Ruiz is the CEO of Norvela.\n",
    "f.txt": "Ana Ruiz ist CEO von Brightwood.\n",
}
_QUESTION = "What did training Falcon-40B cost?"

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """An index of sources that contradict each other."""
    folder = tmp_path_factory.mktemp("divided")
    sources = folder / "sources"
    sources.mkdir()
    for name, text in _SOURCES.items():
        (sources / name).write_text(text, encoding="utf-8")
    IndexBuilder(IndexStore(folder / "index"), embedder, 200, 1).build([sources])
    return folder / "index"


@pytest.fixture(autouse=True)
def _index(divided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(divided))


def _assert_documented(entry: dict[str, Any], citations: list[dict[str, Any]]) -> None:
    assert entry["relation"] in ("contradicts", "not_comparable")
    assert (entry["relation"] == "contradicts") == (entry["differs"] == [])
    assert len(entry["positions"]) >= 2
    known = {citation["id"]: citation for citation in citations}
    for position in entry["positions"]:
        assert list(position) == ["text", "quantity", "citations"]
        assert position["citations"]
        assert set(position["citations"]) <= known.keys()
        if position["quantity"]:
            assert list(position["quantity"]) == _QUANTITY
            assert type(position["quantity"]["value"]) in (int, float, type(None))
        assert any(position["text"] in known[id_]["quote"] for id_ in position["citations"])


def test_one_object_for_each_disagreement(run: Run) -> None:
    ran = run("compare", "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert {row["positions"][0]["quantity"] is None for row in ran.rows} == {True, False}
    for row in ran.rows:
        assert list(row) == ["topic", "relation", "differs", "positions", "citations"]
        assert all(list(citation) == _CITATION for citation in row["citations"])
        _assert_documented(row, row["citations"])
    relations = [row["relation"] for row in ran.rows]
    assert relations == sorted(relations, key=lambda relation: relation != "contradicts")


@pytest.mark.parametrize(
    ("language", "topic", "value"),
    [
        ("en", "cost · training · Falcon-40B", "1 billion US dollars"),
        ("de", "Kosten · Training · Falcon-40B", "1 Mrd. US-Dollar"),
        ("ja", "コスト · 学習 · Falcon-40B", "10億米ドル"),
    ],
)
def test_topics_and_values_in_a_language(run: Run, language: str, topic: str, value: str) -> None:
    assert topic in [row["topic"] for row in run("compare", "--json", "--language", language).rows]
    table = run("compare", "--language", language).stdout
    assert f"| {topic} | contradicts |  | {value} | b.txt |" in table


def test_a_markdown_table_that_no_source_can_break(run: Run) -> None:
    ran = run("compare")
    head, rule, *rows = ran.stdout.rstrip("\n").split("\n")
    assert head == "| " + " | ".join(_COLUMNS) + " |"
    assert rule == "|" + " --- |" * len(_COLUMNS)
    assert rows
    for row in rows:
        assert row.startswith("| ")
        assert row.replace("\\|", "").count("|") == len(_COLUMNS) + 1
    assert r'=HYPERLINK("http://evil.example") \| \*a\*' in ran.stdout


def test_a_csv_that_a_spreadsheet_opens_right(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    ran = run("compare", "--csv", path)
    assert (ran.status, ran.stdout, ran.stderr) == (0, "", "")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert head == _COLUMNS
    assert rows
    assert any("学習費用" in row[-1] for row in rows)
    for row in rows:
        assert len(row) == len(_COLUMNS)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert any(row[5].startswith("'=HYPERLINK") for row in rows)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-5 °C", "@home", "\tx", "\rx"])
def test_cells_that_begin_like_formulas(cell: str, tmp_path: Path) -> None:
    from assistant.tables import write_csv

    write_csv(tmp_path / "t.csv", [[cell] * len(_COLUMNS)])
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert row == [f"'{cell}"] * len(_COLUMNS)


@pytest.mark.parametrize("name", ["none/table.csv", ""])
def test_a_table_that_cannot_be_written(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("compare", "--csv", tmp_path / name)
    assert (ran.status, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: The table cannot be written to ")
    assert "Name a file in a folder that exists" in ran.stderr


def test_json_and_csv_together(run: Run, tmp_path: Path) -> None:
    ran = run("compare", "--json", "--csv", tmp_path / "t.csv")
    assert ran.rows == run("compare", "--json").rows
    assert (tmp_path / "t.csv").exists()


def test_where_all_agree_there_is_no_table(run: Run, built: Path) -> None:
    assert run("compare", "--index", built).stdout == "No disagreements.\n"
    assert run("compare", "--index", built, "--json").rows == []


@pytest.mark.parametrize(
    "question",
    [
        _QUESTION,
        "Was hat das Training von Falcon-40B gekostet?",
        "Falcon-40Bの学習費用はいくらでしたか?",
        "Who is Ana Ruiz?",
        "Wer ist Ana Ruiz?",
    ],
)
def test_an_answer_quotes_every_position(run: Run, question: str) -> None:
    answer = run("ask", question, "--json").row
    assert answer["disagreements"]
    assert len(answer["citations"]) <= 5
    for entry in answer["disagreements"]:
        assert list(entry) == ["topic", "relation", "differs", "positions"]
        _assert_documented(entry, answer["citations"])


@pytest.mark.parametrize(("question", "least"), [(_QUESTION, 1), ("Who is Ana Ruiz?", 0)])
def test_figures_of_an_answer_lie_in_their_quotes(run: Run, question: str, least: int) -> None:
    answer = run("ask", question, "--json").row
    quotes = {citation["id"]: citation for citation in answer["citations"]}
    assert least <= len(answer["quantities"]) <= 4
    for figure in answer["quantities"]:
        assert list(figure) == [*_QUANTITY, "citation"]
        cited = quotes[figure["citation"]]
        assert cited["start"] <= figure["start"] <= figure["end"] <= cited["end"]
        span = slice(figure["start"] - cited["start"], figure["end"] - cited["start"])
        assert cited["quote"][span] == figure["text"]
        assert type(figure["value"]) in (int, float, type(None))


def test_why_is_answered_without_positions(run: Run) -> None:
    answer = run("ask", "Why did training Falcon-40B cost so much?", "--json").row
    assert answer["disagreements"] == []


def test_numbers_are_written_as_numbers(run: Run) -> None:
    stdout = run("ask", _QUESTION, "--json").stdout
    values = [figure["value"] for figure in json.loads(stdout)["quantities"]]
    assert values
    assert all(f'"value": {value},' in stdout for value in values)

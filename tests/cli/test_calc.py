"""``assistant calc``: questions, formulas and scenario files, in the documented JSON form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cost.formulas import formulas

_CALCULATION = (
    "question language status formula basis result inputs missing alternatives steps notes"
).split()
_INPUT = "name quantity origin citation reference".split()
_QUANTITY = "text start end kind value low high unit approximate assumed".split()
_CITATION = "id document title language publisher published url page start end quote".split()
_ROW = "name number gives unit expression basis source inputs".split()
_NUMBERS = ("value", "low", "high")
_SHARE = "What is 9% of $191 million?"
_RENTAL = (
    "calc", "--formula", "rental", "--set", "chip_hours=57e6",
    "--set", "price=1.36 USD/chip_hour", "--set", "price_index=1.0107",
)  # fmt: skip
_SCENARIO = {
    "formula": "rental",
    "set": {"chip_hours": 57e6, "price": "1.36 USD/chip_hour", "price_index": 1.0107},
    "language": "de",
}
_YAML = (
    "formula: rental\nlanguage: de\n"
    "set: {chip_hours: 57e6, price: 1.36 USD/chip_hour, price_index: 1.0107}\n"
)

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No index at the usual place, and none named."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)


def _assert_quantity(quantity: dict[str, Any]) -> None:
    assert list(quantity) == _QUANTITY
    assert all(quantity[key] is None or type(quantity[key]) in (int, float) for key in _NUMBERS)


def _assert_form(row: dict[str, Any]) -> None:
    assert list(row) == _CALCULATION
    if row["result"] is not None:
        _assert_quantity(row["result"])
    for held in row["inputs"]:
        assert list(held) == _INPUT
        _assert_quantity(held["quantity"])
        assert held["origin"] in ("question", "source", "default")
        assert (held["citation"] is not None) == (held["origin"] == "source")
        assert held["citation"] is None or list(held["citation"]) == _CITATION
    for other in row["alternatives"]:
        _assert_form(other)


def test_a_question_prints_the_documented_object(run: Run) -> None:
    ran = run("calc", _SHARE, "--json")
    assert (ran.status, ran.stderr) == (0, "")
    _assert_form(ran.row)
    assert (ran.row["question"], ran.row["language"]) == (_SHARE, "en")
    assert (ran.row["status"], ran.row["formula"]) == ("calculated", "arithmetic")
    assert (ran.row["result"]["value"], ran.row["result"]["unit"]) == (17_190_000, "USD")
    assert [held["reference"] for held in ran.row["inputs"]] == ["9%", "$191 million"]
    assert ran.row["missing"] == ran.row["alternatives"] == []


def test_an_input_of_a_source_carries_its_citation(run: Run, index: Path) -> None:
    row = run("calc", "How many H100s could I buy for $10 billion?", "--json").row
    _assert_form(row)
    price = next(held for held in row["inputs"] if held["name"] == "unit_price")
    assert (row["result"]["value"], price["origin"]) == (400_000, "source")
    assert price["citation"]["document"] == "en/chips.md"
    assert "$25,000" in price["citation"]["quote"]


def test_text_for_people_names_result_basis_and_sources(run: Run, index: Path) -> None:
    ran = run("calc", "How many H100s could I buy for $10 billion?")
    assert ran.status == 0
    assert ran.stdout.startswith("Result: 400,000 (whole units at one price")
    assert "- price of one: about 25,000 US dollars [1]" in ran.stdout
    assert "[1] Chip prices (en/chips.md, p. 1, " in ran.stdout


def test_a_formula_is_applied_to_what_is_set(run: Run) -> None:
    ran = run(*_RENTAL, "--json")
    assert (ran.status, ran.stderr) == (0, "")
    _assert_form(ran.row)
    assert (ran.row["question"], ran.row["formula"]) == ("", "rental")
    assert ran.row["basis"] == "rental price (cloud)"
    assert ran.row["result"]["value"] == pytest.approx(78_349_464)
    assert [(held["name"], held["reference"]) for held in ran.row["inputs"]] == [
        ("chip_hours", "57e6"), ("price", "1.36 USD/chip_hour"), ("price_index", "1.0107"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Result: 78,349,464"), ("de", "Ergebnis"), ("ja", "結果")]
)
def test_a_formula_answers_in_the_language_named(run: Run, language: str, words: str) -> None:
    assert run(*_RENTAL, "--language", language).stdout.startswith(words)
    assert run(*_RENTAL, "--language", language, "--json").row["language"] == language


def test_what_a_formula_lacks_is_named_and_no_failure(run: Run) -> None:
    ran = run("calc", "--formula", "rental", "--set", "chip=H100", "--set", "chips=8", "--json")
    assert ran.status == 0
    assert (ran.row["status"], ran.row["missing"]) == ("needs_input", ["hours"])
    assert ran.row["result"] is None


def test_draws_make_the_range_and_none_leave_it_out(run: Run) -> None:
    command = ("calc", "--formula", "energy", "--set", "chip=H100", "--set", "chip_hours=1e6")
    drawn, point = (run(*command, "--json", "--draws", count).row for count in (10_000, 0))
    assert drawn["result"]["low"] < drawn["result"]["value"] < drawn["result"]["high"]
    assert point["result"]["low"] is point["result"]["high"] is None
    assert point["result"]["value"] == drawn["result"]["value"]
    assert run(*command, "--json").row == drawn


def test_the_list_holds_every_formula_with_its_inputs(run: Run) -> None:
    ran = run("calc", "--list", "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert [row["name"] for row in ran.rows] == list(formulas())
    for row in ran.rows:
        assert list(row) == _ROW
        names = [held["name"] for held in row["inputs"]]
        assert {*formulas()[row["name"]].expression.names} <= {*names}
        assert all({"unit", "default", "reference"} <= held.keys() for held in row["inputs"])
        assert all(held["reference"] for held in row["inputs"] if held["default"] is not None)


def test_the_list_is_readable_and_in_the_language_named(run: Run) -> None:
    assert "rental  (F8)  rental_cost = chip_hours * price * price_index" in (
        run("calc", "--list").stdout
    )
    rows = run("calc", "--list", "--json", "--language", "ja").rows
    assert {row["basis"] for row in rows if row["name"] == "rental"} == {"レンタル料金（クラウド）"}


@pytest.mark.parametrize("text", [_YAML, json.dumps(_SCENARIO), "\ufeff" + _YAML])
def test_a_scenario_file_is_a_formula_with_inputs(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "scenario"
    path.write_text(text, encoding="utf-8")
    row = run("calc", "--scenario", path, "--json").row
    assert (row["language"], row["formula"]) == ("de", "rental")
    assert row["result"]["value"] == pytest.approx(78_349_464)


def test_options_come_before_the_scenario(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text(_YAML, encoding="utf-8")
    options = ("--set", "price_index=1", "--language", "ja")
    row = run("calc", "--scenario", path, *options, "--json").row
    assert (row["language"], row["result"]["value"]) == ("ja", 77_520_000)
    other = run("calc", "--scenario", path, "--formula", "chip_hours", "--json").row
    assert other["formula"] == "chip_hours"


def test_lines_come_out_in_order_and_one_that_fails_stops_none(run: Run) -> None:
    lines = [_SHARE, "", "What is 5 divided by 0?", "Why?", "Rent 8 H900 GPUs for 3 days?", "5 * 3"]
    ran = run("calc", "--json", given="\n".join(lines))
    assert (ran.status, ran.stderr) == (1, "")
    kinds = [row.get("status") or row["error"]["type"] for row in ran.rows]
    assert kinds == ["calculated", "ArithmeticRange", "not_numeric", "ChipUnknown", "calculated"]
    for row in ran.rows:
        assert "error" in row or list(row) == _CALCULATION
    assert "Name H800, H200 or H100" in ran.rows[3]["error"]["message"]


def test_an_item_that_fails_is_told_on_standard_error_for_people(run: Run) -> None:
    ran = run("calc", given="What is 5 divided by 0?\n5 * 3\n")
    assert ran.status == 1
    assert ran.stderr.startswith("Error: The sum gives no number. ")
    assert ran.stdout.startswith("Result: 15 (")


@pytest.mark.parametrize("given", ["", "\n\n"])
def test_nothing_asked_is_nothing_done(run: Run, given: str) -> None:
    ran = run("calc", "--json", given=given)
    assert (ran.status, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize("question", [_SHARE, "Was kostet es, 8 H100 3 Tage lang zu mieten?"])
def test_no_index_is_needed_where_none_is_named(run: Run, question: str) -> None:
    row = run("calc", question, "--json").row
    assert row["status"] == "calculated"
    assert {held["origin"] for held in row["inputs"]} <= {"question", "default"}
    assert list(Path().iterdir()) == []


def test_an_index_that_is_named_must_be_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("calc", _SHARE, "--index", tmp_path / "none", "--json")
    assert (ran.status, ran.row["error"]["type"]) == (2, "IndexMissing")
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "none"))
    ran = run("calc", _SHARE, "--json")
    assert (ran.status, ran.row["error"]["type"]) == (2, "IndexMissing")
    assert run(*_RENTAL).status == 0


def test_a_formula_that_fails_is_an_item_that_failed(run: Run) -> None:
    ran = run("calc", "--formula", "rentel", "--json")
    assert (ran.status, ran.row["error"]["type"]) == (1, "FormulaUnknown")
    ran = run("calc", "--formula", "rental", "--set", "chips=0")
    assert (ran.status, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Error: chips cannot be 0. ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--formula", "rental", "--set", "chips"),
        ("--formula", "rental", "--set", "=5"),
        ("--formula", "rental", "--set", "chips="),
        ("--set", "chips=5"),
        ("--formula", "rental", _SHARE),
        ("--formula", "rental", "--draws", "-1"),
        ("--formula", "rental", "--draws", "100000000"),
        ("--formula", "rental", "--language", "fr"),
        ("--scenario", "none.yaml"),
        ("--bogus",),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run("calc", *arguments)
    assert (ran.status, ran.stdout) == (2, "")
    assert ran.stderr


def test_a_picture_is_written_beside_the_result(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "forecast.html"
    forecast = ("--set", "cost=1e8 USD", "--set", "growth=2.4", "--set", "years=3")
    ran = run("calc", "--formula", "forecast", *forecast, "--plot", path)
    assert ran.status == 0
    assert ran.stdout.startswith("Result: ")
    assert path.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


@pytest.mark.parametrize("path", [".", "none/picture.html"])
def test_a_picture_that_cannot_be_written_fails_after_the_result(run: Run, path: str) -> None:
    ran = run("calc", _SHARE, "--plot", path)
    assert ran.status == 1
    assert ran.stdout.startswith("Result: ")
    assert ran.stderr.startswith("Error: ")

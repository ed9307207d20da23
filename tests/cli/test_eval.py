"""``assistant eval``: a set is proposed, looked over, run, held to bounds and compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
_SET = [
    {
        "id": "a", "question": "What did it cost to train Gemini 1?", "language": "en",
        "source_language": "en", "answerable": True, "sources": ["en/chips.md"],
        "expected": [["$191 million"]], "quantities": [{"value": 191000000, "unit": "USD"}],
        "group": "gemini",
    },
    {
        "id": "b", "question": "Wie viel kostete das Training von Gemini 1?", "language": "de",
        "source_language": "en", "answerable": True, "sources": ["en/chips.md"],
        "expected": [["$191 million"]], "group": "gemini",
    },
    {
        "id": "c", "question": "Who won the football match?", "language": "en",
        "answerable": False,
    },
    {
        "id": "d", "claim": "Training Gemini 1 cost 1.91 billion dollars.", "language": "en",
        "verdict": "contradicted", "source_language": "en",
        "sources": [{"document": "en/chips.md", "quote": "$191 million", "stance": "contradicts"}],
    },
    {
        "id": "e", "calculation": "How much energy do 1,000 GPUs of 700 W use in 10 days?",
        "language": "en", "value": 168000, "unit": "kWh", "tolerance": "0.5",
    },
]  # fmt: skip


@pytest.fixture(autouse=True)
def _index(index: Path) -> None:
    """All use the index of the sources."""


@pytest.fixture
def items(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in _SET]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_set_is_run_and_its_report_written(run: Run, items: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    ran = run("eval", "run", str(items), "--out", str(out))
    assert ran.status == 0
    assert "claim: 1 of 1 right" in ran.stdout
    assert f"Report: {out / 'report.html'}" in ran.stdout
    rows = {row["item"]["id"]: row for row in _rows(out)}
    assert (
        rows["a"]["scores"] | {"answer_contains": 1.0, "quantity_match": 1.0} == rows["a"]["scores"]
    )
    assert rows["c"]["scores"]["refusal_kept"] == 1.0
    assert rows["d"]["output"]["verdict"] == "contradicted"
    assert rows["e"]["output"]["status"] in ("calculated", "needs_input")
    assert {path.name for path in out.iterdir()} == {
        "run.json", "outcomes.jsonl", "timings.jsonl", "figures.json", "report.html", "report.md",
    }  # fmt: skip


def test_an_item_that_fails_gives_status_1_and_the_rest_are_answered(
    run: Run, items: Path, tmp_path: Path
) -> None:
    with items.open("a", encoding="utf-8") as file:
        file.write('{"id": "f", "question": "…?", "language": "en", "answerable": false}\n')
    ran = run("eval", "run", str(items), "--out", str(tmp_path / "run"))
    assert ran.status == 1
    assert "1 questions failed" in ran.stderr
    rows = {row["item"]["id"]: row for row in _rows(tmp_path / "run")}
    assert rows["f"]["error"]["type"] == "QuestionEmpty"
    assert rows["f"]["scores"] == {"refusal_kept": 0.0}
    assert rows["e"]["error"] is None


def _rows(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "outcomes.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_two_runs_are_identical_apart_from_timings_and_compare_as_equal(
    run: Run, items: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        run("eval", "run", str(items), "--out", str(folder))
    for name in ("run.json", "outcomes.jsonl", "figures.json"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    row = run("eval", "compare", str(one), str(other), "--json").row
    assert (row["mended"], row["broken"], row["changed"], row["alone"]) == ([], [], [], 0)
    assert {held["verdict"] for held in row["metrics"]} == {"no more than chance"}
    assert run("eval", "compare", str(one), str(other)).status == 0


def test_settings_that_changed_are_named(
    run: Run, items: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    run("eval", "run", str(items), "--out", str(one))
    monkeypatch.setenv("ASSISTANT_JUDGE", "false")
    run("eval", "run", str(items), "--out", str(other))
    ran = run("eval", "compare", str(one), str(other))
    assert "changed: settings.judge: true, false" in ran.stdout


@pytest.mark.parametrize(
    ("bound", "status"),
    [
        (("--min", "verdict_right=1"), 0),
        (("--max", "refusal_wrong=0"), 0),
        (("--min", "refusal_kept=1.1"), 1),
        (("--min", "speed=1"), 2),
        (("--min", "verdict_right"), 2),
    ],
)
def test_bounds_give_the_exit_status(
    run: Run, items: Path, tmp_path: Path, bound: tuple[str, str], status: int
) -> None:
    ran = run("eval", "run", str(items), "--out", str(tmp_path / "run"), *bound, "--json")
    assert ran.status == status
    assert ("refusal_kept of the questions is" in ran.stderr) == (status == 1)


def test_conditions_choose_items(run: Run, items: Path, tmp_path: Path) -> None:
    row = run(
        "eval", "run", str(items), "--out", str(tmp_path / "r"), "--where", "language=de", "--json"
    ).row
    assert [held["items"] for held in row["figures"]] == [1]


def test_a_folder_of_another_run_is_not_written_over(run: Run, items: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run("eval", "run", str(items), "--out", str(out))
    ran = run("eval", "run", str(items), "--out", str(out), "--where", "language=de")
    assert ran.status == 2
    assert "holds another run" in ran.stderr


def test_broken_items_are_reported_and_give_status_1(run: Run, items: Path, tmp_path: Path) -> None:
    assert run("eval", "check", str(items)).stdout == "No problems\n"
    with items.open("a", encoding="utf-8") as file:
        file.write('{"id": "a"}\n' + json.dumps(_SET[0]) + "\n")
    ran = run("eval", "check", str(items))
    assert ran.status == 1
    assert ran.stdout.split("\n")[0].startswith("line 6 (a): ")
    assert "line 7 (a): the id stands in line 1 too" in ran.stdout
    row = run("eval", "check", str(items), "--json").row
    assert {held["line"] for held in row["problems"]} == {6, 7}
    assert run("eval", "check", str(tmp_path / "none.jsonl")).status == 2


def test_a_proposed_set_has_no_problems_and_is_never_written_over(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new.jsonl"
    assert run("eval", "new", "--out", str(out), "--items", "4").status == 0
    assert run("eval", "check", str(out)).stdout == "No problems\n"
    assert 1 <= len(out.read_text(encoding="utf-8").splitlines()) <= 4
    again = run("eval", "new", "--out", str(out))
    assert again.status == 1
    assert "cannot be written" in again.stderr
    assert run("eval", "new", "--items", "2").stdout.startswith('{"id": "q0001"')


def test_there_must_be_runs_to_compare(run: Run, tmp_path: Path) -> None:
    ran = run("eval", "compare", str(tmp_path), str(tmp_path))
    assert ran.status == 2
    assert "no evaluation run" in ran.stderr

"""``assistant check``: its forms on the command line, its JSON, and the audit bundle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_KEYS = "claim language verdict confidence evidence parts explanation".split()
_CITATION = "id document title language publisher published url page start end quote".split()
_RIGHT, _WRONG = (
    "Training Gemini 1 cost 191 million dollars.",
    "Das Training von Gemini 1 kostete 1,91 Mrd. Dollar.",
)

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _index(index: Path) -> None:
    """All use the index of the sources."""


def test_a_claim_gives_the_documented_object(run: Run) -> None:
    row = run("check", _WRONG, "--json").row
    assert list(row) == _KEYS
    assert (row["claim"], row["language"], row["verdict"]) == (_WRONG, "de", "contradicted")
    assert 0 < row["confidence"] <= 1
    for held in row["evidence"]:
        assert list(held) == [*_CITATION, "stance", "score", "relation"]
        assert held["stance"] in ("supports", "contradicts", "unclear")
    assert row["parts"] == []


def test_lines_of_standard_input_are_claims_and_one_that_fails_keeps_its_place(run: Run) -> None:
    ran = run("check", "--json", given=f"{_RIGHT}\n{'a' * 10_000}\n{_WRONG}\nIs it so?\n")
    verdicts = [row.get("verdict") for row in ran.rows]
    assert verdicts == ["supported", None, "contradicted", "nothing_to_check"]
    assert ran.rows[1]["error"]["type"] == "QuestionTooLong"
    assert ran.status == 1


def test_for_people_verdict_explanation_and_quotes_are_printed(run: Run) -> None:
    ran = run("check", _WRONG)
    assert ran.status == 0
    first, second, *rest = ran.stdout.split("\n")
    assert first.startswith("contradicted (0.")
    assert "191 Mio. US-Dollar" in second
    assert "differs by a factor of 10" in "\n".join(rest)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.md", f"# Title\n\n{_RIGHT} {_WRONG}\n"),
        ("t.txt", f"{_RIGHT}\n\n{_WRONG}\n"),
        ("t.html", f"<html><body><main><p>{_RIGHT}</p><p>{_WRONG}</p></main></body></html>"),
    ],
)
def test_each_sentence_of_a_file_is_checked_where_it_stands(
    run: Run, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    rows = run("check", "--file", tmp_path / name, "--json").rows
    assert [(row["claim"], row["verdict"]) for row in rows] == [
        (_RIGHT, "supported"),
        (_WRONG, "contradicted"),
    ]
    assert all(list(row) == [*_KEYS, "start", "end"] for row in rows)
    assert rows[0]["end"] - rows[0]["start"] == len(_RIGHT)
    assert rows[0]["end"] <= rows[1]["start"]


@pytest.mark.parametrize("name", ["none.md", "folder", "picture.png", "empty.txt"])
def test_a_file_that_cannot_be_read_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty.txt").write_text(" ", encoding="utf-8")
    ran = run("check", "--file", tmp_path / name, "--json")
    assert ran.status == 1
    assert name in ran.row["error"]["message"]


def test_the_bundle_names_everything_that_a_verdict_rests_on(
    run: Run, tmp_path: Path, built: Path
) -> None:
    ran = run("check", "--json", "--export", tmp_path / "b", given=f"{_RIGHT}\n{_WRONG}\n")
    bundle = json.loads((tmp_path / "b/verdicts.json").read_text(encoding="utf-8"))
    assert bundle.keys() == {"program", "checked_at", "settings", "index", "sources", "verdicts"}
    assert [{key: row[key] for key in _KEYS} for row in bundle["verdicts"]] == ran.rows
    assert bundle["index"]["generation"] == 1
    cited = {held["document"] for row in bundle["verdicts"] for held in row["evidence"]}
    assert {source["document"] for source in bundle["sources"]} == cited
    for source in bundle["sources"]:
        file = built.parent / "sources" / source["document"]
        assert source["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_report_can_be_followed_and_holds_no_markup_of_sources(
    run: Run, tmp_path: Path
) -> None:
    hostile = "A llama costs 5 dollars | *and* <script>alert(1)</script> [x](javascript:1)."
    run("check", "--export", tmp_path / "b", given=f"{_WRONG}\n{hostile}\n")
    report = (tmp_path / "b/verdicts.md").read_text(encoding="utf-8")
    assert "## 1. contradicted" in report
    assert "differs by a factor of 10" in report
    assert "SHA-256" in report
    assert "<script>" not in report
    assert "](javascript:" not in report.replace("\\]", "")
    assert "*and*" not in report.replace("\\*", "")
    assert all(line.startswith(("# ", "## ", "### ")) for line in report.split("\n") if "#" in line)


def test_a_bundle_that_cannot_be_written_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run("check", _RIGHT, "--export", tmp_path / "file" / "b")
    assert ran.status != 0
    assert "The bundle cannot be written" in ran.stderr


def test_a_claim_and_a_file_together_are_refused(run: Run, tmp_path: Path) -> None:
    ran = run("check", _RIGHT, "--file", tmp_path / "t.md")
    assert ran.status == 2


def test_what_failed_does_not_keep_the_bundle_from_being_written(run: Run, tmp_path: Path) -> None:
    ran = run("check", "--json", "--export", tmp_path / "b", given=f"?!\n{_RIGHT}\n")
    assert ran.status == 1
    bundle = json.loads((tmp_path / "b/verdicts.json").read_text(encoding="utf-8"))
    assert [row["claim"] for row in bundle["verdicts"]] == [_RIGHT]

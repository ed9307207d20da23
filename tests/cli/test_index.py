"""``assistant index`` and ``assistant doctor``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.index import builder

_REPORT = "generation added updated removed unchanged failures chunks embedded".split()
_NAMES = ["de/strom.md", "en/chips.md", "hostile.txt", "ja/yosoku.txt"]
_STATUS = (
    "index generation embedder dimension chunker chunk_tokens overlap_sentences documents chunks "
    "sentences corpus_digest broken"
).split()
_LISTED = (
    "document title language format pages chunks characters publisher published url sha256"
).split()


def test_build_reports_what_it_did(run: Callable[..., Any], sources: Path, tmp_path: Path) -> None:
    ran = run("index", "build", sources, "--index", tmp_path / "index", "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert list(ran.row) == _REPORT
    assert ran.row["added"] == _NAMES
    assert (ran.row["generation"], ran.row["failures"]) == (1, [])
    assert type(ran.row["chunks"]) is type(ran.row["embedded"]) is int


def test_building_again_does_nothing(
    run: Callable[..., Any], sources: Path, tmp_path: Path
) -> None:
    command = ("index", "build", sources, "--index", tmp_path / "index")
    assert run(*command).stdout.startswith("Generation 1: 4 added; ")
    again = run(*command)
    assert (again.status, again.stdout) == (0, "Nothing to do: 4 unchanged (generation 1).\n")
    assert run(*command, "--json").row["unchanged"] == _NAMES


def test_add_change_and_remove(run: Callable[..., Any], sources: Path, tmp_path: Path) -> None:
    at = ("--index", tmp_path / "index", "--json")
    run("index", "build", sources, *at)
    other = tmp_path / "more" / "water.txt"
    other.parent.mkdir()
    other.write_text("A query takes half a litre of water.", encoding="utf-8")
    added = run("index", "add", other, *at).row
    assert (added["added"], added["unchanged"]) == (["water.txt"], _NAMES)
    other.write_text("A query takes a litre of water.", encoding="utf-8")
    assert run("index", "add", other, *at).row["updated"] == ["water.txt"]
    assert run("index", "remove", "water.txt", *at).row["removed"] == ["water.txt"]
    assert [row["document"] for row in run("index", "list", *at).rows] == _NAMES


def test_list_and_status(run: Callable[..., Any], index: Path) -> None:
    rows = run("index", "list", "--json").rows
    assert [row["document"] for row in rows] == _NAMES
    assert all(list(row) == _LISTED for row in rows)
    assert [row["language"] for row in rows] == ["de", "en", "en", "ja"]
    status = run("index", "status", "--json").row
    assert list(status) == _STATUS
    assert (status["index"], status["generation"], status["documents"]) == (str(index), 1, 4)
    assert (status["embedder"], status["dimension"], status["broken"]) == ("e5-small", 384, None)
    assert len(run("index", "list").stdout.splitlines()) == 4
    assert len(run("index", "status").stdout.splitlines()) == len(_STATUS)


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("name", _NAMES)
def test_show_prints_exactly_the_text(run: Callable[..., Any], name: str, built: Path) -> None:
    text = (built.parent / "sources" / name).read_text(encoding="utf-8")
    assert run("index", "show", name).stdout == text
    shown = run("index", "show", name, "--json").row
    assert (shown["document"], shown["text"]) == (name, text)


@pytest.mark.parametrize("text", ["no end", "one end\n", "two\n\n", "U+2028 \u2028 and \x0c, \r\n"])
def test_show_is_exact_to_the_last_line(run: Callable[..., Any], tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    run("index", "build", tmp_path / "a.txt", "--index", tmp_path / "index")
    text = run("index", "show", "a.txt", "--index", tmp_path / "index", "--json").row["text"]
    plain = run("index", "show", "a.txt", "--index", tmp_path / "index").stdout
    assert plain == (text if text.endswith("\n") else text + "\n")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_document_is_answered_with_near_ones(
    run: Callable[..., Any], command: str
) -> None:
    ran = run("index", command, "en/chip.md")
    assert ran.status == 1
    assert "Did you mean en/chips.md" in ran.stderr
    assert run("index", command, "en/chip.md", "--json").row["error"]["type"] == "DocumentUnknown"


def test_one_bad_file_does_not_keep_out_the_others(
    run: Callable[..., Any], sources: Path, tmp_path: Path
) -> None:
    (sources / "bad.txt").write_bytes(bytes(range(256)))
    (sources / "picture.png").write_bytes(b"\x89PNG")
    (sources / "empty.txt").write_text("")
    at = ("--index", tmp_path / "index")
    ran = run("index", "build", sources, *at, "--json")
    assert (ran.status, ran.row["added"]) == (1, _NAMES)
    failures = {row["document"]: row["error"]["type"] for row in ran.row["failures"]}
    assert failures == {
        "bad.txt": "SourceEncoding",
        "picture.png": "SourceUnsupported",
        "empty.txt": "SourceEmpty",
    }
    assert all(list(row) == ["document", "error"] for row in ran.row["failures"])
    people = run("index", "build", sources, *at)
    assert people.status == 1
    assert people.stderr.count("left out: ") == 3


def test_a_missing_path_is_told(run: Callable[..., Any], tmp_path: Path) -> None:
    ran = run("index", "build", tmp_path / "typo", "--index", tmp_path / "index", "--json")
    assert ran.status == 1
    assert ran.row["failures"][0]["error"]["type"] == "SourceMissing"


@pytest.mark.parametrize(
    "name", ["new\nline.txt", "esc\x1b[31m.txt", "ü 日本 %s {x}.txt", "-k.txt", "a'b\"c.txt"]
)
def test_odd_file_names(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / name).write_text("Cats cost 5 dollars.", encoding="utf-8")
    at = ("--index", tmp_path / "index")
    assert run("index", "build", tmp_path / "odd", *at).status == 0
    assert run("index", "list", *at, "--json").row["document"] == name
    assert run("index", "show", *at, "--", name).stdout == "Cats cost 5 dollars.\n"
    listed = run("index", "list", *at).stdout
    assert listed.count("\n") == 1
    assert "\x1b" not in listed + run("ask", "What do cats cost?", *at).stdout


def test_a_folder_of_something_else_is_refused_and_left_alone(
    run: Callable[..., Any], sources: Path
) -> None:
    before = sorted(sources.rglob("*"))
    for command in (["index", "build", sources], ["index", "status"], ["ask", "H100?"]):
        ran = run(*command, "--index", sources, "--json")
        assert (ran.status, ran.row["error"]["type"]) == (2, "IndexForeign")
    assert sorted(sources.rglob("*")) == before


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "x"],
        ["search", "x"],
        ["index", "list"],
        ["index", "status"],
        ["index", "show", "x"],
        ["index", "remove", "x"],
        ["index", "add", "x"],
    ],
)
def test_without_an_index_the_remedy_is_named(
    run: Callable[..., Any], command: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "none"
    ran = run(*command, "--index", folder)
    assert (ran.status, ran.stdout) == (2, "")
    assert f"assistant index build PATH --index {folder}" in ran.stderr
    assert run(*command, "--index", folder, "--json").row["error"]["type"] == "IndexMissing"


@pytest.mark.parametrize(
    "command", [["ask", "x"], ["index", "status"], ["index", "build", "x"], ["doctor"]]
)
def test_an_unknown_variable_stops_every_command(
    run: Callable[..., Any], command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDX", "elsewhere")
    ran = run(*command, "--json")
    assert (ran.status, ran.row["error"]["type"]) == (2, "Settings")
    assert "ASSISTANT_INDX" in ran.row["error"]["message"]


@pytest.mark.parametrize(
    "arguments", [["frobnicate"], ["index"], ["ask", "a", "b"], ["index", "build"], ["ask", "--x"]]
)
def test_wrong_usage(run: Callable[..., Any], arguments: list[str]) -> None:
    assert run(*arguments).status == 2


@pytest.mark.usefixtures("index")
def test_another_embedder_is_refused_with_the_command(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDER", "sentence-transformers:other")
    ran = run("ask", "H100?")
    assert ran.status == 2
    assert "assistant index build PATH --index" in ran.stderr
    assert "ASSISTANT_EMBEDDER=e5-small" in ran.stderr


def test_doctor(run: Callable[..., Any], index: Path) -> None:
    ran = run("doctor", "--json")
    assert ran.status == 0
    assert list(ran.row) == ["checks"]
    assert all(list(check) == ["name", "ok", "detail", "remedy"] for check in ran.row["checks"])
    assert all(check["ok"] is True for check in ran.row["checks"])
    assert run("doctor").stdout.count("ok  ") == len(ran.row["checks"])
    assert index.is_dir()


def test_doctor_names_a_remedy(run: Callable[..., Any], tmp_path: Path) -> None:
    ran = run("doctor", "--index", tmp_path / "none", "--json")
    assert ran.status == 1
    (failed,) = [check for check in ran.row["checks"] if not check["ok"]]
    assert failed["name"] == "index"
    assert "assistant index build" in failed["remedy"]
    assert "FAIL  index: " in run("doctor", "--index", tmp_path / "none").stdout


def test_an_index_of_another_chunker_is_named_and_can_only_be_rebuilt(
    run: Callable[..., Any], sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    with monkeypatch.context() as patched:
        patched.setattr(builder, "Recipe", partial(builder.Recipe, chunker="older-1"))
        run("index", "build", sources, "--index", index)
    ran = run("doctor", "--index", index, "--json")
    assert ran.status == 1
    (failed,) = [check for check in ran.row["checks"] if not check["ok"]]
    assert "older-1" in failed["detail"]
    added = run("index", "add", sources, "--index", index)
    assert added.status == 2
    assert f"assistant index build PATH --index {index}" in added.stderr
    assert "ASSISTANT_CHUNK_TOKENS" not in added.stderr


def test_doctor_finds_a_planted_pickle(
    run: Callable[..., Any], sources: Path, tmp_path: Path
) -> None:
    run("index", "build", sources, "--index", tmp_path / "index")
    (tmp_path / "index" / "gen-1" / "index.pkl").write_bytes(b"cos\nsystem\n.")
    ran = run("doctor", "--index", tmp_path / "index", "--json")
    assert ran.status == 1
    assert [c["name"] for c in ran.row["checks"] if not c["ok"]] == ["pickles in the index"]

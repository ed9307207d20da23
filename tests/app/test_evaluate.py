"""The evaluate tab without a browser: sets, runs one at a time, results and comparisons as HTML."""

from __future__ import annotations

import io
import json
import os
import shutil
import threading
import time
import zipfile
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from lxml import html

from assistant.app.evaluate import pane
from assistant.app.evaluate.cards import choice_words, progress_html, run_words, sets_html
from assistant.app.evaluate.comparison import comparison_html
from assistant.app.evaluate.desk import Desk, Moment
from assistant.app.evaluate.failures import failures_at, failures_html, places
from assistant.app.evaluate.figures import sections_html
from assistant.app.evaluate.runs import earlier, packed, report_page, results, stored_runs
from assistant.app.evaluate.sets import keep_upload, offered, select, values
from assistant.app.evaluate.wording import (
    interval,
    meaning,
    metric_name,
    p_value,
    pair_name,
    percent,
    points,
    verdict_name,
    when,
)
from assistant.app.problems import problem_html
from assistant.app.strings import LANGUAGES
from assistant.errors import EvaluationRunError, EvaluationSetError, IndexMissingError
from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.figures import CONSISTENCY, MACRO_F1
from assistant.evaluation.items import ClaimItem, QuestionItem
from assistant.evaluation.outcomes import Outcome, Output
from assistant.evaluation.report import write_report
from assistant.evaluation.running import Selection, default_folder
from assistant.evaluation.runs import RunFolder, SetFile
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Difference, Estimate

_HOSTILE = '<script>alert(1)</script> ${1} {{ 7 * 7 }} **b** \u202e"'
_ROWS = [
    {"id": "q1", "question": "What does an H100 cost?", "language": "en", "split": "held"},
    {"id": "q2", "question": "Was kostet ein H100?", "language": "de", "split": "tune"},
    {"id": "c1", "claim": "An H100 costs $5.", "language": "en", "verdict": "contradicted"},
    {"id": "c2", "claim": "An H100 costs $6.", "language": "en", "verdict": "contradicted"},
]


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def there(tmp_path, monkeypatch):
    """A working directory with two sets on the server, one of them broken."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path / "eval/sets/mine.jsonl", _ROWS)
    (tmp_path / "eval/sets/torn.jsonl").write_text('{"id": "x"}\n')
    return tmp_path


def _claim(number: int, language: str, said: str, text: str = "") -> Outcome:
    item = ClaimItem(
        id=f"{language}{number}", claim=text or f"Claim {number}", language=language,  # type: ignore[arg-type]
        verdict="supported", source_language="en", kind=text or "number",
    )  # fmt: skip
    evidence = {"document": "a.txt", "title": text, "quote": text or "A quote.", "language": "en"}
    form = {"verdict": said, "confidence": 0.8, "evidence": [evidence]}
    return Outcome("mine", item, Output(form), {"verdict_right": float(said == "supported")})


def _stored(path: Path, right: int, where: tuple[str, ...] = ()) -> RunFolder:
    """A run of 40 claims and one hostile one, of which some of the Japanese are right."""
    folder = RunFolder(path)
    folder.begin(
        {
            "system": "assistant", "version": "1", "settings_digest": path.name,
            "index": {"generation": 4}, "sets": [{"name": "mine", "items": 41}],
            "where": list(where),
        }
    )  # fmt: skip
    for number in range(20):
        folder.record(_claim(number, "de", "supported" if number < 18 else "disputed"), 0.1)
        said = "supported" if number < right else "contradicted"
        folder.record(_claim(number, "ja", said), 0.2)
    folder.record(_claim(99, "ja", "contradicted", _HOSTILE), 0.1)
    write_report(folder)
    return folder


@pytest.fixture
def runs(there):
    _stored(there / "runs/before", 4)
    _stored(there / "runs/after", 16, ("split=held",))
    (there / "runs/other").mkdir()
    (there / "runs/other/run.json").write_text("[]")
    return stored_runs()


def test_sets_are_offered_with_what_is_in_them(there):
    feedback = _write(there / "thumbs.jsonl", _ROWS[:1])
    uploads = there / "uploads"
    _write(uploads / "mine.jsonl", _ROWS[:1])
    _write(uploads / "own.jsonl", _ROWS[2:])
    sets = offered(feedback, uploads)
    assert [(one.name, one.origin) for one in sets.values()] == [
        ("mine", "server"), ("torn", "server"), ("thumbs", "feedback"), ("own", "upload"),
    ]  # fmt: skip
    assert sets["mine"].types == {"question": 2, "claim": 2}
    assert sets["mine"].languages == ["de", "en"]
    said = problem_html(sets["torn"].error, "de")
    assert str(there) not in said
    assert "Zeile 1 von torn.jsonl ist keine gültige Aufgabe" in said
    words = [choice_words(sets[name], "de") for name in ("mine", "torn", "thumbs", "own")]
    assert words == [
        "mine – 2 Fragen, 2 Aussagen (Deutsch, Englisch)",
        "torn – nicht lesbar",
        "thumbs (Bewertungen aus dem Chat) – 1 Frage (Englisch)",
        "own (von Ihnen) – 2 Aussagen (Englisch)",
    ]


def test_a_set_that_changes_is_read_again(there):
    assert not offered(there / "none", None)["mine"].error
    _write(there / "eval/sets/mine.jsonl", _ROWS[:1])
    assert len(offered(there / "none", None)["mine"].items) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("mine.jsonl", "mine-2"),
        ("../../etc/x.jsonl", "x"),
        ("...jsonl", "set"),
        ("質問 集.jsonl", "質問-集"),
        ("a" * 200 + ".jsonl", "a" * 60),
        ("all.jsonl", "all-2"),
    ],
)
def test_an_upload_gets_a_free_name_within_the_folder_of_the_session(there, name, kept):
    file = there / "sent"
    file.write_text("{}")
    given = file.rename(there / Path(name).name)
    uploads = there / "uploads"
    uploads.mkdir()
    assert keep_upload(given, uploads, ["mine"]) == kept
    assert [path.name for path in uploads.iterdir()] == [f"{kept}.jsonl"]


def test_values_that_items_can_be_chosen_by(there):
    sets = [offered(there / "none", None)["mine"]]
    assert values(sets, "split") == {"held": 1, "tune": 1}
    assert values(sets, "language") == {"de": 1, "en": 3}
    assert values(sets, "index") == {}


def test_a_selection_by_condition_and_number(there):
    sets = [offered(there / "none", None)["mine"]]
    assert [item.id for _, item in select(sets, ["split=held"], 0).items] == ["q1"]
    few = select(sets, [], 2)
    assert [item.id for _, item in few.items] == ["q1", "c1"]
    assert [file.items for file in few.files] == [2]
    assert few.where == ("items<=2",)
    assert few.name == "mine-items-2"
    assert select(sets, [], 9) == select(sets, [], 0)
    with pytest.raises(EvaluationSetError):
        select(sets, ["split=none"], 0)


def test_problems_are_listed_in_a_fold(there):
    _write(there / "eval/sets/mine.jsonl", [_ROWS[0] | {"language": "ja", "id": _HOSTILE}])
    sets = offered(there / "none", None)
    page = html.fromstring(sets_html([sets["mine"], sets["torn"]], None, "en"))  # type: ignore[arg-type]
    first, second = page.xpath("//details")
    assert first.xpath("./summary")[0].text_content().startswith("mine: 1 problem")
    assert "Line 1 <script>" in first.text_content()
    assert "U+202E" in first.text_content()
    assert second.xpath("./summary")[0].text_content().startswith("torn: ")
    assert not page.xpath("//script")


def test_a_set_of_a_reserved_name_says_what_to_do(there):
    held = offered(_write(there / "all.jsonl", _ROWS), None)["all"]
    with pytest.raises(EvaluationSetError, match=r"Rename all\.jsonl") as caught:
        select([held], [], 0)
    assert "Benennen Sie die Datei all.jsonl um" in problem_html(caught.value, "de")
    with pytest.raises(EvaluationSetError, match="Two sets are called mine"):
        select([offered(there / "none", None)["mine"]] * 2, [], 0)


def test_a_long_name_is_cut_and_told_apart_by_its_digest(monkeypatch):
    described = {"sets": 1}
    monkeypatch.setattr("assistant.evaluation.running._description", lambda *_: described)
    files = tuple(SetFile("資料" * 30 + str(number), "0" * 64, 1) for number in range(4))
    folder = default_folder(None, Selection((), files, ("split=held",)))  # type: ignore[arg-type]
    assert len(f"{folder.name}.html".encode()) <= 255
    described["sets"] = 2
    other = default_folder(None, Selection((), files, ("split=held",)))  # type: ignore[arg-type]
    assert other != folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_has_a_meaning(language):
    for name in (*METRICS, CONSISTENCY, MACRO_F1):
        assert meaning(name, language)
    assert metric_name("refusal_wrong").endswith("↓")
    assert metric_name(MACRO_F1) == MACRO_F1
    assert meaning("false_support", language) != meaning("verdict_right", language)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            ["45.3%", "(30–60%)", "+3.2 (−1.0 … +7.2)", "0.012", "German → Japanese",
             "German → no source", "supported", "Nov 23, 2026, 12:04\u202fAM"],
        ),
        (
            "de",
            ["45,3\u00a0%", "(30–60\u00a0%)", "+3,2 (−1,0 … +7,2)", "0,012",
             "Deutsch → Japanisch", "Deutsch → keine Quelle", "belegt", "23.11.2026, 00:04"],
        ),
        (
            "ja",
            ["45.3%", "(30–60%)", "+3.2 (−1.0 … +7.2)", "0.012", "ドイツ語 → 日本語",
             "ドイツ語 → 資料なし", "資料と一致", "2026/11/23 0:04"],
        ),
    ],
)  # fmt: skip
def test_figures_as_the_language_writes_them(language, texts):
    assert [
        percent(0.4532, language),
        interval(Estimate(0.45, 0.301, 0.6, 20), language),
        points(Difference(Estimate(0.032, -0.01, 0.072, 9), 0.1), language),
        p_value(0.0123, language),
        pair_name("de-ja", language),
        pair_name("de-none", language),
        verdict_name("supported", language),
        when(datetime(2026, 11, 23, 0, 4), language),
    ] == texts
    assert p_value(0.0002, language).startswith("< 0")


def _order(items: int) -> Any:
    held = tuple(("s", QuestionItem(id=str(n), question="?a", language="en")) for n in range(items))
    return None, Selection(held, (), ()), RunFolder(Path("nowhere"))


class _Work:
    """Runs items as fast as it is allowed to."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.done: list[int] = []
        self.at_once: list[int] = []
        self._inside = 0

    def __call__(self, assistant, selection, folder, progress):
        self._inside += 1
        self.at_once.append(self._inside)
        try:
            for number in range(1, len(selection.items) + 1):
                assert self.go.acquire(timeout=20)
                self.done.append(number)
                progress("items", number, len(selection.items))
        finally:
            self._inside -= 1


@pytest.fixture
def work(monkeypatch):
    monkeypatch.setattr("assistant.app.evaluate.desk._PAUSE", 0.01)
    monkeypatch.setattr("assistant.app.evaluate.desk.write_report", lambda folder: None)
    return _Work()


def test_a_run_tells_how_far_it_is(work):
    told_ = []
    for moment in Desk(work).run("anna", _order(3)):
        told_.append(moment)
        work.go.release()
    assert told_[0] == Moment("running", 0, 3)
    assert told_[-1] == Moment("done", 3, 3)


def test_a_run_is_stopped_between_items_and_only_by_its_visitor(work):
    desk = Desk(work)
    moments = desk.run("anna", _order(50))
    next(moments)
    desk.stop("berta")
    work.go.release(2)
    while next(moments).done < 2:
        pass
    desk.stop("anna")
    assert next(moments).state == "stopping"
    work.go.release()
    assert [moment.state for moment in moments][-1] == "stopped"
    assert work.done == [1, 2, 3]


def test_runs_come_one_after_the_other(work):
    desk = Desk(work)
    first, second, third = (desk.run(name, _order(2)) for name in ("anna", "berta", "carl"))
    assert next(first).state == "running"
    assert next(second) == Moment("waiting", 0, 2, ahead=1)
    assert next(third) == Moment("waiting", 0, 2, ahead=2)
    desk.stop("berta")
    assert [moment.state for moment in second] == ["stopped"]
    assert next(third).ahead == 1
    work.go.release(4)
    assert list(first)[-1].state == "done"
    assert list(third)[-1] == Moment("done", 2, 2)
    assert work.at_once == [1, 1]


def test_a_visitor_who_leaves_stops_the_run(work):
    desk = Desk(work)
    first = desk.run("anna", _order(50))
    next(first)
    first.close()
    work.go.release()
    second = desk.run("berta", _order(1))
    deadline = time.monotonic() + 10
    while next(second).state == "waiting":
        assert time.monotonic() < deadline
    assert work.done == [1]
    work.go.release()
    assert list(second)[-1].state == "done"


def test_an_error_of_a_run_reaches_who_asked_for_it_and_frees_the_desk(work):
    def broken(*order: Any) -> None:
        raise IndexMissingError("There is no index", "Build one")

    desk = Desk(broken)
    for _ in range(2):
        with pytest.raises(IndexMissingError):
            list(desk.run("anna", _order(2)))


def test_progress_is_a_bar_with_words():
    page = html.fromstring(progress_html(Moment("running", 37, 1200, left=130), "de"))
    (bar,) = page.xpath("//*[@role='progressbar']")
    assert bar.attrib["aria-valuenow"] == "37"
    assert bar.attrib["aria-valuetext"] == "37 von 1.200 Aufgaben, noch etwa 2 Minuten"
    assert not page.xpath("//*[@role='status']")
    done = html.fromstring(progress_html(Moment("stopped", 5, 9), "en"))
    assert "What is done is kept" in done.xpath("//*[@role='status']")[0].text_content()
    assert "1 run is ahead of yours" in progress_html(Moment("waiting", 0, 9, 1), "en")


def test_stored_runs_are_listed_the_newest_first(runs):
    assert list(runs) == ["after", "before"]
    assert "mine, split=held – 41 items – " in run_words(runs["after"], "en")
    assert [one.name for one in earlier(runs, runs["after"])] == ["before"]


def test_a_run_that_was_stopped_says_so(runs):
    path = runs["after"].folder.path / "outcomes.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:7]), "utf-8")
    assert "7 of 41 items" in run_words(stored_runs()["after"], "en")


def test_runs_are_read_again_only_where_something_changed(runs, monkeypatch):
    read: list[str] = []
    monkeypatch.setattr(
        "assistant.app.evaluate.runs.RunFolder", lambda path: read.append(path.name)
    )
    assert stored_runs() == runs
    assert read == []
    with (runs["after"].folder.path / "outcomes.jsonl").open("a") as file:
        file.write("{}\n")
    with pytest.raises(AttributeError):
        stored_runs()
    assert read == ["after"]


def test_a_run_that_was_deleted_or_cannot_be_read_is_said(runs, monkeypatch):
    language = SimpleNamespace(headers={"accept-language": "de"})
    shutil.rmtree(runs["before"].folder.path)
    for work in (results, report_page, packed):
        with pytest.raises(EvaluationRunError) as caught:
            work(runs["before"])
        assert "liegt nicht mehr auf dem Server" in problem_html(caught.value, "de")
    with pytest.raises(gr.Error, match="liegt nicht mehr auf dem Server"):
        pane._report(language, "before")
    outcomes = runs["after"].folder.path / "outcomes.jsonl"
    outcomes.unlink()
    outcomes.mkdir()
    with pytest.raises(EvaluationRunError) as caught:
        results(runs["after"])
    assert "lassen sich auf dem Server nicht lesen" in problem_html(caught.value, "de")
    assert pane._listed_failures(runs["after"], "claim ja-en", 20, "de")[1] == ""
    with pytest.raises(gr.Error, match="lassen sich"):
        pane._report(language, "after")
    monkeypatch.setattr(pane, "packed", lambda _: 1 / 0)
    with pytest.raises(gr.Error, match="schiefgegangen"):
        pane._folder(language, "after")


def test_the_report_of_a_run_that_went_on_is_written_anew(runs):
    folder = runs["after"].folder
    assert b"(41)" not in report_page(runs["after"])
    report = folder.path / "report.html"
    report.write_text("an old report")
    assert report_page(runs["after"]) == b"an old report"
    os.utime(report, ns=(1, 1))
    folder.record(_claim(77, "de", "contradicted"), 0.1)
    run = stored_runs()["after"]
    assert b"an old report" not in report_page(run)
    os.utime(report, ns=(1, 1))
    report.write_text("an old report")
    os.utime(report, ns=(1, 1))
    with zipfile.ZipFile(io.BytesIO(packed(run))) as file:
        assert b"an old report" not in file.read("report.html")


def test_figures_of_a_run(runs):
    page = html.fromstring(sections_html(results(runs["before"]).sections, "de"))
    assert page.xpath("//h2")[0].text_content() == "Aussagen: 22 von 41 richtig"
    (weakest,) = page.xpath("//*[@class='weakest']")
    assert "Japanisch → Englisch" in weakest.text_content()
    assert "19,0\u00a0%" in weakest.text_content()
    assert "n\u00a0=\u00a021" in weakest.text_content()
    bars = page.xpath("//figure[1]//li")
    assert [bar.xpath("./span[1]")[0].text_content() for bar in bars] == [
        "Japanisch → Englisch", "Deutsch → Englisch",
    ]  # fmt: skip
    assert bars[0].attrib["class"] == "lowest"
    assert "weniger als 5 Aufgaben zuletzt" in page.text_content()
    assert "belegt" in page.text_content()
    assert not page.xpath("//script")


def test_every_cell_names_its_column_for_narrow_screens(runs):
    page = html.fromstring(sections_html(results(runs["before"]).sections, "en"))
    for table in page.xpath("//table"):
        heads = [one.text_content() for one in table.xpath(".//thead//th")][1:]
        for row in table.xpath(".//tbody/tr"):
            assert [one.text_content() for one in row.xpath("./td/span[@class='head']")] == heads
            assert row.xpath("./th[@scope='row']")


def test_failures_by_place_the_weakest_pair_first(runs):
    found = results(runs["before"])
    assert places(found, "en") == [
        ("Claims, Japanese → English (17)", "claim ja-en"),
        ("Claims, German → English (2)", "claim de-en"),
    ]
    failures = failures_at(found, "claim ja-en")
    page = html.fromstring(f"<div>{failures_html(failures, 5, 'en')}</div>")
    assert len(page.xpath("//article")) == 5
    assert "5 of 17 shown" in page.text_content()
    assert failures_at(found, "claim fr-en") == failures_at(found, None) == ()
    assert "Nothing went wrong" in failures_html((), 5, "en")


def test_nothing_of_an_item_is_markup(runs):
    failures = failures_at(results(runs["before"]), "claim ja-en")
    page = html.fromstring(f"<div>{failures_html(failures, 99, 'en')}</div>")
    (card,) = (one for one in page.xpath("//article") if "alert" in one.text_content())
    assert "<script>alert(1)</script> ${1} {{ 7 * 7 }} **b** U+202E" in card.text_content()
    assert not page.xpath("//script")


def test_two_runs_side_by_side(runs):
    found = compare_runs(runs["before"].folder, runs["after"].folder)
    page = html.fromstring(comparison_html(found, "en"))
    row = page.xpath("//tr[th//code[text()='verdict_right']]")[0]
    cells = [one.text_content() for one in row.xpath("./td")]
    assert "better" in cells[0]
    assert "53.7%" in cells[1]
    assert "82.9%" in cells[2]
    assert "+29.3 (" in cells[3]
    assert "Right in this run, wrong in the other: 12" in page.text_content()
    assert "Wrong in this run, right in the other: 0" in page.text_content()
    assert "where: " in page.text_content()
    assert "schlechter" in comparison_html(
        compare_runs(runs["after"].folder, runs["before"].folder), "de"
    )


def test_a_run_against_its_like_has_no_clear_change(runs):
    found = compare_runs(runs["before"].folder, runs["before"].folder)
    words = html.fromstring(comparison_html(found, "ja")).text_content()
    assert "明確な差なし" in words
    assert "設定とバージョンは両方の実行で同じです。" in words


def test_downloads(runs):
    with zipfile.ZipFile(io.BytesIO(packed(runs["after"]))) as file:
        assert {"run.json", "outcomes.jsonl", "report.html"} <= set(file.namelist())
    (runs["after"].folder.path / "report.html").unlink()
    assert b"<!doctype html>" in report_page(runs["after"])

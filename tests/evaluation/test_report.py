"""The report: the weakest pair first, whole in itself, and nothing of the data is markup."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from assistant.evaluation.items import ClaimItem, Deciding, QuestionItem
from assistant.evaluation.outcomes import Outcome, Output
from assistant.evaluation.report import write_report
from assistant.evaluation.runs import RunFolder

_DESCRIBED = {
    "system": "assistant", "version": "1", "settings_digest": "abc",
    "settings": {"judge": True}, "index": {"name": "own", "generation": 4},
    "sets": [{"name": "mine", "items": 60}], "where": ["split=held"],
}  # fmt: skip
_HOSTILE = "<script>alert(1)</script> [x](javascript:1) | {{ 7 * 7 }} **b**"


def _claim(number: int, language: str, said: str, text: str = "") -> Outcome:
    item = ClaimItem(
        id=f"{language}{number}", claim=text or f"Claim {number}", language=language,  # type: ignore[arg-type]
        verdict="supported", source_language="en", kind="number",
        sources=(Deciding("a.txt", text or "quote", "supports"),),
    )  # fmt: skip
    evidence = {"document": "a.txt", "quote": text or "A quote.", "language": "en"}
    form = {"verdict": said, "confidence": 0.8, "evidence": [evidence]}
    return Outcome("mine", item, Output(form), {"verdict_right": float(said == "supported")})


def _question(number: int, status: str) -> Outcome:
    item = QuestionItem(
        id=f"q{number}", question="Was?", language="de", answerable=True, expected=(("5",),)
    )
    form: dict[str, Any] = {"status": status, "citations": [], "disagreements": []}
    return Outcome("mine", item, Output(form), {"answer_contains": float(status == "answered")})


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """A run in which Japanese claims do worst."""
    held = RunFolder(tmp_path)
    held.begin(_DESCRIBED)
    for number in range(20):
        held.record(_claim(number, "de", "supported" if number < 18 else "disputed"), 0.1)
        held.record(_claim(number, "ja", "supported" if number < 8 else "contradicted"), 0.2)
        held.record(_question(number, "refused" if number % 2 else "answered"), 0.3)
    held.record(_claim(99, "ja", "contradicted", _HOSTILE), 0.1)
    write_report(held)
    return held


def test_the_weakest_pair_is_named_first_and_three_of_its_failures_are_open(
    folder: RunFolder,
) -> None:
    page = html.parse(str(folder.path / "report.html"))
    (claims,) = (
        weak for weak in page.xpath("//p[@class='weak']") if "ja → en" in weak.text_content()
    )
    assert "asked in Japanese, source in English" in claims.text_content()
    following = claims.xpath("./following-sibling::*")
    assert [one.tag for one in following[:4]] == ["article", "article", "article", "p"]
    (link,) = following[3].xpath("./a/@href")
    (heading,) = page.xpath(f"//*[@id='{link[1:]}']")
    assert heading.text_content() == "ja → en: 13"
    first = following[0].text_content()
    assert "Claim 8" in first
    assert "supported (a.txt: quote)" in first
    assert "contradicted, confidence 0.80" in first
    text = (folder.path / "report.md").read_text("utf-8")
    assert -1 < text.index("Weakest pair of languages: **asked in J") < text.index("Weakest kind")
    assert "A quote." in first


def test_the_page_is_whole_in_itself(folder: RunFolder) -> None:
    text = (folder.path / "report.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", text) == []
    assert "<script" not in text
    assert "@import" not in text
    assert "url(" not in text


def test_what_the_data_holds_is_no_markup(folder: RunFolder) -> None:
    page = html.parse(str(folder.path / "report.html"))
    assert _HOSTILE in page.getroot().text_content()
    assert page.xpath("//script") == []
    text = (folder.path / "report.md").read_text("utf-8")
    assert "<script>" not in text
    assert r"\<script\>" in text
    assert r"\|" in text
    assert "49" not in text.split("## Claims")[1].split("###")[-1]


def test_figures_of_both_types_are_shown(folder: RunFolder) -> None:
    for name in ("report.html", "report.md"):
        text = (folder.path / name).read_text("utf-8")
        assert "Questions: 10 of 20 right" in text
        assert "Claims: 26 of 41 right" in text
        assert "mine (60 items), where split=held" in text
        assert "given: contradicted" in text


def test_the_title_is_the_runs(folder: RunFolder) -> None:
    begun = folder.begun()
    assert begun
    title = f"mine where split=held: index own, with the judge, no chat model, {begun:%-d %B %Y}"
    page = html.parse(str(folder.path / "report.html"))
    assert page.findtext(".//title") == page.findtext(".//h1") == title
    assert (folder.path / "report.md").read_text("utf-8").startswith(f"# {title}\n")


def test_which_interval_is_which_is_said_of_every_metric(folder: RunFolder) -> None:
    page = html.parse(str(folder.path / "report.html"))
    (claims,) = page.xpath("//h2[@id='claim']/following::table[1]")
    rows = {
        row.findtext("th"): [cell.text_content() for cell in row.findall("td")]
        for row in claims.xpath("./tbody/tr")
    }
    assert rows["verdict_right"][:3] == ["63.4% (48%–76%)", "41", "Wilson"]
    assert rows["macro_f1"][2] == "bootstrap"
    (right, *_) = page.xpath("//h3[.='By language pair']/following::table[1]//td")
    assert right.text_content() == "90.0% (70%–97%) of 20"


def test_beside_the_plot_of_confidence_stand_its_figures(folder: RunFolder) -> None:
    page = html.parse(str(folder.path / "report.html"))
    (row,) = page.xpath("//table[@class='bins']/tbody/tr")
    cells = [cell.text_content() for cell in row]
    assert cells == ["80% to 100%", "41", "80.0%", "63.4% (48%–76%)"]
    assert "| 80% to 100% | 41 | 80.0% | 63.4% (48%–76%) |" in (
        folder.path / "report.md"
    ).read_text("utf-8")


def test_every_chart_says_in_words_what_it_shows(folder: RunFolder) -> None:
    page = html.parse(str(folder.path / "report.html"))
    charts = page.xpath("//*[name()='svg']")
    assert len(charts) == 2  # pairs of claims, and their confidence
    for chart in charts:
        assert chart.get("role") == "img"
        title, told = chart.find("title"), chart.find("desc")
        assert title.text
        assert "%" in told.text


def test_tables_of_the_markdown_have_as_many_cells_in_each_row(folder: RunFolder) -> None:
    rows = [
        line for line in (folder.path / "report.md").read_text("utf-8").split("\n")
        if line.startswith("|")
    ]  # fmt: skip
    assert len(rows) > 10
    for first, second in pairwise(rows):
        if second.startswith("|---"):
            assert len(re.findall(r"(?<!\\)\|", first)) == len(re.findall(r"\|", second))


def test_of_a_pair_the_surest_failures_come_first_and_rivals_are_counted(tmp_path: Path) -> None:
    held = RunFolder(tmp_path)
    held.begin(_DESCRIBED | {"where": ["split=tune"]})
    for number in range(20):
        asked = _claim(number, "ja", "supported" if number % 2 else "contradicted")
        form = {**asked.form, "confidence": number / 20}
        held.record(Outcome("mine", asked.item, Output(form), asked.scores), 0.1)
        held.record(_claim(number, "de", "supported" if number < 11 else "disputed"), 0.1)
        held.record(_claim(number, "en", "supported"), 0.1)
    write_report(held)
    page = html.parse(str(held.path / "report.html"))
    (weak,) = page.xpath("//p[@class='weak']")
    assert "ja → en" in weak.text_content()
    assert "1 of which may be as weak" in weak.text_content()
    assert "These items were tuned on" in page.getroot().text_content()
    first = [one.text_content() for one in weak.xpath("./following-sibling::article")][:3]
    assert [words.split("confidence ")[1][:4] for words in first] == ["0.90", "0.80", "0.70"]


def test_what_a_chat_model_read_and_wrote_is_stated_only_of_runs_with_one(
    folder: RunFolder, tmp_path: Path
) -> None:
    assert "tokens" not in (folder.path / "report.html").read_text(encoding="utf-8")
    drafted = RunFolder(tmp_path / "drafted")
    drafted.begin(_DESCRIBED)
    for number, read in enumerate((1000, 3000)):
        asked = _question(number, "answered")
        draft = {"failure": None, "tokens_read": read, "tokens_written": 50}
        form = {**asked.form, "draft": draft}
        drafted.record(Outcome("mine", asked.item, Output(form), asked.scores), 0.1)
    figures = write_report(drafted)[0]
    assert (figures.tokens["read"].value, figures.tokens["written"].value) == (2000, 50)
    for name in ("report.html", "report.md"):
        assert "read 2,000 (" in (drafted.path / name).read_text(encoding="utf-8")

"""The evaluate tab as a reader meets it: choose, run, stop, go on, look, compare, download."""

from __future__ import annotations

import io
import json
import os
import zipfile
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.screens import DARK, PHONE, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = '<img src=x onerror="alert(1)"> ${alert(2)} {{value}} <script>alert(3)</script>'
ITEMS = [
    {
        "id": "q1", "question": "What does an H100 cost?", "language": "en",
        "source_language": "en", "answerable": True, "sources": ["chips.md"],
        "expected": [["$25,000"]], "split": "held", "kind": "value",
    },
    {
        "id": "q2", "question": "Was kostet ein H100?", "language": "de",
        "source_language": "en", "answerable": True, "sources": ["chips.md"],
        "expected": [["no such words"]], "split": "tune", "kind": "value",
    },
    {
        "id": "c1", "claim": "An H100 accelerator costs about $25,000.", "language": "en",
        "source_language": "en", "verdict": "supported", "split": "held", "kind": "number",
    },
]  # fmt: skip
MANY = [
    {
        "id": f"m{number}", "question": f"What does an H100 cost in the year {2000 + number}?",
        "language": "en", "answerable": True, "sources": ["chips.md"], "expected": [["$25,000"]],
    }
    for number in range(60)
]  # fmt: skip


def _lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module", autouse=True)
def there(tmp_path_factory):
    """The working directory of the server: sets are read and runs are written below it."""
    folder, before = tmp_path_factory.mktemp("there"), os.getcwd()
    (folder / "eval/sets").mkdir(parents=True)
    (folder / "eval/sets/mine.jsonl").write_text(_lines(ITEMS), encoding="utf-8")
    (folder / "eval/sets/many.jsonl").write_text(_lines(MANY), encoding="utf-8")
    os.chdir(folder)
    yield folder
    os.chdir(before)


def opened(visit, name="Evaluate"):
    tabs = visit.page.locator("#tabs").first
    tab = tabs.get_by_role("tab", name=name, exact=True)
    if tab.count() and tab.first.is_visible():
        tab.first.click()
    else:
        visit.page.locator(".overflow-menu > button:visible").first.click()
        visit.page.locator(".overflow-dropdown").get_by_text(name, exact=True).first.click()
    expect(visit.page.locator("#evaluate-sets input")).to_have_count(2)
    settle(visit.page)
    return visit.page


def choose(page, name):
    page.locator("#evaluate-sets label").filter(has_text=name).locator("input").check()
    expect(page.locator("#evaluate .sets")).to_contain_text(name)


def button(page, name):
    return page.locator("#evaluate").get_by_role("button", name=name, exact=True)


def run(page, name="Run"):
    expect(button(page, name)).to_be_enabled()
    button(page, name).click()
    expect(page.locator("#evaluate-progress .done")).to_be_visible(timeout=120_000)
    expect(page.locator("#evaluate section h2").first).to_be_visible()


@pytest.mark.parametrize(
    ("visit", "tab", "start", "words", "wrong"),
    [
        (
            {"locale": "en-US"}, "Evaluate", "Run",
            ["Questions: 1 of 2 right", "German → English", "100.0%", "Claims"],
            ("Failures", "no such words", "Expected"),
        ),
        (
            {"locale": "de-DE"}, "Auswerten", "Starten",
            ["Fragen: 1 von 2 richtig", "Deutsch → Englisch", "100,0\u00a0%", "Aussagen"],
            ("Fehler", "no such words", "Erwartet"),
        ),
        (
            {"locale": "ja-JP"}, "評価", "実行",
            ["質問：2件中1件正解", "ドイツ語 → 英語", "100.0%", "主張"],
            ("間違えた問題", "no such words", "正解"),
        ),
    ],
    indirect=["visit"],
)  # fmt: skip
def test_a_set_is_run_and_looked_at(visit, tab, start, words, wrong):
    page = opened(visit, tab)
    choose(page, "mine")
    run(page, start)
    figures = page.locator("#evaluate-tabs")
    for part in words:
        expect(figures).to_contain_text(part)
    name, *parts = wrong
    page.get_by_role("tab", name=name, exact=True).click()
    for part in parts:
        expect(page.locator("#evaluate article").first).to_contain_text(part)
    assert "__i18n__" not in page.locator("body").inner_text()
    assert visit.record.complaints == []


def test_conditions_narrow_what_is_run(visit):
    page = opened(visit)
    choose(page, "mine")
    expect(page.locator("#evaluate").get_by_text("3 items will be run.")).to_be_visible()
    page.get_by_label("Part (split)").click()
    page.get_by_role("option", name="held (2)").click()
    expect(page.locator("#evaluate").get_by_text("2 items will be run.")).to_be_visible()


def test_a_run_is_stopped_and_goes_on(visit, there):
    page = opened(visit)
    choose(page, "many")
    button(page, "Run").click()
    expect(page.locator("#evaluate-progress")).to_contain_text("of 60 items", timeout=60_000)
    button(page, "Stop").click()
    expect(page.locator("#evaluate-progress .stopped")).to_be_visible(timeout=60_000)
    (folder,) = (there / "runs").glob("many-*")
    done = (folder / "outcomes.jsonl").read_text("utf-8").count("\n")
    assert 0 < done < 60
    expect(page.locator("#evaluate section h2").first).to_contain_text(f"of {done} right")
    run(page, "Go on")
    assert (folder / "outcomes.jsonl").read_text("utf-8").count("\n") == 60
    expect(button(page, "Go on")).to_be_hidden()


def test_two_visitors_wait_for_each_other(visit, chromium, site):
    page = opened(visit)
    choose(page, "many")
    context = chromium.new_context(locale="de-DE")
    second = context.new_page()
    second.goto(site.url)
    expect(second.locator("#question textarea")).to_be_visible()
    other = opened(SimpleNamespace(page=second), "Auswerten")
    choose(other, "many")
    page.locator("#evaluate-fields input").last.click()
    page.get_by_role("option", name="50", exact=True).click()
    expect(page.locator("#evaluate").get_by_text("50 items will be run.")).to_be_visible()
    button(page, "Run").click()
    expect(page.locator("#evaluate-progress")).to_contain_text("of 50 items", timeout=60_000)
    other.locator("#evaluate-fields input").last.click()
    other.get_by_role("option", name="25", exact=True).click()
    expect(other.locator("#evaluate").get_by_text("25 Aufgaben werden bearbeitet.")).to_be_visible()
    button(other, "Starten").click()
    expect(other.locator("#evaluate-progress")).to_contain_text("kommt noch 1 anderer")
    button(page, "Stop").click()
    expect(other.locator("#evaluate-progress")).to_contain_text("von 25 Aufgaben", timeout=60_000)
    button(other, "Anhalten").click()
    expect(other.locator("#evaluate-progress .stopped")).to_be_visible(timeout=60_000)
    context.close()


def test_an_uploaded_set_is_checked_and_is_text(visit, tmp_path):
    page = opened(visit)
    rows = [ITEMS[0] | {"id": "u1", "question": f"What costs {HOSTILE}?", "kind": HOSTILE}]
    own, torn = tmp_path / "own.jsonl", tmp_path / "torn.jsonl"
    own.write_text(_lines(rows), encoding="utf-8")
    torn.write_text('{"id": "x"}\n', encoding="utf-8")
    page.locator("#evaluate-form input[type=file]").set_input_files([own, torn])
    expect(page.locator("#evaluate .faulty")).to_contain_text("torn")
    page.locator("#evaluate .faulty summary").last.click()
    expect(page.locator("#evaluate .faulty").last).to_contain_text("Line 1 x")
    expect(page.locator("#evaluate .error")).to_contain_text("“torn” cannot be run")
    page.locator("#evaluate-sets label").filter(has_text="torn").locator("input").uncheck()
    run(page)
    page.get_by_role("tab", name="Failures", exact=True).click()
    if page.locator("#evaluate article").count():
        expect(page.locator("#evaluate article h2").first).to_have_text(rows[0]["question"])
    assert page.locator("#evaluate-results img").count() == 0
    assert page.locator("#evaluate-results script").count() == 0
    assert visit.in_peace()


def test_comparison_and_downloads(visit):
    page = opened(visit)
    choose(page, "mine")
    run(page)
    page.get_by_label("Part (split)").click()
    page.get_by_role("option", name="held (2)").click()
    expect(page.locator("#evaluate").get_by_text("2 items will be run.")).to_be_visible()
    run(page)
    expect(page.locator("#evaluate section h2").first).to_contain_text("Questions: 1 of 1 right")
    page.get_by_role("tab", name="Comparison", exact=True).click()
    page.get_by_label("Compare with").click()
    page.get_by_role("option").filter(has_text="mine – 3 items").click()
    expect(page.locator("#evaluate .comparison")).to_contain_text("no clear change")
    with page.expect_download() as saved:
        button(page, "All files (ZIP)").click()
    with zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes())) as file:
        assert "outcomes.jsonl" in file.namelist()
    with page.expect_download() as saved:
        button(page, "Report (HTML)").click()
    assert saved.value.suggested_filename.endswith(".html")
    assert visit.in_peace()


@pytest.mark.parametrize("visit", [PHONE, PHONE | DARK], indirect=True)
def test_a_phone_scrolls_in_one_direction_only(visit):
    page = opened(visit)
    choose(page, "mine")
    run(page)
    for fold in page.locator("#evaluate-results details summary").all():
        fold.click()
    for name in ("Failures", "Comparison", "Figures"):
        page.get_by_role("tab", name=name, exact=True).click()
        assert visit.fits
    assert visit.record.complaints == []


def test_the_keyboard_is_enough(visit):
    page = opened(visit)
    page.locator("#evaluate-sets label").filter(has_text="mine").locator("input").focus()
    page.keyboard.press("Space")
    expect(button(page, "Run")).to_be_enabled()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Run":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#evaluate-progress .done")).to_be_visible(timeout=120_000)
    expect(page.locator("#evaluate section h2").first).to_be_visible()
    page.locator("#evaluate details summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evaluate details").first).to_have_attribute("open", "")


@pytest.mark.parametrize("visit", [{}, {"color_scheme": "dark"}], indirect=True)
def test_axe_finds_nothing(visit):
    page = opened(visit)
    choose(page, "mine")
    run(page)
    for fold in page.locator("#evaluate-results details summary").all():
        fold.click()
    for name in ("Figures", "Failures", "Comparison"):
        page.get_by_role("tab", name=name, exact=True).click()
        assert visit.violations("#evaluate") == []

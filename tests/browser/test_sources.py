"""The sources tab in a real browser: list, upload, reading, removal, comparison."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from assistant.app.serving import start
from assistant.app.workspace import Workspace
from assistant.index.store import IndexStore

if TYPE_CHECKING:
    from tests.browser.conftest import Site, Visit

from tests.browser.screens import DARK, PHONE, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = {
    "en-US": ("Sources", "Read", "May 6, 2024", "about 25,000 US dollars", "Compare all documents"),
    "de-DE": (
        "Quellen",
        "Lesen",
        "6. Mai 2024",
        "rund 25.000 US-Dollar",
        "Alle Dokumente vergleichen",
    ),
    "ja-JP": ("資料", "読む", "2024年5月6日", "約2万5000米ドル", "すべての文書を比較"),
}


@pytest.fixture(autouse=True)
def _untouched(site: Site, tmp_path: Path) -> Iterator[None]:
    """Each test finds the index as it was built."""
    before = tmp_path / "before"
    shutil.copytree(site.workspace.index, before)
    yield
    shutil.rmtree(site.workspace.index)
    shutil.copytree(before, site.workspace.index)
    shutil.rmtree(site.workspace.settings.uploads, ignore_errors=True)
    site.workspace._assistant = Workspace(site.workspace.index, site.workspace.settings).assistant


def opened(visit: Visit, name: str = "Sources") -> Locator:
    visit.page.get_by_role("tab", name=name).click()
    expect(visit.page.locator("#sources-list tbody tr")).to_have_count(4)
    settle(visit.page)
    return visit.page.locator("#sources")


def titles(tab: Locator) -> list[str]:
    return tab.locator("#sources-list tbody tr:visible cite").all_inner_texts()


def sent(tab: Locator, *files: Path) -> None:
    tab.locator(".files input[type=file]").set_input_files(files)


@pytest.mark.parametrize(
    "visit", [{"locale": locale} for locale in WORDS], indirect=True, ids=list(WORDS)
)
def test_a_document_is_found_and_read(visit: Visit) -> None:
    locale = visit.page.evaluate("navigator.language")
    name, read, date, reading, compare = WORDS[locale]
    tab = opened(visit, name)
    expect(tab.locator("#sources-list")).to_contain_text(date)
    tab.locator("tr[data-document='chips.md'] [data-view]").click()
    expect(tab.locator("article h2")).to_be_focused()
    expect(tab.locator("article .text")).to_contain_text("Energy is the second largest item")
    figure = tab.get_by_text("$25,000")
    expect(figure).to_have_attribute("title", reading)
    figure.click()
    shown = figure.evaluate("mark => getComputedStyle(mark, '::after').content")
    assert shown == f'"{reading}"'
    tab.locator(".back").click()
    expect(tab.locator("tr[data-document='chips.md'] [data-view]")).to_be_focused()
    assert tab.locator("tr[data-document='chips.md'] [data-view]").inner_text() == read
    tab.get_by_role("button", name=compare).click()
    expect(tab.locator("#sources-found p[role=status]")).to_be_visible()
    assert visit.in_peace()


def test_files_are_added_and_each_is_told(visit: Visit, tmp_path: Path) -> None:
    good, bad = tmp_path / "h200.md", tmp_path / "photo.png"
    good.write_text("# H200\n\nOne H200 accelerator costs $31,000.\n", encoding="utf-8")
    bad.write_bytes(b"\x89PNG")
    tab = opened(visit)
    sent(tab, good, bad)
    expect(tab.locator(".results li")).to_have_count(2)
    expect(tab.locator(".results .added")).to_contain_text("h200.md")
    expect(tab.locator(".results .failed")).to_contain_text("Files of type .png cannot be read")
    aloud = tab.locator(".unseen [role=status], .unseen[role=status]")
    expect(aloud).to_contain_text("photo.png")
    assert "h200.md" not in aloud.inner_text()
    assert tab.locator("#sources-told [role=status], #sources-told[role=status]").count() == 0
    expect(tab.locator("#sources-list tbody tr")).to_have_count(5)
    expect(tab.locator("#sources-about")).to_contain_text("5")
    good.write_text("# H200\n\nOne H200 accelerator costs $32,000.\n", encoding="utf-8")
    sent(tab, good)
    expect(tab.locator(".results .updated")).to_contain_text("h200.md")
    visit.page.get_by_role("tab", name="Chat").click()
    visit.ask("What does an H200 accelerator cost?")
    assert "$32,000" in visit.answer
    assert visit.in_peace()


def test_a_document_is_removed_after_a_question(visit: Visit) -> None:
    tab = opened(visit)
    button = tab.locator("tr[data-document='mizu.txt'] [data-remove]")
    button.click()
    dialog = tab.locator("dialog")
    expect(dialog).to_contain_text("AIと水の消費")
    expect(dialog.locator("[data-cancel]")).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    visit.page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Remove").click()
    expect(tab.locator(".results .removed")).to_contain_text("mizu.txt")
    expect(tab.locator("#sources-list tbody tr")).to_have_count(3)
    expect(tab.locator("#sources-list input")).to_be_focused()
    assert visit.in_peace()


def test_the_last_document_gives_way_to_what_to_do(visit: Visit) -> None:
    tab = opened(visit)
    for left in (3, 2, 1, 0):
        tab.locator("[data-remove]").first.click()
        tab.locator("[data-confirm]").click()
        expect(tab.locator("#sources-list tbody tr")).to_have_count(left)
    expect(tab.locator("#sources-list .empty")).to_contain_text("Add files above")
    assert visit.in_peace()


def test_changed_files_are_taken_in(visit: Visit, site: Site) -> None:
    origin = Path(site.workspace.assistant.document("chips.md").origin)
    before = origin.read_text(encoding="utf-8")
    tab = opened(visit)
    origin.write_text(before.replace("$25,000", "$26,500"), encoding="utf-8")
    try:
        tab.get_by_role("button", name="Check files for changes").click()
        expect(tab.locator(".results .updated")).to_contain_text("chips.md")
    finally:
        origin.write_text(before, encoding="utf-8")


def test_an_index_that_is_being_written_elsewhere(visit: Visit, site: Site) -> None:
    tab = opened(visit)
    with IndexStore(site.workspace.index).writing():
        tab.locator("[data-remove]").first.click()
        tab.locator("[data-confirm]").click()
        expect(tab.get_by_role("alert")).to_contain_text("Wait until it has finished")
    expect(tab.locator("#sources-list tbody tr")).to_have_count(4)


def test_a_list_of_another_visitor_is_refreshed(visit: Visit, site: Site) -> None:
    tab = opened(visit)
    site.workspace.write(lambda builder: builder.remove(["mizu.txt"]), lambda *_: None)
    tab.locator("tr[data-document='mizu.txt'] [data-view]").click()
    expect(tab.get_by_role("alert")).to_contain_text("holds no document")
    tab.get_by_role("button", name="Refresh list").click()
    expect(tab.locator("#sources-list tbody tr")).to_have_count(3)


def test_the_list_is_filtered_and_sorted(visit: Visit) -> None:
    tab = opened(visit)
    box = tab.get_by_role("searchbox", name="Filter the list")
    box.fill("GERMAN")
    assert titles(tab) == ["Strombedarf großer Sprachmodelle"]
    expect(tab.locator(".filter [role=status]")).to_have_text("1 of 4 documents")
    tab.get_by_role("button", name="Refresh list").click()
    expect(box).to_have_value("GERMAN")
    assert len(titles(tab)) == 1
    box.fill("nothing like it")
    expect(tab.locator(".none")).to_be_visible()
    box.fill("")
    published = tab.get_by_role("columnheader", name="Published")
    published.get_by_role("button").click()
    assert titles(tab)[:2] == ["Strombedarf großer Sprachmodelle", "What training chips cost"]
    published.get_by_role("button").click()
    expect(published).to_have_attribute("aria-sort", "descending")
    assert titles(tab)[:2] == ["What training chips cost", "Strombedarf großer Sprachmodelle"]


def test_hostile_documents_are_text(visit: Visit, tmp_path: Path) -> None:
    hostile = tmp_path / "x.md"
    hostile.write_text("${alert(3)} {{constructor}} <img src=x onerror=alert(4)> 5 MWh.\n")
    tab = opened(visit)
    sent(tab, hostile)
    expect(tab.locator("#sources-list tbody tr")).to_have_count(5)
    for name, words in (("vortex.md", '<img src="http://evil.test'), ("x.md", "${alert(3)} {{con")):
        tab.locator(f"tr[data-document='{name}'] [data-view]").click()
        expect(tab.locator("article .text")).to_contain_text(words)
        assert tab.locator("article img, article script, article .text a").count() == 0
        tab.locator(".back").click()
    assert visit.in_peace()


def test_disagreements_lead_to_their_quotes_and_into_a_table(visit: Visit, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Preise\n\nEin H100 kostet etwa 31.000 US-Dollar.\n", encoding="utf-8")
    tab = opened(visit)
    sent(tab, other)
    expect(tab.locator("#sources-list tbody tr")).to_have_count(5)
    tab.get_by_role("button", name="Compare all documents").click()
    expect(tab.locator("#sources-found p[role=status]")).to_contain_text("1 contradiction")
    tab.locator(".disagreement a[href^='#']").first.click()
    expect(tab.locator(".disagreement li").first).to_be_focused()
    with visit.page.expect_download() as download:
        tab.get_by_role("button", name="Export as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "disagreements.csv"
    assert len(list(csv.reader(io.StringIO(text)))) >= 3
    assert visit.in_peace()


@pytest.mark.parametrize(
    "visit",
    [PHONE | {"locale": "de-DE"}, PHONE | DARK | {"locale": "ja-JP"}],
    indirect=True,
)
def test_a_narrow_screen_never_scrolls_sideways(visit: Visit) -> None:
    name = WORDS[visit.page.evaluate("navigator.language")][0]
    tab = opened(visit, name)
    assert visit.fits
    tab.locator(".comparison button").first.click()
    expect(tab.locator("#sources-found p[role=status]")).to_be_visible()
    assert visit.fits
    tab.locator("[data-remove]").first.click()
    assert visit.fits
    visit.page.keyboard.press("Escape")
    tab.locator("[data-view]").first.click()
    tab.locator("article mark[data-reading]").first.click()
    assert visit.fits
    assert visit.in_peace()


def test_the_keyboard_is_enough(visit: Visit) -> None:
    tab = opened(visit)
    tab.get_by_role("searchbox").focus()
    reached: list[str] = []
    for _ in range(9):
        visit.page.keyboard.press("Tab")
        reached.append(str(visit.page.evaluate("document.activeElement.ariaLabel || ''")))
    assert "Read “What training chips cost”" in reached
    tab.locator("tr[data-document='chips.md'] [data-view]").focus()
    visit.page.keyboard.press("Enter")
    expect(tab.locator("article h2")).to_be_focused()
    while visit.page.evaluate("document.activeElement.tagName") != "MARK":
        visit.page.keyboard.press("Tab")
    outline = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_a_long_document_is_shown_step_by_step(visit: Visit, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    # The same sentence over and over is embedded once.
    long.write_text("A line like all others.\n" * 4_000 + "This is the end.", encoding="utf-8")
    tab = opened(visit)
    sent(tab, long)
    expect(tab.locator("#sources-list tbody tr")).to_have_count(5, timeout=30_000)
    tab.locator("tr[data-document='long.txt'] [data-view]").click()
    text = tab.locator("article .text")
    expect(text).to_contain_text("A line like all others.")
    expect(text).not_to_contain_text("This is the end.")
    tab.get_by_role("button", name="Show more").click()
    expect(text).to_contain_text("This is the end.")
    expect(tab.get_by_role("button", name="Show more")).to_be_hidden()


def test_the_page_of_an_index_without_documents_opens(tmp_path: Path, site: Site) -> None:
    index = tmp_path / "empty"
    shutil.copytree(site.workspace.index, index)
    settings = site.workspace.settings.model_copy(update={"index": index})
    workspace = Workspace(index, settings)
    held = [document.path for document in workspace.assistant.documents()]
    workspace.write(lambda builder: builder.remove(held), lambda *_: None)
    page, _ = start(Workspace(index, settings), host="127.0.0.1", port=0)
    page.close()


@pytest.mark.parametrize(
    "visit",
    [{}, DARK, PHONE, PHONE | DARK],
    indirect=True,
)
def test_nothing_is_broken_under_axe(visit: Visit, tmp_path: Path) -> None:
    other, bad = tmp_path / "other.md", tmp_path / "photo.png"
    other.write_text("Ein H100 kostet etwa 31.000 US-Dollar.\n", encoding="utf-8")
    bad.write_bytes(b"\x89PNG")
    tab = opened(visit)
    sent(tab, other, bad)
    expect(tab.locator(".results li")).to_have_count(2)
    tab.get_by_role("button", name="Compare all documents").click()
    tab.locator(".disagreement summary").first.click()
    assert visit.violations() == []
    tab.locator("[data-remove]").first.click()
    assert visit.violations() == []
    visit.page.keyboard.press("Escape")
    tab.locator("tr[data-document='chips.md'] [data-view]").click()
    tab.locator("article mark[data-reading]").first.click()
    assert visit.violations() == []


def test_what_is_known_of_an_uploaded_source_is_stated(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "h200.md"
    file.write_text("# H200\n\nOne H200 accelerator costs $31,000.\n", encoding="utf-8")
    tab = opened(visit)
    sent(tab, file)
    first = tab.locator("#sources-list tbody tr").first
    expect(first).to_contain_text("New")
    first.locator("[data-view]").click()
    form = tab.locator(".facts-form")
    form.get_by_role("button", name="Title, publisher").click()
    # Gradio sets a box once more just after it has come, faster than people type.
    visit.page.wait_for_timeout(500)
    form.get_by_label("Publisher").fill("The Chip Post")
    form.get_by_label("Published").fill("May 2024")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Write the date as")
    form.get_by_label("Published").fill("2024-05")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Saved.")
    expect(tab.locator("article header")).to_contain_text("The Chip Post")
    visit.page.get_by_role("tab", name="Chat").click()
    visit.ask("What does an H200 accelerator cost?")
    expect(visit.item(1).locator(".details")).to_contain_text("The Chip Post · May 2024")
    assert visit.in_peace()

"""The chat page as a reader meets it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize(
    ("question", "fact", "file", "title", "details"),
    [
        (
            "What does an H100 cost?",
            "$25,000",
            "chips.md",
            "What training chips cost",
            ["Compute Ledger", "May 6, 2024", "p. 1", "English"],
        ),
        (
            "Wie viel Strom verbrauchte das Training von BLOOM?",
            "433 Megawattstunden",
            "strom.md",
            "Strombedarf großer Sprachmodelle",
            ["Energieblatt", "20. November 2023", "S. 1", "Deutsch"],
        ),
        (
            "GPT-3の学習ではどれだけの水が蒸発しましたか？",
            "約70万リットル",
            "mizu.txt",
            "AIと水の消費",
            ["1ページ", "日本語"],
        ),
    ],
)
def test_an_answer_with_its_evidence(visit, site, question, fact, file, title, details):
    visit.ask(question)
    assert fact in visit.answer
    assert "[1]" in visit.answer
    first = visit.page.locator("#citation-1")
    quote = first.locator("blockquote").text_content()
    assert fact in quote
    assert quote in site.sources[file]
    assert first.locator("cite").inner_text() == title
    assert first.locator(".details bdi").all_inner_texts() == details


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        ({"locale": "en-US"}, ["Ask your sources", "Every answer", "What would", "appear here"]),
        ({"locale": "de-DE"}, ["Fragen an die Quellen", "Jede Antwort", "Was möchten", "Wortlaut"]),
        ({"locale": "ja-JP"}, ["資料に質問する", "原文を必ず", "知りたいこと", "表示されます"]),
    ],
    indirect=["visit"],
)
def test_the_interface_speaks_the_language_of_the_browser(visit, words):
    for part in words:
        expect(visit.page.get_by_text(part)).to_be_visible()
    assert "__i18n__" not in visit.page.locator("body").inner_text()
    assert "_hint" not in visit.page.get_by_role("textbox").get_attribute("placeholder")


def test_a_question_that_leans_on_the_one_before(visit):
    visit.ask("What does an H100 accelerator cost?")
    visit.ask("And a B200?")
    assert "$40,000" in visit.answer
    assert any("$40,000" in quote for quote in visit.quotes)


def test_a_refusal_shows_related_passages_as_no_answer(visit):
    visit.ask("Who painted the Mona Lisa?")
    expect(visit.page.locator("#evidence .related h2")).to_have_text("Related passages")
    assert visit.page.locator("#evidence .citations").count() == 0
    assert visit.page.locator("#evidence .number").count() == 0


def test_an_empty_question_gets_a_plain_message(visit):
    visit.page.get_by_role("textbox").fill("?!")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#chat .bot.message")).to_have_text(
        "Please type a question in words."
    )
    expect(visit.page.locator("#evidence li")).to_have_count(0)


def test_an_example_asks_itself(visit):
    visit.page.get_by_text("Was kostet ein H100?").click()
    visit.wait_for_answer("Was kostet ein H100?")
    assert "$25,000" in visit.answer


def test_a_marker_leads_to_its_citation(visit):
    visit.ask("What does an H100 cost?")
    marker = visit.page.locator("#chat .bot.message a").first
    marker.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#citation-1")).to_be_focused()
    assert "#" not in visit.page.url


def test_clearing_the_chat_clears_the_evidence(visit):
    visit.ask("What does an H100 cost?")
    visit.page.get_by_role("button", name="Clear").click()
    expect(visit.page.locator("#evidence .empty")).to_be_visible()
    expect(visit.page.locator("#evidence li")).to_have_count(0)


@pytest.mark.parametrize("visit", [PHONE, {**PHONE, "color_scheme": "dark"}], indirect=True)
def test_a_phone_scrolls_in_one_direction_only(visit):
    visit.ask("What does an H100 cost?")
    widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = visit.page.evaluate(widths)
    assert scroll <= client == 390
    chat = visit.page.locator("#chat").bounding_box()
    evidence = visit.page.locator("#evidence").bounding_box()
    assert evidence["y"] >= chat["y"] + chat["height"]


def test_a_desk_shows_the_evidence_beside_the_chat(visit):
    visit.ask("What does an H100 cost?")
    chat = visit.page.locator("#chat").bounding_box()
    evidence = visit.page.locator("#evidence").bounding_box()
    assert evidence["x"] >= chat["x"] + chat["width"]
    assert chat["width"] > evidence["width"]


def test_everything_comes_from_this_host(visit, site):
    visit.ask("What does an H100 cost?")
    hosts = {urlsplit(url).netloc for url in visit.record.requests if urlsplit(url).netloc}
    assert hosts == {urlsplit(site.url).netloc}
    assert visit.record.complaints == []


def test_enter_that_ends_a_conversion_does_not_submit(visit):
    box = visit.page.get_by_role("textbox")
    box.focus()
    keyboard = visit.page.context.new_cdp_session(visit.page)
    words = "水の消費量は？"
    keyboard.send(
        "Input.imeSetComposition",
        {"text": words, "selectionStart": len(words), "selectionEnd": len(words)},
    )
    for kind in ("rawKeyDown", "keyUp"):
        keyboard.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
        )
    keyboard.send("Input.insertText", {"text": words})
    expect(box).to_have_value(words)
    assert visit.page.locator("#chat .user.message").count() == 0
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#chat .user.message")).to_have_text(words)


def test_a_hostile_document_is_only_read(visit, site):
    visit.ask("What does the Vortex rack cost?")
    quote = visit.page.locator("#citation-1 blockquote").text_content()
    assert "$100 million to $1 billion <img src=" in quote
    assert quote in site.sources["vortex.md"]
    assert quote in visit.answer
    title = visit.page.locator("#citation-1 cite").inner_text()
    assert title == '<script>alert("title")</script> Vortex <b>notes</b>'
    for inside in ("#chat .bot.message", "#evidence"):
        assert visit.page.locator(f"{inside} :is(img, script, b, em, h1)").count() == 0
    assert visit.page.locator("#chat .bot.message a").all_inner_texts() == ["[1]"]
    assert visit.record.dialogs == []
    assert not [url for url in visit.record.requests if "evil.test" in url]
    assert visit.record.complaints == []


def test_the_picture_in_the_readme(visit, tmp_path):
    """``CHAT_PICTURE=docs/chat.png pytest tests/browser -k picture`` makes it anew."""
    visit.ask("What does an H100 cost?")
    visit.page.mouse.move(0, 0)
    picture = Path(os.environ.get("CHAT_PICTURE") or tmp_path / "chat.png")
    visit.page.screenshot(path=picture, animations="disabled")
    assert picture.stat().st_size < 300_000

"""The chat page as a reader meets it."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.screens import DARK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
    first = visit.item(1)
    quote = first.locator("mark").text_content()
    shown = first.locator("blockquote").text_content().strip("…")
    assert shown in re.sub(r"\n{2,}", "\n", site.sources[file])
    assert fact in quote
    assert quote in site.sources[file]
    assert first.locator("cite").inner_text() == title
    assert first.locator(".details bdi").all_inner_texts() == details


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        (
            {"locale": "en-US"},
            ["Ask your sources", "Every answer", "What would", "appear here", "New conversation"],
        ),
        (
            {"locale": "de-DE"},
            ["Fragen an die Quellen", "Jede Antwort", "Was möchten", "Wortlaut", "Neues Gespräch"],
        ),
        (
            {"locale": "ja-JP"},
            ["資料に質問する", "原文を必ず", "知りたいこと", "表示されます", "新しい会話"],
        ),
    ],
    indirect=["visit"],
)
def test_the_interface_speaks_the_language_of_the_browser(visit, words):
    for part in words:
        expect(visit.page.get_by_text(part)).to_be_visible()
    assert "__i18n__" not in visit.page.locator("body").inner_text()
    assert "_hint" not in visit.box.get_attribute("placeholder")


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


def test_a_question_without_words_gets_a_plain_message(visit):
    visit.box.fill("?!")
    visit.page.keyboard.press("Enter")
    expect(visit.replies).to_have_text("Please type a question in words.")
    expect(visit.page.locator("#evidence li")).to_have_count(0)


@pytest.mark.parametrize("visit", [{"locale": "ja-JP"}], indirect=True)
def test_a_blank_question_is_said_to_be_one(visit):
    visit.box.fill("   ")
    visit.box.press("Enter")
    expect(visit.page.get_by_text("質問を文章で入力してください。")).to_be_visible()
    expect(visit.page.locator("#chat .message")).to_have_count(0)


def test_an_example_asks_itself(visit):
    with visit.asking("Was kostet ein H100?"):
        visit.page.get_by_text("Was kostet ein H100?").click()
    assert "$25,000" in visit.answer


def test_a_marker_leads_to_its_citation(visit):
    visit.ask("What does an H100 cost?")
    marker = visit.replies.locator("a").first
    marker.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.item(1)).to_be_focused()
    assert "#" not in visit.page.url


def test_the_marker_of_an_earlier_answer_brings_its_citations_back(visit):
    visit.ask("What does an H100 cost?")
    visit.ask("Wie viel Strom verbrauchte das Training von BLOOM?")
    assert any("433 Megawattstunden" in quote for quote in visit.quotes)
    visit.replies.first.locator("a").first.click()
    expect(visit.item(1)).to_be_focused()
    assert any("$25,000" in quote for quote in visit.quotes)
    assert not any("433 Megawattstunden" in quote for quote in visit.quotes)


def test_the_steps_unfold(visit):
    visit.ask("What does an H100 cost?")
    steps = visit.page.get_by_role("button", name="passages read").or_(
        visit.page.get_by_role("button", name="passage read")
    )
    expect(visit.page.locator("#chat .steps")).to_be_hidden()
    steps.first.click()
    expect(visit.page.locator("#chat .steps")).to_contain_text("What training chips cost, p. 1")


def test_a_citation_is_copied_as_a_footnote(visit):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask("What does an H100 cost?")
    visit.item(1).get_by_role("button", name="Copy as footnote").click()
    expect(visit.item(1).get_by_role("status")).to_have_text("Copied")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Compute Ledger, “What training chips cost,” May 6, 2024, p. 1: “")
    assert copied.endswith("” https://example.org/training-chips")


def test_a_follow_up_asks_itself(visit):
    visit.ask("How much electricity did training BLOOM use?")
    option = visit.page.locator("#chat .option").first
    expect(option).to_be_visible()
    question = option.inner_text()
    with visit.asking(question):
        option.click()
    assert "Not in the sources" not in visit.answer


def test_a_question_is_edited_and_asked_again(visit):
    visit.ask("What does an H100 cost?")
    visit.page.get_by_role("button", name="Edit").first.click()
    visit.page.locator("#chat textarea").fill("What does a B200 accelerator cost?")
    with visit.asking("What does a B200 accelerator cost?"):
        visit.page.get_by_role("button", name="Submit").first.click()
    expect(visit.page.locator("#chat .user.message")).to_have_count(1)
    assert "$40,000" in visit.answer


def test_an_answer_is_asked_for_again_and_taken_back(visit):
    visit.ask("What does an H100 cost?")
    before = visit.answer
    with visit.asking("What does an H100 cost?"):
        visit.page.get_by_role("button", name="Retry").click()
    assert visit.answer == before
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.page.locator("#chat .user.message")).to_have_count(0)
    expect(visit.page.locator("#evidence .empty")).to_be_visible()


def test_a_conversation_outlives_the_page(visit):
    visit.ask("What does an H100 cost?")
    visit.page.wait_for_function("localStorage.getItem('assistant-conversations')?.length > 1000")
    visit.page.reload()
    visit.page.get_by_role("button", name="Earlier conversations").click()
    earlier = visit.page.locator("#earlier-list [data-open]")
    expect(earlier.locator("time")).to_contain_text(re.compile(r"\b20\d\d, \d+:\d\d"))
    earlier.click()
    expect(visit.item(1)).to_be_visible()
    assert "$25,000" in visit.answer
    visit.ask("And a B200?")
    assert "$40,000" in visit.answer
    visit.page.get_by_role("button", name="Delete all").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(earlier).to_have_count(1)
    visit.page.get_by_role("button", name="Delete all").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(earlier).to_have_count(0)
    assert visit.page.evaluate("localStorage.getItem('assistant-conversations')") == "[]"
    expect(visit.page.locator("#chat .user.message")).to_have_count(0)


def test_one_of_several_conversations_is_deleted(visit):
    kept = "JSON.parse(localStorage.getItem('assistant-conversations') ?? '[]').length"
    visit.ask("What does an H100 cost?")
    visit.page.wait_for_function(f"{kept} === 1")
    visit.page.get_by_role("button", name="New conversation").click()
    expect(visit.page.locator("#chat .user.message")).to_have_count(0)
    visit.ask("What does a B200 accelerator cost?")
    visit.page.wait_for_function(f"{kept} === 2")
    visit.page.get_by_role("button", name="Earlier conversations").click()
    visit.page.get_by_role("button", name="Delete “What does an H100 cost?”").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(visit.page.locator("#earlier-list [data-open]")).to_have_count(1)
    expect(visit.page.locator("#earlier-list")).to_contain_text("B200")
    expect(visit.page.locator("#chat .user.message")).to_have_count(1)


def test_two_tabs_of_one_browser_keep_the_conversations_of_both(visit, site):
    other = type(visit)(visit.page.context.new_page(), visit.record)
    other.page.goto(site.url)
    expect(other.page.locator("#evidence .empty")).to_be_visible()
    kept = "JSON.parse(localStorage.getItem('assistant-conversations') ?? '[]').length"
    visit.ask("What does an H100 cost?")
    visit.page.wait_for_function(f"{kept} === 1")
    other.ask("Wie viel Strom verbrauchte das Training von BLOOM?")
    other.page.wait_for_function(f"{kept} === 2")
    visit.ask("And a B200?")
    visit.page.wait_for_function(
        "localStorage.getItem('assistant-conversations').includes('And a B200?')"
    )
    for one in (visit, other):
        one.page.get_by_role("button", name="Earlier conversations").click()
        expect(one.page.locator("#earlier [data-open]")).to_have_count(2)
    other.page.locator("#earlier [data-open]").filter(has_text="What does an H100 cost?").click()
    expect(other.replies.last).to_contain_text("$40,000")


def test_what_a_browser_holds_in_another_form_is_no_obstacle(visit):
    visit.page.evaluate("localStorage.setItem('assistant-conversations', 'U2FsdGVkX1:x')")
    visit.page.get_by_role("button", name="Earlier conversations").click()
    visit.ask("What does an H100 cost?")
    expect(visit.page.locator("#earlier [data-open]")).to_contain_text("What does an H100 cost?")
    assert visit.record.complaints == []


def test_a_browser_keeps_so_many_conversations_and_no_more(visit):
    visit.page.evaluate(
        """() => localStorage.setItem("assistant-conversations", JSON.stringify(
          Array.from({ length: 20 }, (_, id) => ({ id, conversation: "x".repeat(id ? 9 : 1.5e6) }))
        ))"""
    )
    visit.ask("What does an H100 cost?")
    held = "JSON.parse(localStorage.getItem('assistant-conversations')).map((one) => one.id)"
    visit.page.wait_for_function(f"typeof {held}[0] === 'string'")
    assert visit.page.evaluate(held)[1:] == list(range(1, 19))


def test_a_conversation_is_exported_with_what_produced_it(visit, tmp_path):
    visit.ask("What does an H100 cost?")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Export").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    with zipfile.ZipFile(path) as file:
        assert sorted(file.namelist()) == ["conversation.json", "conversation.md"]
        content = json.loads(file.read("conversation.json"))
        report = file.read("conversation.md").decode()
    (exchange,) = content["exchanges"]
    assert exchange["question"] == "What does an H100 cost?"
    assert exchange["index"]["generation"] == 1
    assert exchange["sources"][0]["sha256"] in report
    assert "$25,000" in report


def test_without_an_answer_there_is_nothing_to_export(visit):
    visit.page.get_by_role("button", name="Export").click()
    expect(visit.page.get_by_text("no answer to export")).to_be_visible()


def test_a_thumb_with_its_reason_is_kept_as_a_candidate(visit, site):
    visit.ask("Was kostet ein H100?")
    visit.page.get_by_role("button", name="Dislike").click()
    expect(visit.page.locator("#feedback input").first).to_be_focused()
    expect(visit.page.locator("#feedback").first).to_be_in_viewport()
    visit.page.get_by_role("radio", name="Wrong figure").check()
    visit.page.locator("#feedback").get_by_role("textbox").fill("It is\nmore.")
    visit.page.get_by_role("button", name="Save").click()
    expect(visit.page.get_by_text("stored on this server")).to_be_visible()
    line = site.workspace.settings.feedback.read_text(encoding="utf-8").splitlines()[-1]
    row = json.loads(line)
    assert row["question"] == "Was kostet ein H100?"
    assert row["note"].startswith("bad, figure, It is more.; ")
    assert "expected" not in row


def test_a_calculation_has_a_form_of_its_own(visit):
    visit.box.fill("What would 1,000 H100s for 30 days cost at $2 per GPU-hour?")
    visit.box.press("Enter")
    form = visit.page.locator("#chat .calculation")
    expect(form.locator(".result strong")).to_have_text("1.44 million US dollars")
    rows = form.get_by_role("table").get_by_role("row")
    assert "your question" in rows.nth(1).inner_text()


def test_the_newest_question_stays_in_sight(visit):
    for question in ("What does an H100 cost?", "Was kostet ein H100?", "What of the Vortex rack?"):
        visit.ask(question)
    expect(visit.page.locator("#chat .user.message").last).to_be_in_viewport()


def test_clearing_the_chat_clears_the_evidence(visit):
    visit.ask("What does an H100 cost?")
    visit.page.get_by_role("button", name="New conversation").click()
    expect(visit.page.locator("#evidence .empty")).to_be_visible()
    expect(visit.page.locator("#evidence li")).to_have_count(0)


@pytest.mark.parametrize("visit", [PHONE, PHONE | DARK], indirect=True)
def test_a_phone_scrolls_in_one_direction_only(visit):
    visit.ask("What does an H100 cost?")
    assert visit.fits
    chat = visit.page.locator("#chat").bounding_box()
    evidence = visit.page.locator("#evidence").bounding_box()
    assert evidence["y"] >= chat["y"] + chat["height"]


def test_a_desk_shows_the_evidence_beside_the_chat(visit):
    visit.ask("What does an H100 cost?")
    chat = visit.page.locator("#chat").bounding_box()
    evidence = visit.page.locator("#evidence").bounding_box()
    assert evidence["x"] >= chat["x"] + chat["width"]
    assert chat["width"] > evidence["width"]


def test_everything_comes_from_this_host(visit):
    visit.ask("What does an H100 cost?")
    assert visit.in_peace()


def test_enter_that_ends_a_conversion_does_not_submit(visit):
    box = visit.box
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
    quote = visit.quotes[0]
    assert "$100 million to $1 billion <img src=" in quote
    assert quote in site.sources["vortex.md"]
    assert quote in visit.answer
    title = visit.page.locator("#evidence section:visible cite").first.inner_text()
    assert title == '<script>alert("title")</script> Vortex <b>notes</b>'
    for inside in ("#chat .bot.message", "#evidence"):
        assert visit.page.locator(f"{inside} :is(img, script, b, em, h1)").count() == 0
    assert visit.replies.locator("a").all_inner_texts() == ["[1]"]
    assert visit.in_peace()


def test_a_quote_is_shown_in_its_source_and_the_way_back(visit):
    visit.ask("What does an H100 cost?")
    quote = visit.quotes[0]
    visit.item(1).get_by_role("button", name="Show in source").click()
    passage = visit.page.locator("#sources article .passage")
    expect(passage).to_be_focused()
    expect(passage).to_be_in_viewport()
    assert passage.text_content() == quote
    expect(visit.page.locator("#sources-list")).to_be_hidden()
    visit.page.get_by_role("button", name="Back to the quote").click()
    expect(visit.item(1).get_by_role("button", name="Show in source")).to_be_focused()
    assert visit.in_peace()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_a_phone_leads_back_from_a_citation_to_its_sentence(visit):
    visit.ask("What does an H100 cost?")
    marker = visit.replies.locator("a").first
    marker.click()
    back = visit.item(1).get_by_role("button", name="Back to the answer")
    back.click()
    expect(marker).to_be_focused()
    expect(marker).to_be_in_viewport()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_a_finger_hits_what_it_aims_at(visit):
    visit.ask("What does an H100 cost?")
    small = visit.page.evaluate(
        """() => [...document.querySelectorAll("#header button, #chat button, #chat a,"
          + "#evidence button, #question button, #chat-buttons button")]
          .filter((one) => one.offsetParent && !one.inert)
          .filter((one) => one.getBoundingClientRect().width < 24
            || one.getBoundingClientRect().height < 24)
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
    size = "getComputedStyle(document.querySelector('#question textarea')).fontSize"
    assert visit.page.evaluate(size) == "16px"


@pytest.mark.parametrize("visit", [{"locale": "de-DE"}], indirect=True)
def test_the_send_button_has_a_name_and_the_box_a_ring(visit):
    expect(visit.page.get_by_role("button", name="Senden")).to_be_visible()
    visit.page.keyboard.press("Tab")
    visit.box.focus()
    assert visit.box.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"


def test_the_language_of_the_page_is_chosen(visit):
    visit.page.get_by_role("button", name="日本語").click()
    expect(visit.page.get_by_text("資料に質問する")).to_be_visible()
    expect(visit.page.get_by_role("button", name="日本語")).to_have_attribute(
        "aria-current", "true"
    )
    visit.page.get_by_role("tab", name="資料").click()
    expect(visit.page.locator("#sources-list")).to_contain_text("英語")


def test_without_chat_models_there_is_no_menu(visit):
    expect(visit.page.locator("#model")).to_be_hidden()

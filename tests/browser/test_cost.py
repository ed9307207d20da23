"""The cost tab as a reader meets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.screens import DARK, PHONE, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def cost(visit):
    """Opens the tab from an address, with a scenario where one is given."""

    def opened(query="?tab=cost"):
        visit.page.goto(f"{visit.page.url.partition('?')[0]}{query}")
        expect(visit.page.locator("#cost-result [role=status]")).not_to_be_empty()
        settle(visit.page)
        return visit.page

    return opened


_BROKEN = """(selector) => {
  const broken = [];
  for (const part of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of node.textContent.matchAll(/[^\\s\\-–/]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = [...range.getClientRects()].map((box) => Math.round(box.top));
        if (new Set(tops).size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""
"""Words that stand on more than one line."""


def result(page):
    return page.locator("#cost-result")


def box(page, name):
    return page.locator(f"#cost-{name}")


def slider(page, name):
    return page.locator(f"#cost-form input[type=range][data-of={name}]")


@pytest.mark.parametrize(
    ("visit", "tab", "first", "then"),
    [
        ({"locale": "en-US"}, "Cost", "78.35 million US dollars", "1,374,552 US dollars"),
        ({"locale": "de-DE"}, "Kosten", "78,35 Mio. US-Dollar", "1.374.552 US-Dollar"),
        ({"locale": "ja-JP"}, "コスト", "7835万米ドル", "137万4552米ドル"),
    ],
    indirect=["visit"],
)
def test_figures_are_worked_out_while_they_change(visit, tab, first, then):
    page = visit.page
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(result(page)).to_contain_text(first)
    assert "__i18n__" not in page.locator("#cost").inner_text()
    expect(page.locator("#cost-bases tbody tr")).to_have_count(4)
    settle(page)
    box(page, "chip_hours").fill("1e6")
    expect(result(page)).to_contain_text(then)
    expect(page.locator("#cost-details .question")).to_have_count(1)
    assert not visit.record.complaints


def test_boxes_and_sliders_follow_each_other(cost):
    page = cost()
    before = slider(page, "price").input_value()
    box(page, "price").fill("10")
    expect(result(page)).to_contain_text("576.1 million")
    assert int(slider(page, "price").input_value()) > int(before)
    slider(page, "price").focus()
    page.keyboard.press("Home")
    expect(box(page, "price")).to_have_value("0.1")
    expect(slider(page, "price")).to_have_attribute("aria-valuetext", "0.1 US$ per chip-hour")
    expect(result(page)).to_contain_text("5.761 million")
    page.get_by_role("button", name="Back to the default: rental price per chip-hour").click()
    expect(box(page, "price")).to_have_value("")
    expect(box(page, "price")).to_be_focused()
    expect(result(page)).to_contain_text("78.35 million")


def test_the_last_of_many_keys_counts(cost):
    page = cost()
    box(page, "chip_hours").press_sequentially("2000000", delay=40)
    expect(result(page)).to_contain_text("2,749,104")
    expect(box(page, "chip_hours")).to_have_value("2000000")


def test_an_impossible_figure_is_told_at_its_box(cost):
    page = cost()
    box(page, "chip_hours").fill("many")
    expect(page.locator("#cost-chip_hours-problem")).to_contain_text("not a figure")
    expect(box(page, "chip_hours")).to_have_attribute("aria-invalid", "true")
    expect(result(page)).to_contain_text("This cannot be worked out yet")
    box(page, "chip_hours").fill("57 million")
    expect(result(page)).to_contain_text("78,349,464")
    expect(page.locator("#cost-chip_hours-problem")).to_be_hidden()


def test_keys_alone_choose_formula_and_preset(cost):
    page = cost()
    page.locator("#cost-formula").focus()
    page.keyboard.press("ArrowDown")
    expect(result(page)).to_contain_text("776 million")
    expect(page.locator("#cost-formula")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "GPT-4"
    page.keyboard.press("ArrowRight")
    expect(result(page)).to_contain_text("number of chips")
    assert page.evaluate("document.activeElement.value") == "Gemini 1.0 Ultra"


def test_reset_clears_what_was_typed(cost):
    page = cost()
    box(page, "chip_hours").fill("5")
    expect(result(page)).not_to_contain_text("78.35 million")
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(result(page)).to_contain_text("78.35 million")
    expect(box(page, "chip_hours")).to_have_value("")


def test_a_sum_is_drawn_in_its_parts_and_written_as_a_table(visit, cost):
    page = cost("?tab=cost&formula=amortised&run=GPT-4")
    expect(page.locator("#cost-figure .js-plotly-plot")).to_be_visible(timeout=20_000)
    page.get_by_text("The chart as a table").click()
    expect(page.locator("#cost-figure tbody tr")).to_have_count(4)
    page.locator("#cost-formula").select_option("exchange")
    expect(page.locator("#cost-figure .js-plotly-plot")).to_be_hidden()
    assert not visit.record.complaints


def test_a_link_brings_the_scenario_back(visit, cost):
    page = cost("?tab=cost&formula=forecast&cost=1e8&start_year=2024&target_year=2027")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(result(page)).to_contain_text("1.382 billion")
    expect(box(page, "start_year")).to_have_value("2024")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#cost-said")).to_have_text("The link is on the clipboard.")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto(link)
    expect(result(page)).to_contain_text("1.382 billion")
    expect(box(page, "cost")).to_have_value("100,000,000")


def test_an_impossible_link_is_reported_as_text(visit, cost):
    evil = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    page = cost(f"?tab=cost&formula={evil}&bogus=1&chips={evil}&run=GPT-4")
    expect(result(page)).to_contain_text("Part of the link could not be read:")
    expect(result(page)).to_contain_text("bogus: The cost model has no input of this name.")
    expect(result(page)).to_contain_text("78.35 million")
    assert page.locator("#cost img").count() == 0
    assert not visit.record.dialogs


def test_a_question_fills_the_form_in_with_quotes(cost):
    page = cost()
    page.locator("#cost-question textarea").fill("How many H100s can I buy for $1 million?")
    page.keyboard.press("Enter")
    expect(result(page)).to_contain_text("Worked out from your question")
    expect(page.locator("#cost-formula")).to_have_value("how_many")
    expect(box(page, "budget")).to_have_value("1,000,000 USD")
    quote = "One H100 accelerator costs about $25,000."
    expect(page.locator("#cost-details q").first).to_have_text(quote)
    page.locator("#cost-details q + a").first.click()
    expect(page.locator("#cost-details .citations li").first).to_be_focused()
    page.locator("#cost-details [data-source]").first.click()
    expect(page.locator("#sources article .passage")).to_have_text(quote)
    page.get_by_role("button", name="Back to the quote").click()
    expect(page.locator("#cost-details [data-source]").first).to_be_focused()
    box(page, "budget").fill("2 million USD")
    expect(result(page).locator("strong")).to_have_text("80")
    expect(page.locator("#cost-details .source").first).to_be_visible()


def test_a_hostile_source_is_quoted_as_text(visit, cost):
    page = cost()
    page.locator("#cost-question textarea").fill("How many Vortex racks can I buy for $10 billion?")
    page.keyboard.press("Enter")
    expect(result(page)).to_contain_text("Worked out from your question")
    assert page.locator("#cost img").count() == 0
    assert not visit.record.dialogs


def test_a_question_that_asks_for_nothing_keeps_the_form(cost):
    page = cost()
    page.locator("#cost-question textarea").fill("Why is the sky blue?")
    page.keyboard.press("Enter")
    expect(result(page)).to_contain_text("This question does not ask for a calculation.")
    expect(page.locator("#cost-formula")).to_have_value("rental")


def test_ask_about_this_opens_the_chat_with_a_question(visit, cost):
    page = cost()
    page.get_by_role("button", name="Ask about this").click()
    expect(visit.box).to_be_visible()
    expect(visit.box).to_have_value("How much would the rental cost of GPT-4 be?")


@pytest.mark.parametrize(
    "visit",
    [
        {"locale": "en-US"},
        {"locale": "de-DE"},
        {"locale": "de-DE", "viewport": {"width": 720, "height": 900}},
        {**PHONE, "locale": "de-DE"},
    ],
    indirect=True,
)
def test_no_word_breaks_in_a_table(cost):
    page = cost("?tab=cost&formula=rental&chip=H100&chips=16384&hours=2400&price=2..3")
    expect(page.locator("#cost-bases tbody tr")).to_have_count(4)
    assert page.evaluate(_BROKEN, "#cost-bases table, #cost-details table") == []


@pytest.mark.parametrize("visit", [{"locale": "de-DE"}, PHONE], indirect=True)
def test_no_word_breaks_in_a_calculation_of_the_chat(visit):
    question = "Was kosten 1.000 H100 für 30 Tage?"
    visit.ask(question)
    expect(visit.page.locator("#chat .results li")).to_have_count(2)
    expect(visit.page.locator("#chat .results .name").first).to_have_text("Mietpreis (Cloud)")
    assert visit.page.evaluate(_BROKEN, "#chat .calculation") == []
    expect(visit.page.locator("#evidence .empty")).to_contain_text("zitiert keine Quelle")


def test_the_range_of_figures_that_are_ranges_is_exact(cost):
    page = cost("?tab=cost&formula=rental&chip=H100&chips=16384&hours=2400&price=2..3")
    expect(result(page).locator("strong")).to_have_text("78,643,200 to 117,964,800 US dollars")
    expect(result(page)).to_contain_text("exact, from the ends of the range given")
    expect(result(page)).not_to_contain_text("90%")


def test_words_being_converted_are_not_sent(cost):
    page = cost()
    box(page, "chip_hours").evaluate(
        """(field) => {
          field.value = "に";
          field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
        }"""
    )
    page.wait_for_timeout(600)
    expect(page.locator("#cost-chip_hours-problem")).to_be_hidden()
    box(page, "chip_hours").evaluate(
        """(field) => {
          field.value = "２００００００";
          field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        }"""
    )
    expect(result(page)).to_contain_text("2,749,104")


@pytest.mark.parametrize(
    "visit",
    [PHONE, PHONE | DARK | {"locale": "de-DE"}, PHONE | {"locale": "ja-JP"}],
    indirect=True,
)
@pytest.mark.parametrize("query", ["?tab=cost", "?tab=cost&formula=amortised&run=GPT-4&mfu=0.4"])
def test_a_phone_scrolls_in_one_direction_and_keeps_the_result_in_sight(visit, cost, query):
    page = cost(query)
    page.wait_for_timeout(1500)
    assert visit.fits
    expect(result(page).locator(".result")).to_be_in_viewport()
    below = "innerHeight - document.querySelector('#cost-result').getBoundingClientRect().bottom"
    assert page.evaluate(below) <= 1
    assert not visit.record.complaints


def test_nothing_comes_from_elsewhere(visit, cost):
    page = cost("?tab=cost&formula=development&run=GPT-4")
    expect(page.locator("#cost-figure .js-plotly-plot")).to_be_visible(timeout=20_000)
    assert visit.in_peace()

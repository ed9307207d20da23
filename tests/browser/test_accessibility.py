"""Every tab under axe: roles, names, contrast, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.screens import DARK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("visit", [{}, DARK, PHONE, PHONE | DARK], indirect=True)
def test_the_chat_with_an_answer(visit):
    visit.ask("What does an H100 cost?")
    visit.page.locator("#chat .title").first.click()
    assert visit.violations() == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_the_empty_chat(visit):
    assert visit.violations() == []


def test_a_calculation(visit):
    visit.box.fill("What would 1,000 H100s for 30 days cost?")
    visit.box.press("Enter")
    expect(visit.page.locator("#chat .calculation")).to_be_visible()
    assert visit.violations() == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_the_cost_form(visit):
    visit.page.get_by_role("tab", name="Cost").click()
    expect(visit.page.locator("#cost .result").first).to_be_visible()
    assert visit.violations() == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_earlier_conversations_and_a_quote_in_its_source(visit):
    visit.ask("What does an H100 cost?")
    visit.page.get_by_role("button", name="Earlier conversations").click()
    expect(visit.page.locator("#earlier-list [data-open]")).to_be_visible()
    assert visit.violations() == []
    visit.item(1).get_by_role("button", name="Show in source").click()
    expect(visit.page.locator("#sources article .passage")).to_be_focused()
    assert visit.violations() == []

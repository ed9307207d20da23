"""Every tab under axe: roles, names, contrast, in light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list[str]:
    """Rules that are broken, each with a place."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("visit", [{}, DARK, PHONE, PHONE | DARK], indirect=True)
def test_the_chat_with_an_answer(visit):
    visit.ask("What does an H100 cost?")
    visit.page.locator("#chat .title").first.click()
    assert violations(visit.page) == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_the_empty_chat(visit):
    assert violations(visit.page) == []


def test_a_calculation(visit):
    visit.box.fill("What would 1,000 H100s for 30 days cost?")
    visit.box.press("Enter")
    expect(visit.page.locator("#chat .calculation")).to_be_visible()
    assert violations(visit.page) == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_the_cost_form(visit):
    visit.page.get_by_role("tab", name="Cost").click()
    expect(visit.page.locator("#cost .result").first).to_be_visible()
    assert violations(visit.page) == []


@pytest.mark.parametrize("visit", [{}, DARK], indirect=True)
def test_earlier_conversations_and_a_quote_in_its_source(visit):
    visit.ask("What does an H100 cost?")
    visit.page.get_by_role("button", name="Earlier conversations").click()
    expect(visit.page.locator("#earlier-list [data-open]")).to_be_visible()
    assert violations(visit.page) == []
    visit.item(1).get_by_role("button", name="Show in source").click()
    expect(visit.page.locator("#sources article .passage")).to_be_focused()
    assert violations(visit.page) == []

"""The pictures in docs/, made by ``PICTURES=docs pytest tests/browser -k pictures``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.screens import settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_BYTES = 400_000


def chat(visit):
    visit.ask("What does an H100 cost?")


def check(visit):
    visit.page.get_by_role("tab", name="Check").click()
    expect(visit.page.locator("#check textarea").first).to_be_visible()
    settle(visit.page)
    visit.page.locator("#check textarea").first.fill(
        "One H100 costs about $25,000. Training BLOOM used 4,330 megawatt-hours of electricity. "
        "Everybody likes it."
    )
    visit.page.locator("#check-start").click()
    expect(visit.page.locator("#check-status .done")).to_be_visible(timeout=60_000)
    visit.page.locator("#check-text .token").nth(1).click()
    expect(visit.page.locator("#check-evidence blockquote").first).to_be_visible()


def sources(visit):
    visit.page.get_by_role("tab", name="Sources").click()
    expect(visit.page.locator("#sources table").first).to_be_visible()


def cost(visit):
    visit.page.get_by_role("tab", name="Cost").click()
    expect(visit.page.locator("#cost table").first).to_be_visible()


def evaluate(visit):
    visit.page.get_by_role("tab", name="Evaluate").click()
    expect(visit.page.locator("#evaluate input[type=checkbox]").first).to_be_visible()


@pytest.mark.parametrize(
    "tab", [chat, check, sources, cost, evaluate], ids=lambda tab: tab.__name__
)
def test_pictures_of_each_tab(visit, tab, tmp_path):
    tab(visit)
    visit.page.mouse.move(0, 0)
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    picture = folder / f"{tab.__name__}.png"
    visit.page.screenshot(path=picture, animations="disabled")
    assert 10_000 < picture.stat().st_size < MOST_BYTES

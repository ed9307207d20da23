"""Options of browser contexts, and when a page may be typed in."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
DARK: dict[str, Any] = {"color_scheme": "dark"}

_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settle(page: Page) -> None:
    """Waits until a tab shown for the first time has its values."""
    # Gradio sets them one frame after the fields are there, over whatever was typed by then.
    page.evaluate(_TWO_FRAMES)

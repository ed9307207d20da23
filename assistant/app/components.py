"""Components that the tabs share."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.assets import script


def area(content: Any = "", **options: Any) -> gr.HTML:
    """Returns HTML that the page's own styles draw, without Gradio's.

    Args:
        options: of the component.
    """
    return gr.HTML(content, apply_default_css=False, **options)


def quotes_area(content: Any = "", **options: Any) -> gr.HTML:
    """Returns an area whose quotes can be copied, and their sources opened."""
    return area(content, js_on_load=script("quotes"), **options)

"""A button that makes a file when it is clicked and hands it to the browser."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import gradio as gr

from assistant.app.assets import script
from assistant.app.events import PRIVATE


class Download:
    """Gradio's own button serves a file that is there before the click.

    Args:
        text: on the button.
    """

    def __init__(self, text: Any) -> None:
        self._button = gr.Button(text, size="sm")
        self._file = gr.JSON(visible=False)

    def wire(self, make: Callable[..., tuple[str, bytes]], inputs: Sequence[Any]) -> None:
        """Sets what makes the file: a function that returns its name and content."""

        # Gradio reads from the signature who wants the request.
        @wraps(make)
        def packed(*values: Any) -> dict[str, str]:
            name, content = make(*values)
            return {"name": name, "content": base64.b64encode(content).decode()}

        made = self._button.click(packed, list(inputs), self._file, **PRIVATE)
        made.success(None, self._file, None, js=script("download"), **PRIVATE)

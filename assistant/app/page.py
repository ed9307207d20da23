"""The page: a chat, and beside it the citations of the last answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant.app.conversation import Answerer, Message, reply
from assistant.app.security import SecurityHeaders
from assistant.app.strings import EXAMPLES, INTERFACE
from assistant.errors import SettingsError

CONCURRENT_QUESTIONS = 8
WAITING_QUESTIONS = 64
_HERE = Path(__file__).parent
_FONTS = ("Segoe UI", "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP")
_I18N = gr.I18n(**INTERFACE)


def build(assistant: Answerer) -> gr.Blocks:
    """Returns the page, not yet served."""
    page = gr.Blocks(title="Assistant", analytics_enabled=False, fill_width=True)
    with page:
        with gr.Column(elem_id="header"):
            # Gradio translates one marker a component.
            gr.HTML(f"<h1>{_I18N('page_title')}</h1>", apply_default_css=False)
            gr.HTML(f"<p>{_I18N('page_lead')}</p>", apply_default_css=False)
        evidence = gr.HTML(_empty_pane(), render=False, elem_id="evidence", apply_default_css=False)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320):
                chat = _chat(assistant, evidence)
            with gr.Column(scale=2, min_width=320):
                evidence.render()  # type: ignore[no-untyped-call]
        gr.on(
            [chat.chatbot.clear, chat.chatbot.undo],
            _empty_pane,
            outputs=evidence,
            queue=False,
            api_visibility="private",
        )
    _close_interface(page)
    page.queue(
        api_open=False,
        max_size=WAITING_QUESTIONS,
        default_concurrency_limit=CONCURRENT_QUESTIONS,
    )
    return page


def start(assistant: Answerer, *, host: str, port: int) -> tuple[gr.Blocks, str]:
    """Serves the page in the background.

    Returns:
        The page, to be closed, and its address.

    Raises:
        SettingsError: the host or port cannot be had.
    """
    _spare_proxies("127.0.0.1", "localhost", host)
    page = build(assistant)
    try:
        _, url, _ = page.launch(server_name=host, server_port=port or None, **_launch_options())
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} is taken, or no address of this machine",
            "Choose another --port, or --port 0 for any that is free",
        ) from error
    return page, url


def serve(assistant: Answerer, *, host: str, port: int) -> None:
    """Serves the page until it is stopped, and prints its address.

    Args:
        port: 0 takes one that is free.

    Raises:
        SettingsError: the host or port cannot be had.
    """
    page, url = start(assistant, host=host, port=port)
    print(url, flush=True)
    page.block_thread()


def _chat(assistant: Answerer, evidence: gr.HTML) -> gr.ChatInterface:
    def answer(question: str, history: list[Message]) -> Iterator[tuple[dict[str, Any], str]]:
        yield from reply(assistant, question, history)

    return gr.ChatInterface(
        answer,
        chatbot=_chatbot(),
        textbox=gr.Textbox(
            label=_I18N("question_label"),
            placeholder=str(_I18N("question_hint")),
            autofocus=True,
            submit_btn=True,
        ),
        additional_outputs=[evidence],
        examples=list(EXAMPLES),
        cache_examples=False,
        flagging_mode="never",
        show_progress="hidden",
        concurrency_limit=CONCURRENT_QUESTIONS,
        api_visibility="private",
    )


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        show_label=False,
        placeholder=str(_I18N("chat_empty")),
        elem_id="chat",
        height="max(22rem, calc(100dvh - 13rem))",
        # A quote must look as it does in its source, so nothing reads it as Markdown or LaTeX.
        render_markdown=False,
        latex_delimiters=[],
        sanitize_html=True,
        # Copying would take the message's HTML.
        buttons=[],
    )


def _spare_proxies(*hosts: str) -> None:
    """Gradio calls itself once it is up, and would be sent through a company's proxy."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name for name in spared.split(",") if name]
    os.environ["no_proxy"] = ",".join(dict.fromkeys([*names, *hosts]))


def _empty_pane() -> str:
    return f'<p class="empty">{_I18N("pane_empty")}</p>'


def _close_interface(page: gr.Blocks) -> None:
    """ChatInterface leaves its inner steps open to clients; only the page needs them."""
    for function in page.fns.values():
        function.api_visibility = "private"


def _launch_options() -> dict[str, Any]:
    return {
        "share": False,
        "quiet": True,
        "prevent_thread_lock": True,
        "show_error": False,
        "enable_monitoring": False,
        "max_file_size": "64kb",
        "ssr_mode": False,
        "mcp_server": False,
        "run_history": False,
        "footer_links": ["settings"],
        "app_kwargs": {"middleware": [Middleware(SecurityHeaders)]},
        "i18n": _I18N,
        "theme": _theme(),
        "css": (_HERE / "page.css").read_text(encoding="utf-8"),
        "js": (_HERE / "page.js").read_text(encoding="utf-8"),
    }


def _theme() -> gr.themes.Base:
    # Names given as text are CSS keywords, the others font families; none of them is loaded.
    fonts: list[gr.themes.Font | str] = ["system-ui", *map(gr.themes.Font, _FONTS), "sans-serif"]
    mono: list[gr.themes.Font | str] = ["ui-monospace", gr.themes.Font("Consolas"), "monospace"]
    theme = gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=mono)
    # The default is too pale to read on white.
    return theme.set(body_text_color_subdued="*neutral_500")

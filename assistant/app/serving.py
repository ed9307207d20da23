"""Serving the page: host and port, what its headers allow, how it looks."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant.app.access import door
from assistant.app.assets import script
from assistant.app.language_choice import ChosenLanguage
from assistant.app.page import build
from assistant.app.security import SecurityHeaders
from assistant.app.strings import interface, words
from assistant.app.workspace import Workspace
from assistant.errors import SettingsError

_FONTS = ("Segoe UI", "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP")


def start(
    workspace: Workspace, *, host: str, port: int, mcp: bool = False
) -> tuple[gr.Blocks, str]:
    """Serves the page in the background.

    Args:
        mcp: whether the endpoints are served as MCP tools too, below ``/gradio_api/mcp``.

    Returns:
        The page, to be closed, and its address.

    Raises:
        SettingsError: the host or port cannot be had, or the users cannot be read.
    """
    _spare_proxies("127.0.0.1", "localhost", host)
    opens = door(workspace.settings)
    if mcp and opens is not None:
        # Gradio answers some of its MCP routes without signing in, and fails at the others.
        raise SettingsError("MCP tools cannot ask for passwords", "Leave out --mcp or the users")
    options = _launch_options() | {"auth": opens, "mcp_server": mcp}
    page = build(workspace)
    try:
        _, url, _ = page.launch(server_name=host, server_port=port or None, **options)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} is taken, or no address of this machine",
            "Choose another --port, or --port 0 for any that is free",
        ) from error
    return page, url


def serve(workspace: Workspace, *, host: str, port: int, mcp: bool = False) -> None:
    """Serves the page until it is stopped, and prints its address.

    Args:
        port: 0 takes one that is free.
        mcp: as in ``start``.

    Raises:
        SettingsError: the host or port cannot be had, or the users cannot be read.
    """
    page, url = start(workspace, host=host, port=port, mcp=mcp)
    print(url, flush=True)
    page.block_thread()


def _spare_proxies(*hosts: str) -> None:
    """Gradio calls itself once it is up, and would be sent through a company's proxy."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name for name in spared.split(",") if name]
    os.environ["no_proxy"] = ",".join(dict.fromkeys([*names, *hosts]))


def _launch_options() -> dict[str, Any]:
    return {
        "share": False,
        "quiet": True,
        "prevent_thread_lock": True,
        "show_error": False,
        "enable_monitoring": False,
        "max_file_size": "20mb",
        "ssr_mode": False,
        "run_history": False,
        "footer_links": [],
        "app_kwargs": {"middleware": [Middleware(SecurityHeaders), Middleware(ChosenLanguage)]},
        "i18n": interface(),
        "theme": _theme(),
        "css": _styles(),
        "js": _script(),
    }


@cache
def _script() -> str:
    """The page's script with the words that it puts in place."""
    own = {key: words()[f"chat.{key}"] for key in ("send", "stop", "liked", "disliked")}
    return script("page").replace("__WORDS__", json.dumps(own, ensure_ascii=False))


@cache
def _styles() -> str:
    """One sheet of ``styles/*.css``, the base first."""
    held = (Path(__file__).parent / "styles").glob("*.css")
    sheets = sorted(held, key=lambda path: (path.stem != "base", path))
    return "\n".join(path.read_text(encoding="utf-8") for path in sheets)


def _theme() -> gr.themes.Base:
    # Names given as text are CSS keywords, the others font families; none of them is loaded.
    fonts: list[gr.themes.Font | str] = ["system-ui", *map(gr.themes.Font, _FONTS), "sans-serif"]
    mono: list[gr.themes.Font | str] = ["ui-monospace", gr.themes.Font("Consolas"), "monospace"]
    theme = gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=mono)
    # The defaults are too pale to read on white, and too dark on black.
    return theme.set(
        body_text_color_subdued="*neutral_500",
        link_text_color_dark="*primary_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_cancel_background_fill=gr.themes.colors.red.c600,
        button_cancel_background_fill_hover=gr.themes.colors.red.c700,
    )

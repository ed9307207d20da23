"""The language that a visitor chose, put in the browser's place before the page begins."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "assistant-language"
_CHOSEN = re.compile(rf"(?:^|;\s*){COOKIE}=(en|de|ja)(?:;|$)")
_HEAD = b"<head>"


def chosen(cookies: str) -> str | None:
    """Returns the language that a cookie header names."""
    found = _CHOSEN.search(cookies)
    return found[1] if found else None


class ChosenLanguage:
    """ASGI middleware: Gradio asks the browser for its language and offers no other way."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        language = chosen(Headers(scope=scope).get("cookie", "")) if _is_page(scope) else None
        if language is None:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Inserting(send, _script(language)))


def _is_page(scope: Scope) -> bool:
    return scope["type"] == "http" and (scope["method"], scope["path"]) == ("GET", "/")


def _script(language: str) -> bytes:
    override = "Object.defineProperty(navigator, name, { get: () => value, configurable: true })"
    return (
        f'<script>for (const [name, value] of [["language", "{language}"],'
        f' ["languages", ["{language}"]]]) {override};</script>'
    ).encode()


class _Inserting:
    """Holds a response back until it is whole."""

    def __init__(self, send: Send, script: bytes) -> None:
        self._send = send
        self._script = script
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            body = self._body.replace(_HEAD, _HEAD + self._script, 1)
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": body})

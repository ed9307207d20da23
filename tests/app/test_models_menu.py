"""Which chat models visitors may choose from, and from where."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from assistant.app import models_menu
from assistant.app.models_menu import ModelsMenu, without_folder
from assistant.drafting.models import ChatModels
from assistant.settings import Settings

MODELS = {
    "models": [
        {"name": "llama3.2:1b", "details": {"family": "llama"}},
        {"name": "nomic-embed-text", "details": {"family": "nomic-bert"}},
    ]
}


@pytest.fixture
def ollama(monkeypatch):
    """``ollama(body)`` serves it as the list of models, and records the paths asked for."""
    servers = []

    def serve(body: bytes, status: int = 200) -> list[str]:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(status)
                self.send_header("Location", "http://elsewhere.test/")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        monkeypatch.setattr(models_menu, "_PORT", server.server_port)
        return asked

    monkeypatch.setattr(models_menu, "_PORT", 9)
    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def menu(**settings):
    return ModelsMenu(ChatModels(Settings(**settings)))


def test_without_models_there_is_nothing_to_choose(ollama):
    assert menu().names() == ["extractive"]
    assert menu().default == "extractive"


def test_the_configured_one_and_those_of_ollama(ollama):
    asked = ollama(json.dumps(MODELS).encode())
    held = menu(llm="local:/home/ann/models/smol.gguf")
    assert held.names() == ["extractive", "local:smol.gguf", "ollama:llama3.2:1b"]
    assert asked == ["/api/tags"]
    assert held.default == "local:smol.gguf"
    assert held.chosen("local:smol.gguf") == "local:/home/ann/models/smol.gguf"
    assert held.chosen("extractive") == "extractive"


def test_a_model_of_ollama_is_asked_on_this_machine_whatever_the_settings_say(ollama):
    pytest.importorskip("langchain_ollama")
    ollama(json.dumps(MODELS).encode())
    chats = ChatModels(
        Settings(llm="openai:gpt", llm_base_url="https://example.org/v1", llm_api_key="secret")
    )
    held = ModelsMenu(chats)
    held.names()
    name = held.chosen("ollama:llama3.2:1b")
    address = chats.get(name).model.base_url
    assert address == f"http://127.0.0.1:{models_menu._PORT}"


def test_a_name_that_was_never_offered_is_not_loaded(ollama):
    held = menu()
    held.names()
    for name in ("local:/etc/passwd", "openai:gpt", "ollama:other", None):
        assert held.chosen(name) == "extractive"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 200), (b"[]", 200), (b'{"models": [1]}', 200), (b"{}", 404), (b"", 302)],
)
def test_another_server_at_that_port_offers_nothing(ollama, body, status):
    ollama(body, status)
    assert menu().names() == ["extractive"]


def test_a_folder_is_left_out_of_a_name():
    assert without_folder("local:C:\\models\\a.gguf") == "local:a.gguf"
    assert without_folder("openai:org/model") == "openai:org/model"

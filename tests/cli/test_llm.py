"""The option --llm: a model that cannot be set up is told of before anything is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import ChatModelError
from assistant.index.opening import open_builder
from assistant.settings import Settings


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "chips.txt").write_text("An H100 accelerator costs $25,000.\n", encoding="utf-8")
    index = tmp_path_factory.mktemp("index") / "index"
    open_builder(index, Settings()).build([folder])
    return index


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nothing", "names no chat model"),
        ("local:", "names no chat model"),
        ("local:nowhere.gguf", "There is no file"),
        ("nobody:model", "cannot be set up"),
    ],
)
@pytest.mark.parametrize("command", [["ask", "What does an H100 cost?"], ["chat", "--port", "0"]])
def test_a_model_that_cannot_be_set_up_ends_the_command(command, name, problem, index):
    done = CliRunner().invoke(app, [*command, "--llm", name, "--index", str(index)])
    assert isinstance(done.exception, ChatModelError)
    assert problem in done.exception.problem
    assert done.exception.exit_status == 2


def test_a_server_that_is_not_there_leaves_the_quotes(index, monkeypatch):
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "hush-hush")
    arguments = ["ask", "What does an H100 cost?", "--llm", "openai:m", "--index", str(index)]
    row = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert (row["status"], row["model"]) == ("answered", "extractive")
    assert row["draft"]["failure"] == "unreachable"
    words = CliRunner().invoke(app, arguments).stdout
    assert "openai:m cannot be reached; these are quotes" in words
    assert "hush-hush" not in f"{row}{words}"


def test_without_a_model_there_is_no_draft(index):
    arguments = ["ask", "What does an H100 cost?", "--index", str(index), "--json"]
    assert "draft" not in json.loads(CliRunner().invoke(app, arguments).stdout)

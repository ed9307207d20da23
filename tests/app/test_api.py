"""The endpoints for other programs, by their own clients."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from assistant.app.api import Tools
from assistant.app.serving import start
from assistant.app.workspace import Workspace
from assistant.errors import QuestionError
from assistant.index.opening import open_builder
from assistant.settings import Settings

pytestmark = pytest.mark.slow

TOOLS = ["search", "ask", "check_claim", "compare_sources", "calculate"]
SOURCES = {
    "a.md": "# Prices\n\nOne H100 costs about $25,000.\n",
    "b.md": "# Preise\n\nEin H100 kostet rund 40.000 US-Dollar.\n",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    folder, index = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("index") / "new"
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(index=index)
    open_builder(index, settings).build([folder])
    return Workspace(index, settings)


@pytest.fixture(scope="module")
def url(shared):
    page, address = start(shared, host="127.0.0.1", port=0, mcp=True)
    yield address
    page.close()


@pytest.fixture(scope="module")
def client(url):
    return Client(url, verbose=False, httpx_kwargs={"trust_env": False})


def test_these_endpoints_and_no_others(client):
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert sorted(named) == sorted(f"/{name}" for name in TOOLS)


def test_each_answers_in_its_documented_form(client):
    found = json.loads(client.predict("H100 price", 1, api_name="/search"))
    assert [hit["document"] for hit in found["hits"]] in (["a.md"], ["b.md"])
    answer = json.loads(client.predict("What does an H100 cost?", api_name="/ask"))
    assert answer["status"] == "answered"
    assert any("$25,000" in citation["quote"] for citation in answer["citations"])
    verdict = json.loads(client.predict("An H100 costs about $25,000.", api_name="/check_claim"))
    assert verdict["verdict"] in {"supported", "disputed"}
    held = json.loads(client.predict("de", api_name="/compare_sources"))["disagreements"]
    assert {len(one["positions"]) for one in held} == {2}
    assert held[0]["citations"][0]["document"] in SOURCES
    worked_out = json.loads(
        client.predict(
            "", "rental", {"chip_hours": "1000", "price": "2", "price_index": "1"},
            api_name="/calculate",
        )
    )  # fmt: skip
    assert worked_out["result"]["value"] == 2000
    asked = client.predict("1,000 H100s for 10 hours at $2 an hour?", api_name="/calculate")
    assert json.loads(asked)["result"]["value"] == 20_000


@pytest.mark.parametrize(
    ("endpoint", "arguments", "words"),
    [
        ("/ask", ["?!"], "type a question in words"),
        ("/search", ["H100", 0], "Ask for 1 to 100"),
        ("/calculate", ["", "", {}], "Give one of the two"),
        ("/calculate", ["", "nonsense", {}], "nonsense"),
    ],
)
def test_errors_tell_the_remedy(client, endpoint, arguments, words):
    with pytest.raises(AppError, match=words):
        client.predict(*arguments, api_name=endpoint)


def test_programs_stand_in_the_line_of_the_readers(workspace):
    shared = workspace()
    with ThreadPoolExecutor(1) as pool:
        with shared.line.place(), shared.line.place() as reader:
            asked = pool.submit(Tools(shared).ask, "What does an H100 cost?")
            while shared.line.length < 3:
                assert reader(0.01) == 0
            assert shared.assistant.asked == []
        assert json.loads(asked.result(10))["status"] == "answered"
    assert shared.line.length == 0


@pytest.mark.parametrize("endpoint", ["search", "ask", "check_claim"])
def test_programs_are_refused_while_too_many_wait(workspace, endpoint):
    shared = workspace()
    with ExitStack() as readers:
        for _ in range(16):
            readers.enter_context(shared.line.place())
        with pytest.raises(QuestionError, match="Try again in a few seconds"):
            getattr(Tools(shared), endpoint)("What does an H100 cost?")


def test_an_index_is_compared_once_for_programs_and_readers(client, shared, monkeypatch):
    client.predict("en", api_name="/compare_sources")
    monkeypatch.setattr(type(shared.assistant), "compare", None)
    client.predict("en", api_name="/compare_sources")
    assert shared.survey.known(shared.assistant, "en")


async def test_the_same_as_tools_of_mcp(url):
    async with (
        streamablehttp_client(f"{url}gradio_api/mcp/") as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert sorted(tools) == sorted(TOOLS)
        for tool in tools.values():
            assert len(tool.description or "") > 60
            for described in tool.inputSchema["properties"].values():
                assert described["description"].endswith((".", "}."))
        said = await session.call_tool("ask", {"question": "Was kostet ein H100?"})
        answer = json.loads(said.content[0].text)
        assert answer["language"] == "de"
        assert answer["citations"]
        failed = await session.call_tool("ask", {"question": "?!"})
        assert failed.isError

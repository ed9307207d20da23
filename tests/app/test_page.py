"""The page as it is configured, before any browser."""

from __future__ import annotations

import os
import socket
from typing import Any, NamedTuple

import httpx
import pytest

from assistant.app.examples import USUAL
from assistant.app.page import build
from assistant.app.serving import start
from assistant.errors import SettingsError
from assistant.language import detect_language


class Served(NamedTuple):
    page: Any
    client: httpx.Client


@pytest.fixture
def page(workspace):
    return build(workspace())


@pytest.fixture
def served(workspace):
    page, url = start(workspace(), host="127.0.0.1", port=0)
    with httpx.Client(base_url=url, trust_env=False) as client:
        yield Served(page, client)
    page.close()


def test_the_usual_examples_are_in_the_language_they_are_listed_under():
    for language, pairs in USUAL.items():
        assert [detect_language(question) for question, _ in pairs] == [language] * 2


def test_no_callback_of_the_page_is_an_endpoint(page):
    named = page.get_api_info()["named_endpoints"]
    assert sorted(named) == ["/ask", "/calculate", "/check_claim", "/compare_sources", "/search"]
    open_ones = [f for f in page.fns.values() if f.api_visibility != "private"]
    assert len(open_ones) == len(named)


def test_questions_wait_in_a_bounded_queue(page):
    assert page._queue.max_size == 64
    assert {f.concurrency_limit for f in page.fns.values() if f.queue} <= {
        1,
        2,
        4,
        8,
        32,
        "default",
    }
    assert page._queue.default_concurrency_limit == 8


def test_importing_the_room_switches_telemetry_off():
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_no_font_from_elsewhere(served):
    assert served.page.theme._stylesheets == []
    assert "@font-face" not in served.page.theme_css


def test_headers_forbid_loading_from_elsewhere(served):
    headers = served.client.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "img-src 'self' data:" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../../../../etc/passwd", __file__, "assistant/app/page.py"]
)
def test_no_file_of_the_machine_is_served(served, path):
    answer = served.client.get(f"/gradio_api/file={path}")
    assert answer.status_code in {403, 404}
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("cookie", "script"),
    [("a=b; assistant-language=de", True), ("assistant-language=fr", False), ("", False)],
)
def test_a_chosen_language_takes_the_place_of_the_browsers(served, cookie, script):
    answer = served.client.get("/", headers={"Cookie": cookie})
    assert ('["language", "de"]' in answer.text) is script
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)


def test_the_page_offers_no_menu_of_gradios_own(served):
    assert served.page.config["footer_links"] == []


@pytest.mark.parametrize("origin", ["https://evil.test", "null"])
def test_other_origins_get_no_access(served, origin):
    answer = served.client.get("/config", headers={"Origin": origin})
    assert "access-control-allow-origin" not in answer.headers


def test_a_proxy_does_not_keep_the_page_from_starting(workspace, monkeypatch):
    for name, value in (("http_proxy", "http://127.0.0.1:9"), ("no_proxy", "intranet.test")):
        monkeypatch.setenv(name, value)
    page, _ = start(workspace(), host="127.0.0.1", port=0)
    page.close()
    assert os.environ["no_proxy"] == "intranet.test,127.0.0.1,localhost"


def test_a_taken_port_is_named_with_its_remedy(workspace):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsError, match="--port 0"):
            start(workspace(), host="127.0.0.1", port=taken.getsockname()[1])

"""Who is let in."""

from __future__ import annotations

import httpx
import pytest

from assistant.app.access import door
from assistant.app.serving import start
from assistant.errors import SettingsError
from assistant.settings import Settings

SECRET = "correct horse: battery"


def test_anybody_is_let_in_where_no_users_are_set():
    assert door(Settings()) is None


def test_users_of_the_environment():
    opens = door(Settings(auth="ann:12345678, bob:87654321"))
    assert opens("ann", "12345678")
    assert opens("bob", "87654321")
    for name, password in (("ann", "87654321"), ("eve", ""), ("", ""), ("ann", ""), ("bob", "x")):
        assert not opens(name, password)


def test_users_of_a_file(tmp_path):
    path = tmp_path / "users"
    path.write_text(
        f"\ufeff# our users\nann:{SECRET}\r\n\nbüro:パスワードです1\n", encoding="utf-8"
    )
    opens = door(Settings(auth_file=path))
    assert opens("ann", SECRET)
    assert opens("büro", "パスワードです1")
    assert not opens("# our users", "")


@pytest.mark.parametrize(
    "words",
    ["", "ann", "ann:short", ":12345678", " , ", "ann:12345678,bob", "ann:12345678,ann:87654321"],
)
def test_users_that_are_no_users_are_refused_without_repeating_them(words):
    with pytest.raises(SettingsError) as refused:
        door(Settings(auth=words))
    assert "ASSISTANT_AUTH" in str(refused.value)
    assert "short" not in str(refused.value)
    assert "12345678" not in str(refused.value)


def test_two_places_are_one_too_many(tmp_path):
    with pytest.raises(SettingsError, match="two places"):
        door(Settings(auth="ann:12345678", auth_file=tmp_path / "users"))
    with pytest.raises(SettingsError, match="cannot be read"):
        door(Settings(auth_file=tmp_path / "users"))


def test_secrets_are_shown_nowhere():
    settings = Settings(auth=f"ann:{SECRET}")
    assert SECRET not in repr(settings) + settings.model_dump_json() + str(settings.row())


def test_nothing_is_served_without_signing_in(workspace):
    held = workspace()
    held.settings = Settings(auth=f"ann:{SECRET}")
    page, url = start(held, host="127.0.0.1", port=0)
    try:
        with httpx.Client(base_url=url, trust_env=False) as client:
            assert client.get("/config").status_code == 401
            body = {"data": ["What?"], "session_hash": "x"}
            assert client.post("/gradio_api/call/ask", json=body).status_code == 401
            bad = client.post("/login", data={"username": "ann", "password": "no"})
            assert bad.status_code == 400
            good = client.post("/login", data={"username": "ann", "password": SECRET})
            assert good.status_code == 200
            assert client.get("/config").status_code == 200
    finally:
        page.close()


def test_tools_and_users_do_not_go_together(workspace):
    held = workspace()
    held.settings = Settings(auth=f"ann:{SECRET}")
    with pytest.raises(SettingsError, match="--mcp"):
        start(held, host="127.0.0.1", port=0, mcp=True)

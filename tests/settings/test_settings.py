"""Settings: frozen, named in every complaint, and known by a digest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import WITHOUT_RESULT, Settings, forbid_telemetry, load_settings

_CHANGES: dict[str, Any] = {
    "embedder": "sentence-transformers:x",
    "chunk_tokens": 150,
    "overlap_sentences": 2,
    "hits": 9,
    "question_characters": 3000,
    "judge": False,
    "llm": "ollama:x",
}
_OF_CHAT_MODEL: dict[str, Any] = {"llm_window": 8192, "llm_tools": "never"}
_ELSEWHERE: dict[str, Any] = {
    **dict.fromkeys(WITHOUT_RESULT, Path("elsewhere")),
    "auth": "a:b",
    "llm_base_url": "http://127.0.0.1:1/v1",
    "llm_api_key": "secret",
    "llm_timeout": 5.0,
}


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().hits = 3  # type: ignore[misc]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(colour="red")  # type: ignore[call-arg]


def test_the_defaults_hold_without_any_variable() -> None:
    settings = load_settings()
    assert settings.index == Path("indexes/default")
    assert (settings.embedder, settings.chunk_tokens, settings.hits) == (None, 200, 8)


@pytest.mark.parametrize(("name", "value"), _CHANGES.items())
def test_every_setting_has_its_variable(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(value))
    assert getattr(load_settings(), name) == value


def test_the_list_of_changes_is_complete() -> None:
    assert {*_CHANGES, *_OF_CHAT_MODEL, *WITHOUT_RESULT} == set(Settings.model_fields)


@pytest.mark.parametrize(("name", "value"), _CHANGES.items())
def test_the_digest_changes_with_what_a_result_depends_on(name: str, value: object) -> None:
    assert Settings(**{name: value}).digest() != Settings().digest()


@pytest.mark.parametrize(("name", "value"), _OF_CHAT_MODEL.items())
def test_settings_of_a_chat_model_count_only_beside_one(name: str, value: object) -> None:
    assert Settings(**{name: value}).digest() == Settings().digest()
    assert Settings(llm="ollama:x", **{name: value}).digest() != Settings(llm="ollama:x").digest()


@pytest.mark.parametrize(("name", "value"), _ELSEWHERE.items())
def test_the_digest_does_not_change_with_places_and_users(name: str, value: object) -> None:
    assert Settings(**{name: value}).digest() == Settings().digest()
    assert len(Settings().digest()) == 12


def test_a_key_is_in_no_text_of_the_settings() -> None:
    settings = Settings(llm_api_key="hush-hush")  # type: ignore[arg-type]
    assert "hush-hush" not in f"{settings!r}{settings.row()}{settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSISTANT_HITS", "0"),
        ("ASSISTANT_HITS", "51"),
        ("ASSISTANT_HITS", "many"),
        ("ASSISTANT_HITS", ""),
        ("ASSISTANT_CHUNK_TOKENS", "39"),
        ("ASSISTANT_CHUNK_TOKENS", "1e3"),
        ("ASSISTANT_OVERLAP_SENTENCES", "-1"),
        ("ASSISTANT_QUESTION_CHARACTERS", "99"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_the_name_of_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert name in refused.value.problem
    assert refused.value.remedy == f"Correct or unset {name}"
    assert refused.value.exit_status == 2


@pytest.mark.parametrize("name", ["ASSISTANT_INDX", "ASSISTANT_", "assistant_colour"])
def test_an_unknown_variable_is_refused_with_the_ones_there_are(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert name in refused.value.problem
    assert "ASSISTANT_INDEX" in refused.value.remedy


def test_the_variable_of_the_tests_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SHARED", "/somewhere")
    assert load_settings() == Settings()


def test_case_of_a_variable_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("assistant_hits", "3")
    assert load_settings().hits == 3


def test_telemetry_is_switched_off_whatever_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    forbid_telemetry.cache_clear()
    forbid_telemetry()
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"

"""Errors as a visitor reads them."""

from __future__ import annotations

import pickle
from pathlib import Path

import gradio as gr
import pytest

from assistant.app.problems import _KEYS, explained, made, problem_html, told_of
from assistant.app.strings import LANGUAGES
from assistant.errors import (
    AssistantError,
    IndexMissingError,
    IndexWriteError,
    OutputError,
    SourceError,
    SourceTooLargeError,
    SourceUnsupportedError,
)
from assistant.sources import Limits, discover, read

_DETAILS = {"suffix": ".x", "known": ".a", "most": 7, "name": "n", "line": 3, "what": "w"}


def _raised(path: Path, limits: Limits | None = None) -> AssistantError:
    found = discover([path])
    if found.failures:
        return found.failures[0].error
    with pytest.raises(SourceError) as caught:
        read(found.files[0], limits or Limits())
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "case"), _KEYS)
def test_every_kind_of_error_is_told_in_the_language_of_the_page(kind, case, language):
    told = told_of(kind("/srv/secret/x", "Mend it", case, **_DETAILS), language)
    assert told.language == language
    assert "secret" not in told.words
    assert "Mend it" not in told.words


def test_what_an_error_carries_stands_in_its_words(tmp_path):
    for name, content in (("a.png", b"x"), ("bare", b"x"), ("long.txt", b"A long text.")):
        (tmp_path / name).write_bytes(content)
    said = [
        told_of(_raised(tmp_path / "a.png"), "de").words,
        told_of(_raised(tmp_path / "bare"), "de").words,
        told_of(_raised(tmp_path / "long.txt", Limits(characters=5)), "de").words,
        told_of(_raised(tmp_path / "long.txt", Limits(file_bytes=2**10 // 1024)), "de").words,
    ]
    assert said[0].startswith("Dateien vom Typ .png lassen sich nicht lesen")
    assert ".docx" in said[0]
    assert said[1].startswith("Diese Datei hat keine Endung")
    assert "länger als 5 Zeichen" in said[2]
    assert "MiB" in said[3]


def test_a_case_without_words_is_told_as_its_class():
    assert told_of(SourceTooLargeError("It is large", "Split it", "new"), "de").language == "en"
    assert "wenden Sie sich" in told_of(IndexWriteError("x", "y", "new"), "de").words


def test_other_errors_are_their_message_without_folders():
    message = "See /srv/my.files/up/a.md, https://a.org/b/c, 3 $/GPU/hour and either/or"
    told = told_of(SourceUnsupportedError(message, "Leave ~/x/b.md out"), "ja")
    assert told == (
        "See a.md, https://a.org/b/c, 3 $/GPU/hour and either/or. Leave b.md out.", "en",
    )  # fmt: skip


def test_what_visitors_are_not_told_goes_to_the_log(caplog):
    assert "/srv" not in problem_html(OutputError("/srv/x cannot be written", "Mend"), "en")
    assert "secret" not in problem_html(ValueError("/srv/secret"), "en")
    assert "/srv/x cannot be written" in caplog.text
    assert "/srv/secret" in caplog.text


def test_an_error_takes_the_place_of_what_cannot_be_made():
    def fail(error: Exception) -> str:
        raise error

    held = made(lambda: fail(SourceError("No <b>", "Build")), "de")
    assert held == '<p class="error" role="alert" lang="en">No &lt;b&gt;. Build.</p>'
    assert "schiefgegangen" in made(lambda: fail(ValueError()), "de")
    assert made(lambda: "fine", "de") == "fine"


def test_errors_without_a_place_become_a_message():
    with pytest.raises(gr.Error, match="Dieser Server kann das"), explained("de"):
        raise IndexMissingError("x", "y")
    with pytest.raises(gr.Error, match="own words"), explained("de"):
        raise gr.Error("own words")


def test_an_error_crosses_processes_whole():
    error = SourceTooLargeError("It is large", "Split it", "pages", most=3)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.case, copy.details) == (str(error), "pages", {"most": 3})

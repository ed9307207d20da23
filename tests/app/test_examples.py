"""Examples over a real index: each is answered by it."""

from __future__ import annotations

import pytest

from assistant.app.examples import MOST, Examples, examples
from tests.app.conftest import opened

SOURCES = {
    "a.md": "# Models\n\nTraining Orion-7 cost 12 million dollars.\n\n"
    "Training Orion-8 used 1,287 megawatt-hours of electricity.\n",
    "b.md": "# Modelle\n\nDas Training von Orion-9 kostete 15 Millionen Dollar.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return opened(tmp_path_factory, SOURCES)


@pytest.mark.slow
def test_they_are_about_what_the_index_holds(assistant):
    found = list(examples(assistant))
    assert {language for language, _ in found} == {"en", "de"}
    assert 2 <= len(found) <= MOST
    for language, question in found:
        assert "Orion" in question
        answer = assistant.ask(question)
        assert (answer.status, answer.language) == ("answered", language)


@pytest.mark.slow
def test_they_are_looked_for_once_and_the_visitors_language_stands_first(assistant, monkeypatch):
    held = Examples()
    german = held.of(assistant, "de")
    monkeypatch.setattr("assistant.app.examples.examples", None)
    english = held.of(assistant, "en")
    assert sorted(german) == sorted(english)
    assert "Wie viel" in german[0]
    assert "How" in english[0]

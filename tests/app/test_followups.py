"""Follow-ups over a real index: near to the question, and answered by the sources."""

from __future__ import annotations

import pytest

from assistant.app.followups import follow_ups
from tests.app.conftest import opened

SOURCES = {
    "a.md": "# Models\n\nTraining GPT-3 emitted 502 tonnes of CO2.\n\n"
    "Training GPT-3 used 1,287 megawatt-hours of electricity.\n\n"
    "It cost 78 million dollars to train GPT-4.\n",
    "b.md": "# Chips\n\nOne H100 chip costs about $25,000.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return opened(tmp_path_factory, SOURCES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("How much CO2 did GPT-3 emit?", "en", "How much electricity did training GPT-3 use?"),
        (
            "Wie viel CO2 verursachte das Training von GPT-3?",
            "de",
            "Wie viel Strom verbrauchte das Training von GPT-3?",
        ),
        ("GPT-3のCO2排出量は？", "ja", "GPT-3の学習ではどれだけの電力を消費しましたか？"),
    ],
)  # fmt: skip
def test_first_what_else_is_known_of_the_same(assistant, question, language, first):
    asked = assistant.ask(question).citations[0].id
    found = follow_ups(assistant, question, language, {asked}, spare=lambda: True)
    assert found[0] == first
    assert len(found) == len(set(found)) <= 3
    for other in found:
        answer = assistant.ask(other)
        assert answer.status == "answered"
        assert answer.citations[0].id != asked


@pytest.mark.slow
def test_nothing_is_suggested_that_leads_to_the_same_quotes(assistant):
    every = {
        assistant.ask(question).citations[0].id
        for question in (
            "How much CO2 did training GPT-3 emit?", "How much electricity did training GPT-3 use?",
            "How much did it cost to train GPT-4?", "How much does one H100 cost?",
        )
    }  # fmt: skip
    assert follow_ups(assistant, "What about GPT-3?", "en", every, lambda: True) == []


@pytest.mark.slow
def test_none_is_looked_for_where_there_is_no_time(assistant, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "assistant.app.followups.first_quote", lambda _, question: asked.append(question) or "id"
    )
    times = iter([True, False])
    found = follow_ups(assistant, "What about GPT-3?", "en", set(), lambda: next(times))
    assert found == asked
    assert len(found) == 1
    assert follow_ups(assistant, "What about GPT-3?", "en", set(), lambda: False) == []
    assert len(asked) == 1

"""The report on a conversation, in its language."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from assistant.app.conversation import reply
from assistant.app.exporting import bundle
from assistant.app.records import Conversation
from assistant.app.waiting import Line

MADE_WITH = {
    "program": {"version": "1"},
    "settings": {"digest": "abc"},
    "index": {"generation": 1234, "embedder": "e", "corpus_digest": "d"},
    "sources": [{"document": "chips.md", "sha256": "f" * 64}],
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["# Questions answered", "*Answered from", "“Chip prices,” May 6, 2024"],
        ),
        (
            "de",
            ["# Aus Quellen", "*Aus den Quellen", "„Chip prices“, 6. Mai 2024"],
        ),
        (
            "ja",
            ["# 資料にもとづく", "*資料にもとづく回答*", "「Chip prices」2024年5月6日"],
        ),
    ],
)
@pytest.mark.parametrize("model", ["extractive", "ollama:llama3.2"])
def test_it_names_sources_and_model(fake, answer, language, words, model):
    given = replace(answer, language=language, model=model)
    last = list(reply(fake(given), "What?", Conversation(), Line()))[-1]
    held = Conversation(exchanges=(last.model_copy(update={"made_with": MADE_WITH}),))
    with zipfile.ZipFile(io.BytesIO(bundle(held)[1])) as file:
        report = file.read("conversation.md").decode()
    for part in [
        *words,
        "The Ledger",
        "https://example.org/chips?a=1",
        "10-41",
        "`" + "f" * 64 + "`",
        "1234",
    ]:
        assert part in report
    assert ("ollama:llama3.2" in report) is (model != "extractive")

"""An assistant that records what it is asked, and the answers it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from assistant.app.sources.survey import Survey
from assistant.app.waiting import Line
from assistant.chain import Assistant
from assistant.drafting.models import ChatModels
from assistant.index.opening import open_builder
from assistant.settings import Settings
from assistant.types import Answer, Citation, Document, Page, SourceInfo, Turn

CITATION = Citation(
    id="0123456789ab",
    document="chips.md",
    title="Chip prices",
    language="en",
    publisher="The Ledger",
    published="2024-05-06",
    url="https://example.org/chips?a=1&b=2",
    page=3,
    start=10,
    end=41,
    quote="An H100 costs $25,000 per unit.",
)
ANSWER = Answer(
    question="What does an H100 cost?",
    language="en",
    status="answered",
    answer="According to [1]: “An H100 costs $25,000 per unit.”",
    citations=(CITATION,),
    related=(),
    model="extractive",
)


TEXT = "Prices. — An H100 costs $25,000 per unit. It was more a year before."


class FakeAssistant:
    """Gives one answer, a growing one, or raises one error, and keeps what it was asked."""

    def __init__(self, outcome: Answer | list[Answer] | Exception = ANSWER) -> None:
        self.outcome = outcome
        self.models: list[str | None] = []
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def document(self, name: str) -> Document:
        page = Page(3, 0, len(TEXT))
        return Document(name, "0" * 64, "md", TEXT, (page,), "Chip prices", "en", SourceInfo())

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return list(self.stream(question, history))[-1]

    def stream(
        self, question: str, history: Sequence[Turn] = (), model: str | None = None
    ) -> Iterator[Answer]:
        self.asked.append((question, tuple(history)))
        self.models.append(model)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        yield from self.outcome if isinstance(self.outcome, list) else [self.outcome]


class FakeWorkspace:
    """What the tabs share, over an assistant that answers always the same."""

    def __init__(self, assistant: FakeAssistant | None = None) -> None:
        self.assistant = assistant or FakeAssistant()
        self.settings = Settings(page_key=Path(mkdtemp()) / "page.key")
        self.chats = ChatModels(self.settings)
        self.line = Line()
        self.survey = Survey()


@pytest.fixture
def workspace() -> Any:
    return FakeWorkspace


@pytest.fixture
def document() -> Any:
    """Where quotes are looked up."""
    return FakeAssistant().document


@pytest.fixture
def fake() -> type[FakeAssistant]:
    return FakeAssistant


@pytest.fixture
def answer() -> Answer:
    return ANSWER


@pytest.fixture
def quoting() -> Any:
    """``quoting("words", title=...)`` is an answer whose one citation holds them."""

    def make(quote: str, **changes: Any) -> Answer:
        citation = replace(CITATION, quote=quote, **changes)
        text = f"According to [1]: “{' '.join(quote.split(chr(10)))}”"
        return replace(ANSWER, answer=text, citations=(citation,))

    return make


def opened(tmp_path_factory, sources):
    """Returns an assistant over an index of these files, made anew."""
    folder, index = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("index") / "new"
    for name, text in sources.items():
        (folder / name).write_text(text, encoding="utf-8")
    open_builder(index, Settings(index=index)).build([folder])
    return Assistant.open(index, Settings(index=index))

"""A small index in three languages, passages out of nowhere, assistants with a fake model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import chain
from assistant.chain import Assistant
from assistant.drafting.models import ChatModel, ChatModels
from assistant.drafting.passages import Passage, of_citation
from assistant.drafting.verification import Verifier
from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore
from assistant.reading.reader import Reader
from assistant.settings import Settings
from assistant.types import Citation
from tests.chain.conftest import SOURCES
from tests.drafting.fakes import RecordingModel
from tests.indexing import write_sources

MakePassage = Callable[..., Passage]
Assisted = Callable[..., Assistant]


def build(folder: Path, sources: dict[str, str], embedder: Embedder) -> Path:
    """Indexes files; returns the index."""
    write_sources(folder / "sources", sources)
    IndexBuilder(IndexStore(folder / "index"), embedder, 200, 1).build([folder / "sources"])
    return folder / "index"


@pytest.fixture(autouse=True)
def _one_embedder(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "load_embedder", lambda name: embedder)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    return build(tmp_path_factory.mktemp("drafting"), SOURCES, embedder)


@pytest.fixture(scope="session")
def opened() -> dict[Path, Assistant]:
    """Assistants by index, opened once: each holds the judge."""
    return {}


@pytest.fixture
def assisted(index: Path, opened: dict[Path, Assistant]) -> Assisted:
    """``assisted(model)``: an assistant whose chat model is a fake one, until the next one."""

    def given(model: RecordingModel, index: Path = index, **of_chat: Any) -> Assistant:
        settings = Settings(llm="fake:model")
        if index not in opened:
            opened[index] = Assistant.open(index, settings)
        chat = ChatModel("fake:model", model, **of_chat)
        opened[index].chats = ChatModels(settings, {chat.name: chat})
        return opened[index]

    return given


@pytest.fixture(scope="session")
def verifier(index: Path, embedder: Embedder) -> Verifier:
    store = IndexStore(index)
    return Verifier(Reader(store.read(store.manifest(), embedder), judging=True))


@pytest.fixture(scope="session")
def passage() -> MakePassage:
    """``passage("A sentence.", "en")``: a passage that is a whole document."""

    def made(text: str, language: str = "en", document: str = "d.txt", start: int = 0) -> Passage:
        citation = Citation(
            id=f"{document}:{start}",
            document=document,
            title=document,
            language=language,
            publisher=None,
            published=None,
            url=None,
            page=1,
            start=start,
            end=start + len(text),
            quote=text,
        )
        return of_citation(citation, language)

    return made

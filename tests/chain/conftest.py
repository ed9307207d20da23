"""A small index in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import chain
from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore
from assistant.settings import Settings

SOURCES = {
    "en/chips.md": "# Chip prices\n\nAn NVIDIA H100 costs about $25,000 per unit. "
    "Meta and Microsoft bought 150,000 of them each.\n\n"
    "Training Gemini 1 cost $191 million. Training GPT-4 cost $78 million.\n",
    "en/people.txt": "Dario Amodei is the chief executive of Anthropic.\n",
    "de/strom.md": "# Stromverbrauch\n\nDas Training von GPT-3 verbrauchte 1.287 MWh Strom. "
    "Rechenzentren in Deutschland kauften den Strom an der Börse.\n",
    "ja/yosoku.txt": "アモディ氏は、2027年のモデルの学習費用は100億ドルになると予測した。"
    "日本のデータセンターでは冷却に大量の水が使われている。\n",
}


def write_sources(folder: Path) -> Path:
    for name, text in SOURCES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _one_model(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    load = chain.load_embedder
    monkeypatch.setattr(
        chain, "load_embedder", lambda name: embedder if name == embedder.name else load(name)
    )


def build(index: Path, sources: Path, embedder: Embedder) -> int:
    """Indexes a folder; returns the generation."""
    return IndexBuilder(IndexStore(index), embedder, 200, 1).build([sources]).generation


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    build(folder / "index", write_sources(folder / "sources"), embedder)
    return folder / "index"


@pytest.fixture
def assistant(index: Path) -> Assistant:
    return Assistant.open(index, Settings())

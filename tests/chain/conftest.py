"""A small index in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.settings import Settings
from tests.indexing import build, write_sources

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


@pytest.fixture(autouse=True)
def _one_model(one_model: None) -> None:
    """Everywhere."""


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    build(folder / "index", write_sources(folder / "sources", SOURCES), embedder)
    return folder / "index"


@pytest.fixture
def assistant(index: Path) -> Assistant:
    return Assistant.open(index, Settings())

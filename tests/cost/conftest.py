"""The assistant over the four articles, with what resolves the origins of its inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore
from assistant.settings import Settings


@pytest.fixture(scope="session")
def articles(
    shared: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Assistant:
    """The articles of ../shared/seeds; skipped, and failed in CI, where there are none."""
    folder = tmp_path_factory.mktemp("articles") / "index"
    settings = Settings()
    IndexBuilder(
        IndexStore(folder), embedder, settings.chunk_tokens, settings.overlap_sentences
    ).build([shared / "seeds"])
    return Assistant.open(folder, settings)

"""Sources written to disk and indexed, for the tests that need an index of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore


def write_sources(folder: Path, sources: Mapping[str, str]) -> Path:
    """Writes texts by name below a folder; returns it."""
    for name, text in sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(index: Path, sources: Path, embedder: Embedder) -> int:
    """Indexes a folder; returns the generation."""
    return IndexBuilder(IndexStore(index), embedder, 200, 1).build([sources]).generation

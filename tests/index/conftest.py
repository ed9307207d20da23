"""Folders of sources, indexes over them with the fake embedder, and what to compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.embedding import Embedder
from assistant.index.builder import BuildReport, IndexBuilder
from assistant.index.collection import Collection
from assistant.index.retriever import HybridRetriever
from assistant.index.store import IndexStore, Opened

TEXTS = {
    "chips.txt": "Chips cost a lot. The H100 costs 25,000 dollars. It is scarce.",
    "strom.txt": "Der Strom ist teuer. Das Training brauchte 1.287 MWh Energie.",
    "hiyou.txt": "訓練費用は7,840万ドルでした。その後も費用は増えました。",
}


@dataclass
class Workshop:
    """A folder of sources and the index that is built from it."""

    root: Path
    embedder: Embedder
    chunk_tokens: int = 60
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def folder(self) -> Path:
        return self.root / "index"

    @property
    def store(self) -> IndexStore:
        return IndexStore(self.folder)

    @property
    def builder(self) -> IndexBuilder:
        return IndexBuilder(self.store, self.embedder, self.chunk_tokens, 1)

    def write(self, **texts: str) -> None:
        """``write(chips="...")`` writes sources/chips.txt."""
        self.sources.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (self.sources / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(self) -> BuildReport:
        return self.builder.build([self.sources])

    def open(self) -> tuple[Opened, Collection]:
        opened = self.store.manifest()
        return opened, self.store.read(opened, self.embedder)

    def names(self) -> list[str]:
        return list(self.open()[1].entries)

    def answers(self, *queries: str) -> list[list[tuple[str, float]]]:
        """Chunk ids and scores: equal where two indexes are."""
        retriever = HybridRetriever(collection=self.open()[1], embedder=self.embedder)
        return [
            [(hit.chunk.id, round(hit.score, 5)) for hit in retriever.hits(query)]
            for query in queries or ("H100 price", "Was kostet Strom?", "訓練費用は？")
        ]

    def generations(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir())


@pytest.fixture
def make_workshop(tmp_path: Path, fake_embedder: Embedder) -> Callable[[str], Workshop]:
    """``make_workshop("a")``: three sources in three languages, not yet indexed."""

    def make(name: str = "") -> Workshop:
        workshop = Workshop(tmp_path / name, fake_embedder)
        workshop.write(**{name.removesuffix(".txt"): text for name, text in TEXTS.items()})
        return workshop

    return make


@pytest.fixture
def workshop(make_workshop: Callable[[str], Workshop]) -> Workshop:
    return make_workshop("")

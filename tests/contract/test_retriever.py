"""LangChain's retriever suite over ours, with a small index of the bundled model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.retriever import HybridRetriever
from assistant.index.store import IndexStore

_TEXTS = {
    "chips": "The H100 costs 25,000 dollars.",
    "strom": "Das Training brauchte 1.287 MWh Strom.",
    "hiyou": "訓練費用は7,840万ドルでした。",
    "cats": "Cats sleep for most of the day.",
}


class TestLangChain(RetrieversIntegrationTests):
    """LangChain's own suite."""

    parameters: ClassVar[dict[str, Any]] = {}

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _index(cls, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> None:
        cls.parameters = _retriever(embedder, tmp_path_factory.mktemp("retriever"))

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return HybridRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return self.parameters

    @property
    def retriever_query_example(self) -> str:
        return "What does an H100 cost?"


def _retriever(embedder: Embedder, folder: Path) -> dict[str, Any]:
    sources, store = folder / "sources", IndexStore(folder / "index")
    sources.mkdir()
    for name, text in _TEXTS.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    IndexBuilder(store, embedder, 200, 1).build([sources])
    return {"collection": store.read(store.manifest(), embedder), "embedder": embedder}


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("What does an H100 cost?", "chips.txt"),
        ("Was kostet eine H100?", "chips.txt"),
        ("How much electricity did training use?", "strom.txt"),
        ("訓練費用はいくらでしたか？", "hiyou.txt"),
    ],
)
def test_the_first_hit_answers_in_any_language(
    embedder: Embedder, tmp_path: Path, query: str, document: str
) -> None:
    retriever = HybridRetriever(**_retriever(embedder, tmp_path))
    assert retriever.invoke(query)[0].metadata["document"] == document

"""LangChain's vector store suite over ours, and what our index relies on besides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.vectorstores import VectorStore
from langchain_tests.integration_tests import VectorStoreIntegrationTests
from langchain_tests.integration_tests.vectorstores import EMBEDDING_SIZE

from assistant.embedding import Embedder
from assistant.index.dense import FaissVectorStore

_TEXTS = ["chips", "power", "water", "data", "people"]


class TestLangChain(VectorStoreIntegrationTests):
    """LangChain's own suite, synchronous and asynchronous."""

    @pytest.fixture
    def vectorstore(self) -> VectorStore:
        return FaissVectorStore(self.get_embeddings(), EMBEDDING_SIZE)


@pytest.fixture
def store(fake_embedder: Embedder) -> FaissVectorStore:
    return FaissVectorStore.from_texts(_TEXTS, fake_embedder, ids=_TEXTS)


def test_scores_are_cosines_best_first(store: FaissVectorStore, fake_embedder: Embedder) -> None:
    query = fake_embedder.encode_query("cooling")
    expected = {text: float(query @ fake_embedder.encode_passages([text])[0]) for text in _TEXTS}
    found = store.similarity_search_with_score("cooling", k=5)
    assert [document.page_content for document, _ in found] == sorted(
        expected, key=lambda text: -expected[text]
    )
    assert {d.page_content: s for d, s in found} == pytest.approx(expected, abs=1e-6)


def test_the_text_itself_is_nearest(store: FaissVectorStore) -> None:
    assert store.similarity_search_with_score("water", k=1)[0][1] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (5, 5), (99, 5)])
def test_k_is_a_limit(store: FaissVectorStore, k: int, expected: int) -> None:
    assert len(store.similarity_search("chips", k=k)) == expected


def test_an_empty_store_finds_nothing(fake_embedder: Embedder) -> None:
    store = FaissVectorStore(fake_embedder, fake_embedder.dimension)
    assert store.similarity_search("chips") == []
    assert store.vectors_of([]).shape == (0, fake_embedder.dimension)


def test_a_search_among_some_finds_only_these(store: FaissVectorStore) -> None:
    vector = store.vectors_of(["chips"])[0]
    assert {name for name, _ in store.nearest(vector, 9, ["power", "data"])} == {"power", "data"}
    assert store.nearest(vector, 9, []) == []


def test_the_last_of_several_documents_of_one_id_wins(fake_embedder: Embedder) -> None:
    store = FaissVectorStore.from_texts(["one", "two"], fake_embedder, ids=["same", "same"])
    assert [document.page_content for document in store.similarity_search("one")] == ["two"]
    assert len(store) == 1


def test_documents_without_an_id_among_others_get_one_each(store: FaissVectorStore) -> None:
    mixed = [Document(id="mine", page_content="a"), Document(page_content="b"), Document("c")]
    names = store.add_documents(mixed)
    assert names[0] == "mine"
    assert len({"None", *names}) == 4
    assert [d.page_content for d in store.get_by_ids(names)] == ["a", "b", "c"]


def test_an_id_named_twice_is_deleted_once(store: FaissVectorStore) -> None:
    store.delete(["chips", "chips", "unknown"])
    assert len(store) == 4


def test_metadata_stays_with_its_text(fake_embedder: Embedder) -> None:
    store = FaissVectorStore.from_texts(["a", "b"], fake_embedder, [{"n": 1}, {"n": 2}])
    assert store.similarity_search("b", k=1)[0].metadata == {"n": 2}


_ACTIONS = st.lists(st.tuples(st.sampled_from(["add", "delete"]), st.sampled_from(_TEXTS)))


@given(_ACTIONS)
def test_restoring_a_dump_gives_identical_results(
    make_fake_embedder: Callable[..., Embedder], actions: list[tuple[str, str]]
) -> None:
    fake = make_fake_embedder()
    store = FaissVectorStore(fake, fake.dimension)
    held: dict[str, Document] = {}
    for action, name in actions:
        held.pop(name, None)
        if action == "add":
            held[name] = Document(id=name, page_content=name)
            store.add_documents([held[name]])
        else:
            store.delete([name])
    restored = FaissVectorStore.restore(store.dump(), list(held.values()), fake)
    query = fake.encode_query("cooling")
    assert restored.nearest(query, 9) == store.nearest(query, 9)
    assert {name for name, _ in store.nearest(query, 9)} == set(held)
    assert np.array_equal(restored.vectors_of(list(held)), store.vectors_of(list(held)))
    restored.add_documents([Document(id="new", page_content="new")])
    assert restored.similarity_search("new", k=1)[0].id == "new"


@pytest.mark.parametrize("dumped", [b"", b"x", b"IxMp" + bytes(100)])
def test_other_bytes_are_refused(fake_embedder: Embedder, dumped: bytes) -> None:
    with pytest.raises(ValueError, match="not a vector index"):
        FaissVectorStore.restore(dumped, [], fake_embedder)


def test_another_number_of_texts_is_refused(
    store: FaissVectorStore, fake_embedder: Embedder
) -> None:
    with pytest.raises(ValueError, match="5 vectors for 0 texts"):
        FaissVectorStore.restore(store.dump(), [], fake_embedder)

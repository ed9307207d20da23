"""The graph that ships says what the network in torch says, within the tolerance of 8 bits."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import onnx
import pytest
import torch
from onnxruntime import InferenceSession
from safetensors.numpy import load_file
from sentencepiece import SentencePieceProcessor

from assistant.reading.training import export
from assistant.reading.training.base import BaseWeights, Blocks, TrunkShape
from assistant.reading.training.batches import Encoded
from assistant.reading.training.network import JudgeNetwork, Scores, base_network, load_weights
from assistant.reading.training.trainer import WEIGHTS
from assistant.reading.windows import Window, tokenize, window, windows

Floats: TypeAlias = npt.NDArray[np.float32]

_TEXTS = {
    "How many GPUs did Meta buy?": "Meta bought 350,000 H100 GPUs in 2024 for 10 billion dollars.",
    "Was kostet der Strom?": "Das Training brauchte 1.287 MWh; der Strom kostete 5,6 Mio. Euro.",
    "訓練費用はいくらですか。": "訓練費用は7,840万ドルでした。その後も費用は増え続けました。",
    "Who lives in Berne?": "Zürich hat 400.000 Einwohner. Ann lebt in Bern.",
    "The price fell.": "価格は2023年の30,000ドルから25,000ドルに下がった。",
    "Der Preis stieg.": "The price fell from $30,000 in 2023 to $25,000.",
}


@pytest.fixture(scope="module")
def tiny_session(
    toy_run: Path,
    shape: TrunkShape,
    tiny_words: Blocks,
    tmp_path_factory: pytest.TempPathFactory,
) -> InferenceSession:
    path = tmp_path_factory.mktemp("tiny") / "judge.onnx"
    export.export(load_file(toy_run / WEIGHTS), shape, tiny_words, path)
    return _session(path)


def _session(path: Path) -> InferenceSession:
    return InferenceSession(str(path), providers=["CPUExecutionProvider"])


def _torch(network: JudgeNetwork, one: Window) -> Scores:
    ids, types = torch.tensor([one.ids]), torch.tensor([one.types])
    with torch.no_grad():
        return network(ids, types, torch.ones_like(ids))


def _onnx(session: InferenceSession, *windows: Window) -> list[Floats]:
    ids = np.array([one.ids for one in windows], dtype=np.int64)
    types = np.array([one.types for one in windows], dtype=np.int64)
    made: list[Floats] = session.run(
        ("spans", "answerable", "stances"), {"ids": ids, "types": types}
    )
    return made


def _correlation(one: list[Floats], other: list[Floats]) -> float:
    return float(
        np.corrcoef(np.concatenate(one, axis=None), np.concatenate(other, axis=None))[0, 1]
    )


@pytest.mark.slow
def test_the_graph_of_a_tiny_network_agrees_with_torch(
    toy_run: Path,
    tiny_session: InferenceSession,
    make_network: Callable[..., JudgeNetwork],
    make_toys: Callable[[int, int], list[Encoded]],
) -> None:
    network = make_network().eval()
    load_weights(network, toy_run / WEIGHTS)
    toys = [window(one.query, one.passage) for one in make_toys(40, 2)]
    wanted = [_torch(network, one) for one in toys]
    found = [_onnx(tiny_session, one) for one in toys]
    for part, name in enumerate(("spans", "answerable", "stances")):
        exact = [getattr(one, name).numpy() for one in wanted]
        assert _correlation(exact, [one[part] for one in found]) > 0.99
    labels = [int(one.stances.argmax()) for one in wanted]
    assert np.mean([int(one[2].argmax()) for one in found] == np.array(labels)) > 0.95
    answers = [one.answerable.item() > 0 for one in wanted]
    assert np.mean([one[1].item() > 0 for one in found] == np.array(answers)) > 0.95


@pytest.mark.slow
def test_full_windows_are_read_together_as_alone(
    tiny_session: InferenceSession, make_toys: Callable[[int, int], list[Encoded]]
) -> None:
    toys = [one for one in make_toys(60, 2) if len(one.passage) == 9]
    cut = [window(one.query, one.passage) for one in toys]
    assert len(cut) > 2
    together = _onnx(tiny_session, *cut)
    alone = [_onnx(tiny_session, one) for one in cut]
    for part in range(3):
        assert together[part].shape[0] == len(cut)
        assert _correlation([*together[part]], [one[part] for one in alone]) > 0.99


@pytest.mark.slow
def test_inputs_and_outputs_are_named_and_shaped_as_promised(
    tiny_session: InferenceSession, make_toys: Callable[[int, int], list[Encoded]]
) -> None:
    [toy] = make_toys(1, 1)
    one = window(toy.query, toy.passage)
    assert [held.name for held in tiny_session.get_inputs()] == ["ids", "types"]
    spans, answerable, stances = _onnx(tiny_session, one)
    assert spans.shape == (1, len(one.ids), 2)
    assert (answerable.shape, stances.shape) == ((1, 1), (1, 3))
    assert {held.dtype for held in (spans, answerable, stances)} == {np.dtype(np.float32)}


@pytest.mark.slow
def test_the_file_is_valid_and_small(
    toy_run: Path, shape: TrunkShape, tiny_words: Blocks, tmp_path: Path
) -> None:
    weights = load_file(toy_run / WEIGHTS)
    export.export(weights, shape, tiny_words, tmp_path / "judge.onnx")
    onnx.checker.check_model(str(tmp_path / "judge.onnx"))
    layers = [name for name in weights if ".layer." in name and weights[name].ndim == 2]
    held = {one.name: one for one in onnx.load(tmp_path / "judge.onnx").graph.initializer}
    for name in layers:
        values = held[name.replace("weight", "values")]
        assert values.data_type == onnx.TensorProto.INT8
        assert [*values.dims] == [*weights[name].T.shape]


@pytest.mark.slow
def test_the_same_weights_make_the_same_file(
    toy_run: Path, shape: TrunkShape, tiny_words: Blocks, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export.export(
            load_file(toy_run / WEIGHTS), shape, tiny_words, tmp_path / name / "judge.onnx"
        )
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert files == sorted(file.name for file in (tmp_path / "b").iterdir())
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


@pytest.fixture(scope="module")
def network(base_weights: BaseWeights, words: Blocks) -> JudgeNetwork:
    """The real trunk under random heads."""
    torch.manual_seed(1)
    made = base_network(base_weights, torch.from_numpy(words.dense())).eval()
    with torch.no_grad():
        for head in (made.span_head, made.answerable_head, made.stance_head):
            head.weight.normal_()
    return made


@pytest.fixture(scope="module")
def session(
    network: JudgeNetwork,
    base_weights: BaseWeights,
    words: Blocks,
    tmp_path_factory: pytest.TempPathFactory,
) -> InferenceSession:
    path = tmp_path_factory.mktemp("real") / "judge.onnx"
    weights = {name: one.numpy() for name, one in network.state_dict().items()}
    export.export(weights, base_weights.shape, words, path)
    return _session(path)


@pytest.mark.slow
def test_the_graph_of_the_real_trunk_agrees_with_torch(
    network: JudgeNetwork, session: InferenceSession, tokenizer: SentencePieceProcessor
) -> None:
    queries, passages = list(_TEXTS), list(_TEXTS.values())
    random.Random(0).shuffle(passages)
    cut = [
        window(query, passage)
        for query in tokenize(tokenizer, queries)
        for passage in tokenize(tokenizer, passages)
    ]
    wanted = [_torch(network, one) for one in cut]
    found = [_onnx(session, one) for one in cut]
    for part, name in enumerate(("spans", "answerable", "stances")):
        exact = [getattr(one, name).numpy() for one in wanted]
        assert _correlation(exact, [one[part] for one in found]) > 0.95
    labels = np.array([int(one.stances.argmax()) for one in wanted])
    assert np.mean([int(one[2].argmax()) for one in found] == labels) > 0.9


@pytest.mark.slow
def test_the_longest_window_is_read(
    network: JudgeNetwork, session: InferenceSession, tokenizer: SentencePieceProcessor
) -> None:
    query, passage = tokenize(tokenizer, ["Was kostet der Strom?", " ".join(_TEXTS.values()) * 3])
    one = windows(query, passage)[0]
    assert len(one.ids) == 256
    spans, _, _ = _onnx(session, one)
    assert _correlation([_torch(network, one).spans.numpy()], [spans]) > 0.98


@pytest.mark.parametrize("rows", [1, 5])
def test_values_are_packed_in_pairs_the_first_in_the_low_half(rows: int) -> None:
    values = np.arange(-8, 8, dtype=np.int8)[None].repeat(rows, axis=0)
    packed = export._nibbles(values)
    assert packed.shape == (rows, 8)
    assert packed.dtype == np.uint8
    assert (packed & 15 == values[:, 0::2] + 8).all()
    assert (packed >> 4 == values[:, 1::2] + 8).all()


def test_runs_are_averaged_weight_by_weight() -> None:
    first = {"a": np.array([1.0, 3.0], dtype=np.float32), "b": np.zeros((2, 2), dtype=np.float32)}
    second = {"a": np.array([3.0, 5.0], dtype=np.float32), "b": np.ones((2, 2), dtype=np.float32)}
    mean = export.averaged([first, second])
    assert mean["a"].tolist() == [2.0, 4.0]
    assert (mean["b"] == 0.5).all()
    assert mean["a"].dtype == np.float32
    alone = export.averaged([first])
    assert all((alone[name] == first[name]).all() for name in first)


def test_what_was_exported_can_be_trained_further(
    toy_run: Path, shape: TrunkShape, tiny_words: Blocks, tmp_path: Path
) -> None:
    trained = load_file(toy_run / WEIGHTS)
    export.export(trained, shape, tiny_words, tmp_path / "judge.onnx")
    found = export.imported(tmp_path / "judge.onnx")
    assert found.keys() == trained.keys()
    for name, weights in trained.items():
        assert found[name].shape == weights.shape, name
        # A step of 8 bits is a 127th of the largest weight of its row.
        assert np.abs(found[name] - weights).max() <= np.abs(weights).max() / 127, name


def test_a_network_starts_from_a_graph(
    toy_run: Path, shape: TrunkShape, tiny_words: Blocks, tmp_path: Path
) -> None:
    export.export(load_file(toy_run / WEIGHTS), shape, tiny_words, tmp_path / "judge.onnx")
    network = JudgeNetwork(shape, torch.from_numpy(tiny_words.dense()))
    load_weights(network, tmp_path / "judge.onnx")
    found = export.imported(tmp_path / "judge.onnx")
    assert torch.equal(network.span_head.bias, torch.from_numpy(found["span_head.bias"]))

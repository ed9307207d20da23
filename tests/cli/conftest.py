"""The command line run in this process as the console script runs it, and one index for all."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant import cli
from assistant.embedding import Embedder
from tests.indexing import build, write_sources

SOURCES = {
    "en/chips.md": "# Chip prices\n\nAn NVIDIA H100 costs about $25,000 per unit.\n\n"
    "Training Gemini 1 cost $191 million.\n",
    "de/strom.md": "# Stromverbrauch\n\nDas Training von GPT-3 verbrauchte 1.287 MWh Strom.\n",
    "ja/yosoku.txt": "アモディ氏は、2027年のモデルの学習費用は100億ドルになると予測した。\n",
    "hostile.txt": 'A llama costs 5 dollars, {x.__class__} or {"lc": 1} or %s or C:\\new.\n',
}


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    stdout: str
    stderr: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line."""
        lines = self.stdout.split("\n")
        assert lines.pop() == ""
        return [json.loads(line) for line in lines]

    @property
    def row(self) -> dict[str, Any]:
        """The only object."""
        (only,) = self.rows
        return only


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _one_model(one_model: None) -> None:
    """Everywhere."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("ask", "--json", given="text or bytes")``."""

    def command(*arguments: object, given: str | bytes = b"") -> Ran:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as left:
            cli.main()
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
        assert "Traceback" not in err
        return Ran(int(left.value.code or 0), out, err)

    return command


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of sources that a test may change."""
    return write_sources(tmp_path / "sources", SOURCES)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """An index of the sources that no test changes."""
    folder = tmp_path_factory.mktemp("built")
    build(folder / "index", write_sources(folder / "sources", SOURCES), embedder)
    return folder / "index"


@pytest.fixture
def index(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same index, named by ASSISTANT_INDEX."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(built))
    return built

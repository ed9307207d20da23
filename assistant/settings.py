"""Every setting in one frozen object, read from ASSISTANT_ variables."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
_OTHERS = frozenset({"ASSISTANT_SHARED"})
"""Variables of the tests, which share the prefix."""


WITHOUT_RESULT = (
    "index", "feedback", "uploads", "page_key", "auth", "auth_file",
    "llm_base_url", "llm_api_key", "llm_timeout",
)  # fmt: skip
"""Settings that no result depends on."""
_OF_CHAT_MODEL = ("llm", "llm_window", "llm_tools")
"""Settings that no result depends on while there is no chat model."""


class Settings(BaseSettings):
    """What a user may change; the defaults are the measured ones.

    ``digest()`` names the settings that a result depends on.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    index: Path = Path("indexes/default")
    """Folder of the index."""
    embedder: str | None = None
    """``e5-small`` (bundled) or ``sentence-transformers:NAME-OR-PATH``; by default the one that
    the index was built with, and the bundled one for a new index."""
    chunk_tokens: int = Field(default=200, ge=40, le=500)
    """Most tokens of the embedder in one chunk."""
    overlap_sentences: int = Field(default=1, ge=0, le=3)
    """Sentences that a chunk repeats from the one before it."""
    hits: int = Field(default=8, ge=1, le=50)
    """Passages read for one answer."""
    judge: bool = True
    """Whether the reading model orders hits, picks answers and decides refusals."""
    question_characters: int = Field(default=2_000, ge=100)
    """Longest question, in code points."""

    llm: str | None = None
    """Chat model that drafts answers: ``PROVIDER:MODEL`` or ``local:FILE.gguf``; else quotes."""
    llm_base_url: str | None = None
    """Address of an OpenAI-compatible or Ollama server, where it is not the provider's own."""
    llm_api_key: SecretStr | None = None
    """Key of the provider; by default what its own variable holds, such as OPENAI_API_KEY."""
    llm_timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for the next words of a chat model."""
    llm_window: int | None = Field(default=None, ge=512)
    """Tokens of prompt and answer; by default what the model declares, else 4096."""
    llm_tools: Literal["auto", "always", "never"] = "auto"
    """Whether the chat model searches by itself; by default if it declares that it calls tools."""

    feedback: Path = Path("runs/feedback.jsonl")
    """Where the page keeps what its visitors say of answers."""
    uploads: Path = Path("indexes/uploads")
    """Where the page keeps files that its visitors add to the index."""

    page_key: Path = Path("runs/page.key")
    """The key with which the page seals conversations that browsers keep."""
    auth: SecretStr | None = None
    """Users of the page as ``name:password,name:password``; nobody signs in where there is none."""
    auth_file: Path | None = None
    """The same in a file, a user a line."""

    def digest(self) -> str:
        """Returns twelve hexadecimal digits that change when a result-bearing setting does."""
        relevant = self.model_dump_json(exclude=self._irrelevant)
        return hashlib.sha256(relevant.encode()).hexdigest()[:12]

    def row(self) -> dict[str, Any]:
        """Returns the settings that results depend on, as JSON has them."""
        return self.model_dump(mode="json", exclude=self._irrelevant)

    @property
    def _irrelevant(self) -> set[str]:
        return {*WITHOUT_RESULT, *(() if self.llm else _OF_CHAT_MODEL)}


def load_settings() -> Settings:
    """Reads the settings from the environment.

    Raises:
        SettingsError: a variable has an unknown name or a value that does not fit.
    """
    _refuse_unknown()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name} is not valid: {first['msg']}", f"Correct or unset {name}"
        ) from error


def with_llm(name: str | None) -> Settings:
    """Reads the settings, with the chat model of the command line where it names one."""
    settings = load_settings()
    return settings.model_copy(update={"llm": name}) if name else settings


def _refuse_unknown() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | _OTHERS
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(
                f"{name} is not a setting", f"Unset it, or use one of {', '.join(sorted(known))}"
            )


@cache
def forbid_telemetry() -> None:
    """Switches off every library's calls home; to be called before they are imported."""
    for name, value in (
        ("GRADIO_ANALYTICS_ENABLED", "False"),
        ("LANGSMITH_TRACING", "false"),
        ("LANGCHAIN_TRACING_V2", "false"),
        ("HF_HUB_DISABLE_TELEMETRY", "1"),
        ("DO_NOT_TRACK", "1"),
    ):
        os.environ[name] = value

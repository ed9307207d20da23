"""Every setting in one frozen object, read from ASSISTANT_ variables."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
_OTHERS = frozenset({"ASSISTANT_SHARED"})
"""Variables of the tests, which share the prefix."""


WITHOUT_RESULT = ("index", "feedback", "uploads", "page_key", "auth", "auth_file")
"""Settings that no result depends on."""


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
        relevant = self.model_dump_json(exclude=set(WITHOUT_RESULT))
        return hashlib.sha256(relevant.encode()).hexdigest()[:12]

    def row(self) -> dict[str, Any]:
        """Returns the settings that results depend on, as JSON has them."""
        return self.model_dump(mode="json", exclude=set(WITHOUT_RESULT))


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

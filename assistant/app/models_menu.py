"""The chat models that visitors may choose from: none, the configured one, Ollama's on loopback."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from typing import Any

from assistant.answering import EXTRACTIVE
from assistant.drafting.models import LOCAL, ChatModels, load_chat_model

_HOST, _PORT = "127.0.0.1", 11434
_PATIENCE = 0.3
"""Seconds for Ollama's answer."""
_BYTES = 2**20
_MOST = 30
OLLAMA = "ollama"


class ModelsMenu:
    """Names that visitors choose by; whatever else a browser sends is not asked.

    Args:
        chats: the models of the settings.
    """

    def __init__(self, chats: ChatModels) -> None:
        self._chats = chats
        self._known: dict[str, str] = {}
        """What a model is loaded by, by the name that visitors see."""

    @property
    def default(self) -> str:
        """The one that the settings name."""
        return without_folder(self._chats.settings.llm or EXTRACTIVE)

    def names(self) -> list[str]:
        """Returns what there is to choose from now; ``extractive`` stands first."""
        held = [self._chats.settings.llm, *self._chats.given]
        own = {without_folder(name): name for name in held if name}
        found = {name: name for name in _of_ollama() if name not in own}
        self._known |= own | found
        return [EXTRACTIVE, *own, *found]

    def chosen(self, name: str | None) -> str:
        """Returns what to load a model by; the default's where the name was never offered.

        Raises:
            ChatModelError: it cannot be set up.
        """
        if name == EXTRACTIVE:
            return EXTRACTIVE
        known = self._known.get(name or self.default, self._chats.settings.llm or EXTRACTIVE)
        if known.startswith(f"{OLLAMA}:") and known not in (self._chats.settings.llm, EXTRACTIVE):
            self._set_up(known)
        return known

    def _set_up(self, name: str) -> None:
        """An address in the settings is that of the configured model, not of one found here."""
        if name not in self._chats.given:
            here = {"llm_base_url": f"http://{_HOST}:{_PORT}", "llm_api_key": None}
            settings = self._chats.settings.model_copy(update=here)
            self._chats.given[name] = load_chat_model(name, settings)


def without_folder(name: str) -> str:
    """Returns the name that visitors see: where a model's file lies is nobody's business."""
    provider, _, model = name.partition(":")
    return (
        f"{LOCAL}:{model.replace(chr(92), '/').rpartition('/')[2]}" if provider == LOCAL else name
    )


def _of_ollama() -> list[str]:
    """The chat models of a server on this machine; none where there is no server."""
    if find_spec("langchain_ollama") is None:
        return []
    connection = HTTPConnection(_HOST, _PORT, timeout=_PATIENCE)
    try:
        connection.request("GET", "/api/tags")
        held = json.loads(connection.getresponse().read(_BYTES))["models"]
        return [f"{OLLAMA}:{one['name']}" for one in held[:_MOST] if _chats(one)]
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError):
        return []
    finally:
        connection.close()


def _chats(model: dict[str, Any]) -> bool:
    """Models that only embed are of BERT's family."""
    return "bert" not in str((model.get("details") or {}).get("family", ""))

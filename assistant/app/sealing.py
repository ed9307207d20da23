"""A seal on what browsers keep: nothing comes back that this program did not write."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from pathlib import Path

_LOG = logging.getLogger(__name__)
_LENGTH = 64
"""Hexadecimal digits of a key."""


class Seal:
    """Signs texts with a key of this installation.

    Args:
        path: the file of the key, made where it is missing. Where it cannot be made, what was
            sealed is refused after a restart.
    """

    def __init__(self, path: Path) -> None:
        self._key = _key(path).encode()

    def of(self, text: str) -> str:
        """Returns the seal of a text."""
        words = text.encode("utf-8", "surrogatepass")
        return hmac.new(self._key, words, hashlib.sha256).hexdigest()

    def holds(self, text: str, seal: str) -> bool:
        """Whether the seal is that of the text."""
        return hmac.compare_digest(self.of(text).encode(), seal.encode("utf-8", "replace"))


def _key(path: Path) -> str:
    fresh = secrets.token_hex(_LENGTH // 2)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(fresh)
        key = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        _LOG.warning("Conversations end with this program: no key in %s (%s)", path, error)
        return fresh
    return key if len(key) == _LENGTH else fresh

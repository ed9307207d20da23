"""The words of ``wording.yaml`` as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.bundled import table

_BREAK = re.compile(r"\s*\n?\s+(?=\|)")
"""Long patterns are wrapped before an alternative; a blank before one is written ``\\s``."""


@cache
def words(group: str, language: str, name: str = "wording") -> re.Pattern[str]:
    """Returns a group of words of a language as one pattern; of English for unknown languages.

    Args:
        name: the file of the room that holds it.
    """
    rows = load(name)[group]
    parts = rows.get(language, rows["en"])
    return re.compile("|".join(_BREAK.sub("", part) for part in parts))


@cache
def load(name: str) -> dict[str, Any]:
    """Returns what one of the room's YAML files holds."""
    return table("assistant.claims", name)

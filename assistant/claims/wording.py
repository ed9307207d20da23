"""The words of ``wording.yaml`` as patterns."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

_BREAK = re.compile(r"\s*\n?\s+(?=\|)")
"""Long patterns are wrapped before an alternative."""


@cache
def words(group: str, language: str) -> re.Pattern[str]:
    """Returns a group of words of a language as one pattern; of English for unknown languages."""
    rows = load("wording.yaml")[group]
    parts = rows.get(language, rows["en"])
    return re.compile("|".join(_BREAK.sub("", part) for part in parts))


@cache
def load(name: str) -> dict[str, Any]:
    """Returns what one of the room's YAML files holds."""
    path = resources.files("assistant.claims") / name
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)
    return loaded

"""The words of ``wording.yaml`` as patterns."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

_BREAK = re.compile(r"\s*\n?\s+(?=\|)")
"""Long patterns are wrapped before an alternative."""


@cache
def words(group: str, language: str) -> re.Pattern[str]:
    """Returns a group of words of a language as one pattern; of English for unknown languages."""
    rows = _data()[group]
    parts = rows.get(language, rows["en"])
    return re.compile("|".join(_BREAK.sub("", part) for part in parts))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    path = resources.files("assistant.claims") / "wording.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, dict[str, list[str]]] = yaml.load(path.read_text(encoding="utf-8"), loader)
    return loaded

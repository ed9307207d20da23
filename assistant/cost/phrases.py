"""intents.yaml: the words of three languages by which questions ask for a calculation."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def phrases() -> dict[str, Any]:
    """Returns the groups of patterns by name; what each holds is said in the file."""
    path = resources.files("assistant.cost") / "intents.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)
    return loaded


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Returns one pattern by the names that lead to it: pattern("words", "growth", "en")."""
    held: Any = phrases()
    for name in path:
        held = held[name]
    return re.compile(held)

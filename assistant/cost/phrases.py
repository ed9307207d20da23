"""intents.yaml: the words of three languages by which questions ask for a calculation."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.bundled import table


@cache
def phrases() -> dict[str, Any]:
    """Returns the groups of patterns by name; what each holds is said in the file."""
    return table("assistant.cost", "intents")


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Returns one pattern by the names that lead to it: pattern("words", "growth", "en")."""
    held: Any = phrases()
    for name in path:
        held = held[name]
    for name, stem in phrases()["stems"].items():
        held = held.replace(f"{{{name}}}", stem)
    return re.compile(held)

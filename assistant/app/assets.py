"""The scripts of the page, which stand in ``scripts/*.js``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def script(name: str) -> str:
    """Returns a script by its name without the suffix."""
    return files("assistant.app").joinpath("scripts", f"{name}.js").read_text(encoding="utf-8")

"""The YAML tables that come with the program: words, units, formulas, facts."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def table(package: str, name: str, *, as_text: bool = False) -> dict[str, Any]:
    """Returns what a table holds.

    Args:
        package: where it lies.
        name: of the file, without its suffix.
        as_text: leaves every scalar a string, so that no number passes through a float.
    """
    text = (resources.files(package) / f"{name}.yaml").read_text(encoding="utf-8")
    loader = _loader("BaseLoader" if as_text else "SafeLoader")
    loaded: dict[str, Any] = yaml.load(text, loader)
    return loaded


def _loader(name: str) -> Any:
    """The one in C, where PyYAML was built with it: it is much faster."""
    return getattr(yaml, f"C{name}", getattr(yaml, name))

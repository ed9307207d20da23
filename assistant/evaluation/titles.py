"""What a run is called: its sets, its index, what answered, and the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from babel.dates import format_date

_ITSELF = "assistant"
"""What systems are called that are no baseline."""


def title_of(description: Mapping[str, Any], begun: datetime | None) -> str:
    """Returns the title of a run, such as ``articles: index default, with the judge, …``.

    Args:
        description: as ``described`` has it; what an older one lacks is left out.
        begun: when, if that is known.
    """
    sets = ", ".join(one["name"] for one in description["sets"] if one["items"])
    where = " and ".join(description["where"])
    names = f"{sets} where {where}" if where else sets
    day = (format_date(begun, "d MMMM y", locale="en"),) if begun else ()
    return f"{names}: {', '.join((*_parts(description), *day))}"


def _parts(description: Mapping[str, Any]) -> Iterator[str]:
    if index := description["index"].get("name"):
        yield f"index {index}"
    if description["system"] != _ITSELF:
        yield description["system"]
    settings = description.get("settings")
    if settings and description["system"] == _ITSELF:
        yield "with the judge" if settings["judge"] else "without the judge"
        yield _chat_model(settings.get("llm"))


def _chat_model(name: str | None) -> str:
    if not name:
        return "no chat model"
    provider, _, model = name.partition(":")
    # A file stands somewhere on this machine; its name says what it is.
    return f"chat model {PurePath(model).name if provider == 'local' else name}"

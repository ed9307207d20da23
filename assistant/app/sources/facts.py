"""What is known of uploaded files, in the ``sources.yaml`` beside them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath

import yaml

from assistant.errors import OutputError
from assistant.sources.metadata import FILE_NAME, accepted, read_catalogue
from assistant.types import SourceInfo

FACTS = ("title", "publisher", "published", "url")
"""Those that visitors state."""


def wrong(facts: Mapping[str, str]) -> str | None:
    """Returns the first fact that is not of its form; empty ones are not stated."""
    given = {key: value.strip() for key, value in facts.items() if value.strip()}
    return next((key for key, value in given.items() if accepted(key, value) is None), None)


def state(folder: Path, name: str, facts: Mapping[str, str]) -> None:
    """Writes what is known of a file; without facts its entry goes.

    Raises:
        SourceMetadataError: what stood there before cannot be read.
        OutputError: it cannot be written.
    """
    place = folder / FILE_NAME
    held = read_catalogue(place) if place.exists() else {}
    stated = {key: accepted(key, value) for key, value in facts.items() if value.strip()}
    file = PurePosixPath(name)
    before = held.pop(file, SourceInfo())
    after = replace(before, **dict.fromkeys(FACTS) | stated) if facts else SourceInfo()
    if after != SourceInfo():
        held[file] = after
    rows = [{"file": str(one), **_given(info)} for one, info in held.items()]
    _write(place, yaml.safe_dump({"sources": rows}, allow_unicode=True, sort_keys=False))


def _given(info: SourceInfo) -> dict[str, str]:
    return {key: value for key, value in asdict(info).items() if value is not None}


def _write(place: Path, text: str) -> None:
    aside = place.with_name(f".new-{place.name}")
    try:
        aside.write_text(text, encoding="utf-8")
        os.replace(aside, place)
    except OSError as error:
        raise OutputError(
            f"{place} cannot be written ({error.strerror})", "Check the folder's permissions"
        ) from error

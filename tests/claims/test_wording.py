"""Patterns of the room's YAML files mean what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import claims
from assistant.claims.wording import words

_FILES = sorted(Path(claims.__file__).parent.glob("*.yaml"))
_LOST = re.compile(r"(?<=[^\s|]) +\|")


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_no_blank_is_lost_before_an_alternative(file: Path) -> None:
    lost = [
        f"{number}: {line[match.start() - 20 : match.end() + 10]}"
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        for match in _LOST.finditer(line)
        if line[: match.start()].strip()
    ]
    assert not lost, "write \\s before |"


def test_wrapped_patterns_are_joined() -> None:
    assert "\n" not in words("greeting", "de").pattern
    assert " |" not in words("greeting", "de").pattern

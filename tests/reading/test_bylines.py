"""Which lines say who wrote a text, from tests/cases/reading/bylines.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.bylines import is_byline

_CASES = Path(__file__).parents[1] / "cases/reading/bylines.jsonl"
_ROWS = [json.loads(line) for line in _CASES.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("row", _ROWS, ids=[row["line"] for row in _ROWS])
def test_who_wrote_a_text(row: dict[str, Any]) -> None:
    assert is_byline(row["line"], row.get("before", ""), row["text"]) is row["is"]

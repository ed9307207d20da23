"""Rows of tests/cases/drafting, as parameters of tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parents[1] / "cases" / "drafting"


def rows(name: str) -> list[dict[str, Any]]:
    """Returns the rows of a file."""
    lines = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def cases(name: str, shown: str = "text") -> list[Any]:
    """Returns rows as parameters, named by what they show; ``beyond`` says what is not managed."""
    return [
        pytest.param(
            row,
            id=f"{row.get('language', '')}-{row[shown][:40]}",
            marks=[pytest.mark.xfail(reason=row["beyond"], strict=True)] if "beyond" in row else [],
        )
        for row in rows(name)
    ]

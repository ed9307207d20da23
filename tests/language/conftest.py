"""Cases of one kind, from the data files of every language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_CASES = Path(__file__).parents[1] / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``@pytest.mark.cases("sentences")`` runs a test with each (language, case) of that file."""
    marker = metafunc.definition.get_closest_marker("cases")
    if marker:
        found = [
            pytest.param(language, case, id=f"{language}-{case.get('name', case['text'])}")
            for language in marker.kwargs.get("languages", ("en", "de", "ja"))
            for case in _read(_CASES / language / f"{marker.args[0]}.jsonl")
        ]
        metafunc.parametrize(("language", "case"), found)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(kind, languages): once for each case in tests/cases")


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]

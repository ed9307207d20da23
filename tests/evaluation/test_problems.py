"""Broken sets are reported item by item, and what is proposed is not broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.errors import EvaluationSetError
from assistant.evaluation.items import as_row, load_set
from assistant.evaluation.problems import problems
from assistant.evaluation.proposing import proposals
from assistant.index.opening import open_builder
from assistant.settings import load_settings

_SOURCES = {
    "en.txt": "Training Gemini 1 cost $191 million. An H100 costs $25,000.\n",
    "de.txt": "Das Training von GPT-3 verbrauchte 1.287 MWh Strom.\n",
    "ja.txt": "GPT-4の学習費用は1億ドルを超える。\n",
}
_QUESTION = {
    "question": "What did the training of Gemini 1 cost?", "language": "en", "answerable": True,
    "sources": ["en.txt"], "expected": [["$191 million"]],
}  # fmt: skip
_CLAIM = {
    "claim": "Das Training von Gemini 1 kostete 191 Mio. Dollar.", "language": "de",
    "verdict": "supported",
    "sources": [{"document": "en.txt", "quote": "cost $191 million", "stance": "supports"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("problems")
    for name, text in _SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    open_builder(folder / "index", load_settings()).build([folder])
    return Assistant.open(folder / "index")


def _written(path: Path, rows: list[Any]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


_BROKEN: list[tuple[dict[str, Any] | str, str]] = [
    ("{", "Invalid JSON"),
    ("[]", "object"),
    ({**_QUESTION, "colour": "red"}, "colour"),
    ({**_QUESTION, "language": "fr"}, "language"),
    ({**_QUESTION, "expected": []}, "nothing is expected"),
    ({**_QUESTION, "answerable": False}, "unanswerable, but something is expected"),
    ({**_QUESTION, "expected": [["$192 million"]]}, "its sources do not hold: $192 million"),
    ({**_QUESTION, "sources": ["fr.txt"]}, "no document fr.txt"),
    ({**_QUESTION, "sources": []}, "no source is named"),
    ({**_QUESTION, "sources": ["en.txt", "en.txt"]}, "a source is named twice"),
    ({**_QUESTION, "quantities": [{"value": 5, "unit": "$"}]}, "'$' is no unit"),
    ({**_QUESTION, "expected": [[]]}, "at least 1 item"),
    ({"question": " ", "language": "en"}, "pattern"),
    ({**_QUESTION, "language": "de"}, "seems to be en, not de"),
    ({**_CLAIM, "verdict": "true"}, "verdict"),
    ({**_CLAIM, "verdict": "contradicted"}, "contradicted, but its quotes"),
    ({**_CLAIM, "language": "ja"}, "seems to be de, not ja"),
    (
        {**_CLAIM, "sources": [{"document": "en.txt", "quote": "free", "stance": "supports"}]},
        "en.txt does not hold the quote: free",
    ),
    (
        {**_CLAIM, "sources": [{"document": "x", "quote": "free", "stance": "supports"}]},
        "no document x",
    ),
]


def test_a_hundred_broken_items_are_each_reported(assistant: Assistant, tmp_path: Path) -> None:
    rows: list[Any] = []
    for number in range(100):
        row, _ = _BROKEN[number % len(_BROKEN)]
        text = {} if isinstance(row, str) else {"id": f"n{number}"}
        key = "claim" if "claim" in row else "question"
        if isinstance(row, dict) and row[key].strip():
            text[key] = f"{row[key]} ({number})"
        rows.append(row if isinstance(row, str) else row | text)
    found = problems(_written(tmp_path / "broken.jsonl", rows), assistant)
    assert {one.line for one in found} == set(range(1, 101))
    for line in range(1, 101):
        row, words = _BROKEN[(line - 1) % len(_BROKEN)]
        own = [one for one in found if one.line == line]
        assert any(words in one.what for one in own), words
        assert all(one.id == ("" if isinstance(row, str) else f"n{line - 1}") for one in own)


def test_what_comes_twice_is_reported(assistant: Assistant, tmp_path: Path) -> None:
    rows = [_QUESTION | {"id": "a"}, _QUESTION | {"id": "b"}, _CLAIM | {"id": "a"}]
    found = problems(_written(tmp_path / "twice.jsonl", rows), assistant)
    assert [(one.line, one.what) for one in found] == [
        (2, "the text stands in line 1 too"),
        (3, "the id stands in line 1 too"),
    ]


def test_a_whole_set_has_no_problem(assistant: Assistant, tmp_path: Path) -> None:
    path = _written(tmp_path / "whole.jsonl", [_QUESTION | {"id": "a"}, _CLAIM | {"id": "b"}])
    assert problems(path, assistant) == []


def test_without_an_index_sources_are_not_looked_at(tmp_path: Path) -> None:
    row = _QUESTION | {"id": "a", "sources": ["elsewhere.txt"]}
    assert problems(_written(tmp_path / "s.jsonl", [row]), None) == []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetError, match="cannot be read"):
        problems(tmp_path / "none.jsonl", None)


@pytest.mark.parametrize("name", ["articles", "corpus", "claims", "disagreements"])
def test_the_projects_own_sets_have_no_problem_but_short_foreign_words(name: str) -> None:
    path = Path(__file__).parents[2] / f"eval/sets/{name}.jsonl"
    assert [one for one in problems(path, None) if "seems to be" not in one.what] == []


def test_what_is_proposed_is_a_set_without_problems(assistant: Assistant, tmp_path: Path) -> None:
    items = proposals(assistant, 10)
    path = _written(tmp_path / "new.jsonl", [as_row(item) for item in items])
    assert load_set(path) == items
    assert problems(path, assistant) == []
    assert {item.language for item in items} == {"en", "de", "ja"}
    assert all(item.note for item in items)


def test_no_more_is_proposed_than_asked_for(assistant: Assistant) -> None:
    assert len(proposals(assistant, 2)) == 2

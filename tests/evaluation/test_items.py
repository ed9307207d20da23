"""Sets of questions: the loader, and the set of the articles."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import EvaluationSetError
from assistant.evaluation.items import Item, load_set
from assistant.sources import discover, read

_SET = Path(__file__).parents[2] / "eval/sets/articles.jsonl"
_ROW: dict[str, Any] = {
    "id": "a",
    "question": "What?",
    "language": "en",
    "source_language": "de",
    "answerable": True,
    "sources": ["a.txt"],
    "expected": [["5", "five"]],
    "kind": "value",
    "split": "tune",
}


def _load(folder: Path, *rows: object) -> list[Item]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return load_set(folder / "set.jsonl")


def test_a_line_is_an_item_and_empty_lines_are_none(tmp_path: Path) -> None:
    (item,) = _load(tmp_path, "", _ROW, " ")
    assert (item.sources, item.expected, item.pair) == (("a.txt",), (("5", "five"),), "en-de")


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"question": 5},
        {"answerable": "yes"},
        {"sources": "a.txt"},
        {"expected": ["5"]},
        {"expected": "5"},
        {"expected": [[]]},
        {"expected": []},
        {"expected": [[5]]},
        {"sources": []},
        {"split": "test"},
        {"language": "fr"},
        {"colour": "red"},
    ],
)
def test_a_wrong_value_is_refused_by_its_line(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(EvaluationSetError, match=r"Line 2 of .*set\.jsonl"):
        _load(tmp_path, _ROW, {**_ROW, **change})


@pytest.mark.parametrize("key", _ROW)
def test_a_missing_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(EvaluationSetError, match="Line 1 of"):
        _load(tmp_path, {name: value for name, value in _ROW.items() if name != key})


@pytest.mark.parametrize("line", ["{", "[]", "5", "null", '"a"', "\ufeff{}"])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(EvaluationSetError, match="Line 1 of"):
        _load(tmp_path, line)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    for name in ("none.jsonl", "latin.jsonl", "."):
        with pytest.raises(EvaluationSetError, match="cannot be read"):
            load_set(tmp_path / name)


def test_the_articles_set_is_large_and_even() -> None:
    items = load_set(_SET)
    answerable = [item for item in items if item.answerable]
    pairs = Counter(item.pair for item in answerable)
    assert len(items) >= 90
    assert len(items) - len(answerable) >= 25
    assert set(pairs) == {f"{q}-{s}" for q in ("en", "de", "ja") for s in ("en", "de", "ja")}
    for pair in {item.pair for item in items}:
        splits = Counter(item.split for item in items if item.pair == pair)
        assert 0.25 <= splits["held"] / splits.total() <= 0.42, pair


@pytest.mark.parametrize("name", ["articles", "corpus"])
def test_a_set_repeats_nothing(name: str) -> None:
    items = load_set(_SET.with_stem(name))
    assert len({item.id for item in items}) == len(items)
    assert len({item.question for item in items}) == len(items)


def test_what_is_expected_stands_in_the_sources(shared: Path) -> None:
    folders = {"articles": shared / "seeds", "corpus": _SET.parents[2] / "corpus"}
    absent = []
    for name, folder in folders.items():
        texts = {file.name: read(file).text for file in discover([folder]).files}
        for item in load_set(_SET.with_stem(name)):
            for words in (words for group in item.expected for words in group):
                if not any(words in texts[source] for source in item.sources):
                    absent.append((item.id, words))
    assert absent == []

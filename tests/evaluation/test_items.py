"""Sets: the loader, the published schema, and the sets of the project."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import EvaluationSetError
from assistant.evaluation.documentation import PATH, text
from assistant.evaluation.items import (
    READER,
    CalculationItem,
    ClaimItem,
    Item,
    QuestionItem,
    as_row,
)
from assistant.evaluation.loading import claims, load_set, questions
from assistant.sources import discover, read

_ROOT = Path(__file__).parents[2]
_SET = _ROOT / "eval/sets/articles.jsonl"
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
    assert isinstance(item, QuestionItem)
    assert (item.sources, item.expected, item.pair) == (("a.txt",), (("5", "five"),), "en-de")


@pytest.mark.parametrize("value", ["191000000", "369.5", "-0.07", "1e21"])
def test_numbers_are_written_as_numbers_and_read_again_alike(value: str) -> None:
    item = CalculationItem(
        id="a", calculation="1 + 1?", language="en", value=Decimal(value), unit="1"
    )
    row = json.loads(json.dumps(as_row(item)))
    assert isinstance(row["value"], int | float)
    assert READER.validate_json(json.dumps(row)) == item


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
        {"expected": [[5]]},
        {"split": "test"},
        {"language": "fr"},
        {"colour": "red"},
        {"answerable": False},
        {"quantities": [{"value": "much", "unit": "USD"}]},
        {"disagreements": [{"positions": [{"source": "a.txt"}]}]},
        {"disagreements": [{"positions": [{"source": "a.txt", "value": "5"}]}]},
        {"id": ""},
        {"id": " "},
    ],
)
def test_a_wrong_value_is_refused_by_its_line(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(EvaluationSetError, match=r"Line 2 of .*set\.jsonl"):
        _load(tmp_path, _ROW, {**_ROW, **change})


@pytest.mark.parametrize("key", ["id", "question", "language"])
def test_a_missing_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(EvaluationSetError, match="Line 1 of"):
        _load(tmp_path, {name: value for name, value in _ROW.items() if name != key})


@pytest.mark.parametrize("line", ["{", "[]", "5", "null", '"a"', "\ufeff{}"])
def test_a_line_that_is_no_object_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(EvaluationSetError, match="Line 1 of"):
        _load(tmp_path, line)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.jsonl", "there is no such file"),
        ("wide.jsonl", "it is in UTF-16, not in UTF-8"),
        (".", "it is a folder"),
        ("latin.jsonl/a", "Not a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    (tmp_path / "wide.jsonl").write_bytes("{}".encode("utf-16"))
    with pytest.raises(EvaluationSetError, match=f"cannot be read: {reason}"):
        load_set(tmp_path / name)


def test_a_line_that_is_not_in_utf_8_is_refused_by_its_number(tmp_path: Path) -> None:
    rows = [
        json.dumps(_ROW | {"id": name, "question": f"W\u00e4r {name}?"}, ensure_ascii=False)
        for name in "ab"
    ]
    (tmp_path / "set.jsonl").write_bytes(rows[0].encode() + b"\n" + rows[1].encode("latin-1"))
    with pytest.raises(EvaluationSetError, match=r"Line 2 of .*column 27 is not in UTF-8"):
        load_set(tmp_path / "set.jsonl")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert _load(tmp_path, "\ufeff" + json.dumps(_ROW)) == _load(tmp_path, _ROW)


def test_a_key_that_comes_twice_is_refused(tmp_path: Path) -> None:
    line = json.dumps(_ROW).replace('"id"', '"note": "b", "note": "c", "id"')
    with pytest.raises(EvaluationSetError, match=r"Line 1 of .*the key 'note' comes twice"):
        _load(tmp_path, line)


def test_the_articles_set_is_large_and_even() -> None:
    items = questions(_SET)
    answerable = [item for item in items if item.answerable]
    pairs = Counter(item.pair for item in answerable)
    assert len(items) >= 90
    assert len(items) - len(answerable) >= 25
    assert set(pairs) == {f"{q}-{s}" for q in ("en", "de", "ja") for s in ("en", "de", "ja")}
    for pair in {item.pair for item in items}:
        splits = Counter(item.split for item in items if item.pair == pair)
        assert 0.25 <= splits["held"] / splits.total() <= 0.42, pair


@pytest.mark.parametrize("name", ["articles", "corpus", "claims", "disagreements"])
def test_a_set_repeats_nothing(name: str) -> None:
    items = load_set(_SET.with_stem(name))
    assert len({item.id for item in items}) == len(items)
    assert len({(item.index, item.text) for item in items}) == len(items)


def test_what_is_expected_stands_in_the_sources(shared: Path) -> None:
    folders = {"articles": shared / "seeds", "corpus": _SET.parents[2] / "corpus"}
    absent = []
    for name, folder in folders.items():
        texts = {file.name: read(file).text for file in discover([folder]).files}
        for item in questions(_SET.with_stem(name)):
            for words in (words for group in item.expected for words in group):
                if not any(words in texts[source] for source in item.sources):
                    absent.append((item.id, words))
    assert absent == []


def test_the_three_kinds_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    claim = {"id": "b", "claim": "It is so.", "language": "en", "verdict": "supported"}
    sum_ = {"id": "c", "calculation": "2 MW?", "language": "en", "value": "1e3", "unit": "kWh"}
    found = _load(tmp_path, _ROW, claim, sum_)
    assert [type(item) for item in found] == [QuestionItem, ClaimItem, CalculationItem]
    assert [item.text for item in found] == ["What?", "It is so.", "2 MW?"]


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetError, match=r"Line 2 of .*comes twice"):
        _load(tmp_path, _ROW, _ROW)


def test_ids_are_compared_without_the_blanks_around_them(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetError, match=r"Line 2 of .*comes twice"):
        _load(tmp_path, _ROW, {**_ROW, "id": " a "})


@pytest.mark.parametrize("name", ["articles", "corpus", "claims", "disagreements"])
def test_an_item_is_written_as_it_is_read(name: str, tmp_path: Path) -> None:
    items = load_set(_SET.with_stem(name))
    assert _load(tmp_path, *map(as_row, items)) == items


def test_the_published_schema_is_that_of_the_items() -> None:
    assert PATH.read_text(encoding="utf-8") == text(), "run make docs"


def _claims() -> list[ClaimItem]:
    return claims(_SET.with_stem("claims"))


def test_the_claims_are_many_and_cover_pairs_kinds_and_verdicts() -> None:
    items = _claims()
    assert len(items) >= 240
    pairs = Counter(item.pair for item in items)
    assert {f"{c}-{s}" for c in ("en", "de", "ja") for s in ("en", "de", "ja")} <= pairs.keys()
    kinds = Counter(item.kind for item in items)
    assert kinds.keys() == {
        "number", "unit", "scale", "year", "entity", "negation", "modality", "paraphrase",
    }  # fmt: skip
    assert min(kinds.values()) >= 20
    verdicts = Counter(item.verdict for item in items)
    assert min(verdicts["supported"], verdicts["contradicted"]) >= 80
    assert verdicts["not_enough_evidence"] >= 60
    held = sum(item.split == "held" for item in items)
    assert 0.3 <= held / len(items) <= 0.36


def test_quotes_of_claims_stand_in_their_sources(shared: Path) -> None:
    texts = {
        file.name: read(file).text for file in discover([shared / "seeds", _ROOT / "corpus"]).files
    }
    absent = [
        (item.id, source.quote)
        for item in _claims()
        for source in item.sources
        if source.quote not in texts[source.document]
    ]
    assert absent == []


def test_verdicts_and_sources_of_claims_agree() -> None:
    wanted = {
        "supported": {"supports"},
        "contradicted": {"contradicts"},
        "disputed": {"supports", "contradicts"},
        "not_enough_evidence": set(),
        "nothing_to_check": set(),
    }
    for item in _claims():
        assert {source.stance for source in item.sources} == wanted[item.verdict], item.id

"""BM25 against a second implementation, coverage by hand, and the round trip."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.lexical import LexicalIndex, searchable_terms

_WORDS = st.sampled_from(["a", "b", "c", "d", "e"])
_ROWS = st.lists(st.lists(_WORDS, max_size=12), max_size=8)


def lucene_bm25(rows: list[list[str]], query: list[str]) -> list[float]:
    """Kamphuis et al. 2020, Which BM25 do you mean?: the form that Lucene uses; k1 1.5, b 0.75."""
    mean = sum(map(len, rows)) / len(rows)
    scores = []
    for row in rows:
        counts, score = Counter(row), 0.0
        for term in query:
            present = sum(term in other for other in rows)
            idf = math.log(1 + (len(rows) - present + 0.5) / (present + 0.5))
            norm = 1.5 * (1 - 0.75 + 0.75 * len(row) / mean) if mean else 1
            score += idf * counts[term] / (counts[term] + norm)
        scores.append(score)
    return scores


@given(_ROWS, st.lists(_WORDS, max_size=5))
def test_scores_are_lucenes(rows: list[list[str]], query: list[str]) -> None:
    found = {hit.row: hit.score for hit in LexicalIndex.build(rows).search(query, 99)}
    expected = lucene_bm25(rows, query) if rows else []
    wanted = {row: score for row, score in enumerate(expected) if score > 0}
    assert found == pytest.approx(wanted, rel=1e-4)


def test_best_first_and_no_more_than_k() -> None:
    index = LexicalIndex.build([["x"], ["x", "x"], ["y"], ["x", "y", "y", "y"]])
    assert [hit.row for hit in index.search(["x"], 9)] == [1, 0, 3]
    assert [hit.row for hit in index.search(["x"], 1)] == [1]


@pytest.mark.parametrize("rows", [[], [[]], [[], []], [[""]]])
def test_rows_without_terms_find_nothing(rows: list[list[str]]) -> None:
    index = LexicalIndex.build(rows)
    assert index.search(["x", ""], 9) == []
    assert index.coverage(["x"], range(len(rows))).tolist() == [0.0] * len(rows)


def test_coverage_weighs_terms_by_rarity() -> None:
    # Three rows: idf(x) = ln(1 + 1.5 / 2.5), idf(y) = ln(1 + 2.5 / 1.5); absent: ln(2 * 3 + 2).
    index = LexicalIndex.build([["x", "x"], ["x", "y"], ["z"]])
    x, y, absent = math.log(1.6), math.log(8 / 3), math.log(8)
    assert index.rarity("x") == pytest.approx(x)
    assert index.rarity("unknown") == index.rarity("") == pytest.approx(absent)
    assert index.coverage(["x", "y"], [0, 1, 2]) == pytest.approx([x / (x + y), 1, 0])
    assert index.coverage(["x", "unknown"], [1]) == pytest.approx([x / (x + absent)])


def test_coverage_counts_a_repeated_term_once_and_follows_the_rows() -> None:
    index = LexicalIndex.build([["x"], ["y"], ["z"]])
    assert index.coverage(["x", "x", "y"], [1, 0, 2]) == pytest.approx([0.5, 0.5, 0])
    assert index.coverage([], [0, 1]).tolist() == [0, 0]


@given(_ROWS, st.lists(st.one_of(_WORDS, st.just("unknown")), max_size=5))
def test_coverage_is_a_share(rows: list[list[str]], query: list[str]) -> None:
    shares = LexicalIndex.build(rows).coverage(query, range(len(rows)))
    for row, share in zip(rows, shares, strict=True):
        assert -1e-9 <= share <= 1 + 1e-9
        assert (share > 0) == bool(set(row) & set(query))
        if query and set(query) <= set(row):
            assert share == pytest.approx(1)


@pytest.mark.parametrize("rows", [[["x", "費用"], ["x", "y"], []], [[], []], []])
def test_saving_and_loading_changes_nothing(
    rows: list[list[str]], tmp_path: Path, no_pickle: None
) -> None:
    index = LexicalIndex.build(rows)
    index.save(str(tmp_path))
    loaded = LexicalIndex.load(str(tmp_path), len(rows))
    query = ["x", "費用", "unknown"]
    assert loaded.search(query, 9) == index.search(query, 9)
    every = range(len(rows))
    assert loaded.coverage(query, every).tolist() == index.coverage(query, every).tolist()
    assert loaded.rarity("費用") == index.rarity("費用")


def test_what_stands_above_a_chunk_is_searched_with_it() -> None:
    assert searchable_terms("They rose.", "Costs", "en") == ["cost", "rose"]

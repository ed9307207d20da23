"""What is told of conflicts: topics, positions, the order in which they must be quoted."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import get_args

import pytest

from assistant.disagreements import Conflict, find
from assistant.quantities import parse
from assistant.reporting import disagreements, needed, paragraphs, table, topic_words
from assistant.types import Citation, Evidence, Language, Surveyed

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_QUESTION = "What did training Falcon-40B cost?"
_AMOUNTS = ["$100 million", "$1 billion", "$100 million", "$7 billion", "$1 billion", "$7 billion"]


def _say(document: str, text: str, score: float) -> Evidence:
    figures = tuple(replace(q, start=q.start + 9, end=q.end + 9) for q in parse(text, "en"))
    return Evidence(document, 9, 9 + len(text), text, 1, "en", text, score, figures)


def _cite(evidence: Evidence, number: int) -> Citation:
    return Citation(
        f"id{number}", evidence.document, "T", "en", None, "2024", None, 1,
        evidence.start, evidence.end, evidence.text,
    )  # fmt: skip


@pytest.fixture
def conflict() -> Conflict:
    said = [
        _say(f"{n}.txt", f"Training Falcon-40B cost {amount}.", 0.9 - n / 10)
        for n, amount in enumerate(_AMOUNTS)
    ]
    (found,) = find(_QUESTION, "en", said)
    return found


def test_the_best_of_each_position_is_quoted_first(conflict: Conflict) -> None:
    must = [evidence.document for evidence, _ in needed([conflict])]
    assert must[:3] == ["0.txt", "1.txt", "3.txt"]
    assert len(must) == 5
    assert len(needed([conflict], most=None)) == 6
    for evidence, span in needed([conflict], most=None):
        assert evidence.start <= span.start < span.end <= evidence.end


def test_positions_that_are_not_quoted_are_not_told(conflict: Conflict) -> None:
    numbers = count(1)
    cited = [(evidence, _cite(evidence, next(numbers))) for evidence, _ in needed([conflict])]
    (all_told,) = disagreements([conflict], cited, "en")
    assert [len(position.citations) for position in all_told.positions] == [2, 2, 1]
    (two,) = disagreements([conflict], cited[:2], "en")
    assert [position.text for position in two.positions] == ["$100 million", "$1 billion"]
    assert disagreements([conflict], cited[:1], "en") == ()
    assert disagreements([conflict], [], "en") == ()


def test_a_quote_without_the_value_is_no_citation_of_it(conflict: Conflict) -> None:
    cited = [(evidence, _cite(evidence, 1)) for evidence, _ in needed([conflict])]
    short = [(e, replace(c, end=c.start + 5, quote=c.quote[:5])) for e, c in cited]
    assert disagreements([conflict], short, "en") == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The sources contradict each other (cost · training · Falcon-40B): "
               "100 million US dollars [1]; 1 billion US dollars [2]."),
        ("de", "Die Quellen widersprechen einander (Kosten · Training · Falcon-40B): "
               "100 Mio. US-Dollar [1]; 1 Mrd. US-Dollar [2]."),
        ("ja", "資料の間で食い違いがあります（コスト · 学習 · Falcon-40B）："
               "1億米ドル [1]; 10億米ドル [2]。"),
    ],
)  # fmt: skip
def test_a_sentence_for_each(conflict: Conflict, language: Language, words: str) -> None:
    cited = [(e, _cite(e, n)) for n, (e, _) in enumerate(needed([conflict])[:2])]
    lines = paragraphs(disagreements([conflict], cited, language), cited, language)
    assert lines[0] == words
    assert len(lines) == (1 if language == "en" else 2)  # that quotes are not translated


@pytest.mark.parametrize("language", _LANGUAGES)
def test_words_of_a_topic(conflict: Conflict, language: Language) -> None:
    for role in ("ceo", "founder", "president", "maker", "founded", "place"):
        words = topic_words(replace(conflict, topic=(role, "Ana Ruiz")), language)
        assert words.endswith(" · Ana Ruiz")
        assert language == "en" or role == "ceo" or not words.startswith(role)


def test_one_row_for_each_position_and_source(conflict: Conflict) -> None:
    cited = [(e, _cite(e, n)) for n, (e, _) in enumerate(needed([conflict]))]
    (held,) = disagreements([conflict], cited, "en")
    rows = table([Surveyed(held, tuple(citation for _, citation in cited))], "en")
    assert len(rows) == 5
    assert all(len(row) == 9 for row in rows)
    assert {row[3] for row in rows} == {
        "100 million US dollars", "1 billion US dollars", "7 billion US dollars",
    }  # fmt: skip

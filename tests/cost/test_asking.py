"""``ask`` works out what has to be worked out, and quotes what a source states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.types import Turn

_SETS = Path(__file__).parents[2] / "eval" / "sets"
_FACTS = 20
"""Of each language."""
_DEBATABLE = {
    "How many yen are $1 billion at the rate used in the article on Amodei's forecast?",
    "10億ドルは、アモデイ氏の予測を伝える記事では何円に換算されていますか?",
    "Wie viele Yen entsprechen 10 Milliarden US-Dollar in dem Bericht über Amodei?",
}
"""The article states one amount at that rate; these may be quoted as well as worked out."""


def _tuned() -> list[dict[str, Any]]:
    rows = [
        json.loads(line)
        for name in ("articles", "disagreements")
        for line in (_SETS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        if line
    ]
    return [row for row in rows if row.get("split") == "tune" and row["question"] not in _DEBATABLE]


def _facts(language: str) -> list[str]:
    questions = [row["question"] for row in _tuned() if row["language"] == language]
    return questions[:: max(1, len(questions) // _FACTS)][:_FACTS]


@pytest.mark.parametrize(
    ("question", "language", "result", "words"),
    [
        (
            "How many H100s at the article's price could one buy for $2 billion?",
            "en",
            80_000,
            "80,000",
        ),
        ("Wie viele H100 bekommt man für 2 Milliarden Dollar?", "de", 80_000, "80.000"),
        ("H100は20億ドルで何基買えますか。", "ja", 80_000, "8万"),
    ],
)
def test_a_numeric_question_is_worked_out_with_citations(
    articles: Assistant, question: str, language: str, result: int, words: str
) -> None:
    answer = articles.ask(question)
    assert (answer.status, answer.language, answer.question) == ("calculated", language, question)
    assert answer.calculation
    assert answer.calculation.result
    assert answer.calculation.result.value == result
    assert answer.calculation.question == question
    assert words in answer.answer
    assert "[1]" in answer.answer
    assert answer.model == "cost model"
    assert 1 <= len(answer.citations) <= 5
    for citation in answer.citations:
        text = articles.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote
        assert len(citation.quote) <= 400
    assert {held.citation for held in answer.calculation.inputs if held.citation} <= {
        *answer.citations
    }


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_what_a_source_states_is_quoted(articles: Assistant, language: str) -> None:
    questions = _facts(language)
    assert len(questions) == _FACTS
    statuses = {question: articles.ask(question).status for question in questions}
    assert {question for question in questions if statuses[question] == "calculated"} == set()


@pytest.mark.parametrize(
    "question",
    [
        "How much did Gemini 1 cost?",
        "Was hat das Training von GPT-4 gekostet?",
        "H100の価格はいくらですか。",
        "What is the difference between ASL-3 and ASL-4?",
        "Is $100 million more than $78 million?",
        "Why does training cost $100 million?",
    ],
)
def test_a_fact_a_reason_and_a_yes_are_not_worked_out(articles: Assistant, question: str) -> None:
    answer = articles.ask(question)
    assert answer.status != "calculated"
    assert answer.calculation is None


@pytest.mark.parametrize(
    "question",
    [
        "What would 512 H900 GPUs cost to rent for 30 days?",
        "How much is $5 million plus 3 million euros?",
        "What is $5 million divided by zero?",
        "What does 9**9**9 H100s for 30 days cost?",
        "1+" * 900 + "1",
    ],
)
def test_what_cannot_be_worked_out_is_no_error(articles: Assistant, question: str) -> None:
    assert articles.ask(question).status in ("answered", "refused")


def test_a_follow_up_is_worked_out_like_the_whole_question(articles: Assistant) -> None:
    first, second = "How many H100s could $2 billion buy?", "And A100s?"
    answer = articles.ask(second, [Turn(first, articles.ask(first).answer)])
    assert (answer.status, answer.question) == ("calculated", second)
    assert answer.calculation
    assert answer.calculation.question == "How many A100s could $2 billion buy?"
    (budget,) = (held for held in answer.calculation.inputs if held.name == "budget")
    assert (budget.origin, budget.reference) == ("question", "$2 billion")

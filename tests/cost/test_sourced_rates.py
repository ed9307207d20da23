"""Rates of exchange that sources state, and whose sentence they are quoted from."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.cost.planner import plan
from assistant.cost.sourcing import Library
from assistant.quantities import parse
from assistant.types import Citation, Evidence, Language, Span

_ROWS = (
    "A chip costs $20,000 (about 3 million yen).",
    "Training costs $2 billion (about 300 billion yen).",
    "The next one costs $100 million (about 15.4 billion yen).",
)


def _library(texts: Sequence[str]) -> Library:
    rows = [
        Evidence(
            document=f"{number}.txt",
            start=0,
            end=len(text),
            text=text,
            page=1,
            language="en",
            context=text,
            score=0.5,
            quantities=tuple(parse(text, "en")),
        )
        for number, text in enumerate(texts)
    ]

    def cite(evidence: Evidence, span: Span) -> Citation:
        return Citation(
            evidence.document, evidence.document, "Rates", "en", None, None, None, 1,
            evidence.start, evidence.end, evidence.text,
        )  # fmt: skip

    return Library(list, lambda: rows, cite)


@pytest.mark.parametrize(
    ("question", "language", "quoted"),
    [
        ("What is $100 million in yen?", "en", _ROWS[2]),
        ("What is $2 billion in yen?", "en", _ROWS[1]),
        ("Wie viel sind 100 Millionen Dollar in Yen?", "de", _ROWS[2]),
        ("1億ドルは円換算でいくらですか。", "ja", _ROWS[2]),
        ("What is $500 million in yen?", "en", _ROWS[0]),
    ],
)
def test_a_sentence_that_gives_the_amount_itself_is_quoted_first(
    question: str, language: Language, quoted: str
) -> None:
    found = plan(question, language, _library(_ROWS), draws=0)
    rate = next(held for held in found.inputs if held.name == "exchange_rate")
    assert rate.citation is not None
    assert rate.citation.quote == quoted

"""What tests of evaluation share: cases made of an item and a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from assistant.evaluation.items import Item
from assistant.evaluation.metrics.case import Case
from assistant.evaluation.outcomes import Output, Passage

TEXTS = {"a.txt": "It costs 5 dollars. It is blue.", "b.txt": "Es kostet fünf Dollar."}


class FakeSources:
    """Two documents."""

    def text(self, document: str) -> str:
        return TEXTS[document]


class FakeEntailment:
    """Entails what the premises hold every word of; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def entails(self, premise: str, hypothesis: str) -> bool:
        self.asked.append((premise, hypothesis))
        return set(hypothesis.split()) <= set(premise.split())


@pytest.fixture
def quote() -> Callable[..., dict[str, Any]]:
    """``quote("a.txt", 0, 19)``: a citation in its JSON form."""

    def made(document: str, start: int, end: int, **others: Any) -> dict[str, Any]:
        return {
            "id": f"{document}{start}",
            "document": document,
            "language": "en",
            "start": start,
            "end": end,
            "quote": TEXTS[document][start:end],
        } | others

    return made


@pytest.fixture
def case() -> Callable[..., Case]:
    """``case(item, status="refused")``: an item with an answer in its JSON form."""

    def made(item: Item, passages: tuple[str, ...] = (), **form: Any) -> Case:
        answer: Mapping[str, Any] = {
            "language": "en", "status": "answered", "answer": "", "citations": [], "related": [],
            "quantities": [], "disagreements": [], "calculation": None,
        }  # fmt: skip
        output = Output({**answer, **form}, tuple(Passage(name, 0, 1) for name in passages))
        return Case(item, output, FakeSources(), FakeEntailment())

    return made

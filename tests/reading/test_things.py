"""Passages further off that have what near ones lack."""

from __future__ import annotations

import pytest

from assistant.facts.questions import Asked
from assistant.quantities import parse
from assistant.reading.things import Things
from assistant.types import Chunk, Hit, Sentence

_OF_DATA = "How big is the training corpus of Orion-4?"
_OF_YEAR = "In which year might training cost a hundred billion dollars?"


def _hit(text: str) -> Hit:
    chunk = Chunk(
        id=text,
        document="a.txt",
        start=0,
        end=len(text),
        text=text,
        context="",
        page=1,
        language="en",
        sentences=(Sentence(0, len(text)),),
        quantities=tuple(parse(text, "en")),
    )
    return Hit(chunk, 0.5, 0.8)


def _further(question: str, near: list[str], wide: list[str]) -> list[str]:
    things = Things.of(question, "en", Asked.of(question, "en"))
    found = things.further([_hit(text) for text in near], lambda: [_hit(text) for text in wide])
    return [hit.chunk.text for hit in found]


@pytest.mark.parametrize(
    ("question", "lacking", "having"),
    [
        (_OF_DATA, "Orion-4 cost $100 million.", "It was fed petabytes of text."),
        (_OF_YEAR, "It cost $100 million in 2023.", "It may reach $100 billion in 2027."),
    ],
)
def test_only_a_passage_that_has_what_is_wanted_is_fetched(
    question: str, lacking: str, having: str
) -> None:
    other = f"Of late: {lacking}"
    assert _further(question, [lacking], [lacking, other, having]) == [having]
    assert _further(question, [lacking], [lacking, other]) == []


def test_nothing_is_fetched_where_a_near_passage_has_it() -> None:
    assert _further(_OF_DATA, ["It was fed petabytes."], ["It was fed terabytes."]) == []


def test_nothing_is_fetched_for_other_questions() -> None:
    question = "Which firm does Jane Doe work for?"
    assert _further(question, ["Jane Doe warns."], ["Jane Doe, analyst at Initech."]) == []


def test_what_is_fetched_is_limited() -> None:
    wide = [f"It was fed {number} petabytes." for number in (1, 2, 3)]
    assert _further(_OF_DATA, ["It cost $5."], wide) == wide[:2]

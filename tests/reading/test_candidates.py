"""Sentences of hits: which may answer, and which go on in the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.reading.candidates import Candidate, candidates_of, evidence_of, unweighed
from assistant.reading.cite import quoted_whole
from assistant.types import Chunk, Hit, Sentence, Span


@pytest.fixture
def chunk() -> Callable[..., Chunk]:
    """``chunk("A. B.", "A.", "B.", headings=("B.",))``, 7 code points into its document."""

    def make(text: str, *sentences: str, headings: Sequence[str] = ()) -> Chunk:
        lines, end = [], 0
        for sentence in sentences:
            start = text.index(sentence, end)
            end = start + len(sentence)
            lines.append(Sentence(start + 7, end + 7, heading=sentence in headings))
        return Chunk("c", "a.txt", 7, 7 + len(text), text, "", 1, "en", tuple(lines))

    return make


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("It is big. These sets hold 5 TB.", True),
        ("It is big.\nThese sets hold 5 TB.", True),
        ("膨大です。これは5TBです。", True),
        ("It is big.\n\nThese sets hold 5 TB.", False),
        ("size | 5 TB.\nweight | 6 kg.", False),
    ],
)
def test_a_sentence_goes_on_within_its_paragraph(
    chunk: Callable[..., Chunk], text: str, goes_on: bool
) -> None:
    cut = next(text.index(mark) + 1 for mark in ".。" if mark in text)
    made = chunk(text, text[:cut], text[cut:].strip())
    assert Candidate(made, 0).following == (Candidate(made, 1) if goes_on else None)
    assert Candidate(made, 1).following is None


def test_no_sentence_goes_on_with_a_heading(chunk: Callable[..., Chunk]) -> None:
    made = chunk("It is big.\nPrices", "It is big.", "Prices", headings=["Prices"])
    assert Candidate(made, 0).following is None
    assert [one.text for one in candidates_of([Hit(made, 1.0, 0.9)])] == ["It is big."]


def test_only_what_is_to_be_continued_is(chunk: Callable[..., Chunk]) -> None:
    made = chunk("It is big. It is old.", "It is big.", "It is old.")
    first = Candidate(made, 0)
    assert evidence_of(first, 0.5).following is None
    found = evidence_of(first, 0.5, Span(7, 9), continued=True)
    assert (found.text, found.answer) == ("It is big.", Span(7, 9))
    assert found.following == evidence_of(Candidate(made, 1), 0.0)
    assert [one.following for one in unweighed([Hit(made, 1.0, 0.9)])] == [None, None]


def test_a_sentence_of_two_hits_is_one_candidate(chunk: Callable[..., Chunk]) -> None:
    made = chunk("It is big. — It is old.", "It is big.", "—", "It is old.")
    hits = [Hit(made, 1.0, 0.9), Hit(made, 0.5, 0.8)]
    assert [one.text for one in candidates_of(hits)] == ["It is big.", "It is old."]


def test_what_introduces_a_list_is_quoted_with_its_items(chunk: Callable[..., Chunk]) -> None:
    made = chunk(
        "Four are named:\n\n- staff\n- data\nAnd more.",
        *("Four are named:", "- staff", "- data", "And more."),
    )
    first = Candidate(made, 0)
    assert first.introduces
    found = evidence_of(first, 0.5, listing=first.introduces)
    assert [one.text for one in quoted_whole(found)] == ["Four are named:", "- staff", "- data"]


@pytest.mark.parametrize(
    "sentences",
    [
        ("It is named:", "Orion."),
        ("It is named.", "- staff"),
        ("Four are named:",),
        ("Both rose:", "3.5 million dollars were paid."),
    ],
)
def test_what_introduces_no_list(chunk: Callable[..., Chunk], sentences: tuple[str, ...]) -> None:
    made = chunk("\n".join(sentences), *sentences)
    assert not Candidate(made, 0).introduces


def test_an_item_is_quoted_alone(chunk: Callable[..., Chunk]) -> None:
    made = chunk("- staff\n- data", "- staff", "- data")
    assert evidence_of(Candidate(made, 0), 0.5, listing=Candidate(made, 0).introduces) == (
        evidence_of(Candidate(made, 0), 0.5)
    )

"""Sentences and clauses of a question: figures end none, and the last sentence is what is asked."""

from __future__ import annotations

import pytest

from assistant.cost.clauses import asked, clause, sentence
from assistant.cost.questions import read
from assistant.types import Language

_OLD_AND_NEW = "Das alte kostete 2,5 Mio. Euro, das neue 3 Mio. Euro. Und nun?"


@pytest.mark.parametrize(
    ("language", "question", "place", "wanted"),
    [
        ("en", "A costs $2.5 million, twice as much as B. And B?", 0, "A costs $2.5 million"),
        (
            "en",
            "1,000 of them cost $3 million. How much is one?",
            1,
            "1,000 of them cost $3 million",
        ),
        ("de", _OLD_AND_NEW, 0, "Das alte kostete 2,5 Mio. Euro"),
        ("de", _OLD_AND_NEW, 1, " das neue 3 Mio. Euro"),
        ("ja", "旧型は2.5億ドルで、新型は3億ドルです。差は?", 1, "新型は3億ドルです"),
    ],
)
def test_a_figure_stands_in_its_clause(
    language: Language, question: str, place: int, wanted: str
) -> None:
    reading = read(question, language)
    assert question[slice(*clause(reading.figures[place], reading))] == wanted


@pytest.mark.parametrize("place", [0, 1])
def test_a_sentence_does_not_end_in_an_amount(place: int) -> None:
    reading = read(_OLD_AND_NEW, "de")
    start, end = sentence(reading.figures[place], reading)
    assert _OLD_AND_NEW[start:end] == _OLD_AND_NEW.removesuffix(". Und nun?")


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("en", "A costs $2.5 million. What does B cost?", "what does b cost"),
        ("en", "A costs $2.5 million. What does the new one cost?", "what does the new one cost"),
        ("en", "What does B cost if A costs $2.5 million?", ""),
        ("de", "A kostet 2,5 Mio. Euro. Was kostet B?", "was kostet b"),
        ("ja", "Aは2.5億ドルです。Bはいくらですか?", "bはいくらですか"),
        ("ja", "Aが2.5億ドルならBはいくらですか?", ""),
    ],
)
def test_what_is_asked_is_the_last_sentence_without_figures(
    language: Language, question: str, text: str
) -> None:
    assert asked(read(question, language)) == text

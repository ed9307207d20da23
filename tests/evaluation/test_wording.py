"""What failures look like to people."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant.evaluation.items import (
    CalculationItem,
    ClaimItem,
    Deciding,
    ExpectedDisagreement,
    ExpectedPosition,
    ExpectedQuantity,
    Item,
    QuestionItem,
)
from assistant.evaluation.outcomes import Outcome, Output
from assistant.evaluation.wording import arrowed, failure_of, spelled
from assistant.reading.phrases import PHRASES

_DISPUTE = ExpectedDisagreement((ExpectedPosition("a", "1"), ExpectedPosition("b", "2")))
_ANSWER: dict[str, Any] = {"status": "answered", "citations": [], "disagreements": []}


def _question(**others: Any) -> QuestionItem:
    return QuestionItem(id="q", question="Was?", language="de", **others)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (_question(expected=(("5", "five"), ("6",))), "5 or five; 6"),
        (_question(quantities=(ExpectedQuantity(Decimal(7), "kWh"),)), "7 kWh"),
        (_question(answerable=False), "refused"),
        (_question(disagreements=(_DISPUTE,)), "1 against 2"),
        (_question(disagreements=()), "no disagreement"),
        (
            CalculationItem(
                id="k", calculation="?", language="en", value=Decimal(5), unit="USD"
            ),
            "5 USD",
        ),
        (ClaimItem(id="c", claim="So.", language="en", verdict="disputed"), "disputed"),
        (
            ClaimItem(
                id="c", claim="So.", language="en", verdict="supported",
                sources=(Deciding("a.txt", "It is so.", "supports"),),
            ),
            "supported (a.txt: It is so.)",
        ),
    ],
)  # fmt: skip
def test_what_was_expected(item: Item, expected: str) -> None:
    assert failure_of(Outcome("s", item, None, error={"type": "X", "message": "m"})).expected == (
        expected
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (_ANSWER, "answered"),
        (
            _ANSWER | {"disagreements": [{"positions": [{"text": "1"}, {"text": "2"}]}]},
            "answered; disagreement: 1 against 2",
        ),
        ({"verdict": "disputed", "confidence": 0.512, "evidence": []}, "disputed, confidence 0.51"),
        ({"status": "needs_input", "result": None}, "needs_input"),
        ({"status": "calculated", "result": {"text": "5", "unit": "USD"}}, "5 USD"),
    ],
)
def test_what_was_said(form: dict[str, Any], said: str) -> None:
    assert failure_of(Outcome("s", _question(), Output(form))).said == said


def test_an_error_is_what_was_said() -> None:
    error = {"type": "QuestionEmpty", "message": "Nothing."}
    assert (
        failure_of(Outcome("s", _question(), None, error=error)).said == "QuestionEmpty: Nothing."
    )


def test_the_first_quotes_and_the_scores_below_one_are_shown() -> None:
    cited = [{"document": f"{n}.txt", "quote": f"Quote {n}.", "language": "en"} for n in range(4)]
    outcome = Outcome(
        "s", _question(), Output(_ANSWER | {"citations": cited}), {"mrr": 0.5, "recall@5": 1.0}
    )
    found = failure_of(outcome)
    assert [quote.text for quote in found.quotes] == ["Quote 0.", "Quote 1."]
    assert found.scores == {"mrr": 0.5}


def test_a_quote_that_stands_in_the_answer_is_not_shown_twice() -> None:
    cited = [
        {"document": "a.txt", "title": "A", "quote": "Es sind\n5.", "language": "de"},
        {"document": "b.txt", "quote": "Es sind 6.", "language": "de"},
    ]
    form = _ANSWER | {"answer": "Laut [1]: „Es sind 5.“", "citations": cited}
    (shown,) = failure_of(Outcome("s", _question(), Output(form))).quotes
    assert (shown.title, shown.text) == ("b.txt", "Es sind 6.")


def test_an_answer_keeps_its_paragraphs_and_names_its_sources() -> None:
    cited = [
        {"document": f"{name}.txt", "title": title, "quote": "5", "language": "de"}
        for name, title in (("a", "A"), ("b", None))
    ]
    form = _ANSWER | {"answer": "Laut [1]:\n„5“\n\nLaut [2]: „5“", "citations": cited}
    form["answer"] += f"\n\n{PHRASES['de'].untranslated}"
    found = failure_of(Outcome("s", _question(), Output(form)))
    assert found.said == "answered: Laut [1]: „5“\nLaut [2]: „5“"
    assert found.sources == ("A", "b.txt")


@pytest.mark.parametrize("answer", ["費" * 3000, "word " * 600])
def test_of_a_long_answer_the_beginning_is_shown(answer: str) -> None:
    said = failure_of(Outcome("s", _question(), Output(_ANSWER | {"answer": answer}))).said
    assert said.startswith(f"answered: {answer[:900]}")
    assert said.endswith(" …")
    assert len(said) < 1100


def test_pairs_of_languages_in_words() -> None:
    assert [arrowed(pair) for pair in ("ja-de", "en-none", "TAT-QA")] == [
        "ja → de", "en → no source", "TAT-QA",
    ]  # fmt: skip
    assert spelled("ja-de") == "asked in Japanese, source in German"
    assert spelled("en-none") == "asked in English, no source"
    assert spelled("xx-de") == "asked in xx, source in German"

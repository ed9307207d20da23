"""What the metrics say of drafts, worked out by hand."""

from __future__ import annotations

import pytest

from assistant.evaluation.items import QuestionItem
from assistant.evaluation.metrics.case import Case
from assistant.evaluation.metrics.drafting import draft_used, sentences_verified
from assistant.evaluation.metrics.statements import statements
from assistant.evaluation.outcomes import Output

ITEM = QuestionItem(id="q1", question="What does it cost?", language="en", expected=[["5"]])


def _case(*outcomes: str, failure: str | None = None, drafted: bool = True) -> Case:
    sentences = [{"text": "x", "outcome": outcome} for outcome in outcomes]
    draft = {"failure": failure, "sentences": sentences}
    form = {"status": "answered", **({"draft": draft} if drafted else {})}
    return Case(ITEM, Output(form), sources=None, entailment=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "used", "verified"),
    [
        (_case("verified", "redrafted", "quoted", "left_out"), 1, 0.5),
        (_case("left_out", failure="nonsense"), 0, 0),
        (_case(failure="unreachable"), 0, None),
        (_case(drafted=False), None, None),
    ],
)
def test_shares_of_what_was_drafted(case, used, verified):
    assert draft_used(case) == used
    assert sentences_verified(case) == verified


@pytest.mark.parametrize(
    ("language", "answer", "expected"),
    [
        ("en", "An H100 costs $25,000 [1].\n\nOriginal of [1]: “Das kostet 25.000 Dollar.”", 1),
        ("de", "Ein H100 kostet 25.000 Dollar [1].\n\nOriginal zu [1]: „It costs $25,000.“", 1),
        ("ja", "H100は2万5000ドルです[1]。\n\n[1]の原文：「It costs $25,000.」", 1),
    ],
)
def test_what_stands_beside_a_draft_is_no_statement_of_it(language, answer, expected):
    form = {"answer": answer, "language": language, "citations": [{"quote": "It costs $25,000."}]}
    found = statements(form)
    assert len(found) == expected
    assert found[0].cited == ("It costs $25,000.",)


def test_corrections_are_no_statements():
    said = "The question takes 5 US dollars for granted; [1] says 6."
    form = {
        "answer": f"{said}\n\nIt is 6 [1].",
        "language": "en",
        "citations": [{"quote": "It costs $6."}],
        "corrections": [said],
    }
    assert [one.text for one in statements(form)] == ["It is 6."]

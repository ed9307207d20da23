"""Metrics against values worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import log2
from typing import Any

import pytest

from assistant.evaluation.items import (
    CalculationItem,
    ClaimItem,
    Deciding,
    ExpectedDisagreement,
    ExpectedPosition,
    ExpectedQuantity,
    QuestionItem,
)
from assistant.evaluation.metrics.answer_contains import answer_contains
from assistant.evaluation.metrics.answer_overlap import answer_exact, answer_f1
from assistant.evaluation.metrics.calculation_right import calculation_right, inputs_traced
from assistant.evaluation.metrics.case import Case
from assistant.evaluation.metrics.citations import citation_precision, citation_recall
from assistant.evaluation.metrics.consistency import consistency
from assistant.evaluation.metrics.disagreement import disagreement_precision, disagreement_recall
from assistant.evaluation.metrics.quantity_match import quantity_match
from assistant.evaluation.metrics.quote_exact import quote_exact
from assistant.evaluation.metrics.ranking import ndcg, recall_at, reciprocal_rank
from assistant.evaluation.metrics.refusal import premise_caught, refusal_kept, refusal_wrong
from assistant.evaluation.metrics.verdicts import evidence_found, false_support, verdict_right
from assistant.evaluation.scoring import METRICS, is_failure, scores
from assistant.reading.phrases import PHRASES

Made = Callable[..., Any]


def _question(**changes: Any) -> QuestionItem:
    values: dict[str, Any] = {
        "id": "q",
        "question": "What?",
        "language": "en",
        "answerable": True,
        "sources": ("a.txt", "b.txt"),
        "expected": (("5 dollars", "fünf Dollar"), ("blue",)),
    }
    return QuestionItem(**{**values, **changes})


_NONE = _question(answerable=False, sources=(), expected=())
_CLAIM = ClaimItem(id="c", claim="It is so.", language="en", verdict="contradicted")


@pytest.mark.parametrize(
    ("quotes", "score"),
    [
        ([("a.txt", 0, 31)], 1.0),
        ([("b.txt", 0, 22), ("a.txt", 20, 31)], 1.0),
        ([("a.txt", 0, 19)], 0.0),
        ([("a.txt", 0, 10), ("a.txt", 10, 31)], 0.0),
        ([], 0.0),
    ],
)
def test_each_fact_must_stand_in_one_of_its_wordings(
    case: Made, quote: Made, quotes: list[tuple[str, int, int]], score: float
) -> None:
    assert answer_contains(case(_question(), citations=[quote(*q) for q in quotes])) == score


@pytest.mark.parametrize(
    ("found", "at_two", "rank", "gain"),
    [
        ((), 0.0, 0.0, 0.0),
        (("a.txt", "b.txt"), 1.0, 1.0, 1.0),
        (("x", "a.txt"), 0.5, 0.5, (1 / log2(3)) / (1 + 1 / log2(3))),
        (("x", "x", "b.txt"), 0.0, 1 / 3, (1 / log2(3)) / (1 + 1 / log2(3))),
        (("x", "y", "z"), 0.0, 0.0, 0.0),
        (("a.txt", "x", "a.txt", "b.txt"), 0.5, 1.0, (1 + 0.5) / (1 + 1 / log2(3))),
    ],
)
def test_ranking(
    case: Made, found: tuple[str, ...], at_two: float, rank: float, gain: float
) -> None:
    asked = case(_question(), passages=found)
    assert recall_at(asked, 2) == at_two
    assert reciprocal_rank(asked) == pytest.approx(rank)
    assert ndcg(asked, 5) == pytest.approx(gain)


def test_what_was_calculated_was_not_searched_for(case: Made) -> None:
    assert reciprocal_rank(case(_question(), status="calculated")) is None


@pytest.mark.parametrize(
    ("words", "held"), [("5", True), ("50", False), ("5 d", True), (". It", True), ("t", True)]
)
def test_a_number_is_not_found_in_a_longer_one(
    case: Made, quote: Made, words: str, held: bool
) -> None:
    item = _question(expected=((words,),))
    assert answer_contains(case(item, citations=[quote("a.txt", 0, 31)])) == float(held)
    longer = quote("a.txt", 0, 31, quote="It costs 25.5 dollars. It is blue.")
    if words[0].isdigit():
        assert answer_contains(case(item, citations=[longer])) == 0.0


def test_of_one_document_the_gain_is_whether_it_was_found(case: Made) -> None:
    item = _question(sources=("a.txt",))
    assert ndcg(case(item, passages=("a.txt",)), 5) == 1.0
    assert ndcg(case(item), 5) == 0.0


def test_refusals(case: Made) -> None:
    assert refusal_wrong(case(_question(), status="refused")) == 1.0
    assert refusal_wrong(case(_question())) == 0.0
    assert refusal_kept(case(_NONE, status="refused")) == 1.0
    assert refusal_kept(case(_NONE)) == 0.0


def test_a_false_premise_is_refused_or_corrected(case: Made) -> None:
    item = _question(answerable=False, false_premise=True, sources=(), expected=())
    assert premise_caught(case(item, status="refused")) == 1.0
    assert premise_caught(case(item, corrections=["The question assumes 2, [1] says 3."])) == 1.0
    assert premise_caught(case(item, corrections=[])) == 0.0
    assert premise_caught(case(item)) == 0.0
    assert premise_caught(case(_NONE, status="refused")) is None


def test_what_does_not_apply_has_no_score(case: Made) -> None:
    assert scores(case(_NONE, status="refused")) == {"refusal_kept": 1.0}
    unscored = _question(answerable=None, sources=(), expected=())
    assert scores(case(unscored)) == {}
    assert "refusal_kept" not in scores(case(_question()))


def test_quotes_must_be_slices_of_their_source(case: Made, quote: Made) -> None:
    wrong = quote("a.txt", 0, 19, quote="It costs 6 dollars.")
    assert quote_exact(case(_question(), citations=[quote("a.txt", 0, 19), wrong])) == 0.5
    assert quote_exact(case(_question(), related=[wrong])) == 0.0


def test_overlap_is_that_of_the_bold_answer(case: Made, quote: Made) -> None:
    item = _question(expected=(("5 dollars",),))
    cited = [quote("a.txt", 0, 19)]
    bold = case(item, citations=cited, spans={"a.txt0": [9, 18]})
    assert (answer_exact(bold), answer_f1(bold)) == (1.0, 1.0)
    whole = case(item, citations=cited)
    # it costs 5 dollars: two of four words, both of those expected.
    assert (answer_exact(whole), answer_f1(whole)) == (0.0, pytest.approx(2 / 3))
    assert answer_f1(case(item)) == 0.0


def _figure(value: float | None, unit: str = "USD", **others: Any) -> dict[str, Any]:
    return {"value": value, "low": None, "high": None, "unit": unit} | others


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ([_figure(191_000_000), _figure(2.4, "1")], 1.0),
        ([_figure(191_400_000)], 0.5),
        ([_figure(193_000_000)], 0.0),
        ([_figure(191_000_000, "EUR")], 0.0),
        ([_figure(None, low=100, high=191_000_000)], 0.5),
        ([], 0.0),
    ],
)
def test_figures_match_in_value_and_unit(
    case: Made, given: list[dict[str, Any]], score: float
) -> None:
    wanted = (ExpectedQuantity(Decimal("1.91E8"), "USD"), ExpectedQuantity(Decimal("2.4"), "1"))
    assert quantity_match(case(_question(quantities=wanted), quantities=given)) == score


def test_the_result_of_a_calculation_is_a_figure_of_the_answer(case: Made) -> None:
    item = _question(quantities=(ExpectedQuantity(Decimal(7), "kWh"),))
    assert quantity_match(case(item, calculation={"result": _figure(7, "kWh")})) == 1.0


def test_calculations(case: Made) -> None:
    item = CalculationItem(
        id="k", calculation="?", language="en", value=Decimal(200), unit="kWh",
        tolerance=Decimal("0.02"),
    )  # fmt: skip
    inputs = [
        {"origin": "question", "citation": None, "reference": ""},
        {"origin": "default", "citation": None, "reference": "IEA 2024"},
        {"origin": "source", "citation": None, "reference": "x"},
    ]
    near = case(item, result=_figure(204, "kWh"), inputs=inputs)
    assert (calculation_right(near), inputs_traced(near)) == (1.0, pytest.approx(2 / 3))
    assert calculation_right(case(item, result=_figure(0.2, "MWh"), inputs=[])) == 1.0
    for result in (_figure(205, "kWh"), _figure(200, "MWh"), _figure(200, "1"), None):
        assert calculation_right(case(item, result=result, inputs=[])) == 0.0
    assert inputs_traced(case(item, result=None, inputs=[])) is None


@pytest.mark.parametrize(
    ("right", "said", "scored"),
    [
        ("contradicted", "contradicted", (1.0, 0.0)),
        ("contradicted", "supported", (0.0, 1.0)),
        ("not_enough_evidence", "supported", (0.0, 1.0)),
        ("supported", "supported", (1.0, None)),
        ("disputed", "supported", (0.0, None)),
    ],
)
def test_verdicts(case: Made, right: str, said: str, scored: tuple[float, float | None]) -> None:
    item = ClaimItem(id="c", claim="So.", language="en", verdict=right)  # type: ignore[arg-type]
    checked = case(item, verdict=said, evidence=[], citations=[])
    assert (verdict_right(checked), false_support(checked)) == scored


def test_evidence_must_overlap_the_quote_on_its_side(case: Made, quote: Made) -> None:
    sources = (
        Deciding("a.txt", "costs 5 dollars", "supports"),
        Deciding("b.txt", "fünf Dollar", "contradicts"),
    )
    item = ClaimItem(id="c", claim="So.", language="en", verdict="disputed", sources=sources)

    def found(*evidence: dict[str, Any]) -> float | None:
        checked: Case = case(item, verdict="disputed", citations=None, evidence=list(evidence))
        form = {key: value for key, value in checked.form.items() if key != "citations"}
        object.__setattr__(checked.output, "form", form)
        return evidence_found(checked)

    right = quote("a.txt", 0, 19, stance="supports")
    assert found(right, quote("b.txt", 0, 22, stance="contradicts")) == 1.0
    assert found(right, quote("b.txt", 0, 22, stance="supports")) == 0.5
    assert found(quote("a.txt", 20, 31, stance="supports")) == 0.0


_DISPUTE = ExpectedDisagreement(
    (
        ExpectedPosition("a.txt", "100", "USD"),
        ExpectedPosition("b.txt", "1000", "USD"),
        ExpectedPosition("c.txt", "4000-6500", "USD"),
    )
)


def test_one_position_of_an_answer_is_one_value(case: Made) -> None:
    places = ExpectedDisagreement(
        (ExpectedPosition("a", "United States"), ExpectedPosition("b", "United Kingdom"))
    )
    item = _question(disagreements=(places,))
    for said, score in (
        (("United States", "China"), 0.0),
        (("United Kingdom", "United States"), 1.0),
    ):
        entry = {"relation": "contradicts", "positions": [_position(None, name) for name in said]}
        assert disagreement_recall(case(item, disagreements=[entry])) == score


@pytest.mark.parametrize("value", ["3 years", "10%", "1,000", "-"])
def test_odd_values_are_names(case: Made, value: str) -> None:
    odd = ExpectedDisagreement((ExpectedPosition("a", value), ExpectedPosition("b", "x")))
    entry = {"relation": "contradicts", "positions": [_position(_figure(3)), _position(_figure(4))]}
    assert disagreement_recall(case(_question(disagreements=(odd,)), disagreements=[entry])) == 0.0


def test_units_of_values_must_agree(case: Made) -> None:
    entry = {
        "relation": "contradicts",
        "positions": [_position(_figure(100, "EUR")), _position(_figure(1000, "EUR"))],
    }
    assert (
        disagreement_recall(case(_question(disagreements=(_DISPUTE,)), disagreements=[entry]))
        == 0.0
    )


def _position(quantity: dict[str, Any] | None, text: str = "") -> dict[str, Any]:
    return {"text": text, "quantity": quantity, "citations": []}


@pytest.mark.parametrize(
    ("positions", "relation", "scored"),
    [
        ([_figure(100), _figure(1000)], "contradicts", (1.0, 1.0)),
        ([_figure(100), _figure(None, low=4000, high=6500)], "contradicts", (1.0, 1.0)),
        ([_figure(100), _figure(1000)], "not_comparable", (1.0, 0.0)),
        ([_figure(100), _figure(5)], "contradicts", (0.0, 0.0)),
    ],
)
def test_a_disagreement_is_named_by_two_of_its_values(
    case: Made, positions: list[Any], relation: str, scored: tuple[float, float]
) -> None:
    entry = {"relation": relation, "positions": [_position(figure) for figure in positions]}
    named = case(_question(disagreements=(_DISPUTE,)), disagreements=[entry])
    assert (disagreement_recall(named), disagreement_precision(named)) == scored


def test_disagreements_of_names_and_of_none(case: Made) -> None:
    names = ExpectedDisagreement(
        (ExpectedPosition("a.txt", "Anthropic"), ExpectedPosition("b.txt", "Cohere"))
    )
    entry = {
        "relation": "contradicts",
        "positions": [_position(None, "anthropisch"), _position(None, "Cohere")],
    }
    item = _question(disagreements=(names,))
    assert disagreement_recall(case(item, disagreements=[entry])) == 1.0
    assert disagreement_recall(case(item)) == 0.0
    agreed = _question(disagreements=())
    assert disagreement_recall(case(agreed, disagreements=[entry])) is None
    assert disagreement_precision(case(agreed, disagreements=[entry])) == 0.0
    assert disagreement_precision(case(agreed)) is None
    assert disagreement_precision(case(_question(), disagreements=[entry])) is None


def test_a_quote_bears_itself_out_without_the_model(case: Made, quote: Made) -> None:
    cited = [quote("a.txt", 0, 19), quote("b.txt", 0, 22)]
    answer = (
        "According to [1]: “It costs 5 dollars.” (5 dollars)\n\n"
        "According to [2]: “Es kostet fünf Dollar.”\n\n" + PHRASES["en"].untranslated
    )
    quoted = case(_question(), citations=cited, answer=answer)
    assert (citation_recall(quoted), citation_precision(quoted)) == (1.0, 1.0)
    assert quoted.entailment.asked == []


@pytest.mark.parametrize(
    ("answer", "recall", "precision"),
    [
        ("It costs 5 dollars [1].", 1.0, 1.0),
        # The second citation adds nothing.
        ("It costs 5 dollars [1][2].", 1.0, 0.5),
        # Neither says it alone; both are needed.
        ("It Es [1][2]", 1.0, 1.0),
        ("It costs 6 dollars [1].", 0.0, 0.0),
        ("It costs 5 dollars [1]. It is red.", 0.5, 1.0),
        ("It costs 5 dollars.", 0.0, None),
        ("It costs 5 dollars [7].", 0.0, None),
        # A quote in a sentence does not bear out the rest of it.
        ("It costs 5 dollars. [1] It is red and free.", 0.5, 1.0),
        ("The price is 7 dollars [1].", 0.0, 0.0),
    ],
)
def test_citations_of_drafted_sentences(
    case: Made, quote: Made, answer: str, recall: float, precision: float | None
) -> None:
    cited = [quote("a.txt", 0, 19), quote("b.txt", 0, 22)]
    drafted = case(_question(), citations=cited, answer=answer)
    assert (citation_recall(drafted), citation_precision(drafted)) == (recall, precision)


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_what_is_said_of_disagreements_is_no_statement(
    case: Made, quote: Made, language: str
) -> None:
    phrases = PHRASES[language]  # type: ignore[index]
    said = phrases.contradicts.format(topic="price", positions="5 [1]; 6 [2]")
    answer = f"It costs 5 dollars [1].\n\n{said}"
    told = case(_question(), citations=[quote("a.txt", 0, 19)], answer=answer, language=language)
    assert citation_recall(told) == 1.0


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_of_several_quotes_in_one_paragraph_each_is_a_statement(
    case: Made, quote: Made, language: str
) -> None:
    cited = [quote("a.txt", 0, 19), quote("a.txt", 20, 31)]
    both = f"“{cited[0]['quote']}” “{cited[1]['quote']}”"
    template = PHRASES[language].according_to  # type: ignore[index]
    answer = template.format(sources="[1][2]", as_of="", quotes=both)
    quoted = case(_question(), citations=cited, answer=answer, language=language)
    assert (citation_recall(quoted), citation_precision(quoted)) == (1.0, 1.0)


def test_a_refusal_states_nothing(case: Made) -> None:
    refused = case(_question(), status="refused", answer="Not in the sources.")
    assert citation_recall(refused) is citation_precision(refused) is None


def _answer(status: str = "answered", figures: Any = (), start: int = 0) -> dict[str, Any]:
    place = {"document": "a.txt", "start": start, "end": start + 5}
    cited = [place] if status == "answered" else []
    return {
        "status": status, "quantities": list(figures), "citations": cited, "calculation": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("forms", "score"),
    [
        ([_answer(), _answer(), _answer()], 1.0),
        ([_answer(), _answer(start=7)], 0.0),
        ([_answer(figures=[_figure(5)]), _answer(figures=[_figure(5)], start=7)], 1.0),
        ([_answer(figures=[_figure(5)]), _answer(figures=[_figure(6)])], 0.0),
        ([_answer("refused"), _answer("refused"), _answer()], 1 / 3),
        ([_answer()], None),
    ],
)
def test_one_question_in_several_languages(forms: list[Any], score: float | None) -> None:
    assert consistency(forms) == (None if score is None else pytest.approx(score))


def test_a_failure_is_below_one_in_a_metric_that_decides() -> None:
    assert not is_failure({"answer_contains": 1.0, "mrr": 0.2, "refusal_wrong": 0.0})
    assert is_failure({"refusal_wrong": 1.0})
    assert is_failure({"answer_contains": 0.0})
    assert is_failure({"verdict_right": 0.0, "false_support": 0.0})
    assert all(METRICS[name].meaning for name in METRICS)

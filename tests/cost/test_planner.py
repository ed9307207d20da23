"""Questions in three languages, from tests/cases: which formula, which number, whose inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant.chain import Assistant
from assistant.cost.planner import plan
from assistant.cost.questions import read
from assistant.cost.wording import label, unneeded
from assistant.errors import CostError
from assistant.quantities.units import convert
from assistant.types import Calculation, CalculationInput, Language

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = get_args(Language)
_BASES = ("rental", "amortised", "acquisition", "development")


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _cases(*, sourced: bool) -> list[Any]:
    return [
        pytest.param(
            language,
            case,
            id=f"{language}-{case['question']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["open"])] if "open" in case else [],
        )
        for language in _LANGUAGES
        for case in _read(_CASES / language / "calculations.jsonl")
        if case.get("sourced", False) == sourced
    ]


_PARALLEL = [
    pytest.param(case, id=case["en"]) for case in _read(_CASES / "cost" / "parallel.jsonl")
]


def _everything(calculation: Calculation) -> Iterator[Calculation]:
    yield calculation
    for other in calculation.alternatives:
        yield from _everything(other)


def _number(calculation: Calculation, end: str, unit: str) -> float | None:
    assert calculation.result
    number = getattr(calculation.result, end)
    if number is None or calculation.result.unit == unit:
        return number if number is None else float(number)
    converted = convert(number, calculation.result.unit, unit)
    return None if converted is None else float(converted)


def _assert_case(found: Calculation, case: dict[str, Any]) -> None:
    assert found.status == case["status"]
    assert found.formula == case.get("formula")
    assert list(found.missing) == case.get("missing", [])
    for end in {"value", "low", "high"} & case.keys():
        wanted = pytest.approx(case[end], rel=case["tolerance_pct"] / 100, abs=1e-9)
        assert _number(found, end, case["unit"]) == wanted


def _assert_origins(found: Calculation, assistant: Assistant | None = None) -> None:
    """Every input of every result can be looked up where it says that it comes from."""
    for calculation in _everything(found):
        assert calculation.status != "calculated" or calculation.basis
        for held in calculation.inputs:
            assert held.quantity.text
            _assert_origin(held, calculation.question, assistant)


def _assert_origin(held: CalculationInput, question: str, assistant: Assistant | None) -> None:
    assert held.reference
    assert (held.citation is not None) == (held.origin == "source")
    if held.origin == "question":
        assert held.reference in question
    if held.citation:
        assert assistant
        text = assistant.document(held.citation.document).text
        assert text[held.citation.start : held.citation.end] == held.citation.quote
        assert held.quantity.text in held.citation.quote


@pytest.mark.parametrize(("language", "case"), _cases(sourced=False))
def test_a_question_is_worked_out_without_sources(language: Language, case: dict[str, Any]) -> None:
    found = plan(case["question"], language, None, draws=0)
    _assert_case(found, case)
    _assert_origins(found)


@pytest.mark.parametrize(("language", "case"), _cases(sourced=True))
def test_a_question_is_worked_out_over_the_articles(
    articles: Assistant, language: Language, case: dict[str, Any]
) -> None:
    found = articles.calc(case["question"], draws=0)
    _assert_case(found, case)
    assert found.language == language
    assert any(held.origin == "source" for held in found.inputs)
    _assert_origins(found, articles)


def test_the_articles_change_no_input_that_a_question_gives(articles: Assistant) -> None:
    for parameter in _cases(sourced=False)[::4]:
        language, case = parameter.values
        if case["status"] == "calculated" and "open" not in case:
            found = articles.calc(case["question"], draws=0)
            given = [held for held in found.inputs if held.origin == "question"]
            alone = plan(case["question"], language, None, draws=0).inputs
            assert given == [held for held in alone if held.origin == "question"]
            _assert_origins(found, articles)


@pytest.mark.parametrize("case", _PARALLEL)
def test_three_languages_give_the_same_number(
    request: pytest.FixtureRequest, case: dict[str, Any]
) -> None:
    articles = request.getfixturevalue("articles") if case.get("sourced") else None
    found = [
        articles.calc(case[language], draws=0)
        if articles
        else plan(case[language], language, None, draws=0)
        for language in _LANGUAGES
    ]
    assert [held.language for held in found] == list(_LANGUAGES)
    results = [(held.formula, held.result and held.result.value) for held in found]
    assert results[0] == results[1] == results[2]
    assert _number(found[0], "value", case["unit"]) == pytest.approx(case["value"], rel=2e-3)
    for held in found:
        _assert_origins(held, articles)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_language_has_cases_of_every_kind(language: Language) -> None:
    cases = _read(_CASES / language / "calculations.jsonl")
    statuses = [case["status"] for case in cases]
    assert statuses.count("calculated") >= 75
    assert statuses.count("needs_input") >= 5
    assert statuses.count("not_numeric") >= 4
    assert len({case["question"] for case in cases}) == len(cases)


def test_sources_that_disagree_give_a_result_each(articles: Assistant) -> None:
    found = articles.calc("How many H100s could Amodei's $10 billion buy?", draws=0)
    prices = {
        held.quantity.text: calculation.result
        for calculation in _everything(found)
        for held in calculation.inputs
        if held.name == "unit_price"
    }
    assert len(prices) == 1 + len(found.alternatives) >= 2
    assert len({result.text for result in prices.values() if result}) == len(prices)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What would training on 2,048 H100s for 60 days cost?", "en"),
        ("Was würde ein Training auf 2.048 H100 über 60 Tage kosten?", "de"),
        ("H100を2,048基、60日間使って学習すると費用はいくらですか。", "ja"),
    ],
)
def test_a_cost_whose_account_is_left_open_is_shown_by_others_too(
    question: str, language: Language
) -> None:
    found = plan(question, language, None, draws=0)
    shown = [held.formula for held in _everything(found)]
    assert shown[0] == "rental"
    assert {*shown} <= {*_BASES}
    assert "acquisition" in shown
    assert len({held.basis for held in _everything(found)}) == len(shown)


def test_countries_that_are_compared_have_both_intensities() -> None:
    question = "How many tonnes of CO2 less would 4,000 MWh emit in France than in Germany?"
    found = plan(question, "en", None, draws=0)
    intensities = [held.quantity.value for held in found.inputs if held.name == "intensity"]
    assert len({*intensities}) == len(intensities) == 2
    assert len(found.alternatives) == 2


_DIGIT = re.compile(r"(?<![A-Za-z\d.,])[0.]*[1-9]")
"""The first of a number that counts; A100 and CO2 are none."""
_IDLE = {"671B", "236 Milliarden", "2023 dollars", "2倍", "1000MWh"}
"""All parameters beside the active ones, a price level, what "doubling" says already, what a ratio
of two countries cancels."""


def _mutations(found: Calculation, language: Language) -> Iterator[str]:
    """The question with another first digit in one of its figures; "per 1 kWh" stays.

    Figures that the calculation says are not needed stay too.
    """
    question, notes = found.question, " ".join(found.notes)
    head = unneeded([""], language)[0].rstrip(" .。")
    idle = {
        name.strip()
        for note in found.notes
        if note.startswith(head)
        for name in re.split(", |、", note.removeprefix(head).rstrip(".。"))
    }
    for figure in read(question, language).figures:
        held = figure.quantity
        digits = list(_DIGIT.finditer(held.text))
        spare = held.text in _IDLE or label(figure.role, language) in notes or held.text in idle
        if digits and held.value != 1 and held.kind != "date" and not spare:
            place, other = held.start + digits[-1].end() - 1, int(digits[-1].group()[-1]) % 8 + 1
            yield f"{question[:place]}{other}{question[place + 1 :]}"


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_figure_of_a_question_is_passed_over_for_a_default(language: Language) -> None:
    tried, idle = 0, []
    for case in _read(_CASES / language / "calculations.jsonl"):
        if case["status"] != "calculated" or "open" in case or case.get("sourced"):
            continue
        found = plan(case["question"], language, None, draws=0)
        for question in _mutations(found, language):
            tried += 1
            try:
                other = plan(question, language, None, draws=0)
            except CostError:
                continue
            if other.status == "calculated" and other.result == found.result:
                idle.append(question)
    assert idle == []
    assert tried > 100

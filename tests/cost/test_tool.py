"""The calculator as a LangChain tool: LangChain's own suites, and what agents get for errors."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import ToolsIntegrationTests
from langchain_tests.unit_tests import ToolsUnitTests

from assistant.chain import Assistant
from assistant.cost.tool import CostCalculator
from assistant.types import Calculation

_RENTAL = {
    "formula": "rental",
    "inputs": {"chip_hours": "57e6", "price": "1.36 USD/chip_hour", "price_index": "1.0107"},
}


class _ByFormula:
    @property
    def tool_constructor(self) -> type[BaseTool]:
        return CostCalculator

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return _RENTAL


class _ByQuestion(_ByFormula):
    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"question": "What is 9% of $191 million?"}


class TestFormulaUnit(_ByFormula, ToolsUnitTests):
    """LangChain's unit suite, with a formula."""


class TestFormulaIntegration(_ByFormula, ToolsIntegrationTests):
    """LangChain's integration suite, with a formula."""


class TestQuestionUnit(_ByQuestion, ToolsUnitTests):
    """LangChain's unit suite, with a question."""


class TestQuestionIntegration(_ByQuestion, ToolsIntegrationTests):
    """LangChain's integration suite, with a question."""


def _called(arguments: dict[str, Any], tool: CostCalculator | None = None) -> ToolMessage:
    call = {"name": "cost_calculator", "args": arguments, "id": "1", "type": "tool_call"}
    message = (tool or CostCalculator()).invoke(call)
    assert isinstance(message, ToolMessage)
    assert isinstance(message.content, str)
    return message


def test_the_content_is_for_reading_and_the_artifact_for_code() -> None:
    message = _called(_RENTAL)
    assert message.status == "success"
    assert isinstance(message.artifact, Calculation)
    assert message.artifact.result
    assert message.artifact.result.value == pytest.approx(78_349_464)
    assert "78,349,464 US dollars" in message.content
    assert "rental price (cloud)" in message.content


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is 9% of $191 million?", "17.19 million US dollars"),
        ("Wie viel sind 9 % von 191 Millionen Dollar?", "17,19 Mio. US-Dollar"),
        ("1億9100万ドルの9%はいくらですか。", "1719万米ドル"),
    ],
)
def test_a_question_is_answered_in_its_language(question: str, words: str) -> None:
    message = _called({"question": question})
    assert words in message.content
    assert message.artifact.question == question


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"formula": "rentel"}, "There is no formula 'rentel'"),
        ({"formula": "rental", "inputs": {"colour": "5"}}, "No formula has an input 'colour'"),
        ({"formula": "rental", "inputs": {"chip": "H900"}}, "Name H800, H200 or H100"),
        ({"formula": "how_many", "inputs": {"budget": "1", "unit_price": "0"}}, "divides by zero"),
        ({"question": "What is 5 divided by 0?"}, "division by zero"),
        ({"question": "How much is $5 plus €3?"}, "several currencies"),
        ({"question": "What would 512 H900 GPUs cost to rent for 3 days?"}, "'H900'"),
        ({"colour": "red"}, ""),
        ({"question": 5}, ""),
        ({"inputs": "chips=5"}, ""),
        ({"question": "9" * 5000}, ""),
    ],
)
def test_an_error_comes_back_as_content(arguments: dict[str, Any], words: str) -> None:
    message = _called(arguments)
    assert message.status == "error"
    assert words in message.content
    assert message.content


@pytest.mark.parametrize("arguments", [{}, {"question": ""}, {"question": "Why is it so dear?"}])
def test_what_is_no_calculation_says_so(arguments: dict[str, Any]) -> None:
    message = _called(arguments)
    assert message.artifact.status == "not_numeric"
    assert message.content == "The question asks for no calculation."


def test_what_is_missing_is_named() -> None:
    message = _called({"formula": "rental", "inputs": {"chip": "H100", "chips": "8"}})
    assert message.artifact.missing == ("hours",)
    assert "training time" in message.content


def test_an_assistant_lends_its_sources(articles: Assistant) -> None:
    tool = CostCalculator(work=lambda question: articles.calc(question, draws=0))
    message = _called({"question": "How many H100s could Amodei's $10 billion buy?"}, tool)
    assert "[1]" in message.content
    assert any(held.citation for held in message.artifact.inputs)
    assert _called({"question": ""}, tool).status == "error"


def test_an_agent_sees_the_arguments_and_not_the_wiring() -> None:
    schema = CostCalculator(work=lambda question: None).tool_call_schema  # type: ignore[arg-type,return-value]
    assert {*schema.model_json_schema()["properties"]} == {"question", "formula", "inputs"}  # type: ignore[union-attr]

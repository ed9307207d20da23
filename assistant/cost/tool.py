"""The cost calculator as a LangChain tool, for agents that draft answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from langchain_core.tools import BaseTool, ToolException
from pydantic import BaseModel, ConfigDict, Field

from assistant.cost.answers import in_words
from assistant.cost.model import calculate
from assistant.cost.planner import plan
from assistant.errors import QuestionError
from assistant.language import detect_language
from assistant.types import Calculation, Language

Work = Callable[[str], Calculation]
"""Works out a question, with inputs from sources where there are any."""


class CalculatorArguments(BaseModel):
    """What the calculator is asked: a question in words, or a formula with its inputs."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        default="",
        max_length=2000,
        description="A numeric question in English, German or Japanese, with its figures in it.",
    )
    formula: str = Field(
        default="",
        max_length=100,
        description="Name of a formula instead of a question: rental, amortised, acquisition, "
        "development, energy, emissions, forecast, doubling_time, how_many, saving, exchange ...",
    )
    inputs: dict[str, str] = Field(
        default_factory=dict,
        description="Inputs of the formula with their units: "
        '{"chip_hours": "57e6", "price": "1.36 USD/chip_hour"}; also chip, run and grid by name.',
    )


class CostCalculator(BaseTool):
    """Works out costs, energy and emissions of training, with the source of every input."""

    name: str = "cost_calculator"
    description: str = (
        "Works out numbers on what training AI models costs: rental, amortised, purchase and "
        "development cost, energy, CO2, water, forecasts, savings, currency at stated rates, and "
        "plain arithmetic. Returns the result with its basis, formula, steps, and the origin of "
        "every input. Give a question, or a formula with its inputs. It knows no facts of sources."
    )
    args_schema: type[BaseModel] = CalculatorArguments
    response_format: Literal["content", "content_and_artifact"] = "content_and_artifact"
    handle_tool_error: bool = True
    handle_validation_error: bool = True
    work: Work | None = Field(default=None, exclude=True)
    """How questions are worked out; by default without sources."""

    def _run(
        self, question: str = "", formula: str = "", inputs: dict[str, str] | None = None, **_: Any
    ) -> tuple[str, Calculation]:
        try:
            found = self._calculation(question, formula, inputs or {})
        except QuestionError as error:
            raise ToolException(str(error)) from error
        return in_words(found), found

    def _calculation(self, question: str, formula: str, inputs: dict[str, str]) -> Calculation:
        language: Language = detect_language(question) if question else "en"
        if formula:
            return calculate(formula, inputs, language, question=question)
        if self.work is not None:
            return self.work(question)
        return plan(question, language, None)

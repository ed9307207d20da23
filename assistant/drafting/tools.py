"""What a chat model that calls tools may do: search, check a claim, calculate. None has effects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from langchain_core.tools import BaseTool, StructuredTool, ToolException
from pydantic import BaseModel, ConfigDict, Field

from assistant.cost.tool import CostCalculator
from assistant.drafting.passages import Passage, of_citation
from assistant.drafting.prompts import delimited
from assistant.drafting.window import taken, within
from assistant.errors import QuestionError
from assistant.types import Calculation, Verdict

_Found = TypeVar("_Found")
_NOTHING = "Nothing was found that there is room for."


@dataclass(frozen=True)
class Powers:
    """What the tools are made of, for one index."""

    search: Callable[[str], Sequence[Passage]]
    check: Callable[[str], Verdict]
    calculate: Callable[[str], Calculation]


@dataclass
class Shelf:
    """The passages that a model has been shown, under the numbers it may cite them by."""

    passages: list[Passage]
    room: int
    """Tokens that further ones may take."""
    calculations: list[Calculation] = field(default_factory=list)

    def added(self, found: Sequence[Passage]) -> str:
        """Returns passages as a prompt shows them, as far as there is room; one that is there
        keeps its number."""
        found = within(self.room, found)
        self.room -= sum(map(taken, found))
        for passage in found:
            if all(passage.citation.id != held.citation.id for held in self.passages):
                self.passages.append(passage)
        ids = {passage.citation.id for passage in found}
        numbered = [
            (number, held.text)
            for number, held in enumerate(self.passages, start=1)
            if held.citation.id in ids
        ]
        return delimited(numbered) or _NOTHING


class SearchArguments(BaseModel):
    """What to look for."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(max_length=500, description="What to find, in any language.")


class ClaimArguments(BaseModel):
    """What to check."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(max_length=500, description="One statement, in any language.")


def tools(powers: Powers, shelf: Shelf) -> list[BaseTool]:
    """Returns the tools of one answer; what they find is put on the shelf."""

    def search_sources(query: str) -> str:
        return shelf.added(_tried(lambda: powers.search(query)))

    def check_claim(claim: str) -> str:
        verdict = _tried(lambda: powers.check(claim))
        quoted = [of_citation(held, held.language) for held in verdict.evidence]
        stances = [f"{held.stance}: {held.relation or 'by its words'}" for held in verdict.evidence]
        return "\n".join((verdict.verdict, *stances, shelf.added(quoted)))

    def calculated(question: str) -> Calculation:
        found = powers.calculate(question)
        if found.status == "calculated":
            shelf.calculations.append(found)
        return found

    return [
        StructuredTool.from_function(
            search_sources,
            name="search_sources",
            description="Finds passages of the sources. They come numbered; cite these numbers.",
            args_schema=SearchArguments,
            handle_tool_error=True,
        ),
        StructuredTool.from_function(
            check_claim,
            name="check_claim",
            description="Says whether the sources support or contradict a statement, with quotes.",
            args_schema=ClaimArguments,
            handle_tool_error=True,
        ),
        CostCalculator(work=calculated),
    ]


def _tried(work: Callable[[], _Found]) -> _Found:
    try:
        return work()
    except QuestionError as error:
        raise ToolException(str(error)) from error

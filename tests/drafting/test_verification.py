"""Drafted sentences beside their passages: tests/cases/drafting/verification.jsonl."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.drafting.prompts import told
from assistant.drafting.verification import Verifier
from assistant.types import DraftProblem
from tests.drafting.cases import cases
from tests.drafting.conftest import MakePassage

H100 = "NVIDIA's H100 is reported to cost $25,000 per unit."


@pytest.mark.parametrize("case", cases("verification"))
def test_a_sentence_is_shown_if_its_passages_say_it(
    case: dict[str, Any], verifier: Verifier, passage: MakePassage
) -> None:
    cited = [passage(text, language) for language, text in case["passages"]]
    found = verifier.problems(case["text"], case["language"], cited)
    assert (not found) == case["shown"], [told(problem) for problem in found]
    if "problem" in case:
        assert case["problem"] in {problem.kind for problem in found}


def test_what_cites_nothing_is_not_shown(verifier: Verifier) -> None:
    assert verifier.problems(H100, "en", []) == (DraftProblem("uncited"),)


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\U000e0041"])
def test_hidden_characters_are_not_shown(
    hidden: str, verifier: Verifier, passage: MakePassage
) -> None:
    text = H100.replace("cost", f"co{hidden}st")
    assert verifier.problems(text, "en", [passage(text)]) == (DraftProblem("markup"),)


def test_a_sentence_as_long_as_a_page_is_not_shown(
    verifier: Verifier, passage: MakePassage
) -> None:
    text = f"{H100[:-1]} {'and so on ' * 100}."
    assert verifier.problems(text, "en", [passage(text)]) == (DraftProblem("markup"),)


@pytest.mark.parametrize("text", ["", " ", ".", "…", "[1]", "\n", "🙂", "()"])
@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_what_holds_no_word_is_not_shown(
    text: str, language: Any, verifier: Verifier, passage: MakePassage
) -> None:
    assert verifier.problems(text, language, [passage(H100)])


def test_a_problem_is_told_with_its_words(verifier: Verifier, passage: MakePassage) -> None:
    found = verifier.problems("NVIDIA's H100 costs $30,000 per unit.", "en", [passage(H100)])
    assert [told(problem) for problem in found] == ["$30,000 does not stand in the passage"]

"""Facts, relations and questions, from tests/cases/*/{facts,relations}.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.facts.extraction import extract
from assistant.facts.questions import Asked
from assistant.facts.relations import asked_kinds, relations
from assistant.quantities import parse

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ["en", "de", "ja"]
_ABOVE = 1000
"""Offset of the sentence in its document."""


def _cases(name: str, key: str) -> list[Any]:
    return [
        pytest.param(
            language,
            case,
            id=f"{language}-{case.get('text') or case['question']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["open"])] if "open" in case else [],
        )
        for language in _LANGUAGES
        for line in (_CASES / language / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
        if line and key in (case := json.loads(line))
    ]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return sorted(value) if isinstance(value, frozenset) else value


@pytest.mark.parametrize(("language", "case"), _cases("facts", "facts"))
def test_facts_of_a_sentence(language: str, case: dict[str, Any]) -> None:
    before = "\n" * _ABOVE
    figures = parse(before + case["text"], language)
    found = extract(case["text"], _ABOVE, language, figures, case.get("context", ""))
    assert len(found) == len(case["facts"])
    for fact, wanted in zip(found, case["facts"], strict=True):
        values = {
            key: fact.quantity.text if key == "text" else _plain(getattr(fact, key))
            for key in wanted
        }
        assert values == wanted
        span = slice(fact.quantity.start - _ABOVE, fact.quantity.end - _ABOVE)
        assert case["text"][span] == fact.quantity.text


@pytest.mark.parametrize(("language", "case"), _cases("facts", "asked"))
def test_what_a_question_asks(language: str, case: dict[str, Any]) -> None:
    asked = Asked.of(case["question"], language)
    assert {key: _plain(getattr(asked, key)) for key in case["asked"]} == case["asked"]


@pytest.mark.parametrize(("language", "case"), _cases("relations", "relations"))
def test_relations_of_a_sentence(language: str, case: dict[str, Any]) -> None:
    found = relations(case["text"], language)
    rows = [[held.kind, held.role, held.subject, held.object] for held in found]
    assert sorted(rows) == sorted(case["relations"])
    assert all(case["text"][held.start : held.end] == held.object for held in found)


@pytest.mark.parametrize(("language", "case"), _cases("relations", "kinds"))
def test_kinds_of_relations_asked_for(language: str, case: dict[str, Any]) -> None:
    assert sorted(asked_kinds(case["question"], language, alone=True)) == case["kinds"]


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize(("name", "key"), [("facts", "facts"), ("relations", "relations")])
def test_every_language_has_cases_without_any(language: str, name: str, key: str) -> None:
    lines = (_CASES / language / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    cases = [case for line in lines if line and key in (case := json.loads(line))]
    assert len(cases) >= 25
    assert sum(not case[key] for case in cases) >= 3

"""What `assistant calc` is asked to do: questions, formulas with inputs, scenario files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from assistant.chain import Assistant
from assistant.cost import calculate
from assistant.cost.planner import plan
from assistant.errors import IndexMissingError, SettingsError
from assistant.language import detect_language
from assistant.settings import load_settings
from assistant.types import Calculation, Language

_MOST_CHARACTERS = 100_000
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Request:
    """A formula with the inputs that it is to be applied to."""

    formula: str
    given: Mapping[str, str]
    language: Language

    def calculation(self, draws: int) -> Calculation:
        """Applies it.

        Raises:
            CostError: an unknown name, an impossible value.
        """
        return calculate(self.formula, self.given, self.language, draws=draws)


class Calculator:
    """Works out questions.

    Args:
        index: folder of the index; where none is named, here or by ASSISTANT_INDEX, and none is at
            the usual place, inputs come from questions and defaults alone.

    Raises:
        SetupError: the index named cannot be read.
    """

    def __init__(self, index: Path | None) -> None:
        self._assistant = _opened(index)

    def question(self, question: str, draws: int) -> Calculation:
        """Works out one question.

        Raises:
            QuestionError: there is nothing to work out, or it cannot be.
        """
        if self._assistant is None:
            return plan(question, detect_language(question), None, draws)
        return self._assistant.calc(question, draws=draws)


def _opened(index: Path | None) -> Assistant | None:
    settings = load_settings()
    try:
        return Assistant.open(index, settings)
    except IndexMissingError:
        if index is not None or "index" in settings.model_fields_set:
            raise
        return None


def requested(
    question: str | None,
    formula: str | None,
    given: Sequence[str],
    scenario: Path | None,
    language: Language | None,
) -> Request | None:
    """Returns the formula and inputs of the options; nothing where a question is asked.

    Raises:
        SettingsError: an option is not INPUT=VALUE, inputs stand without a formula, or a question
            beside one.
    """
    inputs = dict(map(_assignment, given))
    if question is not None and (formula is not None or scenario is not None):
        raise SettingsError("A question and a formula are given", "Give one of the two")
    if scenario is not None:
        return _from_file(scenario, formula, inputs, language)
    if formula is None:
        if inputs:
            raise SettingsError("Inputs are set and no formula is named", "Add --formula NAME")
        return None
    return Request(formula, inputs, language or "en")


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise SettingsError(f"{text!r} sets nothing", "Write INPUT=VALUE, as in chip_hours=57e6")
    return name.strip(), value.strip()


def _from_file(
    path: Path, formula: str | None, inputs: Mapping[str, str], language: Language | None
) -> Request:
    """A scenario: {formula, set: {input: value}, language}; options come before it."""
    row = _scenario(path)
    held, name = row.get("set") or {}, formula or row.get("formula")
    spoken = language or row.get("language", "en")
    texts = [name, *held.values()] if isinstance(held, dict) else [None]
    known = row.keys() <= {"formula", "set", "language"}
    if not known or not name or not all(isinstance(text, str) for text in texts):
        raise _no_scenario(path)
    if spoken not in get_args(Language):
        raise SettingsError(
            f"{path} asks for the language {spoken!r}", f"Write {', '.join(get_args(Language))}"
        )
    return Request(name, {**held, **inputs}, spoken)


def _scenario(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_MOST_CHARACTERS + 1)
        short = len(text) <= _MOST_CHARACTERS
        row: Any = yaml.load(text, yaml.BaseLoader) if short and _is_flat(text) else None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", "Check the path") from error
    except (yaml.YAMLError, ValueError) as error:
        raise _no_scenario(path) from error
    if not isinstance(row, dict):
        raise _no_scenario(path)
    return row


def _is_flat(text: str) -> bool:
    """Whether it is a mapping of scalars and mappings; aliases and deep nesting are bombs."""
    depth = 0
    for event in yaml.parse(text, yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            return False
    return True


def _no_scenario(path: Path) -> SettingsError:
    return SettingsError(
        f"{path} is no scenario",
        "Write formula: NAME, set: {INPUT: VALUE} and language: en in YAML or JSON",
    )

"""What `assistant calc` is asked to do: questions, formulas with inputs, scenario files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.chain import Assistant
from assistant.cost import calculate
from assistant.cost.planner import plan
from assistant.errors import IndexMissingError, InputError, SettingsError
from assistant.language import detect_language
from assistant.types import Calculation, Language

_MOST_BYTES = 100_000


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
    """Works out questions; the index is opened when the first one comes.

    Args:
        index: folder of the index; without one, and none at the usual place, inputs come from
            questions and defaults alone.
    """

    def __init__(self, index: Path | None) -> None:
        self._index = index

    def question(self, question: str, draws: int) -> Calculation:
        """Works out one question.

        Raises:
            QuestionError: there is nothing to work out, or it cannot be.
            SetupError: the index named cannot be read.
        """
        if self._assistant is None:
            return plan(question, detect_language(question), None, draws)
        return self._assistant.calc(question, draws=draws)

    @cached_property
    def _assistant(self) -> Assistant | None:
        try:
            return Assistant.open(self._index)
        except IndexMissingError:
            if self._index is not None:
                raise
            return None


def requested(
    formula: str | None, given: Sequence[str], scenario: Path | None, language: Language
) -> Request | None:
    """Returns the formula and inputs of the options; nothing where a question is asked.

    Raises:
        InputError: an option is not INPUT=VALUE, or inputs stand without a formula.
    """
    inputs = dict(map(_assignment, given))
    if scenario is not None:
        return _from_file(scenario, formula, inputs, language)
    if formula is None:
        if inputs:
            raise InputError("Inputs are set and no formula is named", "Add --formula NAME")
        return None
    return Request(formula, inputs, language)


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise InputError(f"{text!r} sets nothing", "Write INPUT=VALUE, as in chip_hours=57e6")
    return name.strip(), value.strip()


def _from_file(
    path: Path, formula: str | None, inputs: Mapping[str, str], language: Language
) -> Request:
    """A scenario: {formula, set: {input: value}, language}; options come before it."""
    try:
        text = path.read_text(encoding="utf-8")
        row: Any = yaml.load(text[:_MOST_BYTES], yaml.BaseLoader)  # every scalar a string
        held = {str(name): str(value) for name, value in dict(row.get("set", {})).items()}
        name = formula or str(row["formula"])
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", "Check the path") from error
    except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} is no scenario", "Write formula: NAME and set: {INPUT: VALUE} in YAML or JSON"
        ) from error
    spoken = row.get("language", language)
    return Request(name, {**held, **inputs}, spoken if spoken in ("en", "de", "ja") else language)


def draw(calculation: Calculation, path: Path) -> None:
    """Writes the figure of a calculation as one HTML page.

    Raises:
        CostError: there is no result to draw.
        OutputError: the file cannot be written.
    """
    from assistant.cost.plots import figure, write_html

    write_html(figure(calculation), path)

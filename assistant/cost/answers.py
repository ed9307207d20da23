"""A calculation as text: the result, how it came about, whose numbers it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.cost.wording import label
from assistant.quantities import render
from assistant.types import Answer, Calculation, CalculationInput, Citation, Language, Quantity

COST_MODEL = "cost model"
"""The name of answering by calculation."""


@dataclass(frozen=True, slots=True)
class _Words:
    result: str
    ranged: str
    question: str
    missing: str
    several_missing: str
    alternative: str
    alternative_basis: str
    between: str


_WORDS: Mapping[Language, _Words] = {
    "en": _Words(
        result="Result: {value} ({basis}).",
        ranged="{value}, 90% range {low} to {high}",
        question="from the question",
        missing="To work this out, one more input is needed: {names}.",
        several_missing="To work this out, more inputs are needed: {names}.",
        alternative="With {inputs}: {value}.",
        alternative_basis="By another account, {basis}: {value}.",
        between=", ",
    ),
    "de": _Words(
        result="Ergebnis: {value} ({basis}).",
        ranged="{value}, 90-%-Spanne {low} bis {high}",
        question="aus der Frage",
        missing="Für die Rechnung fehlt noch eine Angabe: {names}.",
        several_missing="Für die Rechnung fehlen noch Angaben: {names}.",
        alternative="Mit {inputs}: {value}.",
        alternative_basis="Nach anderer Rechnung, {basis}: {value}.",
        between=", ",
    ),
    "ja": _Words(
        result="結果：{value}（{basis}）。",
        ranged="{value}、90%範囲は{low}から{high}",
        question="質問より",
        missing="計算には次の値が必要です：{names}。",
        several_missing="計算には次の値が必要です：{names}。",
        alternative="{inputs}とした場合：{value}。",
        alternative_basis="別の計算方法（{basis}）：{value}。",
        between="、",
    ),
}


def cited(calculation: Calculation) -> list[Citation]:
    """Returns the quotes that its inputs and those of its alternatives rest on, each once."""
    found: dict[str, Citation] = {}
    for held in (calculation, *calculation.alternatives):
        for given in held.inputs:
            if given.citation:
                found.setdefault(given.citation.id, given.citation)
    return list(found.values())


def answer_of(calculation: Calculation) -> Answer:
    """Returns a calculation as the answer to its question."""
    return Answer(
        question=calculation.question,
        language=calculation.language,
        status="calculated",
        answer=in_words(calculation),
        citations=tuple(cited(calculation)),
        related=(),
        model=COST_MODEL,
        calculation=calculation,
    )


def in_words(calculation: Calculation) -> str:
    """Returns what a reader is told; ``[n]`` stands for ``cited(calculation)[n - 1]``."""
    words = _WORDS[calculation.language]
    if calculation.status == "needs_input":
        names = [label(name, calculation.language) for name in calculation.missing]
        text = words.missing if len(names) == 1 else words.several_missing
        return text.format(names=words.between.join(names))
    if calculation.result is None:
        return " ".join(calculation.notes)
    numbers = {held.id: place for place, held in enumerate(cited(calculation), start=1)}
    result = words.result.format(value=_value(calculation.result, calculation.language),
                                 basis=calculation.basis)  # fmt: skip
    blocks = (
        (result,),
        calculation.steps,
        [_input(held, numbers, calculation.language) for held in calculation.inputs],
        list(_alternatives(calculation, numbers)),
        calculation.notes,
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _value(result: Quantity, language: Language) -> str:
    if result.value is None or result.low is None or result.high is None:
        return result.text
    ends = [render(replace(result, value=end, low=None, high=None), language)
            for end in (result.low, result.high)]  # fmt: skip
    return _WORDS[language].ranged.format(value=result.text, low=ends[0], high=ends[1])


def _input(held: CalculationInput, numbers: Mapping[str, int], language: Language) -> str:
    named = f"{label(held.name, language)}: {_figure(held, language)}"
    return f"- {named} {_origin(held, numbers, language)}"


def _figure(held: CalculationInput, language: Language) -> str:
    return held.quantity.text if held.origin != "source" else render(held.quantity, language)


def _origin(held: CalculationInput, numbers: Mapping[str, int], language: Language) -> str:
    if held.citation:
        return f"[{numbers[held.citation.id]}]"
    words = _WORDS[language].question if held.origin == "question" else held.reference
    return f"({words})"


def _alternatives(calculation: Calculation, numbers: Mapping[str, int]) -> Iterator[str]:
    language = calculation.language
    words = _WORDS[language]
    for other in calculation.alternatives:
        if other.result is None:
            continue
        value = _value(other.result, language)
        if other.formula != calculation.formula:
            yield words.alternative_basis.format(basis=other.basis, value=value)
            continue
        changed = _changed(other.inputs, calculation.inputs)
        named = words.between.join(_input(held, numbers, language)[2:] for held in changed)
        yield words.alternative.format(inputs=named, value=value)


def _changed(
    inputs: Sequence[CalculationInput], others: Sequence[CalculationInput]
) -> list[CalculationInput]:
    return [held for held in inputs if held not in others]

"""Results in the JSON forms that scripts rely on; numbers are JSON numbers or null."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from assistant.types import (
    Answer,
    Calculation,
    CalculationInput,
    CitedQuantity,
    Disagreement,
    Quantity,
    Surveyed,
    Verdict,
)


def answer_form(answer: Answer) -> dict[str, Any]:
    """Returns an answer in the documented form.

    Corrections of the question and a chat model's draft are keys only where there are any.
    """
    row: dict[str, Any] = {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "answer": answer.answer,
        "quantities": [quantity_form(quantity) for quantity in answer.quantities],
        "citations": [asdict(citation) for citation in answer.citations],
        "disagreements": [disagreement_form(held) for held in answer.disagreements],
        "calculation": answer.calculation and calculation_form(answer.calculation),
        "related": [asdict(citation) for citation in answer.related],
        "model": answer.model,
        "timings_ms": answer.timings_ms,
    }
    if answer.corrections:
        row["corrections"] = list(answer.corrections)
    return row if answer.draft is None else {**row, "draft": asdict(answer.draft)}


def quantity_form(quantity: Quantity) -> dict[str, Any]:
    """Returns a figure in the documented form."""
    row: dict[str, Any] = {
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "kind": quantity.kind,
        "value": number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "assumed": quantity.assumed,
    }
    if isinstance(quantity, CitedQuantity):
        row["citation"] = quantity.citation
    return row


def disagreement_form(disagreement: Disagreement) -> dict[str, Any]:
    """Returns a disagreement in the documented form."""
    return {
        "topic": disagreement.topic,
        "relation": disagreement.relation,
        "differs": list(disagreement.differs),
        "positions": [
            {
                "text": position.text,
                "quantity": position.quantity and quantity_form(position.quantity),
                "citations": list(position.citations),
            }
            for position in disagreement.positions
        ],
    }


def surveyed_form(surveyed: Surveyed) -> dict[str, Any]:
    """Returns a disagreement of a whole index in the documented form."""
    citations = [asdict(citation) for citation in surveyed.citations]
    return {**disagreement_form(surveyed.disagreement), "citations": citations}


def calculation_form(calculation: Calculation) -> dict[str, Any]:
    """Returns a calculation in the documented form."""
    return {
        "question": calculation.question,
        "language": calculation.language,
        "status": calculation.status,
        "formula": calculation.formula,
        "basis": calculation.basis,
        "result": calculation.result and quantity_form(calculation.result),
        "inputs": [_input_form(held) for held in calculation.inputs],
        "missing": list(calculation.missing),
        "alternatives": [calculation_form(other) for other in calculation.alternatives],
        "steps": list(calculation.steps),
        "notes": list(calculation.notes),
    }


def _input_form(held: CalculationInput) -> dict[str, Any]:
    return {
        "name": held.name,
        "quantity": quantity_form(held.quantity),
        "origin": held.origin,
        "citation": held.citation and asdict(held.citation),
        "reference": held.reference,
    }


def verdict_form(verdict: Verdict, *, placed: bool = False) -> dict[str, Any]:
    """Returns a verdict in the documented form.

    Args:
        placed: whether the claim stands in a text, and where.
    """
    row: dict[str, Any] = {
        "claim": verdict.claim,
        "language": verdict.language,
        "verdict": verdict.verdict,
        "confidence": verdict.confidence,
        "evidence": [asdict(held) for held in verdict.evidence],
        "parts": [verdict_form(part) for part in verdict.parts],
        "explanation": verdict.explanation,
    }
    return row | {"start": verdict.start, "end": verdict.end} if placed else row


def number(value: Decimal | None) -> int | float | None:
    """Returns a number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

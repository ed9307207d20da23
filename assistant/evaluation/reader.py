"""What the reading model gets right on data held out of its training, and on the SICK family."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

from assistant.evaluation.metrics.calibration import expected_calibration_error
from assistant.evaluation.metrics.labels import accuracy, macro_f1
from assistant.evaluation.metrics.span_match import exact_match, span_f1
from assistant.reading.judge import Judge
from assistant.reading.training import own, public
from assistant.reading.training.examples import Example
from assistant.types import Judgement

Figures: TypeAlias = dict[str, float | int]
Judged: TypeAlias = tuple[Example, Judgement]

_SEED = 11
_STANCES = ("supports", "contradicts", "neither")
_MEASURED_ONLY = {
    "sick.en": ("en", "en"),
    "jsick.ja": ("ja", "ja"),
    "sick.en-ja": ("ja", "en"),
}
"""Pairs that train nothing, by name; languages of hypothesis and premise."""
ANSWERABLE = 0.5


def measure(judge: Judge, folder: Path, most: int) -> dict[str, dict[str, Figures]]:
    """Returns figures by kind and data set.

    Args:
        judge: the model.
        folder: of the public data sets.
        most: items taken of one set, chosen by a fixed seed.
    """
    asked = [one for one in (*public.questions(folder), *own.questions(folder)) if one.is_held]
    said = [one for one in (*public.claims(folder), *own.claims()) if one.is_held]
    for name, languages in _MEASURED_ONLY.items():
        said += public.pairs(folder, name, languages)
    return {
        "reader": _by_source(judge, asked, most, _reading),
        "entailment": _by_source(judge, said, most, _entailment),
        "refusal": {
            f"nomiracl.{language}": _refusal(judge, folder, language, most)
            for language in ("en", "de", "ja")
        },
    }


def _by_source(
    judge: Judge,
    examples: Sequence[Example],
    most: int,
    figures: Callable[[Sequence[Judged]], Figures],
) -> dict[str, Figures]:
    groups: dict[str, list[Example]] = {}
    for one in examples:
        groups.setdefault(one.source, []).append(one)
    return {name: figures(_judged(judge, _some(groups[name], most))) for name in sorted(groups)}


def _judged(judge: Judge, examples: Sequence[Example]) -> list[Judged]:
    return [(one, judge.judge(one.query, [one.passage])[0]) for one in examples]


def _some(examples: Sequence[Example], most: int) -> list[Example]:
    return random.Random(_SEED).sample(list(examples), min(most, len(examples)))


def _reading(judged: Sequence[Judged]) -> Figures:
    """Span figures over the answerable questions, and how the others are told from them.

    Probabilities are measured on what took no part in fitting them.
    """
    figures: Figures = {"items": len(judged)}
    spans = [(one, said) for one, said in judged if one.answers]
    right = [[one.passage[start:end] for start, end in one.answers] for one, _ in spans]
    if spans:
        pairs = list(zip(spans, right, strict=True))
        figures["exact match"] = _mean(
            exact_match(said.answer, gold, one.languages[1]) for (one, said), gold in pairs
        )
        figures["F1"] = _mean(
            span_f1(said.answer, gold, one.languages[1]) for (one, said), gold in pairs
        )
    return figures | _no_answer(judged)


def _no_answer(judged: Sequence[Judged]) -> Figures:
    judged = [pair for pair in judged if pair[0].side != "calibrate"]
    if not judged:
        return {}
    refused = [said.answerable < ANSWERABLE for _, said in judged]
    empty = [one.answerable is False for one, _ in judged]
    if not any(empty) or all(empty):
        return {"answerable at 0.5": _mean(float(not one) for one in refused)}
    both = sum(one and other for one, other in zip(refused, empty, strict=True))
    return {
        "no-answer precision": round(both / max(1, sum(refused)), 4),
        "no-answer recall": round(both / sum(empty), 4),
        "calibration error": round(
            expected_calibration_error(
                [said.answerable for _, said in judged], [not one for one in empty]
            ),
            4,
        ),
    }


def _entailment(judged: Sequence[Judged]) -> Figures:
    """Three labels; where the data set has two, supported or not."""
    chances = [[getattr(said, name) for name in _STANCES] for _, said in judged]
    right = [one.stances[0] for one, _ in judged]
    if any(len(one.stances) > 1 for one, _ in judged):
        chances = [[row[0], 1 - row[0]] for row in chances]
        right = [min(label, 1) for label in right]
    found = [row.index(max(row)) for row in chances]
    tested = [
        (max(row), one == other)
        for (example, _), row, one, other in zip(judged, chances, found, right, strict=True)
        if example.side != "calibrate"
    ]
    error = expected_calibration_error([sure for sure, _ in tested], [hit for _, hit in tested])
    return {
        "items": len(judged),
        "accuracy": round(accuracy(found, right), 4),
        "macro-F1": round(macro_f1(found, right), 4),
        "calibration error": round(error, 4),
    }


def _refusal(judge: Judge, folder: Path, language: str, most: int) -> Figures:
    """NoMIRACL's two error rates, by the highest answerable of ten passages.

    Source: Thakur et al. 2024, NoMIRACL (arXiv:2312.11361): hallucination and error rate.
    """
    rows = [
        row for row in public.refusals(folder, language) if public.side_of_refusal(row) == "measure"
    ]
    chosen = random.Random(_SEED).sample(rows, min(most, len(rows)))
    best: list[tuple[bool, float]] = [
        (
            bool(row["answerable"]),
            max(one.answerable for one in judge.judge(row["question"], row["passages"])),
        )
        for row in chosen
    ]
    empty = [chance >= ANSWERABLE for answerable, chance in best if not answerable]
    full = [chance < ANSWERABLE for answerable, chance in best if answerable]
    return {
        "items": len(best),
        **({"answers the unanswerable": _mean(map(float, empty))} if empty else {}),
        **({"refuses the answerable": _mean(map(float, full))} if full else {}),
    }


def _mean(values: Iterable[float]) -> float:
    return round(fmean(values), 4)


def flat(figures: Mapping[str, Mapping[str, Figures]]) -> list[str]:
    """Returns one line a data set, for people."""
    return [
        f"{kind:11} {name:18} " + "  ".join(f"{key} {value}" for key, value in row.items())
        for kind, table in figures.items()
        for name, row in table.items()
    ]

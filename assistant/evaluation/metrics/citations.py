"""Whether the quotes that an answer cites bear out what it states, as ALCE defines it.

Source: Gao et al. 2023, Enabling Large Language Models to Generate Text with Citations
(arXiv:2305.14627), 4.3; the entailment model is ours.
"""

from __future__ import annotations

from statistics import fmean

from assistant.evaluation.metrics.case import Case, Entailment, Score
from assistant.evaluation.metrics.statements import Statement, statements


def citation_recall(case: Case) -> Score:
    """Returns the share of statements that their citations together entail; 0 without any."""
    found = _of_answer(case)
    return fmean(_entailed(one, case.entailment) for one in found) if found else None


def citation_precision(case: Case) -> Score:
    """Returns the share of citations that are relevant, over all statements.

    One is where the statement is borne out, and it entails it alone or the others do not do so
    without it.
    """
    found = _of_answer(case)
    relevant = [held for one in found for held in _relevant(one, case.entailment)]
    return fmean(relevant) if relevant else None


def _of_answer(case: Case) -> list[Statement]:
    answered = case.question is not None and case.form["status"] == "answered"
    return statements(case.form) if answered else []


def _entailed(one: Statement, entailment: Entailment) -> bool:
    return bool(one.cited) and _bears_out(one.cited, one.text, entailment)


def _relevant(one: Statement, entailment: Entailment) -> list[bool]:
    if not _entailed(one, entailment):
        return [False] * len(one.cited)
    found = []
    for place, quote in enumerate(one.cited):
        others = one.cited[:place] + one.cited[place + 1 :]
        alone = _bears_out((quote,), one.text, entailment)
        found.append(alone or not (others and _bears_out(others, one.text, entailment)))
    return found


def _bears_out(premises: tuple[str, ...], hypothesis: str, entailment: Entailment) -> bool:
    # A quote bears itself out; no model has to say so.
    return hypothesis in premises or entailment.entails("\n".join(premises), hypothesis)

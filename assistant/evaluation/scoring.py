"""The metrics: which there are, what each one means, and the scores of one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from assistant.evaluation.metrics.answer_contains import answer_contains
from assistant.evaluation.metrics.answer_overlap import answer_exact, answer_f1
from assistant.evaluation.metrics.calculation_right import calculation_right, inputs_traced
from assistant.evaluation.metrics.case import Case, Score
from assistant.evaluation.metrics.citations import citation_precision, citation_recall
from assistant.evaluation.metrics.disagreement import disagreement_precision, disagreement_recall
from assistant.evaluation.metrics.drafting import draft_used, sentences_verified
from assistant.evaluation.metrics.quantity_match import quantity_match
from assistant.evaluation.metrics.quote_exact import quote_exact
from assistant.evaluation.metrics.ranking import ndcg, recall_at, reciprocal_rank
from assistant.evaluation.metrics.refusal import premise_caught, refusal_kept, refusal_wrong
from assistant.evaluation.metrics.verdicts import evidence_found, false_support, verdict_right


@dataclass(frozen=True, slots=True)
class Metric:
    """A score of one case, whose mean over the cases it applies to is a figure of the run."""

    name: str
    of: Callable[[Case], Score]
    meaning: str
    """In a few words, for the report."""
    higher_is_better: bool = True
    decides: bool = False
    """Whether a score that is not perfect makes an item a failure."""

    def is_perfect(self, score: float) -> bool:
        """Whether nothing could be better."""
        return score == (1 if self.higher_is_better else 0)


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("answer_contains", answer_contains, "Quotes hold every expected fact", decides=True),
        Metric("quantity_match", quantity_match, "Expected figures given", decides=True),
        Metric(
            "refusal_kept", refusal_kept, "Unanswerable questions that were refused", decides=True
        ),
        Metric(
            "refusal_wrong",
            refusal_wrong,
            "Answerable questions that were refused",
            higher_is_better=False,
            decides=True,
        ),
        Metric(
            "premise_caught", premise_caught, "Questions with a false premise refused or corrected"
        ),
        Metric("recall@5", partial(recall_at, k=5), "Answering documents in 5 passages"),
        Metric("mrr", reciprocal_rank, "1 over the rank of the first passage that answers"),
        Metric("ndcg@5", partial(ndcg, k=5), "Gain of the documents found, the first most"),
        Metric("answer_exact", answer_exact, "A bold answer is just what is expected"),
        Metric("answer_f1", answer_f1, "Overlap of a bold answer with what is expected"),
        Metric("citation_recall", citation_recall, "Statements that their quotes bear out (ALCE)"),
        Metric("citation_precision", citation_precision, "Citations that are needed (ALCE)"),
        Metric("quote_exact", quote_exact, "Quotes that are slices of their source", decides=True),
        Metric("disagreement_recall", disagreement_recall, "Disagreements named", decides=True),
        Metric(
            "disagreement_precision",
            disagreement_precision,
            "Named disagreements that are real",
            decides=True,
        ),
        Metric("draft_used", draft_used, "Answers in the chat model's words"),
        Metric("sentences_verified", sentences_verified, "Drafted sentences that could be shown"),
        Metric("calculation_right", calculation_right, "Results within tolerance", decides=True),
        Metric("inputs_traced", inputs_traced, "Inputs that name their origin"),
        Metric("verdict_right", verdict_right, "Claims with the right verdict", decides=True),
        Metric(
            "false_support",
            false_support,
            "Wrong or open claims called supported",
            higher_is_better=False,
        ),
        Metric("evidence_found", evidence_found, "Deciding sentences quoted as deciding"),
    )
}
"""By name, in the order of reports."""


def scores(case: Case) -> dict[str, float]:
    """Returns the scores of the metrics that apply to a case."""
    found = {name: metric.of(case) for name, metric in METRICS.items()}
    return {name: score for name, score in found.items() if score is not None}


def is_failure(scored: Mapping[str, float]) -> bool:
    """Whether one of the metrics that decide is not perfect."""
    return any(
        metric.decides and name in scored and not metric.is_perfect(scored[name])
        for name, metric in METRICS.items()
    )

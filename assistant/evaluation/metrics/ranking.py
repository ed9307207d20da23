"""Whether the documents that answer are among the passages found, and how far up."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.metrics.case import Case, Score


def recall_at(case: Case, k: int) -> Score:
    """Returns the share of the documents that answer from which one of the first k passages is.

    Source: Manning et al. 2008, Introduction to Information Retrieval, 8.4.
    """
    wanted = _wanted(case)
    if not wanted:
        return None
    found = {passage.document for passage in case.output.passages[:k]}
    return sum(document in found for document in wanted) / len(wanted)


def reciprocal_rank(case: Case) -> Score:
    """Returns 1 over the rank of the first passage of a document that answers; 0 without one.

    Its mean is the MRR of Voorhees 1999, The TREC-8 Question Answering Track Report.
    """
    wanted = _wanted(case)
    if not wanted:
        return None
    ranks = (rank for rank, one in enumerate(case.output.passages, 1) if one.document in wanted)
    return next((1 / rank for rank in ranks), 0.0)


def ndcg(case: Case, k: int) -> Score:
    """Returns the normalised discounted cumulative gain of the first k documents found.

    Documents rank by their first passage, one that answers gains 1. Source: Järvelin and
    Kekäläinen 2002, as scikit-learn\'s ``ndcg_score`` has it.
    """
    wanted = _wanted(case)
    if not wanted:
        return None
    from sklearn.metrics import ndcg_score

    found = list(dict.fromkeys(passage.document for passage in case.output.passages))[:k]
    missed = sum(document not in found for document in wanted)
    # scikit-learn ranks all it is given: fillers keep what was missed out of the first k.
    gains = [*(float(document in wanted) for document in found), *[0.0] * k, *[1.0] * missed]
    ranks = [-float(place) for place in range(len(gains))]
    return float(ndcg_score([gains], [ranks], k=k, ignore_ties=True))


def _wanted(case: Case) -> Sequence[str]:
    item = case.question
    searched = case.form.get("status") != "calculated"
    return item.sources if item is not None and item.answerable is not False and searched else ()

"""How much of what is expected an answer's words repeat, and how little else they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

from assistant.evaluation.metrics.case import Case, Score
from assistant.evaluation.metrics.span_match import exact_match, span_f1


def answer_exact(case: Case) -> Score:
    """Returns the mean over the facts expected of whether an answer is just one of its wordings.

    Exact match as in ``span_match``, of the answer that does best; see ``answers``.
    """
    return _best(case, exact_match)


def answer_f1(case: Case) -> Score:
    """Returns the mean over the facts expected of the best F1 that an answer has with a wording.

    F1 as in ``span_match``: words, in Japanese characters.
    """
    return _best(case, span_f1)


def answers(case: Case) -> list[tuple[str, str]]:
    """Returns the short answers with their languages: what is shown bold in a quote, or all of a
    quote in which nothing is."""
    spans = case.form.get("spans", {})
    found = []
    for quote in case.quotes:
        start, end = spans.get(quote["id"], (quote["start"], quote["end"]))
        found.append((case.sources.text(quote["document"])[start:end], quote["language"]))
    return found


def _best(case: Case, match: Callable[[str, Sequence[str], str], float]) -> Score:
    item = case.question
    if item is None or not item.expected:
        return None
    given = answers(case)
    return fmean(
        max((match(words, group, language) for words, language in given), default=0.0)
        for group in item.expected
    )

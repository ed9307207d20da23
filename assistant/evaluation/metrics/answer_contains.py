"""Whether an answer holds what is expected of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.evaluation.metrics.case import Case, Score


def answer_contains(case: Case) -> Score:
    """Returns 1 where each expected fact stands, in one of its wordings, in a quote; else 0.

    A refused question has no quotes and so gives 0: what is not said is not right.
    """
    item = case.question
    if item is None or not item.expected:
        return None
    return float(holds(item.expected, [quote["quote"] for quote in case.quotes]))


def holds(expected: Sequence[Sequence[str]], quotes: Sequence[str]) -> bool:
    """Whether each fact stands, in one of its wordings, in one of some quotes.

    A wording that begins or ends with a digit is not found inside a longer number.
    """
    return all(
        any(_pattern(words).search(quote) for words in group for quote in quotes)
        for group in expected
    )


@lru_cache(maxsize=1 << 12)
def _pattern(words: str) -> re.Pattern[str]:
    before = r"(?<!\d)(?<!\d[.,])" if words[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if words[-1:].isdigit() else ""
    return re.compile(before + re.escape(words) + after)

"""The sources of an index, as the planner looks into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from assistant.cost.sourcing import Library
from assistant.disagreements.statements import Stated, stated_facts
from assistant.index.retriever import HybridRetriever
from assistant.language import terms
from assistant.reading.candidates import unweighed
from assistant.reading.cite import Citer
from assistant.types import Evidence, Language

_NEAR = 20
"""Hits in which inputs of a calculation are looked for."""


def library(
    question: str,
    language: Language,
    retriever: HybridRetriever,
    citer: Citer,
    *,
    rates: Callable[[], Sequence[Evidence]],
) -> Library:
    """Returns what an index states near a question; it is searched when an input is wanted.

    Args:
        rates: the sentences that state exchange rates.
    """

    @cache
    def facts() -> list[Stated]:
        vector = retriever.embedder.encode_query(question)
        hits = retriever.hits_for(vector, terms(question, language), _NEAR)
        return stated_facts(unweighed(hits))

    return Library(facts, rates, lambda held, span: citer.evidence(held, "", held.language, span))

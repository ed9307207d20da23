"""Whether verdicts on claims are right, and rest on the sentences that decide."""

from __future__ import annotations

import re

from assistant.evaluation.metrics.case import Case, Score


def verdict_right(case: Case) -> Score:
    """Returns 1 where the verdict is the right one, else 0; the mean is the accuracy."""
    return None if case.claim is None else float(case.form["verdict"] == case.claim.verdict)


def false_support(case: Case) -> Score:
    """Returns 1 where a claim that is contradicted or without evidence is called supported."""
    claim = case.claim
    if claim is None or claim.verdict not in ("contradicted", "not_enough_evidence"):
        return None
    return float(case.form["verdict"] == "supported")


def evidence_found(case: Case) -> Score:
    """Returns the share of the stances of a claim's sources for which a sentence that decides is
    among the evidence, on the right side."""
    claim = case.claim
    if claim is None or not claim.sources:
        return None
    wanted = {source.stance for source in claim.sources}
    found = {
        source.stance
        for source in claim.sources
        for held in case.quotes
        if held["document"] == source.document
        and held["stance"] == source.stance
        and _overlap(case, source.document, source.quote, held["start"], held["end"])
    }
    return len(found) / len(wanted)


def _overlap(case: Case, document: str, quote: str, start: int, end: int) -> bool:
    """Whether a span has to do with one of the places where a quote stands."""
    text = case.sources.text(document)
    return any(
        match.start() < end and start < match.end() for match in re.finditer(re.escape(quote), text)
    )

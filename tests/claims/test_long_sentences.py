"""Reading a sentence with many figures takes time by its length, not by its square."""

from __future__ import annotations

from collections import Counter

from assistant.claims.comparing import _named_in, matches
from assistant.claims.figures import ClaimedFigures
from assistant.facts import subjects
from assistant.facts.concepts import mentioned
from assistant.quantities import parse
from assistant.types import Evidence


def _sentence(figures: int) -> str:
    listed = ", ".join(f"${number} million for GPT-{number % 7}" for number in range(2, figures))
    return f"The costs were {listed}, and BLOOM grew by {'10%, ' * figures}again."


def test_a_sentence_is_searched_once_for_all_its_figures(monkeypatch):
    calls: Counter[str] = Counter()
    codes = subjects.codes
    monkeypatch.setattr(subjects, "codes", lambda text: calls.update(["codes"]) or codes(text))
    mentioned.cache_clear()
    found = ClaimedFigures.of(_sentence(150), "en")
    assert len(found.facts) > 250
    assert calls["codes"] == 1
    assert mentioned.cache_info().misses < 20


def test_the_names_of_a_claim_are_looked_up_once_in_each_sentence():
    claimed = ClaimedFigures.of(_sentence(150), "en")
    text = "GPT-4 cost $63 million in 2023."
    evidence = Evidence(
        document="a", text=text, start=0, end=len(text), language="en", page=1, context="",
        score=0.0, quantities=parse(text, "en"),
    )  # fmt: skip
    _named_in.cache_clear()
    assert len(matches(claimed, evidence)) > 250
    assert _named_in.cache_info().misses < 20

"""Verdicts from the stances of sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.comparing import Match
from assistant.claims.deciding import (
    Decision,
    Side,
    Sides,
    combined,
    decide,
    is_unborne,
    verdict_of,
)
from assistant.claims.features import NAMES, StanceFeatures
from assistant.claims.weighing import Weighed
from assistant.claims.weights import StanceWeights, deciding_columns, siding_columns
from assistant.quantities import parse
from assistant.types import Evidence, VerdictName

_JUDGE = StanceWeights(
    deciding=(9.0, *[0.0] * (deciding_columns([]).shape[1] - 1)),
    siding=(9.0, *[0.0] * (siding_columns([]).shape[1] - 1)),
    supported=0.5,
    contradicted=0.5,
    opposed=0.5,
)
"""Only the judge's two scores count: 3 of a score is certain, -3 rules out."""
_FOR, _AGAINST, _NEITHER = (3.0, -3.0), (-3.0, 3.0), (-3.0, -3.0)

Sentence = Callable[..., Evidence]


def _weighed(evidence: Evidence, scores: tuple[float, float], **others: float) -> Weighed:
    scored = {"supports": scores[0], "contradicts": scores[1]}
    features = StanceFeatures(**(dict.fromkeys(NAMES, 0.0) | scored | others))
    return Weighed(evidence, (), (), features)


def _decided(sentence: Sentence, *scores: tuple[str, tuple[float, float]]) -> Decision:
    held = [
        _weighed(sentence(f"Sentence {place}.", document=document), score, near=-place / 10)
        for place, (document, score) in enumerate(scores)
    ]
    return decide(held, _JUDGE)


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ([("a", _FOR)], "supported"),
        ([("a", _AGAINST)], "contradicted"),
        ([("a", _NEITHER)], "not_enough_evidence"),
        ([("a", _FOR), ("b", _NEITHER), ("b", _AGAINST)], "disputed"),
        ([("a", _FOR), ("a", (-3.0, 2.0))], "supported"),
        ([("a", (2.0, -3.0)), ("a", _AGAINST)], "contradicted"),
        ([("a", _FOR), ("b", _FOR)], "supported"),
        ([], "not_enough_evidence"),
    ],
)
def test_sentences_decide(
    scores: list[tuple[str, tuple[float, float]]], verdict: VerdictName, sentence: Sentence
) -> None:
    assert _decided(sentence, *scores).verdict == verdict


@pytest.mark.parametrize(
    ("support", "paired", "verdict"),
    [(0.8, 0.8, "disputed"), (0.8, 0.4, "contradicted"), (0.2, 0.2, "contradicted")],
)
def test_what_contradicts_each_other_without_the_claim_is_disputed(
    support: float, paired: float, verdict: VerdictName
) -> None:
    both = Sides(Side(support, "a"), Side(0.95, "a"), paired)
    assert verdict_of(both, _JUDGE) == verdict


def test_of_a_dispute_both_sides_are_shown_in_turns(sentence: Sentence) -> None:
    for_, against = [(name, _FOR) for name in "abcd"], [(name, _AGAINST) for name in "ef"]
    decision = _decided(sentence, *for_, *against)
    assert [held.name for held in decision.stances] == [
        "supports", "contradicts", "supports", "contradicts", "supports",
    ]  # fmt: skip


def test_of_a_dispute_those_that_contradict_each_other_are_shown_first(sentence: Sentence) -> None:
    held = [
        _weighed(sentence("Another model is dear.", document="b"), _AGAINST),
        _weighed(sentence("Ito leads it.", document="a"), _NEITHER, connected=1.0),
        _weighed(sentence("Mori leads it.", document="b"), _NEITHER, connected=-1.0),
    ]
    shown = [one.weighed.evidence.text for one in decide(held, _JUDGE).stances]
    assert shown == ["Ito leads it.", "Mori leads it.", "Another model is dear."]


def test_of_one_side_only_its_sentences_are_shown(sentence: Sentence) -> None:
    decision = _decided(sentence, ("a", _NEITHER), ("b", _FOR), ("b", (1.0, -3.0)))
    assert [held.weighed.evidence.text for held in decision.stances] == [
        "Sentence 1.",
        "Sentence 2.",
    ]
    assert decision.stances[0].score > decision.stances[1].score


def test_without_evidence_the_nearest_are_shown_as_unclear(sentence: Sentence) -> None:
    decision = _decided(sentence, *[("a", _NEITHER)] * 5)
    assert [held.weighed.evidence.text for held in decision.stances] == [
        "Sentence 0.",
        "Sentence 1.",
        "Sentence 2.",
    ]
    assert {held.name for held in decision.stances} == {"unclear"}


@pytest.mark.parametrize(
    ("parts", "worst"),
    [
        (["supported", "supported"], "supported"),
        (["supported", "contradicted"], "contradicted"),
        (["not_enough_evidence", "contradicted"], "contradicted"),
        (["supported", "disputed"], "disputed"),
        (["supported", "not_enough_evidence"], "not_enough_evidence"),
    ],
)
def test_a_claim_of_several_facts_is_as_good_as_its_worst(
    parts: list[VerdictName], worst: VerdictName
) -> None:
    decisions = [Decision(name, 0.8, ()) for name in parts]
    verdict, confidence = combined(decisions)
    assert verdict == worst
    assert confidence == pytest.approx(0.64 if worst == "supported" else 0.8)


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), max_size=8))
def test_confidences_are_probabilities(
    sentence: Sentence, scores: list[tuple[float, float]]
) -> None:
    decision = _decided(sentence, *[(str(n % 3), score) for n, score in enumerate(scores)])
    assert 0 <= decision.confidence <= 1
    assert all(0 <= held.score <= 1 for held in decision.stances)
    assert len(decision.stances) <= 5


@pytest.mark.parametrize(
    ("claim", "stated", "unborne"),
    [
        ("40 MWh, 7 tonnes of CO2", ("40 MWh", "9 MWh"), True),
        ("40 MWh, 7 tonnes of CO2", ("40 MWh", "7 tonnes of CO2"), False),
        ("40 MWh, 12 chips", ("40 MWh",), False),
        ("40 MWh, 7 MWh", ("40 MWh",), False),
        ("a factor of 3, 40 MWh", ("a factor of 3",), False),
        ("40 MWh, 7 tonnes of CO2", (), False),
    ],
)
def test_what_no_sentence_states_is_not_borne_out(
    claim: str, stated: tuple[str, ...], unborne: bool
) -> None:
    figures = parse(claim, "en")
    told = [parse(one, "en")[0] for one in stated] or [None]
    found = [
        [
            Match(figure, one, "equal")
            if one is not None and one.value == figure.value
            else Match(figure, None, None)
            for figure in figures
        ]
        for one in told
    ]
    assert is_unborne(found) == unborne

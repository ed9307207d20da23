"""Explanations name the deciding values and sources, in the claim's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.claims.deciding import Decision, Stance
from assistant.claims.explaining import explained, of_parts
from assistant.claims.features import NAMES, Beside, Claimed, StanceFeatures
from assistant.claims.phrases import PHRASES
from assistant.claims.weighing import Weighed
from assistant.types import Citation, Evidence, Language, StanceName, Verdict, VerdictName

_TITLES = {"a.txt": "Cost report", "b.txt": "学習コストの話"}

Sentence = Callable[..., Evidence]


def _stance(claim: str, language: str, evidence: Evidence, name: StanceName) -> Stance:
    claimed = Claimed.of(claim, language)
    features = StanceFeatures(**dict.fromkeys(NAMES, 0.0))
    weighed = Weighed(
        evidence, claimed.matches(evidence), Beside.of(claimed, evidence, ()).swaps, features
    )
    return Stance(weighed, name, 0.9)


def _explained(verdict: VerdictName, language: Language, *stances: Stance) -> str:
    cited = [
        (
            stance,
            Citation(
                id="0",
                document=stance.weighed.evidence.document,
                title=_TITLES[stance.weighed.evidence.document],
                language="en",
                publisher=None,
                published=None,
                url=None,
                page=1,
                start=0,
                end=1,
                quote="x",
            ),
        )
        for stance in stances
    ]
    return explained(Decision(verdict, 0.9, stances), cited, language)


_CLAIMS: dict[Language, str] = {
    "en": "Training cost 1 billion dollars.",
    "de": "Das Training kostete 1 Milliarde Dollar.",
    "ja": "学習費は10億ドルだった。",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "In “Cost report” it says 100 million US dollars, in the claim 1 billion US dollars."
            " The two differ by a factor of 10.",
        ),
        (
            "de",
            "In „Cost report“ steht 100 Mio. US-Dollar, in der Aussage 1 Mrd. US-Dollar."
            " Die beiden Werte unterscheiden sich um den Faktor 10.",
        ),
        (
            "ja",
            "『Cost report』には1億米ドルとあり、主張の10億米ドルとは異なります。"
            "両者には10倍の開きがあります。",
        ),
    ],
)
def test_another_value_is_named(language: Language, words: str, sentence: Sentence) -> None:
    evidence = sentence("Training cost 100 million dollars.", document="a.txt")
    stance = _stance(_CLAIMS[language], language, evidence, "contradicts")
    assert _explained("contradicted", language, stance) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "In “Cost report” it says 1 billion US dollars, which agrees with the claim."),
        (
            "de",
            "In „Cost report“ steht 1 Mrd. US-Dollar; das stimmt mit der Aussage überein.",
        ),
        ("ja", "『Cost report』には10億米ドルとあり、主張と一致します。"),
    ],
)
def test_the_same_value_is_named(language: Language, words: str, sentence: Sentence) -> None:
    evidence = sentence("Training cost 1 billion dollars.", document="a.txt")
    stance = _stance(_CLAIMS[language], language, evidence, "supports")
    assert _explained("supported", language, stance) == words


def test_a_dispute_names_both_sides(sentence: Sentence) -> None:
    claim = _CLAIMS["en"]
    stances = (
        _stance(claim, "en", sentence("It cost 1 billion dollars.", document="a.txt"), "supports"),
        _stance(
            claim, "en", sentence("費用は1億ドルだった。", "ja", document="b.txt"), "contradicts"
        ),
    )
    assert _explained("disputed", "en", *stances) == (
        "The sources disagree: this is borne out in “Cost report”, while in “学習コストの話” it"
        " says 100 million US dollars instead of 1 billion US dollars."
    )


def test_another_name_is_named(sentence: Sentence) -> None:
    evidence = sentence("Microsoft restarts the plant.", document="a.txt")
    stance = _stance("Amazon restarts the plant.", "en", evidence, "contradicts")
    assert _explained("contradicted", "en", stance) == (
        "In “Cost report” it says Microsoft, in the claim Amazon."
    )


@pytest.mark.parametrize("language", PHRASES)
def test_where_nothing_decides_no_value_is_named(language: Language, sentence: Sentence) -> None:
    near = _stance("Cats sleep.", "en", sentence("Dogs bark.", document="a.txt"), "unclear")
    phrases = PHRASES[language]
    assert _explained("not_enough_evidence", language, near) == phrases.without_evidence
    assert _explained("not_enough_evidence", language) == phrases.without_sources
    for verdict, name, words in (
        ("supported", "supports", phrases.supported),
        ("contradicted", "contradicts", phrases.contradicted),
    ):
        stance = _stance("Cats sleep.", "en", sentence("Dogs.", document="a.txt"), name)
        said = _explained(verdict, language, stance)
        before, after = words.split("{sources}")
        assert said.startswith(before)
        assert said.endswith(after)
        assert "Cost report" in said


def test_parts_are_listed_with_their_verdicts() -> None:
    parts = [
        Verdict(claim, "en", verdict, 0.5, (), (), "")
        for claim, verdict in (("A is 5.", "supported"), ("B is 6.", "contradicted"))
    ]
    assert of_parts(parts, "en") == (
        "The claim holds several facts: “A is 5” is supported and “B is 6” is contradicted."
    )
    assert of_parts(parts, "ja").startswith("この主張には複数の内容が含まれています：「A is 5」は")


def test_braces_in_titles_and_claims_are_no_templates(
    sentence: Sentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_TITLES, "a.txt", "{stated} {0} {claim.__class__}")
    evidence = sentence("Training cost 100 million dollars.", document="a.txt")
    stance = _stance(_CLAIMS["en"], "en", evidence, "contradicts")
    assert "“{stated} {0} {claim.__class__}” it says" in _explained("contradicted", "en", stance)

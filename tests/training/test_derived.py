"""Examples made from others are true: what is said not to answer does not hold the answer."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.reading.training import derived, public
from assistant.reading.training.examples import (
    CONTRADICTS,
    NEITHER,
    NOT_SUPPORTED,
    SUPPORTS,
    Example,
    digest,
)

_GERMAN = "Zürich hat 400.000 Einwohner. Ann lebt in Bern."


@pytest.fixture(scope="module")
def asked(public_questions: Sequence[Example], own_questions: Sequence[Example]) -> list[Example]:
    """Those of every third passage."""
    return [
        one
        for one in [*public_questions, *own_questions]
        if int(digest(one.passage)[:8], 16) % 3 == 0
    ]


@pytest.fixture(scope="module")
def others(asked: Sequence[Example]) -> Mapping[Example, str]:
    return derived.other_passages(asked)


def _question(query: str, passage: str, *answers: str, language: str = "de") -> Example:
    spans = tuple(
        (passage.index(answer), passage.index(answer) + len(answer)) for answer in answers
    )
    return Example("x.de", "group", query, passage, (language, language), spans, bool(answers))


@pytest.mark.slow
def test_misplaced_passages_never_hold_the_answer(others: Mapping[Example, str]) -> None:
    assert len(others) > 3000
    for one, passage in others.items():
        plain = _plain(passage)
        assert passage != one.passage
        assert all(_plain(one.passage[start:end]) not in plain for start, end in one.answers)


@pytest.mark.slow
def test_other_passages_are_of_the_same_side_and_language(
    asked: Sequence[Example], others: Mapping[Example, str]
) -> None:
    sides = defaultdict(set)
    for one in asked:
        sides[one.passage].add((one.is_held, one.languages[1]))
    assert all((one.is_held, one.languages[1]) in sides[text] for one, text in others.items())


@pytest.mark.slow
def test_the_same_questions_get_the_same_passages(asked: Sequence[Example]) -> None:
    some = [one for one in asked if one.source in ("mlqa.de", "xquad.de-de")]
    assert derived.other_passages(some) == derived.other_passages(some)


@pytest.mark.slow
def test_claims_of_one_text_about_one_passage_agree(
    asked: Sequence[Example], others: Mapping[Example, str]
) -> None:
    stances = defaultdict(set)
    for one in derived.answered_claims(asked, others):
        stances[one.query, one.passage].add(one.stances)
    assert not [key for key, seen in stances.items() if len(seen) > 1]


@pytest.mark.slow
def test_claims_keep_the_side_of_their_question(
    asked: Sequence[Example], others: Mapping[Example, str]
) -> None:
    sides = {(one.group, one.held_of) for one in asked}
    for one in [*derived.misplaced(others), *derived.answered_claims(asked, others)]:
        assert (one.group, one.held_of) in sides


@pytest.mark.slow
def test_only_figures_contradict_for_sure(
    asked: Sequence[Example], others: Mapping[Example, str]
) -> None:
    seen = Counter(one.stances for one in derived.answered_claims(asked, others))
    assert seen.keys() == {(SUPPORTS,), (CONTRADICTS,), (NEITHER,), NOT_SUPPORTED}
    for one in derived.answered_claims(asked, others):
        if one.stances == (CONTRADICTS,):
            assert any(letter.isdigit() for letter in one.query)


def test_the_nearest_passage_without_the_answer_is_taken() -> None:
    texts = [f"Katzen schlafen {number} Stunden am Tag." for number in range(9)]
    near = ["Zürich hat einen See.", "Die Einwohner von Zürich lieben Käse.", "In Zürich: 400.000!"]
    asked = _question("Wie viele Einwohner hat Zürich?", _GERMAN, "400.000")
    fillers = [_question(f"Frage {text}", text) for text in texts + near]
    found = derived.other_passages([asked, *fillers])
    assert found.keys() == {asked}
    assert found[asked] != near[2]
    assert found[asked] in [*near[:2], *texts]


def test_an_answer_is_seen_in_any_width_and_case() -> None:
    asked = _question("Wer lebt in Bern?", _GERMAN, "Ann")
    assert derived.other_passages([asked, _question("Wer?", "ＡＮＮ wohnt in Bern.")]) == {}


def test_questions_across_languages_get_no_other_passage() -> None:
    asked = replace(_question("Who lives there?", _GERMAN, "Ann"), languages=("en", "de"))
    assert derived.other_passages([asked, _question("Wer?", "Wer lebt in Rom?")]) == {}


def test_held_questions_get_held_passages() -> None:
    groups = [str(number) for number in range(60)]
    asked = [
        replace(_question(f"Was ist {name}?", f"Ding {name} ist ein Tier.", name), group=name)
        for name in groups
    ]
    held = {one.passage: one.is_held for one in asked}
    found = derived.other_passages(asked)
    assert {held[one.passage] for one in found} == {True, False}
    assert all(held[text] == one.is_held for one, text in found.items())


def test_a_misplaced_question_has_no_answer() -> None:
    asked = _question("Wer lebt in Bern?", _GERMAN, "Ann")
    [one] = derived.misplaced({asked: "Rom ist alt."})
    assert (one.source, one.passage) == ("misplaced.de-de", "Rom ist alt.")
    assert (one.answers, one.answerable, one.query, one.group) == ((), False, asked.query, "group")


def test_answers_become_claims() -> None:
    asked = [
        _question("Wie viele leben in Zürich?", _GERMAN, "400.000"),
        _question("Wer lebt in Bern?", _GERMAN, "Ann"),
        _question("Wo lebt Ann?", _GERMAN, "Bern"),
    ]
    made = [(one.query, one.stances) for one in derived.answered_claims(asked, {})]
    assert made == [
        ("Wie viele leben in Zürich? 400.000", (SUPPORTS,)),
        ("Wer lebt in Bern? Ann", (SUPPORTS,)),
        ("Wer lebt in Bern? Bern", NOT_SUPPORTED),
        ("Wo lebt Ann? Bern", (SUPPORTS,)),
        ("Wo lebt Ann? Ann", NOT_SUPPORTED),
    ]


def test_another_figure_contradicts() -> None:
    text = "Zürich hat 400.000 Einwohner, Bern 134.000."
    asked = [
        _question("Wie viele leben in Zürich?", text, "400.000"),
        _question("Wie viele leben in Bern?", text, "134.000"),
    ]
    claims = {one.query: one.stances for one in derived.answered_claims(asked, {})}
    assert claims["Wie viele leben in Zürich? 134.000"] == (CONTRADICTS,)
    assert claims["Wie viele leben in Bern? 400.000"] == (CONTRADICTS,)


def test_of_another_passage_the_right_answer_is_neither() -> None:
    asked = [_question(f"Wer lebt in Haus {number}?", _GERMAN, "Ann") for number in range(40)]
    made = list(derived.answered_claims(asked, dict.fromkeys(asked, "Rom ist alt.")))
    neither = [one for one in made if one.passage == "Rom ist alt."]
    assert 10 < len(neither) < 30
    assert {(one.stances, one.query[-3:]) for one in neither} == {((NEITHER,), "Ann")}


def test_what_overlaps_the_answer_is_no_wrong_answer() -> None:
    asked = [
        _question("Wie viele leben in Zürich?", _GERMAN, "400.000"),
        _question("Wie groß ist Zürich?", _GERMAN, "400.000 Einwohner"),
    ]
    assert {one.stances for one in derived.answered_claims(asked, {})} == {(SUPPORTS,)}


@pytest.mark.parametrize("again", ["zwölf", "Zwölf"])
def test_the_right_answer_at_another_place_is_no_wrong_one(again: str) -> None:
    text = f"Ann kaufte zwölf Äpfel und {again} Birnen."
    first = _question("Wie viele Äpfel kaufte Ann?", text, "zwölf")
    start = text.rindex(again)
    second = replace(first, query="Wie viele Birnen?", answers=((start, start + len(again)),))
    made = list(derived.answered_claims([first, second], {}))
    assert {one.stances for one in made} == {(SUPPORTS,)}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def test_a_mistranslation_is_no_translation_and_stays_on_its_side(shared: Path) -> None:
    right = list(public.translations(shared / "data"))
    wrong = list(derived.mistranslated(right))
    translated = {(one.query, _plain(one.passage)) for one in right}
    read_as = {one.passage: one.is_held for one in right}
    assert len(wrong) == len(right)
    assert all(one.stances == NOT_SUPPORTED for one in wrong)
    assert not [one for one in wrong if (one.query, _plain(one.passage)) in translated]
    assert all(one.is_held == read_as[one.passage] for one in wrong)


def test_a_claim_knows_what_decides_about_it() -> None:
    one = _question("Wie viele?", _GERMAN, "400.000")
    other = _question("Wo lebt Ann?", _GERMAN, "Bern")
    claims = list(derived.answered_claims([one, other], {}))
    assert claims
    assert all(
        claim.deciding is not None and claim.passage[slice(*claim.deciding)] in ("400.000", "Bern")
        for claim in claims
    )
    elsewhere = derived.answered_claims([one] * 20, {one: "Bern ist klein."})
    assert {claim.deciding for claim in elsewhere if claim.stances == (NEITHER,)} == {None}

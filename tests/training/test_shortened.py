"""Shortened passages still answer, or still do not, and take nothing from the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.language.sentences import split_sentences
from assistant.reading.training.examples import Example, digest
from assistant.reading.training.shortened import shortened

_TEXT = (
    "Zürich liegt an einem See. Ann wohnt heute in Bern. Bob wohnt heute in Rom."
    " Carl wohnt heute in Genf. Mehr gibt es nicht zu sagen."
)
_MANY = 200


def _question(query: str, passage: str, *answers: str, group: str = "group") -> Example:
    spans = tuple((passage.index(a), passage.index(a) + len(a)) for a in answers)
    return Example("x.de", group, query, passage, ("de", "de"), spans, answerable=bool(answers))


def _made(*answers: str) -> list[Example]:
    return list(shortened([_question(f"{n}?", _TEXT, *answers) for n in range(_MANY)]))


def test_the_answer_stays_with_its_sentence() -> None:
    made = _made("Bob")
    assert len(made) == _MANY
    for one in made:
        [(start, end)] = one.answers
        assert one.passage[start:end] == "Bob"
        assert "Bob wohnt heute in Rom." in one.passage
        assert one.answerable


def test_of_several_answers_the_first_stays() -> None:
    assert {one.passage[slice(*one.answers[0])] for one in _made("Bob wohnt", "Rom")} == {
        "Bob wohnt"
    }


def test_passages_are_cut_in_many_ways() -> None:
    passages = Counter(one.passage for one in _made("Bob"))
    assert passages["Bob wohnt heute in Rom."] > _MANY / 20
    assert passages["Zürich liegt an einem See. Bob wohnt heute in Rom."] > _MANY / 20
    assert passages["Bob wohnt heute in Rom. Carl wohnt heute in Genf."] > _MANY / 20
    assert all(len(split_sentences(text, "de")) <= 4 for text in passages)


def test_what_is_not_answered_keeps_any_sentence() -> None:
    made = _made()
    assert {one.answers for one in made} == {()}
    assert all(not one.answerable and 0 < len(one.passage) < len(_TEXT) + 30 for one in made)
    assert len({one.passage for one in made}) > 10


@pytest.mark.parametrize(
    ("passage", "answer"),
    [
        ("Ann wohnt heute in Bern. Bob wohnt heute in Rom.", "Bob"),
        (_TEXT, "Bern. Bob"),
        ("", None),
    ],
)
def test_short_passages_and_answers_across_sentences_give_none(
    passage: str, answer: str | None
) -> None:
    asked = _question("Wer?", passage, *([answer] if answer else []))
    assert list(shortened([asked])) == []


def test_strangers_are_of_the_same_side_and_language() -> None:
    groups = [str(number) for number in range(60)]
    texts = {
        group: " ".join(f"Das ist Satz {n} aus Haus {group}." for n in range(3)) for group in groups
    }
    asked = [_question("Was?", texts[group], group=group) for group in groups]
    english = [
        replace(one, languages=("en", "en"), passage=one.passage.replace("Haus", "house"))
        for one in asked
    ]
    held = {group: one.is_held for group, one in zip(groups, asked, strict=True)}
    strangers = 0
    for one in shortened([*asked, *english]):
        word = "Haus" if one.languages[1] == "de" else "house"
        houses = {part.split(".")[0] for part in one.passage.split(f"{word} ")[1:]}
        assert not any(other in one.passage for other in {"Haus", "house"} - {word})
        assert {held[house] for house in houses} == {one.is_held}
        strangers += houses != {one.group}
    assert strangers > 20


def test_japanese_sentences_join_without_a_space() -> None:
    text = (
        "東京は日本の首都であり、人口も多い。アンは昔からスイスのベルンに住んでいる。"
        "ボブは今年からローマに住む。"
    )
    asked = [
        replace(_question(f"{n}?", text, "アン"), languages=("ja", "ja")) for n in range(_MANY)
    ]
    made = [one.passage for one in shortened(asked)]
    assert "東京は日本の首都であり、人口も多い。アンは昔からスイスのベルンに住んでいる。" in made
    assert not any(" " in passage for passage in made)


@pytest.mark.slow
def test_of_all_questions_the_answers_are_those_they_had(
    public_questions: Sequence[Example], own_questions: Sequence[Example]
) -> None:
    asked = [
        one
        for one in [*public_questions, *own_questions]
        if int(digest(one.passage)[:8], 16) % 5 == 0
    ]
    answers: dict[tuple[str, str], set[str]] = {}
    for one in asked:
        words = {one.passage[start:end] for start, end in one.answers}
        answers.setdefault((one.query, one.group), set()).update(words)
    made = list(shortened(asked))
    assert len(made) > 2000
    for one in made:
        if one.answers:
            assert one.passage[slice(*one.answers[0])] in answers[one.query, one.group]

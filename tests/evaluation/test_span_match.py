"""Exact match and F1 of spans against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.span_match import exact_match, span_f1

_LANGUAGES = st.sampled_from(["en", "de", "ja", "fr"])
_TEXT = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["the", "a", "der", "cat", "Katze", "5", ".", "東京", "都", "ＡＢ", "!"]),
        max_size=8,
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("answer", "right", "language", "match"),
    [
        ("Berlin", "Berlin", "en", 1.0),
        ("Berlin", "Bern", "en", 0.0),
        ("BERLIN", "berlin", "en", 1.0),
        ("Berlin.", "Berlin", "en", 1.0),
        ("(“Berlin”)", "Berlin", "en", 1.0),
        ("  in\n Berlin ", "in Berlin", "en", 1.0),
        ("the cat", "cat", "en", 1.0),
        ("The cat", "a cat", "en", 1.0),
        ("an apple", "apple", "en", 1.0),
        ("theatre", "atre", "en", 0.0),
        ("banana", "banna", "en", 0.0),
        ("in Berlin", "Berlin", "en", 0.0),
        ("die Katze", "Katze", "en", 0.0),
        ("die Katze", "Katze", "de", 1.0),
        ("Einem Hund", "des Hundes", "de", 0.0),
        ("einem Hund", "den Hund", "de", 1.0),
        ("eines der Bücher", "Bücher", "de", 1.0),
        ("the cat", "cat", "de", 0.0),
        ("Dieter", "ter", "de", 0.0),
        ("GRÖSSE", "größe", "de", 0.0),
        ("東京", "東京", "ja", 1.0),
        ("「東京」。", "東京", "ja", 1.0),
        ("東京都", "東京", "ja", 0.0),
        ("５００ドル", "500ドル", "ja", 1.0),
        ("ＡＩ", "ai", "ja", 1.0),
        ("", "", "en", 1.0),
        ("", "the", "en", 1.0),
        ("?!", "", "ja", 1.0),
        ("", "Berlin", "en", 0.0),
    ],
)
def test_exact_match_by_hand(answer: str, right: str, language: str, match: float) -> None:
    assert exact_match(answer, [right], language) == match
    assert exact_match(right, [answer], language) == match


@pytest.mark.parametrize(
    ("answer", "right", "language", "score"),
    [
        ("Berlin", "Berlin", "en", 1.0),
        ("Berlin", "Bern", "en", 0.0),
        ("in Berlin", "Berlin", "en", 2 / 3),
        ("in the old Berlin", "Berlin", "en", 2 * 1 / (3 + 1)),
        ("the cat", "The Cat.", "en", 1.0),
        ("cat cat", "cat", "en", 2 * 1 / (2 + 1)),
        ("cat cat dog", "cat cat", "en", 2 * 2 / (3 + 2)),
        ("dog cat", "cat dog", "en", 1.0),
        ("500 US dollars", "500 dollars and more", "en", 2 * 2 / (3 + 4)),
        ("die alte Katze", "der Katze", "de", 2 * 1 / (2 + 1)),
        ("die alte Katze", "der Katze", "en", 2 * 1 / (3 + 2)),
        ("東京都", "東京", "ja", 2 * 2 / (3 + 2)),
        ("京東", "東京", "ja", 1.0),
        ("東京", "大阪", "ja", 0.0),
        ("約５００ドル", "500 ドル", "ja", 2 * 5 / (6 + 5)),
        ("「東京」", "東京。", "ja", 1.0),
        ("東京都", "東京", "en", 0.0),
        ("", "", "en", 1.0),
        ("the", "", "en", 1.0),
        ("", "Berlin", "en", 0.0),
        ("Berlin", "the", "en", 0.0),
        ("…", "東京", "ja", 0.0),
    ],
)
def test_f1_by_hand(answer: str, right: str, language: str, score: float) -> None:
    assert span_f1(answer, [right], language) == pytest.approx(score)


def test_the_nearest_right_answer_counts() -> None:
    right = ["in March", "in the year 1987", "1987"]
    assert exact_match("1987", right, "en") == 1.0
    assert exact_match("in 1987", right, "en") == 0.0
    # Against the three: 2/4, 4/5 and 2/3.
    assert span_f1("in 1987", right, "en") == pytest.approx(4 / 5)


@pytest.mark.parametrize(
    ("answer", "right", "language"),
    [
        ("U.S.", "US", "en"),
        ("3,000", "3000", "en"),
        ("don’t", "dont", "en"),
        ("$500", "500", "en"),
        ("3.000", "3000", "de"),
    ],
)
def test_punctuation_is_dropped_as_the_official_scripts_drop_it(
    answer: str, right: str, language: str
) -> None:
    assert exact_match(answer, [right], language) == 1.0
    assert span_f1(answer, [right], language) == 1.0


@given(one=_TEXT, other=_TEXT, language=_LANGUAGES)
def test_both_are_symmetric(one: str, other: str, language: str) -> None:
    assert span_f1(one, [other], language) == span_f1(other, [one], language)
    assert exact_match(one, [other], language) == exact_match(other, [one], language)


@given(text=_TEXT, language=_LANGUAGES)
def test_equal_texts_score_1(text: str, language: str) -> None:
    assert span_f1(text, [text], language) == 1.0
    assert exact_match(text, [text], language) == 1.0


@given(answer=_TEXT, right=st.lists(_TEXT, min_size=1, max_size=3), language=_LANGUAGES)
def test_f1_lies_between_exact_match_and_1(answer: str, right: list[str], language: str) -> None:
    match, score = exact_match(answer, right, language), span_f1(answer, right, language)
    assert match in (0.0, 1.0)
    assert 0.0 <= match <= score <= 1.0


@given(answer=_TEXT, right=st.lists(_TEXT, min_size=1, max_size=3), more=_TEXT, language=_LANGUAGES)
def test_another_right_answer_never_lowers_a_score(
    answer: str, right: list[str], more: str, language: str
) -> None:
    assert exact_match(answer, [*right, more], language) >= exact_match(answer, right, language)
    assert span_f1(answer, [*right, more], language) >= span_f1(answer, right, language)

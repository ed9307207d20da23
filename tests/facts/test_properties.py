"""What holds for the facts and relations of any text in any language."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts.clauses import Clauses
from assistant.facts.extraction import extract
from assistant.facts.questions import Asked
from assistant.facts.relations import asked_kinds, relations, same_name
from assistant.facts.subjects import codes, same_code
from assistant.quantities import parse

_PIECES = st.sampled_from(
    "Ana Ruiz Norvela CEO of the is leads ist der Chef von -Chef wurde gegründet was founded "
    "in 1994 社 の 社長 アナ・ルイス は が 開発した による にある トム GPT-4 H100 "
    "Falcon-7B Gemini 1 Zeta-2 training costs cost $5 million (€4 Kosten Training 3 Mio. Euro "
    "費用 学習 は 5億ドル （ 、 。 respectively jeweils それぞれ but aber が、 2027 will wird "
    "見込み currently derzeit 現在 ; : , . ' \" “ ” 「 」 ( ) - – \n \0 \u3000 \u00a0 ５０％ 12% "
    "433 MWh 2x".split(" ")
)
_TEXTS = st.one_of(
    st.text(),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=25).map("".join),
)
_LANGUAGES = st.sampled_from(["en", "de", "ja", "fr", ""])


@settings(derandomize=True)
@given(text=_TEXTS, context=_TEXTS, above=_TEXTS, language=_LANGUAGES)
def test_facts_are_of_the_figures_given(text: str, context: str, above: str, language: str) -> None:
    document = f"{above}\n\n{text}"
    start = len(document) - len(text)
    figures = [held for held in parse(document, language) if held.start >= start]
    found = extract(text, start, language, figures, context)
    assert [fact.quantity for fact in found] == [
        figure for figure in figures if figure in [fact.quantity for fact in found]
    ]
    for fact in found:
        assert fact.quantity.kind != "date"
        assert document[fact.quantity.start : fact.quantity.end] == fact.quantity.text
        assert len(fact.subjects) == len(fact.codes)
        assert all(0 <= year <= 9999 for year in fact.years)


@settings(derandomize=True)
@given(text=_TEXTS, language=_LANGUAGES)
def test_objects_of_relations_slice_back(text: str, language: str) -> None:
    for relation in relations(text, language):
        assert len(relation.object) == relation.end - relation.start
        assert text[relation.start : relation.end]
        assert relation.subject
        assert bool(relation.role) == (relation.kind == "role")


@settings(derandomize=True)
@given(text=_TEXTS, language=_LANGUAGES)
def test_any_question_can_be_read(text: str, language: str) -> None:
    asked = Asked.of(text, language)
    assert asked.time in (None, "now", "later", "past", "both")
    assert asked.currency in (None, "USD", "EUR", "JPY")
    alone, beside = (asked_kinds(text, language, alone=held) for held in (True, False))
    assert beside <= alone <= {"role", "maker", "founded", "place"}


@settings(derandomize=True)
@given(text=_TEXTS, language=_LANGUAGES)
def test_clauses_cover_the_text_in_order(text: str, language: str) -> None:
    clauses = Clauses(text, language)
    assert "".join(clauses.words(place) for place in range(len(clauses))) == text
    assert all(
        clauses.starts[clauses.at(offset)] <= offset < clauses.ends[clauses.at(offset)]
        for offset in range(len(text))
    )


@settings(derandomize=True)
@given(text=_TEXTS)
def test_codes_stand_where_they_say(text: str) -> None:
    for code in codes(text):
        assert len(text[code.start : code.start + len(code.text)]) == len(code.text)
        assert same_code(code.name, code.name)


@settings(derandomize=True)
@given(first=_TEXTS, second=_TEXTS)
def test_names_are_the_same_both_ways(first: str, second: str) -> None:
    assert same_name(first, second) == same_name(second, first)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("gemini1", "gemini1ultra", True),
        ("gpt3", "gpt3.5", False),
        ("gpt3", "gpt35", False),
        ("h100", "h100", True),
        ("h100", "h200", False),
        ("a10", "a100", False),
    ],
)
def test_codes_of_one_thing(first: str, second: str, same: bool) -> None:
    assert same_code(first, second) is same
    assert same_code(second, first) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Anthropic", "anthropisch", True),
        ("Anthropic", "Anthropic", True),
        ("Norvela", "Brightwood", False),
        ("Dario Amodei", "ダリオ・アモディ", True),
        ("Norvela", "ノルヴェラ", True),
        ("Norvela", "ブライトウッド", False),
    ],
)
def test_names_across_scripts(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("at a PUE 1.1, H100 servers", ["h100"]),
        ("bei PUE 1", []),
        ("PUE 1.1のH100", ["h100"]),
        ("Gemini 1.5 and Puebla 2", ["gemini1.5", "puebla2"]),
    ],
)
def test_what_is_measured_is_no_thing(text: str, named: list[str]) -> None:
    assert [code.name for code in codes(text)] == named


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize(
    "piece", ["a ", "A ", "Aa ", "A1 ", "ア", "ア・", "A", "1 ", ", and ", "（"]
)
def test_a_long_row_takes_no_long_time(piece: str, language: str) -> None:
    text = piece * (10_000 // len(piece))
    started = time.process_time()
    relations(text, language)
    codes(text)
    Clauses(text, language)
    asked_kinds(text, language, alone=True)
    assert time.process_time() - started < 5

"""Names in quotes as the reader knows them, from tests/cases/*/glosses.jsonl."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import glosses
from assistant.language.gazetteer import entries

_LANGUAGES = ["en", "de", "ja"]
_PAIRS = [(source, reader) for source in _LANGUAGES for reader in _LANGUAGES if source != reader]
_KNOWN = ["Paul Gravina", "ポール・グラビナ", "", "・", "A B"]
_PIECES = st.sampled_from(
    [
        *"スリーマイル島 フランス 語 ・ ＝ 中国 年 マスク 氏 ー メタ 分析 東京 。".split(),
        *"ポール・グラビナ Paul Gravina Germany Deutschland Three Mile Island".split(),
        *"US U.S. Meta Amodei s ' ’ - , 5 \u00ad".split(),
        "\u00a0",
    ]
)


@pytest.mark.cases("glosses")
def test_glosses_of_a_quote(language: str, case: dict[str, Any]) -> None:
    found = glosses(case["text"], language, case["reader"], case.get("known", ()))
    assert [[gloss.text, gloss.gloss] for gloss in found] == case["glosses"]


@pytest.mark.parametrize(("source", "reader"), _PAIRS)
@given(text=st.lists(_PIECES | st.sampled_from(" \n")).map("".join) | st.text())
def test_glosses_are_slices_in_order(source: str, reader: str, text: str) -> None:
    found = glosses(text, source, reader, _KNOWN)
    assert all(text[gloss.start : gloss.end] == gloss.text != "" for gloss in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(text=st.text(), known=st.lists(st.text()))
def test_any_known_names_can_be_given(text: str, known: list[str]) -> None:
    for source, reader in _PAIRS:
        glosses(text, source, reader, known)


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=st.lists(_PIECES).map("".join))
def test_nothing_is_glossed_for_who_reads_the_language(language: str, text: str) -> None:
    assert glosses(text, language, language, _KNOWN) == []


@pytest.mark.parametrize(
    "text", ["A", "ア", "ア・", "A ", "A-", "A'", "s", "中国", "US ", "Amodei "]
)
@pytest.mark.parametrize(("source", "reader"), [("ja", "en"), ("en", "ja"), ("de", "en")])
def test_a_long_row_takes_no_long_time(text: str, source: str, reader: str) -> None:
    started = time.process_time()
    glosses(text * 20_000, source, reader, _KNOWN)
    assert time.process_time() - started < 5


def test_every_entry_of_the_gazetteer_is_found_by_a_japanese_reader() -> None:
    lost = [
        entry.en[0]
        for entry in entries()
        if entry.listed and not glosses(f"in {entry.en[0]}.", "en", "ja")
    ]
    assert lost == []


def test_every_japanese_form_of_the_gazetteer_is_glossed_as_a_whole() -> None:
    lost = [
        form
        for entry in entries()
        for form in entry.ja
        if entry.listed and [gloss.text for gloss in glosses(f"「{form}」", "ja", "en")] != [form]
    ]
    assert lost == []

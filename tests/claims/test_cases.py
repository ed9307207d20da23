"""Claims told apart and taken apart, denials and guesses: tests/cases/*/claims.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.checkable import is_checkable
from assistant.claims.contraries import contraries, periods
from assistant.claims.contrasting import affirmed
from assistant.claims.elsewhere import condition
from assistant.claims.features import Beside, Claimed
from assistant.claims.making import other_maker
from assistant.claims.modality import denies, hedges, settles
from assistant.claims.splitting import split_claim
from assistant.types import Evidence

_CASES = Path(__file__).parents[1] / "cases"
_LANGUAGES = ("en", "de", "ja")
Sentence = Callable[..., Evidence]


def _cases(key: str) -> Iterator[Any]:
    for language in _LANGUAGES:
        path = _CASES / language / "claims.jsonl"
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line and key in (row := json.loads(line)):
                beyond = row.get("beyond")
                marks = [pytest.mark.xfail(reason=beyond, strict=True)] if beyond else []
                yield pytest.param(row, language, id=f"{language}-{row['text'][:30]}", marks=marks)


@pytest.mark.parametrize(("case", "language"), _cases("checkable"))
def test_what_can_be_checked(case: dict[str, Any], language: str) -> None:
    assert is_checkable(case["text"], language) == case["checkable"]


@pytest.mark.parametrize(("case", "language"), _cases("parts"))
def test_a_claim_is_taken_apart(case: dict[str, Any], language: str) -> None:
    assert [part.strip(" .。、") for part in split_claim(case["text"], language)] == [
        part.strip(" .。、") for part in case["parts"]
    ]


@pytest.mark.parametrize(("case", "language"), _cases("denies"))
def test_denials_and_guesses(case: dict[str, Any], language: str) -> None:
    said = (denies(case["text"], language), hedges(case["text"], language))
    assert said == (case["denies"], case["hedges"])


@pytest.mark.parametrize(("case", "language"), _cases("affirms"))
def test_what_is_ruled_out_is_not_claimed(case: dict[str, Any], language: str) -> None:
    kept = affirmed(case["text"], language)
    assert len(kept) == len(case["text"])
    gap = "" if language == "ja" else " "
    assert gap.join(kept.split()).replace(" .", ".") == case["affirms"]


@pytest.mark.parametrize(("case", "language"), _cases("settles"))
def test_what_is_said_to_be_done_or_certain(case: dict[str, Any], language: str) -> None:
    assert settles(case["text"], language) == case["settles"]


@pytest.mark.parametrize(("case", "language"), _cases("said"))
def test_another_case_and_the_contrary(
    case: dict[str, Any], language: str, sentence: Sentence
) -> None:
    evidence = sentence(case["beside"], case["read"], case.get("above", ""))
    claimed = Claimed.of(case["text"], language)
    features = Beside.of(claimed, evidence, claimed.matches(evidence)).features((0.0, 0.0), 0, 0)
    found = "contrary" if features.contrary else "elsewhere" if features.elsewhere else ""
    assert found == case["said"]


@pytest.mark.parametrize(("case", "language"), _cases("room"))
def test_room_is_that_of_the_figures_clause(
    case: dict[str, Any], language: str, sentence: Sentence
) -> None:
    evidence = sentence(case["beside"], case["read"])
    claimed = Claimed.of(case["text"], language)
    features = Beside.of(claimed, evidence, claimed.matches(evidence)).features((0.0, 0.0), 0, 0)
    assert (features.hedged, features.unsettled) == tuple(case["room"])


@pytest.mark.parametrize(("case", "language"), _cases("makers"))
def test_whose_a_product_is(case: dict[str, Any], language: str, sentence: Sentence) -> None:
    found = other_maker(case["text"], language, sentence(case["beside"], case["read"]))
    assert (list(found) if found else None) == case["makers"]


@given(st.text(max_size=200), st.sampled_from(_LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    is_checkable(text, language)
    denies(text, language)
    hedges(text, language)
    assert all(part.strip() for part in split_claim(text, language))


@pytest.mark.parametrize("text", ["", " ", "…", "?!", "🙂"])
def test_what_holds_no_word_is_no_claim(text: str) -> None:
    assert not any(is_checkable(text, language) for language in _LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language"),
    [("It has the " * 40, "en"), ("nicht auszuschließen, dass " * 30, "de"), ("それは" * 60, "ja")],
)
def test_a_few_words_over_and_over_are_no_claim(text: str, language: str) -> None:
    assert not is_checkable(text, language)
    assert is_checkable(f"{text[:30]} GPT-4 78", language)


@pytest.mark.parametrize(
    "text",
    [
        "a and b " * 1250,
        "、" * 10_000,
        "と思う" * 3000,
        "Is it that " * 1000,
        "し、" * 5000,
        "ば" * 10_000,
    ],
)
@pytest.mark.parametrize("language", _LANGUAGES)
def test_ten_thousand_characters_can_be_read(text: str, language: str) -> None:
    is_checkable(text, language)
    denies(text, language)
    condition(text, language)
    contraries(text, language)
    periods(text, language)
    assert len(split_claim(text, language)) < len(text)

"""The program's own words, in all three languages alike."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import get_args

import pytest

from assistant.reading.phrases import PHRASES, listed, spelled_date
from assistant.types import Language

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_FIELD = re.compile(r"\{(\w*)\}")


def test_there_are_phrases_for_every_language() -> None:
    assert set(PHRASES) == set(_LANGUAGES)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_phrase_is_missing_and_each_has_the_same_places_to_fill(language: Language) -> None:
    english, other = asdict(PHRASES["en"]), asdict(PHRASES[language])
    assert all(other.values())
    differs = other.pop("differs")
    assert all(differs.values())
    assert differs.keys() == english.pop("differs").keys()
    for name, words in english.items():
        assert sorted(_FIELD.findall(words)) == sorted(_FIELD.findall(other[name]))


@pytest.mark.parametrize("name", ["according_to", "as_of", "refusal", "refusal_related", "quote"])
def test_no_two_languages_share_a_phrase(name: str) -> None:
    assert len({asdict(phrases)[name] for phrases in PHRASES.values()}) == len(PHRASES)


@pytest.mark.parametrize(
    ("language", "one", "two", "three"),
    [
        ("en", "[1]", "[1] and [2]", "[1], [2] and [3]"),
        ("de", "[1]", "[1] und [2]", "[1], [2] und [3]"),
        ("ja", "[1]", "[1]と[2]", "[1]、[2]と[3]"),
    ],
)
def test_lists(language: Language, one: str, two: str, three: str) -> None:
    numbers = ["[1]", "[2]", "[3]"]
    assert [listed(numbers[:n], language) for n in (0, 1, 2, 3)] == ["", one, two, three]


@pytest.mark.parametrize(
    ("published", "english", "german", "japanese"),
    [
        ("2024-05-06", "May 6, 2024", "6. Mai 2024", "2024年5月6日"),
        ("2023-12-31", "December 31, 2023", "31. Dezember 2023", "2023年12月31日"),
        ("2024", "2024", "2024", "2024年"),
        ("2024-05", "May 2024", "Mai 2024", "2024年5月"),
        ("2024-02-30", "2024-02-30", "2024-02-30", "2024-02-30"),
        ("spring", "spring", "spring", "spring"),
    ],
)
def test_dates(published: str, english: str, german: str, japanese: str) -> None:
    spelled = [spelled_date(published, language) for language in ("en", "de", "ja")]
    assert spelled == [english, german, japanese]

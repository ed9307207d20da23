"""concepts.yaml: every concept in three languages, and of kinds that figures have."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any, get_args

import pytest
import yaml

from assistant.facts.concepts import concepts, label, mentioned, phrases
from assistant.language import fold
from assistant.quantities.units import registry
from assistant.types import Language, QuantityKind

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_GROUPS = ["metrics", "activities", "things", "times", "asked_times", "bases", "parts", "holders"]
_PHRASES = ["no_figure", "rates", "money", "hourly"]
_DIMENSIONS = set(
    "chip_time energy power mass volume intensity computation speed length area".split()
)
_ROWS: dict[str, Any] = yaml.safe_load(
    (resources.files("assistant.facts") / "concepts.yaml").read_text(encoding="utf-8")
)
_CONCEPTS = [(group, name) for group in _GROUPS for name in _ROWS[group]]


def _loaded(words: str, language: Language) -> str:
    """The words of a row as they are searched for in folded text."""
    return words.replace("ß", "ss") if language == "de" else words


def test_there_is_nothing_else() -> None:
    assert sorted(_ROWS) == sorted([*_GROUPS, *_PHRASES])


@pytest.mark.parametrize(("group", "name"), _CONCEPTS)
def test_a_concept_has_words_in_every_language(group: str, name: str) -> None:
    row = _ROWS[group][name]
    assert {"en", "de", "ja"} <= row.keys() <= {"en", "de", "ja", "label", "kinds"}
    for language in _LANGUAGES:
        words = _loaded(row[language], language)
        pattern = re.compile(words)
        assert not pattern.search("")
        assert pattern.search(fold(pattern.pattern)) or re.search(r"[\\\[(]", words)
        assert concepts(group)[name].patterns[language].pattern.endswith(f"(?:{words})")


@pytest.mark.parametrize(
    ("group", "name", "text"),
    [
        ("metrics", "emissions", "Der Ausstoß sank."),
        ("metrics", "area", "Wie groß ist das Gelände?"),
        ("bases", "overhead", "einschließlich der Kühlung"),
    ],
)
def test_words_with_eszett_are_found(group: str, name: str, text: str) -> None:
    for written in (text, text.replace("ß", "ss")):
        assert name in mentioned(group, written, "de")


@pytest.mark.parametrize("text", ["Welche Maßnahmen senken sie?", "Welche fallen außer Strom an?"])
def test_lists_of_words_with_eszett_find_folded_text(text: str) -> None:
    assert phrases("no_figure", "de").search(fold(text))
    assert not phrases("no_figure", "de").search(fold("Wie hoch ist der Preis?"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Geben die Firmen die Kosten preis?", True),
        ("de", "Halten die Firmen die Kosten geheim?", True),
        ("de", "Gibt es einen Preis für die H100?", False),
        ("de", "Was gibt NVIDIA als Preis für die H100 an?", False),
        ("de", "Was kostet die Geheimschutz-Cloud?", False),
        ("en", "Do firms make the cost public?", True),
        ("en", "Do firms keep the cost secret?", True),
        ("en", "How much money has Microsoft made with its public cloud?", False),
        ("en", "What is the price of the Secret Cloud?", False),
        ("ja", "企業は費用を明らかにしていますか", True),
        ("ja", "費用は秘密にされていますか", True),
        ("ja", "OpenAIが明らかにしたGPT-4の学習費用はいくらですか", False),
        ("ja", "秘密保持契約の費用はいくら", False),
    ],
)
def test_whether_a_price_is_told_is_no_question_for_it(
    language: str, text: str, expected: bool
) -> None:
    assert bool(phrases("no_figure", language).search(fold(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税込みの価格", True),
        ("送料込みの価格", True),
        ("サーバー込みの価格", True),
        ("意気込みを語る", False),
        ("画像の埋込み", False),
        ("仕込みに5時間", False),
        ("増加の見込み", False),
    ],
)
def test_what_is_included_is_told_from_words_that_end_alike(text: str, expected: bool) -> None:
    assert ("overhead" in mentioned("bases", text, "ja")) is expected


@pytest.mark.parametrize(("group", "name"), _CONCEPTS)
def test_patterns_are_written_in_folded_text(group: str, name: str) -> None:
    for language in _LANGUAGES:
        words = re.sub(r"\\.", "", _loaded(_ROWS[group][name][language], language))
        assert words == fold(words)


@pytest.mark.parametrize(
    ("group", "name"),
    [
        held
        for held in _CONCEPTS
        if held[0] not in ("times", "asked_times", "bases", "parts", "holders")
    ],
)
def test_what_is_told_to_readers_has_a_label(group: str, name: str) -> None:
    labels = [label(group, name, language) for language in _LANGUAGES]
    assert all(labels)
    assert set(_ROWS[group][name]["label"]) == set(_LANGUAGES)


@pytest.mark.parametrize("name", _ROWS["metrics"])
def test_a_metric_is_of_kinds_that_figures_have(name: str) -> None:
    kinds = concepts("metrics")[name].kinds
    assert kinds
    known = {*get_args(QuantityKind), *_DIMENSIONS}
    assert all(kind in known or kind in registry() for kind in kinds)
    assert "date" not in kinds


@pytest.mark.parametrize("group", [*_GROUPS[1:]])
def test_only_metrics_have_kinds(group: str) -> None:
    assert not any("kinds" in row for row in _ROWS[group].values())


@pytest.mark.parametrize("group", _PHRASES)
@pytest.mark.parametrize("language", _LANGUAGES)
def test_lists_of_words_compile(group: str, language: Language) -> None:
    assert set(_ROWS[group]) == set(_LANGUAGES)
    assert all(re.compile(words) for words in _ROWS[group][language])
    assert not phrases(group, language).search("")


@pytest.mark.parametrize("name", _ROWS["things"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_label_mentions_its_thing(name: str, language: Language) -> None:
    assert name in mentioned("things", label("things", name, language), language)


@pytest.mark.parametrize("name", _ROWS["metrics"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_label_mentions_its_metric(name: str, language: Language) -> None:
    assert name in mentioned("metrics", label("metrics", name, language), language)

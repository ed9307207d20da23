"""Which of the three languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, get_args

from assistant.language import de, en
from assistant.language.normalisation import fold
from assistant.types import Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』")
_UMLAUT = re.compile(r"[äöüß]")
_DATE = re.compile(r"\b\d{1,2}\. [^\W\d_]{3,9} (?:19|20)\d\d\b")
"""17. April 2023, which no English text writes with a full stop."""
_SHARED = frozenset(["all", "also", "an", "her", "in", "per", "so", "will"])
"""English function words that are German words too."""
_ENGLISH = en.RULES.function_words - _SHARED
_SAMPLE = 20_000
_DECIDED = 0.4
"""Difference of lingua's confidences below which a text counts as undecided."""


def known_language(code: str) -> Language | None:
    """Returns a declared language, if it is one of the three."""
    return next((name for name in get_args(Language) if name == code), None)


def detect_language(text: str, default: Language = "en") -> Language:
    """Returns the language of a text, or the default where nothing speaks for any.

    Script decides Japanese. Between English and German, function words, umlauts and dates decide,
    because they are right where statistics over letters mislead ("Wer ist CEO von Anthropic?");
    only a text without any of them is given to lingua's letter models. Latin names alone do not
    outweigh a word of Japanese ("NVIDIA H100 価格").
    """
    sample = fold(text[:_SAMPLE])
    if _is_japanese(sample):
        return "ja"
    words = _WORD.findall(sample)
    lead = _votes(words, de.RULES.function_words) - _votes(words, _ENGLISH)
    lead += sum(1 for word in words if _UMLAUT.search(word)) + len(_DATE.findall(sample))
    if lead:
        return "de" if lead > 0 else "en"
    if _KANA.search(sample) or _HAN.search(sample):
        return "ja"
    return _by_letters(" ".join(words), default) if words else default


def _is_japanese(sample: str) -> bool:
    # A title quoted in Japanese brackets says nothing about the words around it.
    around = _QUOTED.sub(" ", sample)
    sample = around if _WORD.search(around) else sample
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    latin = sum(len(word) for word in re.findall(r"[a-z]+", sample))
    # One kanji says about as much as a word of three letters.
    return (kana + han) * 3 > latin


def _votes(words: list[str], vocabulary: frozenset[str]) -> int:
    return sum(1 for word in words if word in vocabulary)


def _by_letters(words: str, default: Language) -> Language:
    confidences = {
        value.language.iso_code_639_1.name.lower(): value.value
        for value in _letter_models().compute_language_confidence_values(words)
    }
    lead = confidences.get("de", 0.0) - confidences.get("en", 0.0)
    if abs(lead) < _DECIDED:
        return default
    return "de" if lead > 0 else "en"


@cache
def _letter_models() -> LanguageDetector:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.ENGLISH, Lingua.GERMAN).build()

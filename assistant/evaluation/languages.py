"""Whether a short text is in the language that its item says; names and quotes are in any."""

from __future__ import annotations

import re

from assistant.language import detect_language, fold, rules_for
from assistant.types import Language

_SHORT = 12
"""Letters below which English and German cannot be told apart."""
_FEW = 2
"""Ordinary words of which a text in Latin letters holds at least so many, unless it is a name."""
_SAMPLE = 2_000
"""Characters from which the language of a longer text is told."""
_QUOTED = re.compile(
    r"""「[^」]*」 | 『[^』]*』 | „[^“”]*[“”] | “[^”]*” | «[^»]*» | »[^«]*« | "[^"]*"
    | (?<!\w)[‘‚][^‘’]*[‘’](?!\w) | (?<!\w)'[^']*'(?!\w)""",
    re.VERBOSE,
)
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9d]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_ACRONYM = re.compile(r"\d|\B[A-ZÄÖÜ]")
_LATIN = re.compile(r"[^\W\d_]+")


def other_language(text: str, language: Language) -> Language | None:
    """Returns the language that a text is in, if it is surely not the one it should be in."""
    text = text[:_SAMPLE]
    around = _QUOTED.sub(" ", text)
    if language == "ja" and _JAPANESE.search(text):
        words, enough = around, sum(map(str.isalpha, around)) >= _SHORT
    else:
        if language != "ja" and _is_japanese(around):
            return "ja"
        ordinary = _ordinary(around)
        words = " ".join(ordinary)
        several = language == "ja" and len(ordinary) >= _FEW
        enough = several or sum(map(str.isalpha, words)) >= _SHORT
    found = detect_language(words) if enough else language
    return found if found != language else None


def _is_japanese(text: str) -> bool:
    """Whether Japanese is more than a name among words of another language."""
    japanese = len(_JAPANESE.findall(text))
    latin = sum(map(len, _LATIN.findall(_JAPANESE.sub(" ", text))))
    around = _ordinary(text)
    # Hiragana join words; names among words of other languages have none.
    is_name = len(around) >= _FEW and not _HIRAGANA.search(text)
    # One kanji says about as much as a word of three letters.
    return japanese * 3 > latin and not is_name and not any(map(_is_function_word, around))


def _ordinary(text: str) -> list[str]:
    """The words in Latin letters without acronyms, figures and names of several words."""
    words = re.findall(r"\w+", _JAPANESE.sub(" ", text))
    named = [word[0].isupper() and not _is_function_word(word) for word in words]
    return [
        word
        for word, name, before, after in zip(
            words, named, [False, *named], [*named[1:], False], strict=False
        )
        if not (name and (before or after)) and not _ACRONYM.search(word)
    ]


def _is_function_word(word: str) -> bool:
    return any(fold(word) in rules_for(language).function_words for language in ("en", "de"))

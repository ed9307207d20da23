"""The names of a drafted sentence that its cited passages do not hold.

Stricter than the reader of questions: an invented name must not get through, so what may be a name
counts as one. A sentence that is refused for a word too many costs a quote in its place, no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.drafting.vocabulary import dictionary, is_known
from assistant.language import fold, mentions, names, rules_for
from assistant.language.entities import entities
from assistant.language.gazetteer import alternatives
from assistant.language.ja import proper_nouns
from assistant.reading.features import codes, codes_missing

_LETTER = "A-Za-zÀ-ɏ"
_CAPITAL = re.compile(
    rf"(?<![{_LETTER}\d-])[A-ZÀ-Þ][{_LETTER}]*(?:-[{_LETTER}]+)*(?![{_LETTER}\d])"
)
_LATIN = re.compile(rf"[{_LETTER}]+")
_FIRST_WORD = re.compile(rf"^[^\w]*([A-ZÀ-Þ][a-zß-ɏ]+)(?![{_LETTER}\d-])")
_SAME = ({"AI", "KI", "人工知能"}, {"US", "USA", "U.S.", "United States", "アメリカ", "米国"})
"""Abbreviations that other languages put otherwise."""
_KIND = re.compile(r"(?<=\w)(?:\s+[a-z]+)+$")
_KANJI = re.compile(r"[\u4e00-\u9fff々]+")
_LEAST_PART = 3
_STEM = 4
"""Letters that two forms of a word have in common at least."""


def missing_names(text: str, language: str, passage: str, passage_language: str) -> list[str]:
    """Returns what a sentence names, or may name, that a passage does not mention.

    Args:
        text: the sentence, its figures blanked out.
        passage: the words of everything that the sentence cites.
        passage_language: ISO 639-1; of several passages in several languages an empty string.
    """
    found = [held.name for held in entities(text, language) if not is_held(held.name, passage)]
    rest = _decapitalised(text, language)
    for name in names(rest, language):
        if is_held(name, passage):
            rest = rest.replace(name, " " * len(name))
    words = _WORDS.get(language, _english)(rest, passage if language == passage_language else "")
    found += [word for word in words if not is_held(word, passage)]
    found += [code for code in codes(text) if codes_missing((code,), passage)]
    return list(dict.fromkeys(found))


def is_held(name: str, passage: str) -> bool:
    """Returns whether a passage mentions a name, also without the s of a genitive or
    without the words that say what it is: the "nuclear power plant" of Three Mile Island."""
    if _KANJI.fullmatch(name):
        # Nothing of it can be heard in another script.
        return any(fold(one) in fold(passage) for one in (name, *alternatives(fold(name))))
    proper = _KIND.sub("", name)
    for one in {name, proper}:
        if mentions(passage, one) or (one.endswith("s") and mentions(passage, one[:-1])):
            return True
    return any(name in group and any(one in passage for one in group) for group in _SAME)


def _decapitalised(text: str, language: str) -> str:
    """A sentence whose first word has lost its capital, where a dictionary has that word."""
    match = _FIRST_WORD.match(text)
    if not match or language == "ja" or not _is_word(match[1], language):
        return text
    return text[: match.start(1)] + text[match.start(1) :].replace(match[1], match[1].lower(), 1)


def _is_word(word: str, language: str) -> bool:
    if fold(word) in rules_for(language).function_words:
        return True
    return dictionary(language)(fold(word))


def _english(text: str, _: str) -> Iterator[str]:
    """Words with a capital."""
    for match in _CAPITAL.finditer(text):
        if fold(match.group()) not in rules_for("en").function_words:
            yield match.group()


def _german(text: str, passage: str) -> Iterator[str]:
    """Words with a capital that are no known nouns, nor in a passage of the same language."""
    stems = {fold(word)[:_STEM] for word in _LATIN.findall(passage)}
    for match in _CAPITAL.finditer(text):
        for word in match.group().split("-"):
            folded = fold(word)
            if folded in rules_for("de").function_words or len(word) < _LEAST_PART:
                continue
            if folded[:_STEM] not in stems and not is_known(word, "de"):
                yield word


def _japanese(text: str, _: str) -> Iterator[str]:
    """Proper nouns of the dictionary, and words in Latin letters."""
    yield from (word for word in proper_nouns(text) if not word.isascii())
    yield from (match.group() for match in _CAPITAL.finditer(text))


_WORDS: dict[str, Callable[[str, str], Iterator[str]]] = {
    "en": _english,
    "de": _german,
    "ja": _japanese,
}

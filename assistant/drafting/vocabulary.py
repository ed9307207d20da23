"""Words that are none: what small models make up between the words of a passage.

A made-up word says nothing that a passage could bear out, though everything around it may stand
there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.language import fold, mentions
from assistant.language.ja import words_outside_dictionary

_LETTER = "A-Za-zÀ-ɏ"
_WORD = re.compile(rf"(?<![{_LETTER}\d.])[{_LETTER}]+(?:['\u2019][{_LETTER}]+)?(?![{_LETTER}\d])")
_LINKING = ("", "s", "es", "n", "en", "er")
"""What may join two German nouns."""
_LEAST_PART = 3
"""Letters of a word, or of a part of one, from which a dictionary can tell."""


def unknown_words(text: str, language: str, passage: str) -> list[str]:
    """Returns the words of a sentence that neither a dictionary nor its passages have.

    Args:
        text: the sentence, its figures blanked out; words with a capital are left to the names.
        passage: the words of everything that the sentence cites.
    """
    found = _japanese(text, passage) if language == "ja" else _latin(text, language, passage)
    return list(dict.fromkeys(found))


def is_known(word: str, language: str) -> bool:
    """Whether a dictionary has a word or, as German joins them, both parts of a compound.

    Args:
        word: as written.
        language: "en" or "de".
    """
    known = dictionary(language)
    return known(word) or (language == "de" and _is_compound(word, known))


def dictionary(language: str) -> Callable[[str], bool]:
    """Returns whether the dictionary of a language, "en" or "de", has a word."""
    from simplemma import is_known as has

    return lambda word: has(word, lang=language)


def _is_compound(word: str, known: Callable[[str], bool]) -> bool:
    # Of small words, which German has plenty of, chance makes too much: "derteilen".
    least = _LEAST_PART + word.islower()
    return any(
        known(word[cut:]) and _is_head(word[:cut], known)
        for cut in range(least, len(word) - least + 1)
    )


def _is_head(part: str, known: Callable[[str], bool]) -> bool:
    heads = [part[: len(part) - len(link)] for link in _LINKING if part.endswith(link)]
    return any(len(head) >= _LEAST_PART and known(head) for head in heads)


def _latin(text: str, language: str, passage: str) -> Iterator[str]:
    held = {match.group() for match in _WORD.finditer(fold(passage))}
    for match in _WORD.finditer(text):
        word = match.group()
        folded = fold(word)
        plain = re.split("['\u2019]", folded)[0]
        if not word.islower() or len(plain) < _LEAST_PART or folded in held:
            continue
        if not any(is_known(one, language) for one in (folded, plain)):
            yield word


def _japanese(text: str, passage: str) -> Iterator[str]:
    for word in words_outside_dictionary(text):
        if not mentions(passage, word):
            yield word

"""Content that a draft adds to its passages: an adjective, an adverb, a noun that stands nowhere.

In the language of the passages each word that describes or names must be one of theirs, or a
general one (``additions.yaml``). Verbs are left to the judge: a paraphrase needs them. A
translation has other words than its passages; there only descriptions are looked for that they do
not give.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from assistant.bundled import table
from assistant.facts.concepts import mentioned
from assistant.language import fold, mentions, rules_for, visible
from assistant.language.ja import describing_words

_Patterns: TypeAlias = dict[str, re.Pattern[str]]
"""By language."""
_LETTER = "A-Za-zÀ-ɏ"
_TOKEN = re.compile(rf"[{_LETTER}]+(?:[-'’][{_LETTER}]+)*|\S")
_CONCEPTS = ("metrics", "activities", "things")
_LEAST = 3
"""Letters of a word that says something."""
_STEM = 5
"""Letters that two forms of a word have in common at least."""
_OPENS = {
    "en": frozenset(
        """
        the a an this these those its their his her our some any many several no other another
        of for by with in on at from without after before despite through during due because
        """.split()
    ),
    "de": frozenset(
        """
        der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem
        sein seine seinen seiner ihr ihre ihren ihrer kein keine keinen keiner einige mehrere viele
        von für durch mit in im am an auf aus bei beim ohne nach vor trotz wegen zum zur vom und
        """.split()
    ),
}
"""Words after which a description or a name may follow."""
_ADVERB = re.compile(r"[a-z]{3,}ly")
_ATTRIBUTE = re.compile(r"[a-zäöüß-]{2,}e[nmrs]?")
_UMLAUTS = str.maketrans("äöü", "aou")
_KANJI = re.compile(r"[\u4e00-\u9fff々]")


def added_words(text: str, language: str, passages: Sequence[tuple[str, str]]) -> list[str]:
    """Returns the words of a sentence by which it says more than its passages.

    Args:
        text: the sentence, its figures blanked out.
        passages: the language and the words of each.
    """
    found = _descriptions(text, language, passages)
    if all(held == language for held, _ in passages):
        own = "\n".join(words for _, words in passages)
        said = _japanese(text, own) if language == "ja" else _latin(text, language, own)
        found += [word for word in said if not _is_put_otherwise(word, language, own)]
    return list(dict.fromkeys(found))


def _is_put_otherwise(word: str, language: str, passage: str) -> bool:
    """Whether a word is another one for what a passage speaks of: Training, Schulung."""
    named = {group: mentioned(group, word, language) for group in _CONCEPTS}
    return any(named.values()) and all(
        names <= mentioned(group, passage, language) for group, names in named.items()
    )


def _descriptions(text: str, language: str, passages: Sequence[tuple[str, str]]) -> list[str]:
    """The descriptions of a text that the passages give in none of their languages."""
    return [
        match.group()
        for said, given in _senses()
        if (match := said[language].search(fold(text)))
        and not any(given[held].search(fold(words)) for held, words in passages if held in given)
    ]


def _latin(text: str, language: str, passage: str) -> Iterator[str]:
    held = {fold(word).translate(_UMLAUTS) for word in _TOKEN.findall(passage)}
    said = _described_de(text) if language == "de" else _described_en(text)
    for word in said:
        folded = fold(word)
        if (
            len(folded) >= _LEAST
            and not _is_held(folded, held)
            and not _is_general(folded, language)
        ):
            yield word


def _described_en(text: str) -> Iterator[str]:
    """Words that stand after an article or a preposition, and those in -ly."""
    tokens = _TOKEN.findall(text)
    for place, word in enumerate(tokens):
        if _ADVERB.fullmatch(word):
            yield word
        elif fold(word) in _OPENS["en"]:
            yield from _phrase(tokens[place + 1 :])


def _phrase(tokens: Sequence[str]) -> Iterator[str]:
    """The first word of a phrase, and those that stand before another one of it."""
    for place, word in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if not word.islower() or fold(word) in rules_for("en").function_words:
            return
        if place and (not following.isalpha() or fold(following) in rules_for("en").function_words):
            return
        yield word


def _described_de(text: str) -> Iterator[str]:
    """Nouns, and the words with an ending that stand between an article or the like and a noun."""
    tokens = _TOKEN.findall(text)
    for place, word in enumerate(tokens):
        before = fold(tokens[place - 1]) if place else ""
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word[0].isupper() and place:
            yield from word.split("-")
        elif word.islower() and following[:1].isupper() and _ATTRIBUTE.fullmatch(word):
            opened = before in _OPENS["de"] or _ATTRIBUTE.fullmatch(before)
            if opened and fold(word) not in rules_for("de").function_words:
                yield word


def _is_held(word: str, held: set[str]) -> bool:
    """Whether a passage has a form of a word, or a compound with it, or a part of it."""
    plain = word.translate(_UMLAUTS)
    if len(plain) < _STEM:
        return any(other.startswith(plain) for other in held)
    stem, short = plain[: max(_STEM, len(plain) - 3)], plain[:_STEM]
    return any(
        stem in other or other.startswith(short) or (len(other) >= _STEM and other in plain)
        for other in held
    )


def _is_general(word: str, language: str) -> bool:
    if word in rules_for(language).function_words:
        return True
    return word.startswith(_general(language))


def _japanese(text: str, passage: str) -> Iterator[str]:
    general = frozenset(_general("ja"))
    for word, form in describing_words(text):
        kanji = _KANJI.findall(word)
        held = all(one in passage for one in kanji) if kanji else mentions(passage, word)
        if not held and not {word, form} & general and form not in passage:
            yield word


@cache
def _general(language: str) -> tuple[str, ...]:
    words: str = table("assistant.drafting", "additions")["general"][language]
    return tuple(map(fold, words.split()))


@cache
def _senses() -> tuple[tuple[_Patterns, _Patterns], ...]:
    """How each sense may be said by a draft, and how it may be given by a passage."""
    held = table("assistant.drafting", "additions")
    described = [_compiled(row) for row in held["described"].values()]
    reaching = [
        (_compiled(row["said"]), _compiled(row["said"], row["given"]))
        for row in held["reach"].values()
    ]
    return (*((one, one) for one in described), *reaching)


def _compiled(*rows: Mapping[str, str]) -> _Patterns:
    """One pattern a language, of what all rows have for it."""
    return {one: _pattern("|".join(row[one] for row in rows), one) for one in rows[0]}


def _pattern(words: str, language: str) -> re.Pattern[str]:
    return re.compile(words if language == "ja" else rf"\b(?:{fold(words)})")


def is_undertaken(text: str, language: str) -> bool:
    """Whether a sentence speaks of what somebody undertakes to do."""
    rows: Mapping[str, str] = table("assistant.drafting", "additions")["undertaken"]
    plain = unicodedata.normalize("NFKC", visible(text))
    return language in rows and re.search(rows[language], plain) is not None

"""Exact match and F1 of an answer span, as SQuAD, XQuAD, MLQA and JSQuAD define them."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ARTICLES = {
    "en": re.compile(r"\b(?:a|an|the)\b"),
    "de": re.compile(r"\b(?:ein|eine|einen|einem|eines|einer|der|die|das|den|dem|des)\b"),
}


def exact_match(answer: str, right: Sequence[str], language: str) -> float:
    """1 if the answer is one of the right ones but for case, punctuation and articles.

    Source: Rajpurkar et al. 2016 (arXiv:1606.05250); articles of German: Lewis et al. 2020, MLQA.
    """
    return max(float(_normal(answer, language) == _normal(one, language)) for one in right)


def span_f1(answer: str, right: Sequence[str], language: str) -> float:
    """The highest harmonic mean of precision and recall over the right answers' tokens.

    Tokens are words; in Japanese characters, as Kurihara et al. 2022 do for JSQuAD.
    """
    return max(_f1(_tokens(answer, language), _tokens(one, language)) for one in right)


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    shared = (Counter(found) & Counter(wanted)).total()
    if not found or not wanted:
        return float(found == wanted)
    return 2 * shared / (len(found) + len(wanted))


def _tokens(text: str, language: str) -> list[str]:
    words = _normal(text, language)
    return list(words.replace(" ", "")) if language == "ja" else words.split()


def _normal(text: str, language: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(letter for letter in lowered if not _is_mark(letter))
    if language in _ARTICLES:
        bare = _ARTICLES[language].sub(" ", bare)
    return " ".join(bare.split())


def _is_mark(letter: str) -> bool:
    return letter in string.punctuation or unicodedata.category(letter).startswith("P")

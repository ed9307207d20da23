"""What speaks for a sentence as the answer to a question, as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from assistant.facts import subjects
from assistant.language import fold, mentions, names, rules_for

_LEVEL = re.compile(r"(?<![A-Za-z])(?!CO)[A-Z]{2,4}-\d(?![\d.])")  # ASL-3
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]?\d|[万億兆])")
_ABOUT = 0.81
"""Similarity that 95% of the answerable questions marked ``tune`` in the articles' set reach."""
_TRACES = {
    "number": re.compile(r"\d|[一二三四五六七八九十百千万億兆]{2}|\b(?:half|million|billion)"),
    "date": re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d{1,2}月"),
    "person": re.compile(r"[A-Z]\w+ [A-Z]\w+|[ァ-ヶー]+・[ァ-ヶー]+|氏|さん"),
}
_QUESTION = re.compile(r"(?:[?？]|か。)[\s」』”\")]*$")


@dataclass(frozen=True, slots=True)
class Features:
    """All between about -1 and 1; cosines are less the background of the sentence's language."""

    sentence: float
    """Cosine of question and sentence."""
    chunk: float
    """Cosine of question and chunk."""
    heading: float
    """How much nearer than the sentence the heading right above it is to the question."""
    terms: float
    """Share of the question's terms in the sentence, rare ones counting more."""
    context_terms: float
    """The same for the chunk and what stands above it."""
    number: float
    """1 where a number is asked for and there is one, -1 where there is none, else 0."""
    date: float
    person: float
    names_missing: float
    """Share of the question's names that chunk and context do not mention, in any script."""
    codes_missing: float
    """Share of the question's names and years with digits that chunk and context lack."""
    is_question: float
    far: float
    """How much the highest similarity among the hits stays below what questions reach that the
    sources are about at all; the same for all sentences."""

    def values(self) -> tuple[float, ...]:
        """Returns the numbers in the order of ``NAMES``."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES: tuple[str, ...] = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for, worked out once for all sentences."""

    kinds: frozenset[str]
    names: tuple[str, ...]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, question: str, language: str) -> Wanted:
        """Reads a question in a language."""
        folded = fold(question)
        patterns = rules_for(language).asks
        return cls(
            frozenset(kind for kind, pattern in patterns.items() if pattern.search(folded)),
            tuple(names(question, language)),
            codes(question),
        )

    def trace(self, kind: str, sentence: str) -> float:
        """1, -1 or 0: asked for and there, asked for and not there, not asked for."""
        if kind not in self.kinds:
            return 0.0
        return 1.0 if _TRACES[kind].search(unicodedata.normalize("NFKC", sentence)) else -1.0

    def unmentioned(self, surroundings: str) -> float:
        """Share of the names that a text does not mention."""
        absent = [name for name in self.names if not mentions(surroundings, name)]
        return len(absent) / len(self.names) if self.names else 0.0


def codes(question: str) -> tuple[str, ...]:
    """Returns a question's names with digits, its levels and years: "h100", "asl3", "2027"."""
    normal = unicodedata.normalize("NFKC", question)
    exact = (*_LEVEL.findall(normal), *_YEAR.findall(normal))
    named = (code.name for code in subjects.codes(question))
    return tuple(dict.fromkeys((*named, *map(subjects.squashed, exact))))


def codes_missing(asked: Sequence[str], surroundings: str) -> float:
    """Returns the share of a question's codes that a text lacks."""
    if not asked:
        return 0.0
    folded = fold(surroundings)
    return len([code for code in asked if not _spelled(code).search(folded)]) / len(asked)


def distance(similarity: float) -> float:
    """Returns the feature ``far`` for the highest similarity among the hits."""
    return max(0.0, _ABOUT - similarity)


def asks_itself(sentence: str) -> bool:
    """Whether a sentence is a question and so hardly an answer."""
    return bool(_QUESTION.search(sentence))


@lru_cache(maxsize=256)
def _spelled(code: str) -> re.Pattern[str]:
    """Finds a code in folded text: "gpt4" as "gpt-4" and "gpt 4.0", but not in "gpt-4.5"."""
    if code.isdigit():
        return re.compile(rf"(?<!\d){code}(?!\d|[.,]\d{{3}})")
    # Two numbers of a name are squashed into one: "llama270b" is Llama 2 70B.
    parts = r"(?:\.0)?[\s\u2010-\u2015-]?".join(map(re.escape, code))
    return re.compile(rf"(?<![a-z\d]){parts}(?:\.0)?(?!\d|\.\d)")

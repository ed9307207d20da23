"""Examples made from others: questions put to other passages, and questions with an answer."""

from __future__ import annotations

import dataclasses
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import bm25s

from assistant.language import fold, terms
from assistant.reading.training.examples import (
    CONTRADICTS,
    NEITHER,
    NOT_SUPPORTED,
    SUPPORTS,
    Example,
)

_NEAREST = 6
_LIKE = 3
"""Nearest sentences of which one is taken for a mistranslation."""
_SEED = 5
_SOME = 0.5
"""Share of the other passages that become a claim as well."""


def other_passages(questions: Sequence[Example]) -> dict[Example, str]:
    """Returns, by answerable question, a passage near it that does not hold its answer.

    Near is what BM25 over the language's terms finds, as the retriever does; the passage is of
    the same side of the split.
    """
    rng = random.Random(_SEED)
    found = {}
    for (language, _), group in _by_side(questions).items():
        nearest = _nearest(group, list({one.passage: None for one in group}), language)
        for one in group:
            answers = [fold(one.passage[start:end]) for start, end in one.answers]
            others = [
                text
                for text in nearest.get(one.query, ())
                if text != one.passage and not any(answer in fold(text) for answer in answers)
            ]
            if answers and others:
                found[one] = rng.choice(others)
    return found


def misplaced(others: Mapping[Example, str]) -> Iterator[Example]:
    """Yields each question with its other passage, which does not answer it."""
    for one, passage in others.items():
        yield dataclasses.replace(
            one,
            source=_source("misplaced", one),
            passage=passage,
            answers=(),
            answerable=False,
        )


def answered_claims(
    questions: Sequence[Example], others: Mapping[Example, str]
) -> Iterator[Example]:
    """Yields "question answer" as a claim.

    The right answer is supported; another answer of the same passage is not; where the passage
    is another one, it is neither.
    """
    rng = random.Random(_SEED)
    by_passage: dict[str, list[Example]] = defaultdict(list)
    for one in questions:
        if one.answers:
            by_passage[one.passage].append(one)
    for one in questions:
        if not one.answers:
            continue
        right = one.passage[slice(*one.answers[0])]
        yield _claim(one, right, (SUPPORTS,))
        if one in others and rng.random() < _SOME:
            yield _claim(dataclasses.replace(one, passage=others[one]), right, (NEITHER,))
        wrong = _alternatives(one, right, by_passage[one.passage])
        if wrong:
            answer = rng.choice(wrong)
            yield _claim(one, answer, (CONTRADICTS,) if _has_digit(answer) else NOT_SUPPORTED)


def mistranslated(translations: Iterable[Example]) -> Iterator[Example]:
    """Yields each sentence with a passage like its translation, which does not support it."""
    rng = random.Random(_SEED)
    sides: dict[tuple[tuple[str, str], bool], list[Example]] = defaultdict(list)
    for one in translations:
        sides[one.languages, one.is_held].append(one)
    for ((_, read), _), group in sides.items():
        # Each sentence asks with its own translation for the others nearest to that.
        asked = [dataclasses.replace(one, query=one.passage) for one in group]
        groups = {one.passage: one.group for one in group}
        nearest = _nearest(asked, list(groups), read)
        for one in group:
            others = [text for text in nearest[one.passage] if groups[text] != one.group]
            if others:
                near = rng.choice(others[:_LIKE])
                yield dataclasses.replace(one, passage=near, stances=NOT_SUPPORTED)


def _claim(one: Example, answer: str, stances: tuple[int, ...]) -> Example:
    return dataclasses.replace(
        one,
        source=_source("answered", one),
        query=f"{one.query} {answer}",
        answers=(),
        deciding=one.answers[0] if stances != (NEITHER,) else None,
        answerable=None,
        stances=stances,
    )


def _alternatives(one: Example, right: str, others: Sequence[Example]) -> list[str]:
    """Answers to other questions that read like this one's and share no words with it."""
    taken = {position for start, end in one.answers for position in range(start, end)}
    said = [fold(one.passage[start:end]) for start, end in one.answers]
    found = [
        other.passage[slice(*other.answers[0])]
        for other in others
        if other.query != one.query and not taken.intersection(range(*other.answers[0]))
    ]
    return [
        answer
        for answer in found
        if _has_digit(answer) == _has_digit(right)
        and not any(fold(answer) in word or word in fold(answer) for word in said)
    ]


def _source(kind: str, one: Example) -> str:
    return f"{kind}.{one.languages[0]}-{one.languages[1]}"


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _by_side(questions: Sequence[Example]) -> Mapping[tuple[str, bool], list[Example]]:
    sides: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    for one in questions:
        if one.languages[0] == one.languages[1]:
            sides[one.languages[1], one.is_held].append(one)
    return sides


def _nearest(
    questions: Sequence[Example], passages: Sequence[str], language: str
) -> dict[str, list[str]]:
    """The passages nearest to each question, by the question."""
    asked = list(dict.fromkeys(one.query for one in questions))
    index = bm25s.BM25()
    index.index([terms(text, language) for text in passages], show_progress=False)
    found, _ = index.retrieve(
        [terms(text, language) for text in asked],
        k=min(_NEAREST, len(passages)),
        show_progress=False,
    )
    return {
        query: [passages[number] for number in row] for query, row in zip(asked, found, strict=True)
    }

"""Questions put to a few sentences of their passage, as a page's short paragraphs hold them.

What is read when the assistant is asked is often two sentences under a heading, one of them about
something else; the public sets know whole paragraphs only.
"""

from __future__ import annotations

import dataclasses
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.language.sentences import split_sentences
from assistant.reading.training.examples import Example
from assistant.reading.windows import Span

_SEED = 11
_LEAST = 3
"""Sentences of a passage that is worth shortening."""
_SHORTEST = 20
"""Characters of a sentence that is one: "[citation needed]" is none."""
_OPENING = 0.6
"""Share that keeps the passage's first sentence, which mostly names what it is about."""
_NEIGHBOUR = 0.4
"""Share that keeps the sentence after."""
_STRANGER = 0.4
"""Share that gets a sentence of another passage."""


def shortened(questions: Sequence[Example]) -> Iterator[Example]:
    """Yields each question with one to four sentences of its passage, where that is longer.

    The sentence that holds the answer is always kept; where the answer crosses two, there is no
    example. A question that the passage does not answer gets any of its sentences. The sentence of
    another passage is of the same language and the same side of the split.
    """
    rng = random.Random(_SEED)
    cuts = {one.passage: _sentences(one) for one in questions}
    strangers = _strangers(questions, cuts)
    for one in questions:
        kept = _kept(one, cuts[one.passage], rng)
        if kept:
            parts: list[str | Span] = list(kept)
            if rng.random() < _STRANGER:
                other = rng.choice(strangers[one.languages[1], one.is_held])
                place = rng.randint(0, len(parts))
                parts[place:place] = [other] if other not in one.passage else []
            yield _joined(one, parts)


def _kept(one: Example, spans: Sequence[Span], rng: random.Random) -> list[Span]:
    """The sentences that stay, in their order; none if the passage cannot be shortened."""
    if one.answers:
        [(start, end), *_] = one.answers
        deciding = [n for n, (first, last) in enumerate(spans) if first <= start and end <= last]
    else:
        deciding = [rng.randrange(len(spans))] if spans else []
    if len(spans) < _LEAST or not deciding or _length(spans[deciding[0]]) < _SHORTEST:
        return []
    kept = set(deciding)
    if rng.random() < _NEIGHBOUR:
        kept.add(min(max(kept) + 1, len(spans) - 1))
    if rng.random() < _OPENING:
        kept.add(0)
    return [spans[number] for number in sorted(kept)]


def _length(span: Span) -> int:
    return span[1] - span[0]


def _joined(one: Example, parts: Sequence[str | Span]) -> Example:
    between = "" if one.languages[1] == "ja" else " "
    text, answers = "", one.answers[:1]
    for part in parts:
        text += between if text else ""
        if isinstance(part, str):
            text += part
            continue
        start, end = part
        if one.answers and start <= one.answers[0][0] < end:
            moved = len(text) - start
            answers = ((one.answers[0][0] + moved, one.answers[0][1] + moved),)
        text += one.passage[start:end]
    source = f"shortened.{one.languages[0]}-{one.languages[1]}"
    return dataclasses.replace(one, source=source, passage=text, answers=answers)


def _sentences(one: Example) -> list[Span]:
    return [(span.start, span.end) for span in split_sentences(one.passage, one.languages[1])]


def _strangers(
    questions: Sequence[Example], cuts: Mapping[str, Sequence[Span]]
) -> Mapping[tuple[str, bool], list[str]]:
    found: dict[tuple[str, bool], dict[str, None]] = defaultdict(dict)
    for one in questions:
        for start, end in cuts[one.passage]:
            found[one.languages[1], one.is_held][one.passage[start:end]] = None
    return {key: list(texts) for key, texts in found.items()}

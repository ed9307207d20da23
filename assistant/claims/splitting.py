"""A claim that holds several facts -> its parts, each a sentence that stands by itself.

Only what can be taken apart without parsing: clauses beside each other, each with a verb and with
a figure or a name of its own. What is not sure to be two facts stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chunking import is_heading
from assistant.claims.checkable import is_checkable
from assistant.claims.wording import words
from assistant.language import detect_language, fold, known_language, names, split_sentences
from assistant.language.entities import entities
from assistant.quantities import parse
from assistant.types import Document, Sentence, Span

_OPENS = re.compile(
    r"\b(?:that|which|who|whether|if|dass|ob|wenn|weil|because)\b"
    r"|(?<=, )(?:das|der|die|den|dem|dessen|deren)\b"
)
"""Begins a clause that needs a verb of its own: "it is said that Meta and Microsoft ..."."""
_SUBJECT_ENDS_JA = re.compile(r"^.{1,40}?(?:では|には|は|が)(?!、)")
_BETWEEN = re.compile(r"\b(?:between|both|zwischen|sowohl)\b(?!.*\b(?:and|und|als)\b)")
_NUMBER = re.compile(r"\s*[\d$€£¥](?!\d{3}\s+[a-zäöü]+te?\b)")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_WORDS = re.compile(r"\S+")
_RULE_BELOW = re.compile(r"[ \t]*\n[ \t|:-]*-{2}[ \t|:-]*(?:\n|$)")
"""The line between the head of a table and its rows."""
_LONGEST = 600
"""Characters of a sentence that is taken apart."""
_NEAR = 5
"""Words of a clause among which its verb is looked for."""


def split_claim(claim: str, language: str) -> list[str]:
    """Returns the facts of a claim, the claim alone where it holds one.

    Sentences that state nothing are left out; of questions and requests alone nothing is left.
    """
    sentences = _sentences(claim, language)
    stating = [sentence for sentence in sentences if is_checkable(sentence, language)]
    pieces = [piece for sentence in stating for piece in _clauses(sentence, language)]
    return [claim] if len(pieces) == len(sentences) == 1 else pieces


def _sentences(claim: str, language: str) -> list[str]:
    """The sentences of a claim; "AMD does, too" stays with the one before it."""
    found: list[str] = []
    start = 0
    for sentence in split_sentences(claim, language):
        own = claim[sentence.start : sentence.end]
        if found and words("likewise", language).search(fold(own)):
            found[-1] = claim[start : sentence.end]
        else:
            found.append(own)
            start = sentence.start
    return found


def _clauses(sentence: str, language: str) -> list[str]:
    if len(sentence) > _LONGEST or words("condition", language).search(fold(sentence)):
        return [sentence]
    figures = parse(sentence, language)
    joints = [
        joint
        for joint in words("joint", language).finditer(sentence)
        if not any(figure.start < joint.end() <= figure.end for figure in figures)
        and not _BETWEEN.search(sentence[: joint.start()])
    ]
    found: list[str] = []
    start = 0
    for joint in joints:
        left, right = sentence[start : joint.start()], sentence[joint.end() :]
        whole = _with_subject(right, found[0] if found else left, language)
        if _states(left, language) and whole and _states(_first(whole, language), language):
            found.append(_with_subject(left, found[0], language) or left if found else left)
            start = joint.end()
    rest = sentence[start:]
    return [*found, (_with_subject(rest, found[0], language) or rest) if found else rest]


def _first(clauses: str, language: str) -> str:
    """A stretch up to the next joint."""
    joint = words("joint", language).search(clauses)
    return clauses[: joint.start()] if joint else clauses


def _states(clause: str, language: str) -> bool:
    """Whether a clause has a verb, and a figure or a name that can be checked."""
    if not (parse(clause, language) or names(clause, language) or entities(clause, language)):
        return False
    opened = [match.span() for match in _OPENS.finditer(clause)]
    borders = [0, *(place for span in opened for place in span), len(clause)]
    # Outside a clause that is opened and inside the last one there must be a verb.
    return all(_verb_at(clause[a:b], language) is not None for a, b in (borders[:2], borders[-2:]))


def _verb_at(clause: str, language: str) -> int | None:
    """The number of the word that is the verb; 0 in Japanese, where it stands at the end."""
    if language == "ja":
        return 0
    verb = words("verb", language)
    for number, word in enumerate(_WORDS.finditer(clause)):
        if verb.match(word.group()):
            return number
    return None


def _with_subject(clause: str, first: str, language: str) -> str | None:
    """A clause with the subject of the first one, if it has none; nothing where none is found."""
    if language == "ja":
        own = _SUBJECT_ENDS_JA.match(clause)
        if own and (names(own.group(), language) or not parse(own.group(), language)):
            return clause
        subject = _SUBJECT_ENDS_JA.match(first)
        return subject.group() + clause if subject else None
    place = _verb_at(clause, language)
    if place is None or place >= _NEAR or _NUMBER.match(clause):
        return None
    if place > 0:
        return clause
    lead = _verb_at(first, language)
    if not lead:
        return None
    opening = [word.group() for word in _WORDS.finditer(first)][:lead]
    return f"{' '.join(opening)} {clause}"


def claims_of(document: Document) -> Iterator[Sentence]:
    """Yields the sentences of a document, cut as each paragraph's language wants it.

    What claims nothing by itself is marked as a heading: also heads of tables, and lines that are
    drawn.
    """
    text, body = document.text, document.body
    default = known_language(document.language) or "en"
    for paragraph in _PARAGRAPH.finditer(text, body.start, body.end):
        language = detect_language(paragraph.group(), default)
        for span in split_sentences(text, language, *paragraph.span()):
            yield Sentence(span.start, span.end, _introduces(text, span))


def _introduces(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    drawn = not any(map(str.isalnum, words))
    heads_table = "|" in words and _RULE_BELOW.match(text, span.end) is not None
    return drawn or heads_table or is_heading(text, span)

"""Relations that a sentence states in words: who leads what, who made what, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, TypeAlias

from assistant.bundled import table
from assistant.language import fold, mentions
from assistant.language.gazetteer import alternatives
from assistant.quantities.view import flat

Kind: TypeAlias = Literal["role", "maker", "founded", "place"]

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_START = f"(?<![{_LETTER}])"
_NAMES = {
    "person": rf"{_START}(?!(?:The|Der|Die|Das|Eine?|Diese[rs]?) )"
    rf"[A-Z][{_LETTER}'-]{{0,30}}(?: [A-Z][{_LETTER}'-]{{0,30}}){{1,3}}",
    "org": rf"{_START}[A-Z][{_LETTER}0-9&-]{{0,30}}(?: [A-Z][{_LETTER}0-9&-]{{0,30}}){{0,2}}",
    "product": rf"{_START}(?:[A-Z][A-Za-z]{{0,20}}[- ]?\d[A-Za-z0-9.]{{0,20}}"
    r"|[A-Z]{3,20}(?![a-z])"
    r"|[A-Z][a-z]{1,20}[A-Z][A-Za-z0-9]{0,20})",
    "katakana": r"(?<![ァ-ヶー])[ァ-ヶー]{2,20}(?:・[ァ-ヶー]{1,20}){0,4}",
    "quote": r"['\"„»「『]?",
}
_ADJECTIVE = re.compile(r"(?:isch|ic)(?:e[nmrs]?)?$")


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement that connects two names."""

    kind: Kind
    role: str
    """ceo, founder ... of a role; empty otherwise."""
    subject: str
    object: str
    start: int
    """Span of the object in the text that was read."""
    end: int


@lru_cache(maxsize=1 << 13)
def relations(text: str, language: str) -> tuple[Relation, ...]:
    """Returns what a sentence states in words of the kinds that can be compared."""
    view = flat(text)
    found: dict[tuple[str, str, int], Relation] = {}
    for kind, role, pattern in _patterns(language):
        for match in pattern.finditer(view):
            relation = Relation(
                kind, role, match["subject"], match["object"], *match.span("object")
            )
            found.setdefault((kind, role, relation.start), relation)
    return tuple(found.values())


def asked_kinds(question: str, language: str, *, alone: bool) -> frozenset[Kind]:
    """Returns the kinds of relations that a question asks for.

    Args:
        alone: whether it asks for no figure, so that a role named in it is what it is about.
    """
    folded = fold(question)
    groups = ("asked", "asked_alone") if alone else ("asked",)
    return frozenset(
        kind
        for group in groups
        for kind, pattern in _asked(group, language)
        if pattern.search(folded)
    )


def same_name(first: str, second: str) -> bool:
    """Whether two names may mean one: across scripts, in part, or as an adjective of the other."""
    if mentions(first, second) or mentions(second, first):
        return True
    known = [{name, *alternatives(fold(name))} for name in (first, second)]
    stems = [{_ADJECTIVE.sub("", fold(form)) for form in forms} for forms in known]
    return any(len(stem) >= 5 for stem in stems[0] & stems[1])


@cache
def _data() -> dict[str, Any]:
    return table("assistant.facts", "relations")


@cache
def _patterns(language: str) -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    known = language if language in _data()["role_patterns"] else "en"
    return (*_role_patterns(known), *_other_patterns(known))


def _role_patterns(language: str) -> Iterator[tuple[Kind, str, re.Pattern[str]]]:
    firm = _data()["firms"][language].format(**_NAMES)
    for leading in _data()["leading"][language]:
        filled = leading.format(**_NAMES, a_firm=firm)
        yield "role", next(iter(_data()["roles"])), re.compile(filled)
    for role, titles in _data()["roles"].items():
        for pattern in _data()["role_patterns"][language]:
            filled = pattern.format(**_NAMES, a_firm=firm, title=titles[language])
            yield "role", role, re.compile(filled)


def _other_patterns(language: str) -> Iterator[tuple[Kind, str, re.Pattern[str]]]:
    for kind, patterns in _data()["other_patterns"][language].items():
        for pattern in patterns:
            yield kind, "", re.compile(pattern.format(**_NAMES))


@cache
def _asked(group: str, language: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(patterns.get(language, patterns["en"]))))
        for kind, patterns in _data()[group].items()
    )

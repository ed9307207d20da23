"""Whose a product is said to be: "NVIDIA's H100", "GPT-4 von OpenAI", GoogleのGemini 1."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.claims.wording import words
from assistant.facts.relations import same_name
from assistant.facts.subjects import codes, same_code
from assistant.language import mentions
from assistant.language.entities import entities
from assistant.language.gazetteer import entries
from assistant.types import Evidence

_NEAR = 60
"""Characters beside a product in which its maker is looked for."""
_ACRONYM = range(3, 6)
"""Letters of a firm's name in capitals, such as AMD."""
_GENERIC = frozenset({"AI", "Cloud", "Group", "Labs", "Research", "Technologies"})
"""Words that names of many firms have and that name none alone."""


def other_maker(claim: str, language: str, evidence: Evidence) -> tuple[str, str] | None:
    """Returns whose a product is in a claim and whose in a sentence, where that is not the same."""
    stated = list(makers(evidence.text, evidence.language))
    for product, maker in makers(claim, language):
        own = [name for code, name in stated if same_code(product, code)]
        named = mentions(evidence.text, maker)
        known = any(same_name(maker, name) or are_one_house(maker, name) for name in own)
        if own and not named and not known:
            return maker, own[0]
    return None


def are_one_house(one: str, other: str) -> bool:
    """Whether two firms are the parts of one known name, so that neither rules out the other.

    >>> are_one_house("DeepMind", "Google"), are_one_house("Google", "Meta")
    (True, False)
    >>> are_one_house("Stability AI", "AI")
    False
    """
    parts = {*one.split(), *other.split()}
    if _GENERIC & {one, other}:
        return False
    return any(parts <= name for name in _firms())


@cache
def _firms() -> frozenset[frozenset[str]]:
    """Known firms, each as the words of its name."""
    return frozenset(frozenset(one.en[0].split()) for one in entries() if one.kind == "companies")


def makers(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yields the products of a text, as they are compared, with the firms that made them.

    >>> list(makers("NVIDIA's H100 is dear.", "en"))
    [('h100', 'NVIDIA')]
    """
    for code in codes(text):
        end = code.start + len(code.text)
        beside = f"{text[max(0, code.start - _NEAR) : code.start]}@{text[end : end + _NEAR]}"
        for found in words("maker", language).finditer(beside):
            name = found["before"] or found["behind"]
            if _is_firm(name, language):
                yield code.name, name


def _is_firm(name: str, language: str) -> bool:
    known = any(one.kind == "companies" for one in entities(name, language))
    return known or (name.isupper() and len(name) in _ACRONYM)

"""English."""

from __future__ import annotations

import re

from assistant.language.latin import sentence_ends
from assistant.language.rules import LanguageRules, Sought
from assistant.language.words import folded_words, stemmer

_FUNCTION_WORDS = frozenset(
    """
    a about all also an and any are as at be been but by can could did do does for from had has
    have he her his how i if in into is it its just like many may me more most much my no not of
    on one or our out over per please she should so some tell than that the their them then there
    these they this those to under up we were what when where which who whom whose why will
    with would you your
    """.split()
)

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st jr sr inc ltd co corp no nos vol vs approx ca est fig figs eq sec ch pp
    cf al e.g i.e u.s u.k e.u a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)

# Without those that are names as well ("K. He", "Dr. May").
_OPENERS = frozenset(
    """
    the this that these those it its his their our but and if in on at for from with when where
    what why there then after before since while although however
    """.split()
)

_OF_ITSELF = r"(?:in|on|at|by|for|from|with|and|or|again|today|now|then|there|it|them|one)"
_ANAPHORA = re.compile(
    r"\b(?:its|that|this|those|these|they|them|their|he|she|his|her|him|then|one)\b"
    # "What does it cost to train a model?" and "Are there risks?" point to nothing.
    rf"|\bit\b(?! (?:cost|costs|take|takes|took)(?: \w+){{0,3}}? to \w+ (?!{_OF_ITSELF}\b)\w)"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b"
)

_ASKS: dict[Sought, re.Pattern[str]] = {
    "number": re.compile(
        r"\bhow (?:much|many|large|big|high|long|far|fast|often|expensive|steep)\b"
        r"|\b(?:price|cost|costs|percent|percentage|share|amount|number|rate|rates|total)\b"
    ),
    "date": re.compile(
        r"\bwhen\b|\b(?:what|which) (?:year|date|month|day)\b|\b(?:by|until) what\b"
    ),
    "person": re.compile(r"\bwho(?:m|se)?\b"),
}


def _sentence_ends(paragraph: str) -> list[int]:
    return sentence_ends(paragraph, "en", _ABBREVIATIONS, _OPENERS, ordinal_dot=False)


def _terms(text: str) -> list[str]:
    stem = stemmer("english")
    return [stem(word) for word in folded_words(text) if word not in _FUNCTION_WORDS]


RULES = LanguageRules(
    code="en",
    function_words=_FUNCTION_WORDS,
    sentence_ends=_sentence_ends,
    terms=_terms,
    anaphora=_ANAPHORA,
    asks=_ASKS,
)

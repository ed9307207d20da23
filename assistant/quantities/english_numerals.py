"""Numerals in English words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.digits import Marks
from assistant.quantities.numeral import Numeral
from assistant.quantities.patterns import compiled, either, longest_first, lookbehinds, words
from assistant.quantities.vocabulary import Role, Vocabulary, vague_bounds
from assistant.quantities.words import numerals as _numerals

_ONES = {
    word: value
    for value, words in enumerate(
        "zero/nought/naught one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
    for word in words.split("/")
}
_TENS = {
    word: 10 * value
    for value, words in enumerate(
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety".split(), start=2
    )
    for word in words.split("/")
}
NUMBER_WORDS = _ONES | _TENS
_SCALES = {
    **{"thousand": 3, "million": 6, "milion": 6, "billion": 9, "trillion": 12, "quadrillion": 15},
    **{"quintillion": 18, "sextillion": 21},
    **{"mln": 6, "mio": 6, "mil": 6, "mn": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12},
    **{"lakh": 5, "crore": 7},
}
"""Powers of ten."""
_ATTACHED = {
    **{"k": 3, "K": 3, "M": 6, "MM": 6, "mil": 6, "mn": 6, "mln": 6, "B": 9, "b": 9, "G": 9},
    **{"bn": 9, "Bn": 9, "BN": 9, "bln": 9, "T": 12, "tn": 12, "Tn": 12, "trn": 12},
}
"""Powers of ten that are written to the digits."""
_ONES_OF_PARTS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PARTS = {
    **{word: value for value, word in enumerate(_ONES_OF_PARTS, start=3)},
    **{"quarter": 4, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50},
    **{"hundredth": 10**2, "thousandth": 10**3, "millionth": 10**6, "billionth": 10**9},
    **{"trillionth": 10**12},
}
_OTHERS: dict[str, tuple[Role, Decimal]] = {
    "a": ("article", Decimal(1)),
    "an": ("article", Decimal(1)),
    "and": ("and", Decimal(0)),
    "of": ("of", Decimal(0)),
    "in": ("over", Decimal(0)),
    "over": ("over", Decimal(0)),
    "out of": ("over", Decimal(0)),
    "point": ("point", Decimal(0)),
    "half": ("half", Decimal("0.5")),
    "halves": ("part", Decimal("0.5")),
    "hundred": ("hundred", Decimal(100)),
    "hundreds": ("hundred", Decimal(100)),
    "dozen": ("dozen", Decimal(12)),
    "dozens": ("dozen", Decimal(12)),
}


def _words() -> dict[str, tuple[Role, Decimal]]:
    words = dict(_OTHERS)
    words |= {word: ("number", Decimal(value)) for word, value in NUMBER_WORDS.items()}
    for word, power in _SCALES.items():
        words |= dict.fromkeys((word, f"{word}s"), ("scale", Decimal(10) ** power))
    for word, value in _PARTS.items():
        words |= dict.fromkeys((word, f"{word}s"), ("part", Decimal(1) / value))
    return words


_VAGUE_SCALES = {
    **{"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    **{"quadrillion": 15, "quintillion": 18},
}
_MANY = r"(?:a\s+few|several|many|some|(?:a\s+)?couple(?:\s+of)?)"


def _plural(name: str) -> str:
    return rf"(?:many\s+|multiple\s+)?{name}s|multi-?\s?{name}"


def _vague_forms() -> dict[str, tuple[str, int, int | None]]:
    """Name -> pattern and bounds of an amount without a number; the longer forms first."""
    forms: dict[str, tuple[str, int, int | None]] = {}
    for name, power in _VAGUE_SCALES.items():
        scale = 10**power
        forms |= {
            f"several_hundred_{name}": (
                rf"{_MANY}\s+hundred\s+{name}s?",
                *(scale * 200, scale * 1000),
            ),
            f"several_{name}": (rf"{_MANY}\s+{name}s?", scale * 2, scale * 10),
            f"tens_hundreds_{name}": (
                rf"tens\s+(?:to|or)\s+hundreds\s+of\s+{name}s",
                *(scale * 10, scale * 1000),
            ),
            f"tens_{name}": (rf"tens\s+of\s+{name}s", scale * 10, scale * 100),
            f"hundreds_{name}": (rf"hundreds\s+of\s+{name}s", scale * 100, scale * 1000),
            f"{name}s": (_plural(name), scale, None),
        }
    return forms | {
        "several_hundred": (rf"{_MANY}\s+hundreds?", 200, 1000),
        "several_dozen": (rf"{_MANY}\s+dozens?", 24, 100),
        "hundreds": (_plural("hundred"), 100, 1000),
        "dozens": (_plural("dozen"), 24, 100),
    }


def _vague() -> re.Pattern[str]:
    forms = _vague_forms().items()
    named = either(*(f"(?P<{name}>(?:{pattern})(?!\\w))" for name, (pattern, *_) in forms))
    return compiled(rf"(?<![\w-])(?<!\d )(?:{named})")


_ONE = r"""
    (?<!\bthe\ )(?<!\bthis\ )(?<!\bthat\ )(?<!\bno\ )(?<!\bany\ )(?<!\beach\ )(?<!\bevery\ )
    (?<!which\ )(?<!another\ )(?<!one\ by\ )(?<!\bthe\ only\ )
    (?<!\bFormula\ )
    one\b
    (?!'s)
    (?!\s+of\b)
    (?!\s+(?:another|day|thing|side|by\s+one|after\s+(?:another|the\s+other))\b)
    (?!\s+(?:to|from|or)\s+(?:another|the\s+other)\b)
    (?!\s+(?:can|cannot|could|must|may|might|would|should|is|has|who|which|that|whose)\b)
    (?!\s+\w+\s+from\s+(?:the\s+other|another)\b)
    (?!-(?:time|off|way|sided|stop|on-one|to-one)\b)
"""
"""A number and no pronoun."""
_HALF = r"""
    (?<!first\ )(?<!second\ )(?<!first-)(?<!second-)(?<!other\ )(?<!better\ )(?<!latter\ )
    half\b
    (?!-|\s+(?:past|year|time|way|brother|sister)\b)
"""
_AFTER_ARTICLE = either(*_VAGUE_SCALES, "hundred", "dozen", "half", "lakh", "crore", *_PARTS)
_ANCHOR = re.compile(
    rf"""
    (?<![\w.'])
    (?: (?!one\b)(?:{longest_first(NUMBER_WORDS)})\b
      | {_ONE}
      | an?\s+(?:{_AFTER_ARTICLE})(?!\w)
      | half\s+(?:an?\s+)?(?:{either(*_VAGUE_SCALES, "hundred", "dozen")})\b
      | {_HALF}
      | (?=an?\s){lookbehinds("than about almost nearly roughly around least under over")}
        an?(?=\s+(?!second\b)[A-Za-z])
      | quarter\s+(?:of\s+)?(?:an?\s+)?(?:million|billion|trillion)\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTED = words(
    """
    US_dollars? yuan dollars? euros? yen won rupees? USD EUR GBP RMB CHF
    people users customers subscribers readers viewers views downloads visitors tonnes tons barrels
    homes jobs chips GPUs tokens parameters
    """
)
"""What makes the m before it millions and no metres."""
VOCABULARY = Vocabulary(
    words=_words(),
    compound=lambda word: None,
    word=re.compile(r"(?:out of|[A-Za-z]+)(?!\w)"),
    anchor=_ANCHOR,
    gap=re.compile(r"\s?-\s?(?=[A-Za-z])|\+[ -]?(?=(?:thousand|[mbt]r?illion)\b)|[ \u00a0\n]{1,3}"),
    attached=re.compile(
        rf"(?:\s(?=[MG](?![\w'.-])))?({longest_first(_ATTACHED)}|m(?=[ -](?:{_COUNTED})\b))"
        r"(?![\w/²³])"
    ),
    scales={scale: Decimal(10) ** power for scale, power in (_ATTACHED | {"m": 6}).items()},
    vague=_vague(),
    bounds=vague_bounds(_vague_forms()),
    marks=Marks(",", ".", plain_space=False),
    lone_part=re.compile(
        r"(?=\s+(?:of|as|less|more|fewer|lower|higher|larger|smaller|the|to|or|and|than)\b"
        r"|\s*[.,;:)]|\s*$)"
    ),
)


_FUNCTION_WORDS = words(
    """
    only just least most more less minus negative plus of in to for by with at from and or than
    is are was were be had has have about around over under below above between into as that one
    """
)
_DESCRIBED = compiled(
    r"\b(?:the|an?|this|that|my|your|its|his|her|our|their|one|each|every|any|some)\s+"
    r"(?:(?:more|most|less|least|much|far)\s+)?"
    r"(?:[$€£¥]?[\d.,]+[A-Za-z%]*\s(?:(?:hundred|thousand|million|billion|trillion)\s)?"
    rf"|(?:(?!(?:{_FUNCTION_WORDS})\s)[^\W\d_]+(?:[-'][^\W\d_]+)*,?\s){{1,2}})$"
)
_NO_NOUN = compiled(
    r"\s*(?:[.,;:!?)\]\"]|$)"
    r"|\s+(?:and|but|than|in|on|at|for|from|with|by|as|because|if|when|where|while|was|were|are"
    r"|had|have|will|would|does|did|do|beats?|came|costs?|made|needs?|runs?|takes|took|used|uses)\b"
)
_DESCRIPTION = 40


def _is_pronoun(text: str, numeral: Numeral) -> bool:
    """Whether "one" stands for a noun: the $100 million one, a larger one."""
    if numeral.end - numeral.start != len("one") or numeral.value != 1:
        return False
    before = text[max(0, numeral.start - _DESCRIPTION) : numeral.start]
    return bool(_NO_NOUN.match(text, numeral.end) and _DESCRIBED.search(before))


def numerals(text: str) -> list[Numeral]:
    """Returns the numerals of a flat text in order; they do not overlap."""
    return [found for found in _numerals(text, VOCABULARY) if not _is_pronoun(text, found)]

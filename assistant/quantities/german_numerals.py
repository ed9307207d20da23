"""Numerals in German words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.digits import Marks
from assistant.quantities.numeral import Numeral
from assistant.quantities.patterns import compiled, either, longest_first
from assistant.quantities.vocabulary import Role, Vocabulary, vague_bounds
from assistant.quantities.words import numerals as _numerals

_ONES = {
    word: value
    for value, words in enumerate(
        "null eins zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf "
        "dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn".split()
    )
    for word in words.split("/")
}
_TENS = {
    word: 10 * value
    for value, words in enumerate(
        "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig".split(),
        start=2,
    )
    for word in words.split("/")
}
_SCALES = {
    "million": ("en", 6),
    "milliarde": ("n", 9),
    "billion": ("en", 12),
    "billiarde": ("n", 15),
    "trillion": ("en", 18),
    "trilliarde": ("n", 21),
    "quadrillion": ("en", 24),
    "quintillion": ("en", 30),
}
"""Ending of the plural and power of ten."""
_SHORT_SCALES = {"tsd": 3, "mio": 6, "mill": 6, "mrd": 9, "mia": 9, "bio": 12, "brd": 15}
_ATTACHED = {
    **{"k": 3, "K": 3, "M": 6, "B": 9, "bn": 9, "G": 9, "T": 12},
    **{"Tsd.": 3, "Mio.": 6, "Mio": 6, "Mrd.": 9, "Mrd": 9},
}
"""Powers of ten that are written to the digits."""
_PARTS = {
    **{"drittel": 3, "viertel": 4, "fünftel": 5, "fuenftel": 5, "sechstel": 6, "siebtel": 7},
    **{"achtel": 8, "neuntel": 9, "zehntel": 10, "zwölftel": 12, "zwanzigstel": 20},
    **{"hundertstel": 10**2, "tausendstel": 10**3, "millionstel": 10**6, "milliardstel": 10**9},
}
_ODD = {
    **dict.fromkeys(("anderthalb", "anderthalbe", "eineinhalb", "einundhalb"), Decimal("1.5")),
    "dreiviertel": Decimal("0.75"),
}
_ENDINGS = ("e", "en", "em", "er", "es")

_ONE_TO_NINE = r"ein|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun"
_BELOW_HUNDRED = (
    rf"(?:(?:{_ONE_TO_NINE})und(?:{longest_first(_TENS)})"
    rf"|{longest_first(_TENS)}|{longest_first(_ONES)}|ein)"
)
BELOW_THOUSAND = (
    rf"(?:(?:{_ONE_TO_NINE}|{longest_first(_ONES)})?hundert(?:und)?(?:{_BELOW_HUNDRED})?"
    rf"|{_BELOW_HUNDRED})"
)
_COMPOUND = re.compile(
    rf"(?:(?P<thousands>{BELOW_THOUSAND})?(?P<tausend>tausend)(?:und)?)?"
    rf"(?P<rest>{BELOW_THOUSAND})?(?P<half>einhalb)?"
)
_HUNDREDS = re.compile(
    rf"(?:(?P<many>{longest_first(_ONES)}|ein)?(?P<hundert>hundert)(?:und)?)?"
    rf"(?P<rest>{_BELOW_HUNDRED})?"
)
_PAIR = re.compile(
    rf"(?:(?P<ones>{_ONE_TO_NINE})und)?(?P<tens>{longest_first(_TENS)})"
    rf"|(?P<small>{longest_first(_ONES)}|ein)"
)


def compound(word: str) -> Decimal | None:
    """Reads a number below a million that is written as one word.

    >>> compound("zweihundertsechsundfünfzig")
    Decimal('256')
    """
    if word in _ODD:
        return _ODD[word]
    match = _COMPOUND.fullmatch(word.removesuffix("mal") or word)
    if match is None or word in ("ein", "", "einhalb"):
        return None
    total = 1000 * (_below_thousand(match["thousands"]) or 1) if match["tausend"] else 0
    total += _below_thousand(match["rest"])
    return Decimal(total) + (Decimal("0.5") if match["half"] else 0)


def _below_thousand(word: str | None) -> int:
    match = _HUNDREDS.fullmatch(word or "")
    if match is None:
        return 0
    many = _below_hundred(match["many"]) or 1
    return (100 * many if match["hundert"] else 0) + _below_hundred(match["rest"])


def _below_hundred(word: str | None) -> int:
    match = _PAIR.fullmatch(word or "")
    if match is None:
        return 0
    if match["small"]:
        return _ONES.get(match["small"], 1)
    return _TENS[match["tens"]] + (_ONES.get(match["ones"], 1) if match["ones"] else 0)


def _words() -> dict[str, tuple[Role, Decimal]]:
    words: dict[str, tuple[Role, Decimal]] = {
        "und": ("and", Decimal(0)),
        "komma": ("point", Decimal(0)),
        "von": ("over", Decimal(0)),
        "dutzend": ("dozen", Decimal(12)),
        "dutzende": ("dozen", Decimal(12)),
        "hundert": ("hundred", Decimal(100)),
        "tausend": ("scale", Decimal(1000)),
        "halb": ("half", Decimal("0.5")),
        "hälfte": ("half", Decimal("0.5")),
        "ein": ("article", Decimal(1)),
    }
    words |= {f"ein{ending}": ("article", Decimal(1)) for ending in _ENDINGS}
    words |= {f"halb{ending}": ("half", Decimal("0.5")) for ending in _ENDINGS}
    for word, (ending, power) in _SCALES.items():
        words |= dict.fromkeys((word, word + ending), ("scale", Decimal(10) ** power))
    for word, power in _SHORT_SCALES.items():
        words |= dict.fromkeys((word, f"{word}."), ("scale", Decimal(10) ** power))
    for word, value in _PARTS.items():
        words |= dict.fromkeys((word, f"{word}n"), ("part", Decimal(1) / value))
    for part, share in (("viertel", Decimal("0.25")), ("dreiviertel", Decimal("0.75"))):
        for word in ("million", "milliarde"):
            words[part + word] = ("scale", share * Decimal(10) ** _SCALES[word][1])
    return words


_MANY = r"(?:mehrere[nr]?|einigen?|ein paar|wenige)"
_VAGUE_SCALES = {
    "million": (r"millionen", 6),
    "milliarde": (r"milliarden", 9),
    "billion": (r"billionen", 12),
    "billiarde": (r"billiarden", 15),
    "trillion": (r"trillionen", 18),
}
_THOUSANDS = r"tausende?n?"
_HUNDREDS_OF = r"hunderte[nr]?"


def _vague_forms() -> dict[str, tuple[str, int, int | None]]:
    """Name -> pattern and bounds of an amount without a number; the longer forms first."""
    forms: dict[str, tuple[str, int, int | None]] = {
        "several_hundert_tausend": (rf"{_MANY} hundert[ -]?{_THOUSANDS}", 200_000, 10**6),
        "several_tausend": (rf"{_MANY} {_THOUSANDS}", 2000, 10_000),
        "tens_tausend": (rf"zehntausende?n?|zehn(?:er)? {_THOUSANDS}", 10_000, 100_000),
        "hundreds_tausend": (
            rf"hunderttausende[nr]?|{_HUNDREDS_OF} (?:von )?{_THOUSANDS}",
            *(100_000, 10**6),
        ),
    }
    for name, (plural, power) in _VAGUE_SCALES.items():
        scale = 10**power
        forms |= {
            f"several_hundert_{name}": (
                rf"{_MANY} hundert(?:e[nr]?)? {plural}",
                *(scale * 200, scale * 1000),
            ),
            f"several_{name}": (rf"{_MANY} {plural}", scale * 2, scale * 10),
            f"tens_{name}": (rf"(?:dutzende|zehner) (?:von )?{plural}", scale * 10, scale * 100),
            f"hundreds_{name}": (
                rf"{_HUNDREDS_OF} (?:von )?{plural}",
                *(scale * 100, scale * 1000),
            ),
            f"plural_{name}": (rf"(?:viele )?{plural}", scale, None),
        }
    return forms | {
        "several_hundert": (rf"{_MANY} hunderte?", 200, 1000),
        "several_dutzend": (rf"{_MANY} dutzende?", 24, 100),
        "plural_tausend": (r"tausende[nr]?|viele[nr]? tausend", 1000, None),
        "hunderte": (_HUNDREDS_OF, 100, 1000),
        "dutzende": (r"dutzende[nr]?", 24, 100),
    }


def _vague() -> re.Pattern[str]:
    forms = _vague_forms().items()
    named = either(*(f"(?P<{name}>(?:{pattern})(?!\\w))" for name, (pattern, *_) in forms))
    return compiled(rf"(?<![\w-])(?<![\d.] )(?:{named})")


_AFTER_ARTICLE = either(
    r"halbe[nmrs]?",
    "dutzend",
    "hundert",
    "tausend",
    r"(?:drei)?viertelmilli(?:on|arde)",
    *_SCALES,
    *_PARTS,
)
_ANCHOR = re.compile(
    rf"""
    (?<![\w.'-])
    (?: {longest_first(_ODD)}(?!\w)
      | (?:(?:{BELOW_THOUSAND})?tausend(?:und)?)?(?:{BELOW_THOUSAND})?(?:einhalb)?(?:mal)?
        (?=[\s,.;:!?)%-]|$)
      | ein(?:e[nmrs]?)?\s+(?:{_AFTER_ARTICLE})(?!\w)
      | (?<=\bdie\ )(?:million|milliarde|billion)(?=[\ -](?:us|dollar|euro|franken|yen|pfund|yuan))
      | (?:(?<=\bgutes\ )|(?<=\bguten\ )|(?<=\bknappes\ )|(?<=\bknappen\ ))
        (?:dutzend|{either(*_PARTS)})(?!\w)
      | halbe[rns]?\s+(?:million|milliarde|billion|dutzend)(?!\w)
      | (?<!zweite\ )(?<!zweiten\ )(?<!erste\ )(?<!ersten\ )hälfte(?!\w)
        # An article before a unit: the reader of amounts drops it where none follows.
      | ein(?:e[nmrs]?)?(?=\s+[A-ZÄÖÜa-z$€]|-\s+bis\s)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
VOCABULARY = Vocabulary(
    words=_words(),
    compound=compound,
    word=compiled(r"(?:tsd|mio|mill|mrd|mia|bio)\.|[A-Za-zÄÖÜäöüß]+(?!\w)"),
    anchor=_ANCHOR,
    gap=re.compile(
        r"\s?-\s?(?=[A-Za-z])|\+ ?(?=(?:Mio|Mrd|Million|Milliarde|Tsd|Tausend))|[ \u00a0\n]{1,3}"
    ),
    attached=re.compile(rf"({longest_first(map(re.escape, _ATTACHED))})(?![\w/²³])"),
    scales={scale: Decimal(10) ** power for scale, power in _ATTACHED.items()},
    vague=_vague(),
    bounds=vague_bounds(_vague_forms()),
    marks=Marks(".", ",", plain_space=True),
    lone_part=re.compile(r""),
    counting=compiled(
        rf"-?\s+(?:bis|oder)\s+(?:zu\s+)?(?:\d|(?:{longest_first(_ODD)}|{longest_first(_ONES)})"
        r"(?:\b|hundert|tausend|mal\b|einhalb))"
    ),
)


def numerals(text: str) -> list[Numeral]:
    """Returns the numerals of a flat text in order; they do not overlap."""
    return _numerals(text, VOCABULARY)

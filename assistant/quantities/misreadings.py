"""What looks like a unit and is none: initials, articles, quotation marks, pounds of flour."""

from __future__ import annotations

import re

from assistant.quantities.numeral import Numeral
from assistant.quantities.rules import UnitRules
from assistant.quantities.units import Unit

_TIGHT = frozenset({"p", "ct"})
"""Units only where they are written to the digits."""
_RATE = re.compile(r"\s?/\s?[A-Za-z]|\s(?:pro|je|per)\s")
_MAKERS = frozenset({"AMD"})
_CHIPS = re.compile(
    r"\s(?:[A-Z][A-Za-z]*[ -]?\d|Instinct|Radeon|EPYC|Ryzen|(?i:GPU|CPU|chip|processor|accelerator"
    r"|Prozessor|Beschleuniger|server))|の|製"
)
"""What follows a currency's code where it is the name of a maker: 64 AMD MI300X."""
_NAMES_TOO = frozenset(
    "ALL AMD ANG BAM BOB CAD COP CUP DEM ERN ESP GEL LAK MAD MOP PAB PEN PHP RON SIT SOS STD TOP "
    "TRY".split()
)
"""Codes of currencies that are words or short for something else."""
_NAMED_NOUN = re.compile(r"-[A-ZÄÖÜ][a-zäöü]|\s(?P<noun>[A-Za-zÄÖÜäöüß]{2,})|[ァ-ヶ]")
_NO_NOUNS = frozenset(
    """
    a after an and are as at back be before but by can cost costs each ever every fee for from had
    has have he if in into is it less more of off on only or over out per plus she than that the
    they to was we were when which while who will with worth would you
    ab als am an auch auf aus bar bei bis das der die ein er es für im je kostet mehr mit nach noch
    oder pro sie sind sowie um und vom von vor war waren wert wird wurde wurden zu zum zur
    """.split()
)
_LARGEST_COUNTED = 1000
_SIGNS = frozenset("$€£¥₹")
_WORDS = frozenset({"A", "a", "am"})
"""Symbols that are articles and prepositions."""
_QUOTED = 200
"""Characters before a quotation mark in which its pair may stand."""
_NEARBY_BEFORE, _NEARBY_AFTER = 60, 40
_AFTER_INCHES = re.compile(r"\s*(?:$|[\w.,;)])")
_FEET_BEFORE = re.compile(r"(?:ft|feet|foot)\.?,? \d+ $")
_AGAIN = re.compile(
    r"(?:\s|-)(?:für|um|nach|by|after|on|over|to)(?:\s|-)([^\W\d_]+)", re.IGNORECASE
)
"""What makes a word an idiom of two: Jahr für Jahr, year on year."""
_INITIAL = re.compile(r"[.'][^\W\d_]")


def is_initial_or_word(text: str, numeral: Numeral, unit: Unit, end: int, start: int) -> bool:
    """Whether what looks like a unit is another word here: "5 in Berlin", "3 A.M."."""
    written, tight = text[start:end], start == numeral.end
    if numeral.value is None and unit.kind not in ("money", "duration", "measure"):
        return True
    if written in _TIGHT:
        return not (tight or _RATE.match(text, end))
    if written[-1] in _SIGNS:
        return not tight and text[end : end + 1].isdigit()
    if written == "in":
        return not _FEET_BEFORE.search(text[max(0, start - 16) : start])
    if written == '"':
        return _is_quotation_mark(text, start, end)
    single = len(written) == 1 and written.isalpha() and written.isascii()
    initial = single and _INITIAL.match(text, end) is not None
    maker = written in _MAKERS and _CHIPS.match(text, end) is not None
    named = maker or (written in _NAMES_TOO and _names_a_thing(text, numeral, end))
    return named or written in _WORDS or initial or _is_idiom(text, written, end)


def _names_a_thing(text: str, numeral: Numeral, end: int) -> bool:
    """Whether the code of a currency begins a noun: 3 CAD models, 5 PHP-Dateien."""
    match = _NAMED_NOUN.match(text, end)
    if match is None or not numeral.literal or numeral.value is None:
        return False
    function_word = (match["noun"] or "").casefold() in _NO_NOUNS
    whole = numeral.value == int(numeral.value)
    return whole and numeral.value < _LARGEST_COUNTED and not function_word


def _is_idiom(text: str, written: str, end: int) -> bool:
    again = _AGAIN.match(text, end)
    return again is not None and again[1].casefold() == written.casefold()


def _is_quotation_mark(text: str, start: int, end: int) -> bool:
    opened = text.count('"', max(0, start - _QUOTED), start) % 2 == 1
    return opened or not _AFTER_INCHES.match(text[end : end + 2])


def is_weight(text: str, numeral: Numeral, unit: Unit, end: int, rules: UnitRules) -> bool:
    """Whether "pound" is a weight here: the amount is small and nothing speaks of money."""
    if unit.name != "pound" or numeral.scale >= 1000:
        return False
    around = text[max(0, numeral.start - _NEARBY_BEFORE) : numeral.end + _NEARBY_AFTER].casefold()
    hyphen = text[numeral.end : numeral.end + 1] == "-"
    return bool(hyphen or rules.pound_of.match(text, end) or rules.weighing.search(around))

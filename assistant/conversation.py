"""History and a question that leans on it -> a question that stands alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from assistant.facts.subjects import codes
from assistant.language import detect_language, fold, names, rules_for, visible
from assistant.language.entities import entities
from assistant.quantities import parse
from assistant.quantities.units import convert
from assistant.types import Language, Quantity, Question

_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,]\d+)*")
_OPENER = re.compile(
    r"^(?:and|but|so|then|what about|how about|und|aber|dann|was ist mit|wie steht es mit"
    r"|それでは|それなら|では|じゃあ|そして|ちなみに)\b[\s,、]*|^(?:それでは|では|じゃあ)"
)
_JAPANESE_FRAME = re.compile(
    r"\s*の(?:場合|ほう|方(?=[はがもで、。?？\s]|$))|^[\sはのをがも]+|[はのをがも](?=[?？。\s]*$)|なぜ|どうして"
    r"|(?:です|ます|ました|でした)か?|(?<=\d)年"
)
_JAPANESE_ASKING = re.compile(
    r"いくら|いくつ|(?:どの|どれ)くらい|どれほど|いつ|何[年月日]|誰|だれ|どなた|どう"
)
_COUNTER = re.compile("[基枚台個]")
_END = "?？。. "
_HALF = re.compile(
    r"^(?:and|but|or|und|aber|oder)\s+(?:(?P<of>for|with|für|mit|bei)|(?P<by>in|by|at|from|im|von)"
    r"|without|per|on|since|until|before|after|during|within|bis|seit|ab|ohne|pro|nach|vor|während"
    r"|binnen)\b(?:\W+\w+){1,4}\W*$"
)
"""Half a question that begins with a preposition: "And in Germany?", "And for GPT-4?".

Any name may be a subject after the first ones, known models and firms after the next; what
follows the others is a circumstance of what was asked before.
"""
_SUBJECTS = frozenset(["companies", "products", "people", "machines"])
"""Kinds of known names that may stand in place of another one."""
_COPULAS = frozenset(["was", "were", "war", "waren"])
"""Not among the function words, as "was" is one of the other language."""
_SHORT = 2
"""Content words up to which a question without a pronoun may still be half of one."""
_LONGEST = 2_000
"""Characters of an earlier question that are read."""


def standalone(item: Question) -> tuple[str, Language]:
    """Returns the question with the subject it takes from earlier turns, and its language.

    A question that only names something else ("and Gemini 1?") repeats the one before with the
    name changed, one that only states a figure ("and for 60 days?") with the figure of its kind
    changed, where there is one such; one that points back ("Und wann?", "それはいくらですか?") is
    asked of the subject of the one before. Any other question is left as it is.
    """
    subject, language = "", None
    for turn in item.history:
        asked = turn.question[:_LONGEST]
        language = detect_language(asked, default=language or "en")
        _, subject = _resolve(asked, subject, language)
    language = detect_language(item.question, default=language or "en")
    return _resolve(item.question, subject, language)[0], language


def _resolve(question: str, before: str, language: Language) -> tuple[str, str]:
    """Returns the question on its own, and the subject that it leaves to the next one.

    Half a question leaves the subject it took, so that a long row of them does not pile up.
    """
    alone = _refigured(before, question, language) if before else question
    if alone or not before:
        return alone, alone
    half = _HALF.match(fold(question))
    new = _subject(question, language, half) if half else names(question, language)
    old = names(before, detect_language(before, language))
    if new and not _content(question, language, without=new):
        renamed = _renamed(before, old, new[0])
        return _with_kind(renamed, question, language), renamed
    if new:
        return question, question
    content = [] if half else _content(question, language)
    if content and rules_for(language).anaphora.search(fold(question)):
        resolved = f"{', '.join(old) or before.rstrip(_END)}: {question}"
        return resolved, resolved if old else before
    if len(content) < _SHORT:
        return f"{before.rstrip(_END)}, {question}", before
    return question, question


def _subject(question: str, language: Language, half: re.Match[str]) -> list[str]:
    """The one model or firm that half a question is about; places, months, currencies are none."""
    known = entities(question, language)
    places = [one for one in known if one.kind == "places"]
    found = [name for name in names(question, language) if not _is_unit(name, language)]
    firms = [one.text for one in known if one.kind in _SUBJECTS]
    found += [firm for firm in firms if not any(firm in name for name in found)]
    if not half["of"]:
        found = [name for name in found if codes(name) or any(firm in name for firm in firms)]
    alone = len(found) == 1 and (half["of"] or half["by"]) and not places
    return found if alone and not _content(question, language, without=found) else []


def _is_unit(name: str, language: Language) -> bool:
    """Whether a word is a currency or a month: it makes money of a number, a date of a year."""
    read = (*parse(f"1 {name}", language), *parse(f"{name} 2024", language))
    return any(name in one.text for one in read if one.kind in ("money", "date"))


def _refigured(before: str, question: str, language: Language) -> str:
    """Returns the earlier question with the figures that a question of figures alone changes.

    Both are of one language: the figures of another would be misread.
    """
    if detect_language(before, language) != language:
        return ""
    opener = _OPENER.match(fold(question))
    half = question[opener.end() if opener else 0 :]
    new = parse(half, language)
    words = [half[held.start : held.end + bool(_COUNTER.match(half, held.end))] for held in new]
    if not new or _content(half, language, without=words) or names(half, language):
        return ""
    text, old = before, parse(before, language)
    for held in new:
        alike = [one for one in old if _alike(one, held)]
        if len(alike) != 1 or text.count(alike[0].text) != 1:
            return ""
        text = text.replace(alike[0].text, held.text)
    return text


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one kind and measure the same; dates and "1基" stay."""
    if one.kind != other.kind or one.kind == "date" or one.value == 1:
        return False
    same = one.unit == other.unit
    return same or (one.kind != "money" and convert(Decimal(1), one.unit, other.unit) is not None)


def _renamed(before: str, old: Sequence[str], new: str) -> str:
    """Names something else in place of the last name of its kind, firm or numbered model."""
    plain = unicodedata.normalize("NFKC", visible(before))
    firms = _firms(plain) if new in _firms(new) else []
    alike = firms or [name for name in old if bool(codes(name)) == bool(codes(new))] or old
    return plain.replace(alike[-1], new) if alike else f"{before.rstrip(_END)}: {new}"


def _firms(text: str) -> list[str]:
    known = entities(text, detect_language(text))
    return [one.text for one in known if one.kind == "companies"]


def _with_kind(renamed: str, question: str, language: Language) -> str:
    """Adds a question that asks for something else than the one it repeats ("and when GPT-4?")."""
    asks = rules_for(language).asks
    before = rules_for(detect_language(renamed, language)).asks
    for kind, pattern in asks.items():
        if pattern.search(fold(question)) and not before[kind].search(fold(renamed)):
            return f"{renamed.rstrip(_END)}, {question}"
    return renamed


def _content(question: str, language: str, *, without: Sequence[str] = ()) -> list[str]:
    """The question's words that carry a subject of their own.

    Beside a name, a price or a cost is one: "What does an H100 cost?" is a whole question.
    """
    text = unicodedata.normalize("NFKC", visible(question))
    for name in without:
        text = text.replace(name, " ")
    rules = rules_for(language)
    folded = _OPENER.sub("", fold(text))
    for pattern in (_JAPANESE_ASKING,) if without else rules.asks.values():
        folded = pattern.sub(" ", folded)
    if rules.spaced:
        empty = rules.function_words | _COPULAS
        return [word for word in _WORD.findall(folded) if word not in empty]
    plain = _JAPANESE_FRAME.sub(" ", folded)
    return [term for term in rules.terms(plain) if not term.startswith("~")]

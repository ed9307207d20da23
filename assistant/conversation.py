"""History and a question that leans on it -> a question that stands alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.language import detect_language, fold, names, rules_for
from assistant.types import Language, Question

_WORD = re.compile(r"[^\W_]+")
_OPENER = re.compile(
    r"^(?:and|but|so|then|what about|how about|und|aber|dann|was ist mit|wie steht es mit"
    r"|それでは|それなら|では|じゃあ|そして|ちなみに)\b[\s,、]*|^(?:それでは|では|じゃあ)"
)
_JAPANESE_FRAME = re.compile(r"^[\sはのをがも]+|なぜ|どうして|(?:です|ます|ました|でした)か?")
_END = "?？。. "
_SHORT = 2
"""Content words up to which a question without a pronoun may still be half of one."""


def standalone(item: Question) -> tuple[str, Language]:
    """Returns the question with the subject it takes from earlier turns, and its language.

    A question that only names something else ("and Gemini 1?") repeats the one before with the
    name changed; one that points back ("Und wann?", "それはいくらですか?") is asked of the subject
    of the one before. Any other question is left as it is.
    """
    resolved, language = "", None
    for question in (*(turn.question for turn in item.history), item.question):
        language = detect_language(question, default=language or "en")
        resolved = _resolve(question, resolved, language) if resolved else question
    return resolved, language or "en"


def _resolve(question: str, before: str, language: Language) -> str:
    new, old = names(question, language), names(before, detect_language(before, language))
    content = _content(question, language, without=new)
    if new and not content:
        return before.replace(old[-1], new[0]) if old else f"{before.rstrip(_END)}: {new[0]}"
    if new:
        return question
    if content and rules_for(language).anaphora.search(fold(question)):
        return f"{', '.join(old) or before.rstrip(_END)}: {question}"
    if len(content) < _SHORT:
        return f"{before.rstrip(_END)}, {question}"
    return question


def _content(question: str, language: str, *, without: Sequence[str]) -> list[str]:
    """The question's words that carry a subject of their own."""
    text = unicodedata.normalize("NFKC", question)
    for name in without:
        text = text.replace(name, " ")
    rules = rules_for(language)
    folded = _OPENER.sub("", fold(text))
    for pattern in rules.asks.values():
        folded = pattern.sub(" ", folded)
    if rules.spaced:
        return [word for word in _WORD.findall(folded) if word not in rules.function_words]
    plain = _JAPANESE_FRAME.sub(" ", folded)
    return [term for term in rules.terms(plain) if not term.startswith("~")]

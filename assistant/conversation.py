"""History and a question that leans on it -> a question that stands alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.language import detect_language, fold, rules_for
from assistant.types import Language, Question

_NAME = re.compile(
    r"[A-Za-z]+-?\d[\w.-]*"  # GPT-4, H100
    r"|(?:[A-Z][\w&-]*\s+)*[A-Z][\w&-]*(?:\s+\d{1,2})?(?![\w-])"  # Gemini 1, Dario Amodei
    r"|[ァ-ヶー]{2,}(?:・[ァ-ヶー]+)+"
)
_CONTENT = re.compile(r"[^\W_]+")
_SHORT = 5
"""Content words up to which a question may lean on the one before."""
_CAPITAL_LANGUAGES = frozenset({"de"})
"""Languages that write every noun with a capital, where one capital makes no name."""


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
    if _leans(question, language) and new and not _content(question, language, without=new):
        return _renamed(before, old, new, question)
    if not _leans(question, language) or new:
        return question
    if _content(question, language, without=()):
        return f"{_subject(before, old)}: {question}"
    return f"{before.rstrip('?？。. ')}, {question}"


def _renamed(before: str, old: Sequence[str], new: Sequence[str], question: str) -> str:
    if not old:
        return f"{before.rstrip('?？。. ')}: {question}"
    # The last name is what the earlier question was about ("What did OpenAI's GPT-4 cost?").
    return before.replace(old[-1], new[0])


def _subject(before: str, old: Sequence[str]) -> str:
    return ", ".join(old) if old else before.rstrip("?？。. ")


def names(question: str, language: str) -> list[str]:
    """Returns what a question names, in order: models, companies, people."""
    text = unicodedata.normalize("NFKC", question)
    found: list[str] = []
    for match in _NAME.finditer(text):
        words = match.group()
        words = _without_first_word(words, text, language) if match.start() == 0 else words
        if words and _is_name(words, language):
            found.append(words)
    return found


def _without_first_word(words: str, text: str, language: str) -> str:
    """A capital at the beginning of a question is no sign of a name."""
    head, _, rest = words.partition(" ")
    known = fold(head) in rules_for(language).function_words
    return rest if known or (rest and head.istitle() and language != "ja") else words


def _is_name(words: str, language: str) -> bool:
    if fold(words) in rules_for(language).function_words:
        return False
    inner_capital = re.search(r"\w[A-Z]|\d|・", words) is not None
    return inner_capital or " " in words or language not in _CAPITAL_LANGUAGES


def _leans(question: str, language: str) -> bool:
    folded = fold(question)
    rules = rules_for(language)
    if rules.anaphora.search(folded):
        return True
    return len(_content(question, language, without=())) <= 1 and len(folded.split()) < _SHORT


def _content(question: str, language: str, *, without: Sequence[str]) -> list[str]:
    """The question's words that carry a subject of their own."""
    text = unicodedata.normalize("NFKC", question)
    for name in without:
        text = text.replace(name, " ")
    rules = rules_for(language)
    folded = fold(text)
    if not rules.spaced:
        folded = rules.anaphora.sub(" ", folded)
        return [term for term in rules.terms(folded) if not term.startswith("~")]
    words = _CONTENT.findall(folded)
    asking = [pattern.sub(" ", folded) for pattern in rules.asks.values()]
    left = set(words).intersection(*(_CONTENT.findall(rest) for rest in asking))
    return [w for w in words if w in left and w not in rules.function_words]

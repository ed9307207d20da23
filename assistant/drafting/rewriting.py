"""A follow-up question -> one that stands alone, in a model's words, if these can be trusted.

They can where the new question keeps every name and figure of the old one and brings in none that
was not asked about before; else the rules' version stands (``assistant.conversation``).
"""

from __future__ import annotations

from langchain_core.messages import HumanMessage

from assistant.drafting import prompts
from assistant.drafting.failures import ModelFailed
from assistant.drafting.models import ChatModel, Usage
from assistant.drafting.naming import missing_names
from assistant.language import detect_language, mentions, names
from assistant.quantities import compare, parse
from assistant.types import Language, Question, Turn

_LONGEST = 300
"""Code points of a question that a model wrote."""
_TURNS = 3
"""Earlier turns that it reads."""
_ANSWER = 600
"""Code points of an earlier answer that it reads."""


def rewritten(chat: ChatModel, item: Question, usage: Usage, rules: str, language: Language) -> str:
    """Returns a question that stands alone; a model that is too small to call tools is not asked.

    Args:
        rules: the version of the rules, which is returned where the model's cannot be trusted.
    """
    if not item.history or not chat.calls_tools:
        return rules
    prompt = prompts.filled(
        "standalone",
        history="\n".join(map(_told, item.history[-_TURNS:])),
        question=item.question,
        language=prompts.LANGUAGES[language],
    )
    try:
        words = "".join(chat.stream([HumanMessage(prompt)], usage)).strip().strip('"“”„「」')
    except ModelFailed:
        return rules
    return words if _is_faithful(words, item, language) else rules


def _told(turn: Turn) -> str:
    return f"Question: {turn.question}\nAnswer: {turn.answer[:_ANSWER]}"


def _is_faithful(words: str, item: Question, language: Language) -> bool:
    if not 0 < len(words) <= _LONGEST or "\n" in words:
        return False
    if detect_language(words, language) != language:
        return False
    known = "\n".join((*(turn.question for turn in item.history), item.question))
    if not all(mentions(words, name) for name in names(item.question, language)):
        return False
    invented = missing_names(words, language, known, language)
    return not invented and _keeps_figures(words, item.question, known, language)


def _keeps_figures(words: str, question: str, known: str, language: Language) -> bool:
    new, old = parse(words, language), parse(question, language)
    before = parse(known, language)
    kept = all(any(compare(one, two).relation == "equal" for two in new) for one in old)
    return kept and all(any(compare(one, two).agrees for two in before) for one in new)

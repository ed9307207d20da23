"""A claim -> the facts it states, in a model's words, if these say all of it and no more."""

from __future__ import annotations

from langchain_core.messages import HumanMessage

from assistant.claims.checkable import is_checkable
from assistant.drafting import prompts
from assistant.drafting.failures import ModelFailed
from assistant.drafting.marks import marked_sentences
from assistant.drafting.models import ChatModel, Usage
from assistant.language import names, terms
from assistant.quantities import compare, parse
from assistant.types import Language, Quantity

_MOST = 6
"""Facts of one claim."""
_KEPT = 0.8
"""Share of the claim's terms that the facts must have, and of theirs that the claim must have."""


def facts_of(chat: ChatModel, claim: str, language: Language) -> list[str]:
    """Returns the facts of a claim; the claim alone where the model's cannot be trusted."""
    prompt = prompts.filled("split", claim=claim, language=prompts.LANGUAGES[language])
    try:
        said = list(marked_sentences(chat.stream([HumanMessage(prompt)], Usage()), language))
    except ModelFailed:
        return [claim]
    facts = [one.text for one in said]
    return facts if 1 < len(facts) <= _MOST and _is_whole(facts, claim, language) else [claim]


def _is_whole(facts: list[str], claim: str, language: Language) -> bool:
    """Whether facts hold every figure and name of the claim, none besides, and its words."""
    together = "\n".join(facts)
    said, stated = parse(together, language), parse(claim, language)
    if not (_all_in(said, stated) and _all_in(stated, said)):
        return False
    if any(name not in together for name in names(claim, language)):
        return False
    if any(name not in claim for fact in facts for name in names(fact, language)):
        return False
    own, theirs = set(terms(claim, language)), set(terms(together, language))
    shared = len(own & theirs)
    return shared >= _KEPT * max(len(own), len(theirs), 1) and all(
        is_checkable(fact, language) for fact in facts
    )


def _all_in(some: tuple[Quantity, ...], others: tuple[Quantity, ...]) -> bool:
    return all(any(compare(one, two).relation == "equal" for two in others) for one in some)

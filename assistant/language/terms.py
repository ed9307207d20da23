"""Text -> the terms under which it is found."""

from __future__ import annotations

from assistant.language.normalisation import fold
from assistant.language.registry import rules_for


def terms(text: str, language: str) -> list[str]:
    """Returns index terms in order, with repetitions.

    Numbers and names come out alike in every language, so that they match across languages.
    """
    return rules_for(language).terms(fold(text))
